"""Case files: what every dialect makes of a piece of text, as data; for any adapter's tests.

    A sentence that says what the case shows.

    %%% docusaurus
    :::tip
    text
    :::
    %%% hugo
    > [!TIP]
    > text
    %%% report hugo
    1:1 callout-attributes-lost

The first section is the source. `%%% report` without a name holds what reading reports. Words behind
the name of a dialect are its settings, values as YAML (`%%% hugo has_math=true`). A line `%%%` alone
begins the next case of the file.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from syndicate.body.dialect import Dialect
from syndicate.body.render import render
from syndicate.diagnostics import Diagnostic, SyndicateError
from syndicate.source.text import SourceText, Span
from syndicate.source.yaml import GOCCY, load

_REPORT: Final = "report"


class BrokenCase(SyndicateError):
    """A case file that says too little, or names a dialect that nobody has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a case: its heading without `%%%`, and the text below it."""

    heading: str
    text: str

    @property
    def is_report(self) -> bool:
        return self.heading.split()[:1] == [_REPORT]

    @property
    def dialect(self) -> str:
        """The dialect that the section is about; "" for a report on reading."""
        words = self.heading.split()
        return next(iter(words[1:] if self.is_report else words), "")

    @property
    def settings(self) -> str:
        words = self.heading.split()
        return " ".join(words[2:] if self.is_report else words[1:])


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One sentence with its source and what becomes of it. `number` counts the cases of a file from 0."""

    path: Path
    number: int
    title: str
    sections: tuple[Section, ...]

    def __str__(self) -> str:
        return f"{self.path.stem}: {self.title}"

    @property
    def source(self) -> Section:
        return self.sections[0]


def read_cases(*places: Path) -> list[Case]:
    """The cases of files, and of all `*.txt` below folders. Raises BrokenCase."""
    files = [
        file
        for place in places
        for file in (sorted(place.rglob("*.txt")) if place.is_dir() else [place])
    ]
    return [case for file in files for case in parse_cases(file.read_text(encoding="utf-8"), file)]


def parse_cases(text: str, path: Path) -> list[Case]:
    """The cases in the text of one file."""
    parts = re.split(r"^%%%[ \t]*\n", text, flags=re.MULTILINE)
    return [_case(part, path, number) for number, part in enumerate(parts)]


def _case(text: str, path: Path, number: int) -> Case:
    lines = text.splitlines(keepends=True)
    starts = [i for i, line in enumerate(lines) if line.startswith("%%%")]
    title = " ".join("".join(lines[: starts[0] if starts else None]).split())
    sections = tuple(
        Section(heading=lines[start][3:].strip(), text="".join(lines[start + 1 : end]))
        for start, end in pairwise((*starts, len(lines)))
    )
    if not title or not sections or sections[0].is_report:
        raise BrokenCase(f"{path}: case {number + 1} needs a sentence and, first, a source")
    return Case(path=path, number=number, title=title, sections=sections)


def as_text(cases: Iterable[Case]) -> str:
    """A file with these cases."""
    return "%%%\n".join(_as_text(case) for case in cases)


def _as_text(case: Case) -> str:
    parts = [f"%%% {section.heading}\n{section.text}" for section in case.sections]
    return f"{case.title}\n\n{''.join(parts)}"


def worked_out(case: Case, dialects: Mapping[str, Dialect]) -> Case:
    """The case with what the dialects really make of its source; only reports that say something stay.

    A dialect is asked where the case has a section for it. Raises BrokenCase for an unknown one.
    """
    source, source_settings = _dialect_of(case, case.source, dialects)
    text = SourceText("case.md", case.source.text)
    read: list[Diagnostic] = []
    body = source.parse(text, Span(0, len(text.text)), source_settings, read.append)
    sections = [case.source]
    if read:
        sections.append(Section(heading=_REPORT, text=_lines(read)))
    for section in case.sections[1:]:
        if section.is_report:
            continue
        target, settings = _dialect_of(case, section, dialects)
        said: list[Diagnostic] = []
        rendered = render(body, source, target, settings=settings, report=said.append)
        sections.append(Section(heading=section.heading, text=rendered.text))
        if said:
            sections.append(Section(heading=f"{_REPORT} {section.dialect}", text=_lines(said)))
    return dataclasses.replace(case, sections=tuple(sections))


def check(case: Case, dialects: Mapping[str, Dialect]) -> None:
    """Raises AssertionError where a dialect makes something else of the source, or reports otherwise.

    In its own dialect the source comes back character for character.
    """
    found = worked_out(case, dialects)
    assert as_text([found]) == as_text([case])
    source, settings = _dialect_of(case, case.source, dialects)
    text = SourceText("case.md", case.source.text)
    body = source.parse(text, Span(0, len(text.text)), settings, lambda diagnostic: None)
    assert render(body, source, source).text == case.source.text


def rewrite(case: Case, dialects: Mapping[str, Dialect]) -> None:
    """Writes what the dialects really make of the case into its file."""
    cases = parse_cases(case.path.read_text(encoding="utf-8"), case.path)
    cases[case.number] = worked_out(cases[case.number], dialects)
    case.path.write_text(as_text(cases), encoding="utf-8")


def _lines(said: Iterable[Diagnostic]) -> str:
    return "".join(f"{found.line}:{found.column} {found.code}\n" for found in sorted(said))


def _dialect_of(
    case: Case, section: Section, dialects: Mapping[str, Dialect]
) -> tuple[Dialect, Any]:
    dialect = dialects.get(section.dialect)
    if dialect is None:
        known = ", ".join(dialects)
        raise BrokenCase(
            f"{case.path}: no dialect is called {section.dialect!r}; there are: {known}"
        )
    changes = {}
    for word in section.settings.split():
        key, _, value = word.partition("=")
        changes[key] = load(value, GOCCY)
    return dialect, dataclasses.replace(
        dialect.settings, **changes
    ) if changes else dialect.settings
