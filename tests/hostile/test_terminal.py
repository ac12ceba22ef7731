"""Nothing in a site drives the terminal of who runs a command on it, whichever command that is."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from syndicate.cli.program import run as run_command
from syndicate.cli.terminal import put, say
from tests.hostile.sites import ENGINES, ORIGIN, good, place
from tests.publish.desk import KEY, MINA
from tests.services.forem import Forem
from tests.services.loopback import served

DRIVING = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e"
SPELLED = r"\e]0;owned\a\e[2J\x9b31m\u202E"
TEXT = f"""Words {DRIVING} in a line.

{{{{< call{DRIVING} >}}}} {{% tag{DRIVING} %}} <Part{DRIVING} a="{DRIVING}" /> <part-{DRIVING}>

![picture {DRIVING}](gone-{DRIVING}.png) [link {DRIVING}](/gone-{DRIVING}/)

:::kind{DRIVING}

# Heading {DRIVING}
"""
HEADER = f"""---
title: "Bad {SPELLED}"
slug: "bad"
date: 2024-01-02
tags: ["tag {SPELLED}"]
categories: ["term {SPELLED}"]
authors: ["author {SPELLED}"]
description: "{SPELLED}"
"key {SPELLED}": "{SPELLED}"
aliases: ["/old-{SPELLED}/"]
redirect_from: ["/old-{SPELLED}/"]
review:
  name: "book {SPELLED}"
  author: "{SPELLED}"
  rating: "{SPELLED}"
---

"""
COMMANDS = {
    "list": ("list", "SITE", "-v"),
    "list, JSON": ("list", "SITE", "--json"),
    "scan": ("scan", "SITE", "-v"),
    "scan for another": ("scan", "SITE", "--to", "TARGET", "-v"),
    "scan, JSON": ("scan", "SITE", "--json"),
    "reviews": ("reviews", "SITE", "-v"),
    "reviews, JSON": ("reviews", "SITE", "--json"),
    "convert": ("convert", "SITE", "OUT", "--to", "TARGET", "-v"),
    "convert, tried": ("convert", "SITE", "OUT", "--to", "TARGET", "-n", "-v"),
    "convert, redirects": (
        "convert",
        "SITE",
        "OUT",
        "--to",
        "TARGET",
        "--redirects",
        "netlify",
        "-v",
    ),
    "feed": ("feed", "SITE", "OUT", "-v"),
    "export": ("export", "SITE", "OUT", "--to", "devto", "-v"),
    "export for Medium": ("export", "SITE", "OUT", "--to", "medium", "-v"),
    "export of reviews": ("export", "SITE", "OUT", "--to", "reviews", "-v"),
    "publish": ("publish", "SITE", "--to", "devto", "--all", "-n", "-v", "--no-check"),
    "publish offline": ("publish", "SITE", "--to", "devto", "--all", "-n", "--offline", "-v"),
    "reconcile": ("reconcile", "SITE", "--to", "devto", "-n"),
}


@pytest.fixture(autouse=True)
def _service(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A service that knows a copy with such a title."""
    forem = Forem(users={KEY: MINA}, now=lambda: datetime.now(UTC), throttles=False)
    monkeypatch.setenv("DEVTO_API_KEY", KEY)
    with served(forem.answer) as address:
        monkeypatch.setenv("SYNDICATE_TEST_API", f"{address}/api")
        yield


def driving(root: Path, engine: str) -> Path:
    """A site whose texts, headers, names of files and words of its config all hold control characters."""
    for path, content in {**good(engine), place(engine): HEADER + TEXT}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(content)
    (root / place(engine, f"name{DRIVING}", 4)).write_text(
        HEADER.replace('"bad"', '"other"') + TEXT
    )
    (root / "syndicate.toml").write_text(f'[components."X{SPELLED[2:9]}"]\ndrop = true\n')
    return root


def inert(text: str) -> bool:
    return all(char.isprintable() or char == "\n" for char in text)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_prints_what_drives_a_terminal(
    tmp_path: Path,
    name: str,
    engine: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = driving(tmp_path / "site", engine)
    target = "jekyll" if engine == "hugo" else "hugo"
    given = {"SITE": str(site), "OUT": str(tmp_path / "out"), "TARGET": target}
    words = [given.get(word, word) for word in COMMANDS[name]]
    if "--url" not in words:
        words += ["--url", ORIGIN]
    if words[0] in ("publish", "reconcile"):
        words += ["--api-url", os.environ["SYNDICATE_TEST_API"]]
    monkeypatch.setattr("sys.argv", ["syndicate", *words])
    code = run_command()
    printed = capsys.readouterr()
    assert code in (0, 1), printed.err
    assert printed.out or printed.err
    assert inert(printed.err), repr(printed.err)
    assert inert(printed.out), repr(printed.out)


@pytest.mark.parametrize("how", ["convert", "diff", "export", "feed"])
def test_texts_are_printed_as_they_are_but_on_a_terminal(
    tmp_path: Path,
    how: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = driving(tmp_path / "site", "jekyll")
    words = {
        "convert": ["convert", str(site), "-", "--to", "hugo", "--post", place("jekyll")],
        "diff": ["convert", str(site), str(tmp_path / "out"), "--to", "hugo", "--diff"],
        "feed": ["feed", str(site), "-"],
        "export": ["export", str(site), "-", "--to", "medium", "--post", place("jekyll")],
    }[how]
    monkeypatch.setattr("sys.argv", ["syndicate", *words])
    run_command()
    piped, said = capsys.readouterr()
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    run_command()
    shown = capsys.readouterr().out
    assert "Words" in piped, said
    assert "Words" in shown
    assert inert(shown.replace("\t", "")), repr(shown)
    assert not inert(piped.replace("\t", "")) or how == "export"


def test_a_judgement_of_hostile_pages_is_printed_harmlessly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, word in (("old", "one"), ("new", "other")):
        page = tmp_path / name / f"a{DRIVING}" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(
            f"<html><head><title>{DRIVING}</title></head><body><article><h1>T {DRIVING}</h1>"
            f"<p>{word} {DRIVING}</p></article></body></html>"
        )
    for extra in ([], ["-v"], ["--json"]):
        words = ["verify", str(tmp_path / "old"), str(tmp_path / "new"), *extra]
        monkeypatch.setattr("sys.argv", ["syndicate", *words])
        run_command()
        printed = capsys.readouterr()
        assert printed.out
        assert inert(printed.out), repr(printed.out)
        assert inert(printed.err), repr(printed.err)


def test_lines_stay_lines(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\nb\x1b\tc")
    put("d\n")
    assert capsys.readouterr() == ("d\n", "a\nb\\x1b\tc\n")


def test_json_says_the_same_with_fewer_characters() -> None:
    from syndicate.diagnostics import json_bytes

    raw = json_bytes({"a": DRIVING}).decode()
    assert inert(raw)
    assert json.loads(raw) == {"a": DRIVING}
