"""Files as content: languages, bundles, one page from two files, templates that make pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate_adapters.hugo.reading.names import (
    ContentName,
    Role,
    parse_name,
    sanitized,
    unaccented,
)
from tests.hugo_reading.engine import by_source, read, write

BASE = 'baseURL = "https://example.org/"\n'
PAGE = "---\ntitle: x\n---\n"


def links(folder: Path) -> dict[str, str]:
    """Where the pages of a site of one language are served."""
    editions, _ = read(folder)
    return {source: page.permalink for (_, source), (page, _) in by_source(editions).items()}


@pytest.mark.parametrize(
    ("path", "stem", "lang", "role", "key"),
    [
        ("/posts/My Post.ko.md", "My Post", "ko", "single", "/posts/my-post"),
        ("/posts/x.de.md", "x.de", "", "single", "/posts/x.de"),
        ("/posts/v1.2.ko.md", "v1.2", "ko", "single", "/posts/v1.2"),
        ("/posts/ko.md", "ko", "", "single", "/posts/ko"),
        ("/posts/a.ko.b.md", "a", "ko", "single", "/posts/a"),
        ("/posts/b/index.ko.md", "index", "ko", "leaf", "/posts/b"),
        ("/posts/_index.md", "_index", "", "branch", "/posts"),
        ("/_index.md", "_index", "", "branch", ""),
        ("/posts/p.ko.png", "p", "ko", "file", "/posts/p.png"),
        ("/posts/Pic.PNG", "Pic", "", "file", "/posts/pic.png"),
        ("/posts/Makefile", "Makefile", "", "file", "/posts/makefile"),
        ("/posts/_content.gotmpl", "_content", "", "pages", "/posts"),
        ("/posts/a.MD", "a", "", "single", "/posts/a"),
    ],
)
def test_a_path_says_language_role_and_key(
    path: str, stem: str, lang: str, role: Role, key: str
) -> None:
    name = parse_name(path, frozenset(("en", "ko")))
    assert (name.stem, name.lang, name.role, name.key) == (stem, lang, role, key)
    assert isinstance(name, ContentName)


@pytest.mark.parametrize(
    ("path", "section"),
    [("/a.md", ""), ("/a/index.md", ""), ("/s/a.md", "s"), ("/s/a/index.md", "s"), ("/s/_index.md", "s")],
)  # fmt: skip
def test_the_section_is_the_first_folder(path: str, section: str) -> None:
    assert parse_name(path, frozenset()).spelled_section == section


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("A B - C", "A-B-C"),
        ("A  B", "A-B"),
        ("what's", "whats"),
        ("a&b", "ab"),
        ("percent%20x", "percent%20x"),
        ("100%", "100"),
        ("한글 제목!", "한글-제목"),
        ("naïve–dash", "naïvedash"),
        ("a\tb", "a-b"),
        (" lead", "lead"),
        ("x²", "x"),
        ("٣", "٣"),
    ],
)
def test_a_text_is_made_a_path(text: str, path: str) -> None:
    assert sanitized(text) == path


def test_accents_are_marks_on_letters() -> None:
    assert unaccented("Café й ł ß 각") == "Cafe и ł ß 각"


def test_of_two_files_for_one_page_the_later_ending_counts(tmp_path: Path) -> None:
    files = {"hugo.toml": BASE, "content/a.md": PAGE, "content/A.markdown": PAGE}
    editions, found = read(write(tmp_path, files))
    assert list(by_source(editions)) == [("en", "content/a.md")]
    assert [(d.path, d.code) for d in found if d.code == "source-page-hidden"] == [
        ("content/A.markdown", "source-page-hidden")
    ]


def test_a_file_that_says_its_language_wins(tmp_path: Path) -> None:
    files = {"hugo.toml": BASE, "content/a.md": PAGE, "content/a.en.md": PAGE}
    assert list(links(write(tmp_path, files))) == ["content/a.en.md"]


def test_a_bundle_swallows_what_lies_beside_and_below(tmp_path: Path) -> None:
    files = {
        "hugo.toml": BASE,
        "content/p/index.md": PAGE,
        "content/p/other.md": PAGE,
        "content/p/deep/index.md": PAGE,
        "content/q/_index.md": PAGE,
        "content/q/other.md": PAGE,
    }
    assert set(links(write(tmp_path, files))) == {
        "content/p/index.md",
        "content/q/_index.md",
        "content/q/other.md",
    }


def test_a_bundle_at_the_top_is_the_home_page(tmp_path: Path) -> None:
    write(tmp_path, {"hugo.toml": BASE, "content/index.md": PAGE, "content/p/a.md": PAGE})
    assert links(tmp_path) == {"content/index.md": "https://example.org/"}


def test_files_of_a_language_that_is_off_are_none(tmp_path: Path) -> None:
    config = f'{BASE}disableLanguages = ["ko"]\n[languages.en]\n[languages.ko]\n'
    files = {"hugo.toml": config, "content/a.md": PAGE, "content/a.ko.md": PAGE}
    assert list(links(write(tmp_path, files))) == ["content/a.md"]


def test_a_template_that_makes_pages_is_reported(tmp_path: Path) -> None:
    files = {"hugo.toml": BASE, "content/books/_content.gotmpl": "{{ .AddPage (dict) }}"}
    _, found = read(write(tmp_path, files))
    made = [(d.path, d.severity) for d in found if d.code == "pages-made"]
    assert made == [("content/books/_content.gotmpl", "error")]


def test_patterns_that_are_for_one_page_both_are_reported(tmp_path: Path) -> None:
    config = BASE + '[permalinks]\nposts = "/p/:slug/"\n"posts/deep" = "/d/:slug/"\n'
    files = {"hugo.toml": config, "content/posts/deep/a.md": PAGE, "content/posts/b.md": PAGE}
    editions, found = read(write(tmp_path, files))
    pages = {source: page.permalink for (_, source), (page, _) in by_source(editions).items()}
    assert pages["content/posts/deep/a.md"] == "https://example.org/d/x/"
    doubtful = [d for d in found if d.code == "source-permalink-ambiguous"]
    assert [(d.path, d.line) for d in doubtful] == [("hugo.toml", 3)]
    assert "content/posts/deep/a.md" in doubtful[0].message


@pytest.mark.parametrize(
    ("url", "is_refused"), [("/a%zz/", True), ("/100%", True), ("/a%20b/", False), ("/a+b/", False)]
)
def test_an_address_with_a_broken_escape_is_refused(
    url: str, is_refused: bool, tmp_path: Path
) -> None:
    page = f'---\nurl: "{url}"\n---\n'
    editions, found = read(write(tmp_path, {"hugo.toml": BASE, "content/a.md": page}))
    ((page_found, _),) = by_source(editions).values()
    assert page_found.is_refused is is_refused
    assert [d.line for d in found if d.code == "source-page-refused"] == ([2] if is_refused else [])


def test_a_cascade_of_a_translation_is_for_its_language(tmp_path: Path) -> None:
    config = BASE + "[languages.en]\nweight = 1\n[languages.ko]\nweight = 2\n"
    files = {
        "hugo.toml": config,
        "content/p/_index.md": "---\ncascade: {slug: english}\n---\n",
        "content/p/_index.ko.md": "---\ncascade: {slug: korean}\n---\n",
        "content/p/a.md": PAGE,
        "content/p/a.ko.md": PAGE,
    }
    found = links(write(tmp_path, files))
    assert found["content/p/a.md"] == "https://example.org/english/english/"
    assert found["content/p/a.ko.md"] == "https://example.org/ko/korean/korean/"
