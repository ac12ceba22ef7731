"""README says what the command line does: what it names exists, and its examples run."""

from __future__ import annotations

import doctest
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from syndicate.cli import app
from tests.docs import pages

README = pages.ROOT / "README.md"
PROGRAM = get_command(app)
COMMANDS: Mapping[str, Any] = getattr(PROGRAM, "commands", {})
ALWAYS = {"--help"}


def options(command: Any) -> set[str]:
    """Every spelling of the options of a command that users may see."""
    shown = (p for p in command.params if p.param_type_name == "option" and not p.hidden)
    return {spelling for param in shown for spelling in (*param.opts, *param.secondary_opts)}


def unknown_words(words: list[str]) -> Iterator[str]:
    """The words of a command line that name a command or an option that does not exist."""
    rest = [word for word in words[1:] if not word.startswith("[")]
    known = ALWAYS | options(PROGRAM)
    if rest and not rest[0].startswith("-"):
        name = rest.pop(0)
        if name not in COMMANDS:
            yield name
            return
        known |= options(COMMANDS[name])
    for word in rest:
        option = word.partition("=")[0]
        if option.startswith("-") and option != "-" and option not in known:
            yield option


def usage(name: str) -> str:
    """ "convert SITE OUT", the command with its arguments."""
    arguments = [p for p in COMMANDS[name].params if p.param_type_name == "argument"]
    words = [(p.metavar or p.name.upper()).strip("[]") for p in arguments]
    return " ".join(
        [name, *(w if p.required else f"[{w}]" for w, p in zip(words, arguments, strict=True))]
    )


def shown_options(command: Any) -> list[str]:
    """The options of a command that users may see, each in all its spellings."""
    shown = (p for p in command.params if p.param_type_name == "option" and not p.hidden)
    spellings = ((*param.opts, *param.secondary_opts) for param in shown)
    return ["/".join(f"`{word}`" for word in words) for words in spellings]


def readers() -> list[Any]:
    """The commands that read a site."""
    return [c for c in COMMANDS.values() if any(p.metavar == "SITE" for p in c.params)]


def reference() -> str:
    """The table of commands, what each gives, and its options; below it, what several share."""
    reading = [
        o for o in shown_options(readers()[0]) if all(o in shown_options(c) for c in readers())
    ]
    lines = ["| command | gives | options of its own |", "|---|---|---|"]
    for name, command in COMMANDS.items():
        said = (command.help or "").strip().partition("\n")[0].rstrip(".")
        own = [o for o in shown_options(command) if command not in readers() or o not in reading]
        lines.append(f"| `syndicate {usage(name)}` | {said} | {', '.join(own)} |")
    shared = f"All that read a SITE: {', '.join(reading)}."
    before = f"Before the command: {', '.join(shown_options(PROGRAM))}."
    return "\n".join([*lines, "", shared, "", before])


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.name)
def test_a_page_names_no_command_or_option_that_does_not_exist(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    wrong = [(words, list(unknown_words(words))) for words in pages.commands(text)]
    assert [pair for pair in wrong if pair[1]] == []
    everything = ALWAYS.union(options(PROGRAM), *map(options, COMMANDS.values()))
    assert pages.lone_options(text) - everything == set()


def test_the_readme_lists_every_command_and_option(is_rewriting: bool) -> None:
    text = README.read_text(encoding="utf-8")
    if is_rewriting:
        text = pages.regenerated(text, "commands", reference())
        README.write_text(text, encoding="utf-8")
    assert pages.generated(text, "commands") == reference()


def test_every_command_and_option_says_what_it_is_for() -> None:
    silent = [
        f"{name} {param.name}"
        for name, command in COMMANDS.items()
        for param in command.params
        if not (getattr(param, "help", None) or param.hidden)
    ]
    assert silent + [name for name, command in COMMANDS.items() if not command.help] == []


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.name)
def test_the_examples_of_a_page_run(page: Path, tmp_path: Path) -> None:
    shutil.copytree(pages.ROOT / "samples", tmp_path / "samples")
    program = Path(sys.executable).with_name("syndicate")
    for example in pages.examples(page.read_text(encoding="utf-8")):
        if not example.command.startswith("syndicate "):
            continue
        line = example.command.replace("syndicate", str(program), 1)
        done = subprocess.run(
            line, shell=True, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
        )
        said = done.stdout + done.stderr
        assert done.returncode == 0, f"{example.command}\n{said}"
        wanted = example.output.replace(f"{pages.GAP}\n", "...\n")
        is_same = doctest.OutputChecker().check_output(wanted, said, doctest.ELLIPSIS)
        assert not wanted or is_same, (
            f"{example.command}\nshould print\n{wanted}\nbut prints\n{said}"
        )


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.name)
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path) -> None:
    shutil.copytree(pages.ROOT / "samples", tmp_path / "samples")
    text = page.read_text(encoding="utf-8")
    files = {shown for _, shown in pages.shown_files(text)}
    for block in pages.fences(text, "python"):
        if block in files:
            continue
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", block],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{block}\n{done.stderr}"
