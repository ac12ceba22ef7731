"""What is found by a quicker way is what the plain way finds, in texts of all the pieces that matter to it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.body.markdown import _Characters
from syndicate.body.outline import folded, mark
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


@given(texts("a", "é", "서", "😀", "x" * 300, "서" * 500), st.data())
def test_characters_are_counted_from_anywhere(text: str, data: st.DataObject) -> None:
    counted = _Characters(text)
    for _ in range(5):
        first = data.draw(st.integers(0, len(text)))
        last = data.draw(st.integers(first, len(text)))
        start, end = (len(text[:at].encode()) for at in (first, last))
        assert counted.between(start, end) == (first, last)
        assert counted.onwards(end) == last
