"""Addresses: joining as browsers do, encoding without loss, one key for each page."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from syndicate.web import urls
from syndicate.web.urls import (
    base_path,
    join_url,
    page_key,
    quote_path,
    same_page,
    split_url,
    unquote_path,
)

SAME = [
    ("https://example.com/a", "https://example.com/a/"),
    ("https://example.com/a", "https://EXAMPLE.com/a"),
    ("https://example.com", "https://example.com/"),
    ("https://example.com", "https://example.com/index.html"),
    ("https://example.com:443/a", "https://example.com/a"),
    ("/a/index.html", "/a"),
    ("/a.html", "/a/"),
    ("/2024/x.html/", "/2024/x.html"),
    ("/a//", "/a"),
    ("/a#part", "/a"),
    ("/b/../a", "/a"),
    ("/blog/한글", "/blog/%ED%95%9C%EA%B8%80/"),
    ("/blog/%ed%95%9c", "/blog/%ED%95%9C"),
    ("/with space", "/with%20space"),
    ("/it's", "/it%27s"),
    ("/a%2Bb", "/a+b"),
    ("/100%", "/100%25"),
    ("/{x}", "/%7Bx%7D"),
]
DIFFERENT = [
    ("/a", "/A"),
    ("/a", "/a?page=2"),
    ("/a%2Fb", "/a/b"),
    ("/%2541", "/A"),
    ("/a%3Fb", "/a?b"),
    ("/caf\u00e9", "/cafe\u0301"),
    ("/blog/index", "/blog/"),
    ("/2024/03/18/.html", "/2024/03/18/"),
    ("/x.htm", "/x"),
    ("/a b", "/a+b"),
    ("https://example.com/a", "https://example.org/a"),
    ("https://example.com:8443/a", "https://example.com/a"),
]
# Source: RFC 3986, 5.4, with the base "http://a/b/c/d;p?q".
JOINED = {
    "g:h": "g:h",
    "g": "http://a/b/c/g",
    "./g": "http://a/b/c/g",
    "g/": "http://a/b/c/g/",
    "/g": "http://a/g",
    "//g": "http://g",
    "?y": "http://a/b/c/d;p?y",
    "g?y": "http://a/b/c/g?y",
    "#s": "http://a/b/c/d;p?q#s",
    "g#s": "http://a/b/c/g#s",
    "": "http://a/b/c/d;p?q",
    ".": "http://a/b/c/",
    "./": "http://a/b/c/",
    "..": "http://a/b/",
    "../g": "http://a/b/g",
    "../..": "http://a/",
    "../../../g": "http://a/g",
    "/./g": "http://a/g",
    "g.": "http://a/b/c/g.",
    "..g": "http://a/b/c/..g",
    "./g/.": "http://a/b/c/g/",
    "g;x=1/../y": "http://a/b/c/y",
    "g?y/./x": "http://a/b/c/g?y/./x",
    " g ": "http://a/b/c/g",
}


@pytest.mark.parametrize(("a", "b"), SAME)
def test_spellings_of_one_page_are_the_same_page(a: str, b: str) -> None:
    assert same_page(a, b)


@pytest.mark.parametrize(("a", "b"), DIFFERENT)
def test_addresses_of_two_pages_are_not_the_same_page(a: str, b: str) -> None:
    assert not same_page(a, b)


@pytest.mark.parametrize(("ref", "url"), JOINED.items())
def test_references_are_joined_as_browsers_do(ref: str, url: str) -> None:
    assert join_url("http://a/b/c/d;p?q", ref) == url


def test_a_base_without_a_path_counts_as_the_root() -> None:
    assert join_url("https://example.com", "a") == "https://example.com/a"
    assert join_url("/blog/x/", "../y.png") == "/blog/y.png"


def test_a_path_is_encoded_as_utf8() -> None:
    assert quote_path("/c#/한 100%/a+b(1)") == "/c%23/%ED%95%9C%20100%25/a+b(1)"


def test_escapes_that_are_not_utf8_stay() -> None:
    assert unquote_path("/%FF/%ED%95%9C/100%") == "/%FF/한/100%"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_decoding_undoes_encoding(path: str) -> None:
    assert unquote_path(quote_path(path)) == path


@given(st.text())
def test_no_text_breaks_the_address_functions(text: str) -> None:
    assert str(split_url(text)) == text
    assert same_page(page_key(text), text)
    join_url("https://example.com/a/b", text)


@given(st.text(alphabet="/ab.%hindexltm~ 가?#:", max_size=30))
@example("? #")
def test_a_key_is_its_own_key(text: str) -> None:
    assert page_key(page_key(text)) == page_key(text)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://blog.example", ""),
        ("https://blog.example/", ""),
        ("https://blog.example/a/b/", "/a/b"),
        ("", ""),
    ],
)
def test_the_path_of_a_base_url(url: str, path: str) -> None:
    assert base_path(url) == path


@given(st.lists(st.sampled_from("/a0-_~.:%?# \n"), max_size=6).map("".join))
def test_a_path_that_is_its_own_key_is_found_at_once(text: str) -> None:
    quick = page_key.__wrapped__(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(urls, "_KEY", re.compile(r"(?!)"))
        assert page_key.__wrapped__(text) == quick


_ADDRESSES = st.text(alphabet="/ab.?#:h %", max_size=12)


@given(_ADDRESSES, st.sampled_from(["", "/", "//"]), st.sampled_from(["", "/", "//"]))
@example("http://a", "", "/")
@example("/a?b", "", "/")
def test_addresses_apart_by_final_slashes_only_have_one_key(text: str, one: str, two: str) -> None:
    if same_page(text + one, text + two):
        assert page_key(text + one) == page_key(text + two)


@given(_ADDRESSES, _ADDRESSES)
def test_a_path_is_joined_to_a_path_as_to_an_address(base: str, ref: str) -> None:
    base, ref = f"/{base.lstrip('/')}", f"/{ref.strip().lstrip('/')}"
    assert join_url(f"http://h{base}", ref) == f"http://h{join_url(base, ref)}"
