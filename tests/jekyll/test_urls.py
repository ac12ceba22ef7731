"""Addresses, as Jekyll and Addressable make them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate_adapters.jekyll.urls import (
    PermalinkError,
    absolute_url,
    base_path,
    encoded_path,
    escaped,
    extension_of,
    filled,
    id_of,
    normalized,
    output_of,
    page_url,
    relative_url,
    sanitized,
    with_suffix,
)
from tests.jekyll.engine import said


@pytest.mark.parametrize("text", said("units")["escaped"])
def test_the_value_of_a_token_is_encoded(text: str) -> None:
    wanted = said("units")["escaped"][text]
    if wanted is None:
        with pytest.raises(PermalinkError, match="begins no URL"):
            escaped(text)
    else:
        assert escaped(text) == wanted


@pytest.mark.parametrize("text", said("units")["sanitized"])
def test_an_address_is_cleaned(text: str) -> None:
    assert sanitized(text) == said("units")["sanitized"][text]


@pytest.mark.parametrize("text", said("units")["normalized"])
def test_an_address_is_normalized(text: str) -> None:
    assert normalized(text) == said("units")["normalized"][text]


def test_a_token_is_the_longest_name() -> None:
    values = {"month": "07", "day": "04", "i_day": "4"}
    assert filled("/:month_:day/:i_day_/x", values.get) == "/07_04/4_/x"
    with pytest.raises(PermalinkError, match="know no ':nope'"):
        filled("/:nope/", values.get)


def test_pages_and_collections_end_as_the_style_does() -> None:
    styles = ("pretty", "/x/:title/", "date", "/:title:output_ext", "weekdate", "/:title")
    assert [with_suffix("/p", style) for style in styles] == [
        "/p/", "/p/", "/p:output_ext", "/p:output_ext", "/p", "/p",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "permalink", "extension", "style", "url"),
    [
        ("a/b c.md", None, ".html", "pretty", "/a/b%20c/"),
        ("a/index.md", None, ".html", "date", "/a/"),
        ("css/x.scss", None, ".css", "pretty", "/css/x.css"),
        ("a/b.md", "/:path/x/:basename:output_ext", ".html", "date", "/a/x/b.html"),
        ("a/dots...md", None, ".html", "/:title", "/a/dots"),
        ("404.html", "/404.html", ".html", "pretty", "/404.html"),
    ],
)
def test_a_page_has_its_address(
    path: str, permalink: str | None, extension: str, style: str, url: str
) -> None:
    assert page_url(path, permalink, extension, style) == url


@pytest.mark.parametrize(
    ("permalink", "url", "output"),
    [
        ("/x/", "/x/", "x/index.html"),
        ("/x", "/x", "x.html"),
        ("/x.php", "/x.php", "x.php"),
        ("/", "/", "index.html"),
        (None, "/a%20b/c%2Fd.html", "a b/c/d.html"),
        ("/foo.bar", "/foo.bar", "foo.bar"),
    ],
)
def test_an_address_has_its_file(permalink: str | None, url: str, output: str) -> None:
    assert output_of(url, extension_of(permalink, ".html")) == output


def test_the_id_is_the_folder_and_the_slug_as_it_is() -> None:
    assert id_of("/2024/03/10/with-spaces/", "with spaces") == "/2024/03/10/with spaces"
    assert id_of("/custom/", "s") == "/s"
    assert id_of("/2024/.html", "") == "/2024/"


def test_links_get_the_base_path() -> None:
    assert relative_url("/x y", "base/") == "/base/x%20y"
    assert relative_url("x", "/base") == "/base/x"
    assert relative_url("", "/base") == "/base"
    assert relative_url("//cdn/x", "/base") == "/base//cdn/x"
    assert relative_url("https://e.org/ü", "/base") == "https://e.org/ü"
    assert absolute_url("/한/", "https://E.org", "/b") == "https://e.org/b/%ED%95%9C/"
    assert absolute_url("/x", "", "/b") == "/b/x"


def test_a_path_is_encoded_as_a_browser_does_it() -> None:
    assert encoded_path("/ü/%20 [x]?") == "/%C3%BC/%20%20%5Bx%5D%3F"
    assert encoded_path("/cafe\u0301/") == "/cafe%CC%81/"  # the file has that name


@given(
    st.text("/aB0.-_%20 é:?#", max_size=12),
    st.sampled_from(["", "/", "/base", "base/", "/a/b", "/ü"]),
)
def test_a_path_that_looks_normal_is_normal(path: str, base: str) -> None:
    path = f"/{path}"
    wanted = normalized(f"{base_path(base)}{path}")
    assert relative_url(path, base) == wanted
