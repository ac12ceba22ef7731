"""Our Markdown pages taken apart: fences, commands, generated parts."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE_CODE = re.compile(r"`([^`\n]+)`")
STEP = re.compile(r"^ *- run: (.*)$", re.MULTILINE)
GAP = "…"  # a line that stands for any number of lines left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One `$ command` of a console fence and the lines that it is said to print."""

    command: str
    output: str


def fences(text: str, language: str) -> Iterator[str]:
    """The texts of the fences in `language`."""
    return (match[2] for match in FENCE.finditer(text) if match[1] == language)


def examples(text: str) -> list[Example]:
    """The commands of all console fences, in order; other lines are output."""
    found: list[Example] = []
    for block in fences(text, "console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.replace("\\\n", " ").partition("\n")
            found.append(Example(command=command, output=output))
    return found


def commands(text: str) -> list[list[str]]:
    """The words of every `syndicate` command that a page names, in fences and in the text."""
    lines = [example.command for example in examples(text)]
    for block in fences(text, "sh"):
        lines += block.replace("\\\n", " ").splitlines()
    for block in fences(text, "yaml"):
        lines += STEP.findall(block)
    lines += INLINE_CODE.findall(FENCE.sub("", text))
    return [shlex.split(line) for line in lines if re.match(r"syndicate\b(?![.\-/])", line)]


def lone_options(text: str) -> set[str]:
    """Options that a page names outside of a command, such as `--strict`."""
    spans = INLINE_CODE.findall(FENCE.sub("", text))
    return {span.split()[0].partition("=")[0] for span in spans if span.startswith("-")}


def shown_files(text: str) -> list[tuple[Path, str]]:
    """Files whose text a page shows: a fence right below their path in backticks."""
    below = re.compile(r"^`([^`\n]+)`\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    return [(ROOT / match[1], match[2]) for match in below.finditer(text)]


def is_excerpt(shown: str, whole: str) -> bool:
    """Whether `whole` has the lines of `shown` in this order, with others only at a gap."""
    pieces = re.split(rf"^{GAP}\n", shown, flags=re.MULTILINE)
    pattern = r"(?:.*\n)*".join(re.escape(piece) for piece in pieces)
    return re.search(rf"^{pattern}", whole, re.MULTILINE) is not None


def generated(text: str, name: str) -> str:
    """The part of a page between its two markers, without the line ends around it."""
    return _split(text, name)[1].strip("\n")


def regenerated(text: str, name: str, part: str) -> str:
    """The page with `part` between the markers."""
    before, _, after = _split(text, name)
    return f"{before}\n{part}\n{after}"


def _split(text: str, name: str) -> tuple[str, str, str]:
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    head, _, rest = text.partition(begin)
    part, found, tail = rest.partition(end)
    if not found:
        raise AssertionError(f"the markers of {name!r} are missing")
    return head + begin, part, end + tail
