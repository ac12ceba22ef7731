"""The case files: what every dialect makes of a piece of text, and what it reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate.adapter import installed_adapters
from syndicate.testing import (
    BrokenCase,
    Case,
    as_text,
    check,
    parse_cases,
    read_cases,
    rewrite,
    worked_out,
)

FOLDER = Path(__file__).with_name("cases")
DIALECTS = {name: adapter.dialect for name, adapter in installed_adapters().items()}


@pytest.mark.parametrize("case", read_cases(FOLDER), ids=str)
def test_a_case_holds(case: Case, is_rewriting: bool) -> None:
    if is_rewriting:
        rewrite(case, DIALECTS)
        return
    check(case, DIALECTS)


TEXT = """\
A callout.

%%% docusaurus
:::tip
text
:::
%%% hugo
> [!TIP]
> text
%%%
A callout with an id.

%%% docusaurus
:::tip{#x}
text
:::
%%% hugo
> [!TIP]
> text
%%% report hugo
1:1 callout-attributes-lost
"""


def test_a_file_is_written_as_it_was_read() -> None:
    assert as_text(parse_cases(TEXT, Path("a.txt"))) == TEXT


def test_a_case_that_does_not_hold_fails() -> None:
    first, second = parse_cases(TEXT.replace("> text", "> other", 1), Path("a.txt"))
    check(second, DIALECTS)
    with pytest.raises(AssertionError):
        check(first, DIALECTS)


def test_a_report_that_is_missing_fails() -> None:
    text = TEXT.replace("%%% report hugo\n1:1 callout-attributes-lost\n", "")
    with pytest.raises(AssertionError):
        check(parse_cases(text, Path("a.txt"))[1], DIALECTS)


def test_rewriting_fills_in_one_case_and_leaves_the_others(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT.replace("> text", "> other"), encoding="utf-8")
    _, second = read_cases(file)
    rewrite(second, DIALECTS)
    assert file.read_text(encoding="utf-8") == TEXT.replace("> text", "> other", 1)


def test_settings_stand_behind_the_name_of_a_dialect() -> None:
    text = "Formulas.\n\n%%% docusaurus has_math=true\nso $a_1$\n%%% hugo has_math=true\nx\n"
    found = worked_out(parse_cases(text, Path("a.txt"))[0], DIALECTS)
    assert [section.text for section in found.sections] == ["so $a_1$\n", "so $a_1$\n"]


@pytest.mark.parametrize(
    "text",
    ["", "Only a sentence.\n", "%%% hugo\nx\n", "A report first.\n\n%%% report hugo\n1:1 x\n"],
)
def test_a_case_without_sentence_or_source_is_refused(text: str) -> None:
    with pytest.raises(BrokenCase):
        parse_cases(text, Path("a.txt"))


def test_an_unknown_dialect_is_refused() -> None:
    case = parse_cases("Nobody has it.\n\n%%% nobody\nx\n", Path("a.txt"))[0]
    with pytest.raises(BrokenCase, match="no dialect is called 'nobody'"):
        worked_out(case, DIALECTS)
