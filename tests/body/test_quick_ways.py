"""What is found by a quicker way is what the plain way finds, in texts of all the pieces that matter to it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.body import autolinks, tildes
from syndicate.body.characters import Characters
from syndicate.body.nodes import Body
from syndicate.body.outline import folded, mark
from syndicate.source.text import SourceText, Span
from syndicate_adapters.docusaurus import dialect
from syndicate_adapters.docusaurus.markdown import mdx, structure
from syndicate_adapters.docusaurus.markdown.settings import MarkdownSettings
from syndicate_adapters.docusaurus.markdown.structure import read_structure
from syndicate_adapters.hugo.markdown import bare
from syndicate_adapters.jekyll.kramdown import line


def texts(*pieces: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=14).map("".join)


@given(
    texts(*"@a_- \n!:/(é", "https://", "http://", "ftp://", "www.", "ww", *("y" * n for n in (62, 63, 64, 70))),
    st.data(),
)  # fmt: skip
def test_addresses_begin_where_every_letter_is_tried(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    plain, quick = bare._BEGIN.search(text, start, end), bare._next_begin(text, start, end)
    assert (plain and plain.span()) == (quick and quick.span())


@given(
    texts(*"a_.@/:-<( \nhW1é", "http://", "HTTPS://", "://", "www.", "Www.", "ww.", "a@b.c", "+"),
    st.data(),
)
def test_bare_addresses_begin_where_every_letter_is_tried(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    for pattern, places in (
        (autolinks._ADDRESS, autolinks._beginnings(text, span)),
        (autolinks._MAIL, autolinks._names_before_at(text, span)),
    ):
        found = autolinks._matches(pattern, text, span, places)
        assert [e.span() for e in found] == [e.span() for e in pattern.finditer(text, *span)]


@given(texts(*"a~~~\\ \n1", "~~", "~~~"))
def test_a_tilde_of_its_own_is_where_text_may_be_struck(text: str) -> None:
    plain = re.compile(r"(?<![~\\])~(?![\s~])([^\n~]+?)(?<![\s\\])~(?!~)")
    span = Span(0, len(text))
    assert [each.span() for each in plain.finditer(text)] == [
        each.span() for each in tildes._TILDES.finditer(text)
    ]
    if tildes.LONE_TILDE.search(text) is None:
        assert not list(tildes.struck(text, span, []))


@pytest.mark.parametrize("syntax", [mdx.Syntax(), mdx.Syntax(has_jsx=False, has_math=True)])
@given(text=texts(
    *"`~:$\n\\]<{(})> a\"'", "``", "```", "~~~", ":::", "](", "](a)", "](<{", "\\`", "<!--", "-->",
    "<a>", "</a>", "{/*", "*/}", "\nimport a", "\nexport", "`a`", "`{`", "\n\n", "$$",
))  # fmt: skip
def test_what_begins_nothing_may_be_passed(text: str, syntax: mdx.Syntax) -> None:
    quick = mdx.scan(text, 0, len(text), syntax)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mdx, "_PLAIN", re.compile(""))
        patch.setattr(mdx._Scanner, "_next_mark", lambda scanner, begin, after: None)
        assert quick == mdx.scan(text, 0, len(text), syntax)


@given(texts(*"aé1 ,;?!'()/-_*`.:$\n&", "import", "www.", "x", "- "))
def test_titles_of_words_hold_nothing_else(text: str) -> None:
    source = SourceText(path="a.md", text=f"{text}\n")
    span = Span(0, len(text))
    settings = MarkdownSettings(has_math=True)
    found = read_structure(source.text, span, settings, is_inline=True)
    if dialect._WORDS.fullmatch(text) is not None:
        reader = dialect._Reader(source, found, settings, print, is_inline=True)
        assert reader.body() == Body(source=source, span=span)


@given(texts("a", "<", "</", "/>", ">", " ", "\n", "b.c", "/", "<a", "$"))
def test_bare_tags_are_read_as_any(text: str) -> None:
    def read(begin: int) -> mdx.Token | None:
        return mdx.read_tag(text, begin, len(text), lambda offset: None)

    places = [at for at, char in enumerate(text) if char == "<"]
    quick = [read(at) for at in places]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mdx, "_BARE_TAG", re.compile(r"(?!)"))
        assert quick == [read(at) for at in places]


@given(texts(*" \n\t>#-1.*`~a", "    ", "```", "\n     "), st.data())
def test_deep_lines_are_those_that_begin_so(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    plain = re.compile(f"^{structure._DEEP.pattern}", re.MULTILINE)
    found = [each.span() for each in plain.finditer(text, *span)]
    assert structure._deep_lines(text, span) == found


@pytest.mark.parametrize(
    ("plain", "quick"),
    [
        (r"[*_`<\[\\]|!\[|\$\$|\{:|~~| {2}(?=\n)", line._SPECIAL),
        (r"[*_`<\[\]\\]|!\[|\$\$|\{:|~~| {2}(?=\n)", line._SPECIAL_IN_LINK),
        (r"[*_`<\[\]\\\n]|!\[|\$\$|\{:|~~", dict.fromkeys((False, True), line._SPECIAL_WRAPPED)),
    ],
)
@given(text=texts(*"*_`<[]\\!$~{: \nab"))
def test_marks_are_found_where_each_is_tried(
    plain: str, quick: dict[bool, re.Pattern[str]], text: str
) -> None:
    found = quick["  \n" in text]
    for start in range(len(text) + 1):
        first, same = re.compile(plain).search(text, start), found.search(text, start)
        assert (first and first.start()) == (same and same.start())


@given(texts(*" a\t\n\xa0\u3000\x1c\x85\u200b서\0", "  ", mark("br"), mark("em")))
def test_lines_are_folded_word_by_word(text: str) -> None:
    plain = re.sub(f" ?{re.escape(mark('br'))} ?", mark("br"), " ".join(text.split()))
    assert folded(text) == plain


@given(texts("a", "é", "서", "😀", "x" * 3000, "서" * 900), st.data())
def test_characters_are_counted_from_anywhere(text: str, data: st.DataObject) -> None:
    counted = Characters(text)
    for _ in range(5):
        first = data.draw(st.integers(0, len(text)))
        last = data.draw(st.integers(first, len(text)))
        start, end = (len(text[:at].encode()) for at in (first, last))
        assert counted.between(start, end) == (first, last)
        assert counted(start) == first
        assert counted.onwards(end) == last
