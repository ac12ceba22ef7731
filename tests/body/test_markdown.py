"""The seam to the parser: offsets in characters, addresses it has no range for, masks, and its panic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.body import markdown
from syndicate.body.markdown import Mask, MaskKind, ParserFailure, parse
from syndicate.source.text import Span

EVERYTHING = (*markdown.GFM, markdown.MATH, markdown.DEFINITION_LIST, markdown.HEADING_ATTRIBUTES)


def found(text: str, kind: str, *, extensions: tuple[str, ...] = markdown.GFM) -> list[str]:
    constructs = parse(text, extensions=extensions)
    return [text[c.span.start : c.span.end] for c in constructs if c.kind == kind]


def addresses(text: str) -> list[str]:
    return [text[c.destination.start : c.destination.end] for c in parse(text) if c.destination]


def test_spans_count_characters_not_bytes() -> None:
    text = "한글 `코드` 😀 **b**\n\n# 제목 é\n"
    assert found(text, "code_span") == ["`코드`"]
    assert found(text, "heading") == ["# 제목 é\n"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", ["b.md"]),
        ('[a](b.md "t")', ["b.md"]),
        ("[a](<b c.md>)", ["<b c.md>"]),
        ("[a](  b.md  )", ["b.md"]),
        ("[a](x(y)z)", ["x(y)z"]),
        (r"[a](x\(y)", [r"x\(y"]),
        ("![i](한 글)", []),
        ("![i](한글.png)", ["한글.png"]),
        ("[![i](a.png)](b)", ["b", "a.png"]),
        ("[`](` x](b)", ["b"]),
        ("[](b)", ["b"]),
        ("[a]()", [""]),
        ("[r]: ./c.md 'T'\n\n[r]", ["./c.md"]),
        ("> [r]: <c d.md>\n", ["<c d.md>"]),
        ("[a][r] [b](c)\n\n[r]: d", ["c", "d"]),
        ("[^1]: x\n\n[^1]", []),
        ("`[a](b)`", []),
    ],
)
def test_addresses_are_found_where_they_stand(text: str, expected: list[str]) -> None:
    assert addresses(text) == expected


def test_a_block_mask_is_a_rule_in_its_true_container() -> None:
    text = "- item\n\n  :::note\n  x\n  :::\n\nafter\n"
    at = text.index(":::note")
    constructs = parse(text, masks=[Mask(Span(at, at + 7), MaskKind.RULE)])
    rule = next(c for c in constructs if c.kind == "rule")
    assert rule.span.start == at
    assert constructs[rule.parent].kind == "item"


def test_text_masked_away_is_not_counted_and_offsets_stay_those_of_the_file() -> None:
    text = "a\n\n    # deep **b**\n"
    gone = Mask(Span(3, 7), MaskKind.NOTHING)
    (heading,) = [c for c in parse(text, masks=[gone]) if c.kind == "heading"]
    assert text[heading.span.start : heading.span.end] == "# deep **b**\n"
    assert heading.text == "deep b"


def test_the_text_of_a_heading_leaves_masks_out() -> None:
    text = "## Hi <Badge/> there\n"
    mask = Mask(Span(6, 14), MaskKind.WORD)
    (heading,) = [c for c in parse(text, masks=[mask]) if c.kind == "heading"]
    assert heading.text == "Hi  there"


def test_a_panic_of_the_parser_is_a_failure_of_this_text_alone(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(ParserFailure, match="panicked"):
        parse("��  2\n:<\n  {}\n -\n", extensions=tuple(_all_extensions()))
    capfd.readouterr()
    assert found("# fine\n", "heading") == ["# fine\n"]


def _all_extensions() -> list[str]:
    from pyromark import Options

    return [n.removeprefix("ENABLE_") for n in dir(Options) if n.startswith("ENABLE_")]


def test_a_lone_surrogate_is_refused_clearly() -> None:
    with pytest.raises(ParserFailure, match="refuses"):
        parse("a \udcff b")


@given(st.text(alphabet="ab한é😀 \n\t`*_[]()<>!#-|~:\\", max_size=80))
def test_every_span_lies_in_the_text_and_in_its_parent(text: str) -> None:
    constructs = parse(text)
    for construct in constructs:
        assert 0 <= construct.span.start <= construct.span.end <= len(text)
        if construct.parent >= 0:
            outer = constructs[construct.parent].span
            assert outer.start <= construct.span.start
        if construct.destination:
            assert construct.span.start <= construct.destination.start <= construct.span.end
