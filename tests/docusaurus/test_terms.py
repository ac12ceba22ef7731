"""Tags and authors, as the engine resolved them for every post."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from syndicate.diagnostics import Diagnostic
from syndicate.model import Author, Term
from syndicate.source.text import SourceText
from syndicate_adapters.docusaurus.header.schema import validate
from syndicate_adapters.docusaurus.header.terms import (
    AuthorsFile,
    Tag,
    TagsFile,
    distinct,
    find_terms_file,
    read_authors,
    read_tags,
)
from tests.docusaurus.engine import SITE, header_and_body, said


def refuse(found: Diagnostic) -> None:
    raise AssertionError(str(found))


def tags_in(text: str, said: list[Diagnostic] | None = None, base: str = "/blog/tags") -> TagsFile:
    report = refuse if said is None else said.append
    return read_tags(SourceText("blog/tags.yml", text), base=base, report=report)


def authors_in(text: str, said: list[Diagnostic] | None = None, base_url: str = "/") -> AuthorsFile:
    report = refuse if said is None else said.append
    source = SourceText("blog/authors.yml", text)
    return read_authors(source, base_url=base_url, base="/blog/authors", report=report)


def spoken(author: Author) -> dict[str, Any]:
    """An author as the engine's metadata has it, without what is empty."""
    found = {
        "name": author.name,
        "key": author.key,
        "title": author.title,
        "url": author.url,
        "email": author.email,
        "imageURL": author.image,
        "socials": dict(author.socials),
        "page": author.path and {"permalink": author.path},
    }
    return {key: value for key, value in found.items() if value}


@pytest.mark.parametrize("source", said("render")["metadata"])
def test_every_post_has_its_tags_and_authors(source: str) -> None:
    expected = said("render")["metadata"][source]
    folder, _, _ = source.partition("/")
    place = "/blog" if folder == "blog" else "/journal/news"
    front = validate(header_and_body(SITE / source)[0]).front
    tags = read_tags(
        find_terms_file(SITE, [folder], "tags.yml"), base=f"{place}/tags", report=refuse
    )
    found = [
        {"label": tag.label, "permalink": tag.permalink, "inline": tag.is_inline}
        for tag in tags.tags_of(front)
    ]
    assert found == expected["tags"]
    file = find_terms_file(SITE, [folder], "authors.yml")
    authors = read_authors(file, base_url="/", base=f"{place}/authors", report=refuse)
    credits = authors.authors_of(front)
    assert not credits.problems
    assert [spoken(author) for author in credits.authors] == [
        {key: value for key, value in author.items() if value and key != "image_url"}
        for author in expected["authors"]
    ]


def test_the_tags_of_the_site_have_the_pages_that_the_engine_built() -> None:
    tags = read_tags(find_terms_file(SITE, ["blog"], "tags.yml"), base="/blog/tags", report=refuse)
    found: dict[str, Tag] = {}
    for source in said("render")["metadata"]:
        if source.startswith("blog/"):
            for tag in tags.tags_of(validate(header_and_body(SITE / source)[0]).front):
                found.setdefault(tag.permalink, tag)
    assert {permalink: tag.label for permalink, tag in found.items()} == {
        permalink: tag["label"] for permalink, tag in said("render")["tags"].items()
    }


def test_a_translation_replaces_the_whole_file() -> None:
    folders = ["i18n/fr/docusaurus-plugin-content-blog", "blog"]
    tags = read_tags(
        find_terms_file(SITE, folders, "tags.yml"), base="/fr/blog/tags", report=refuse
    )
    assert tags.tags["review"] == Tag(label="Critique", permalink="/fr/blog/tags/critique")
    assert tags.tags["helloWorld"].permalink == "/fr/blog/tags/hello-world"


def test_a_tag_is_a_term_with_its_page() -> None:
    (tag,) = tags_in("c:\n  description: D\n").tags.values()
    assert tag.term == Term(name="C", slug="c", path="/blog/tags/c", description="D")


def test_tags_with_one_page_are_one_and_the_first_label_counts() -> None:
    front = validate({"tags": ["C#", "c", "C++", {"label": "x", "permalink": "c"}]}).front
    assert [tag.label for tag in distinct(TagsFile(base="/t").tags_of(front))] == ["C#"]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: {label: 1}", 1, "a.label must be a string"),
        ("a:\n  label: A\nb:\n  color: red\n", 3, "b.color is not allowed"),
        ("a:\nb: {permalink: /a}\n", 2, "two tags have the permalink /a"),
        ("a: x", 1, "a must be of type object"),
        ("- a", 1, "the file must hold one entry for each key"),
        ("a: b: c", 1, "this is no YAML"),
    ],
)
def test_a_tags_file_that_the_engine_refuses(text: str, line: int, message: str) -> None:
    said: list[Diagnostic] = []
    tags_in(text, said)
    assert [(found.line, found.code) for found in said] == [(line, "source-tag-refused")]
    assert message in said[0].message


@pytest.mark.parametrize("text", ["", "# nothing yet\n"])
def test_an_empty_tags_file_defines_nothing(text: str) -> None:
    assert tags_in(text).tags == {}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a:\n", 1, "a should be an author object"),
        ("a: {title: T}", 1, "must contain at least one of [name, imageURL]"),
        ("a: {name: 2021}", 1, "a.name must be a string"),
        (
            "a:\n  name: A\nb:\n  name: B\n  url: not a url\n",
            3,
            "b.url does not look like a valid url",
        ),
        ("a: {name: A, page: maybe}", 1, "a.page must be a boolean"),
        ("a: {name: A, page: {permalink: /a, x: 1}}", 1, "must hold a permalink and nothing else"),
        ("a: {name: A, socials: {x: a/b}}", 1, "a/b is neither a handle nor an address"),
        ("a: {name: A, socials: {other: 5}}", 1, "the handle for other must be a string"),
        ("a: {image_url: /x, imageURL: /y}", 1, "both image_url and imageURL"),
        ("a: {name: A, page: true}\nA: {name: B, page: true}\n", 2, "a and A have one page"),
    ],
)
def test_an_authors_file_that_the_engine_refuses(text: str, line: int, message: str) -> None:
    said: list[Diagnostic] = []
    authors_in(text, said)
    assert [(found.line, found.code) for found in said] == [(line, "source-author-refused")]
    assert message in said[0].message


def test_handles_become_addresses() -> None:
    handles = "{X: jo, linkedin: jo, stackoverflow: 82609, threads: jo, email: a@b.c, own: jo}"
    (author,) = authors_in(f"jo: {{name: Jo, socials: {handles}}}").authors.values()
    assert author.socials == (
        ("x", "https://x.com/jo"),
        ("linkedin", "https://www.linkedin.com/in/jo/"),
        ("stackoverflow", "https://stackoverflow.com/users/82609"),
        ("threads", "https://www.threads.net/@jo"),
        ("email", "mailto:a@b.c"),
        ("own", "jo"),
    )


def test_an_image_of_the_site_has_the_base_path() -> None:
    file = authors_in("jo: {name: Jo, image_url: /img/jo.png}", base_url="/base/")
    assert file.authors["jo"].image == "/base/img/jo.png"
    front = validate({"authors": [{"name": "Guest", "image_url": "/img/g.png"}]}).front
    assert file.authors_of(front).authors[0].image == "/base/img/g.png"


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ({"authors": "nobody"}, "there is no author nobody"),
        ({"authors": "jo, ann"}, "there is no author jo, ann"),
        ({"authors": [{"key": "nobody", "name": "N"}]}, "there is no author nobody"),
        ({"authors": ["jo", "jo"]}, "the author jo stands there twice"),
        ({"authors": ["jo"], "author": "Jo"}, "may not stand together"),
        ({"authors": {"key": "jo", "imageURL": "/x.png"}}, "must begin with /base/"),
        ({"authors": {"name": "X", "socials": {"x": "a/b"}}}, "neither a handle nor an address"),
    ],
)
def test_authors_of_a_post_that_the_engine_refuses(header: dict[str, Any], message: str) -> None:
    file = authors_in("jo: {name: Jo}", base_url="/base/")
    credits = file.authors_of(validate(header).front)
    assert [problem.key for problem in credits.problems] == ["authors"]
    assert message in credits.problems[0].message
    assert credits.authors


def test_what_a_post_writes_beside_a_key_wins_and_forgets_the_links() -> None:
    file = authors_in("jo: {name: Jo, title: T, url: 'https://jo.example', socials: {x: jo}}")
    front = validate({"authors": {"key": "jo", "title": "Guest"}}).front
    assert file.authors_of(front).authors == (
        Author(name="Jo", key="jo", title="Guest", url="https://jo.example"),
    )


def test_a_terms_file_is_looked_for_inside_of_the_site_only(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "blog").mkdir(parents=True)
    (tmp_path / "authors.yml").write_text("jo: {name: Jo}")
    assert find_terms_file(site, ["blog"], "../../authors.yml") is None
    (site / "blog" / "authors.yml").symlink_to(tmp_path / "authors.yml")
    assert find_terms_file(site, ["blog"], "authors.yml") is None
    assert find_terms_file(site, ["blog", "."], "tags.yml") is None
