"""Absolute addresses for copies of posts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from syndicate.adapter import ExportContext
from syndicate.body.dialect import Dialect
from syndicate.body.nodes import Body, Destination, Role
from syndicate.diagnostics import Diagnostic
from syndicate.model import Post, Site
from syndicate.source.frontmatter import DOCUSAURUS, read_front_matter
from syndicate.source.text import SourceText, Span
from syndicate.web.links import AssetLink, Dead, Elsewhere, LinkTarget, PageLink, PostLink

TEXT = SourceText("a.md", "see [this](x)\n")
PLAIN = Dialect(name="plain", parse=lambda source, span, *rest: Body(source=source, span=span))

TARGETS: dict[str, LinkTarget] = {
    "post": PostLink(source="b.md", suffix="#part"),
    "draft": PostLink(source="draft.md"),
    "page": PageLink(path="/about", suffix="?q"),
    "file": AssetLink(path="static/x.png", file=Path("x.png"), suffix="?v=1"),
    "hidden": AssetLink(path="blog/x.png", file=Path("x.png")),
    "dead": Dead(url="dead", reason="there is no dead"),
    "#here": Elsewhere(url="#here"),
    "https://example.com/": Elsewhere(url="https://example.com/"),
}


def post(source: str, url: str | None, lang: str = "") -> Post:
    front = read_front_matter(SourceText(source, ""), DOCUSAURUS)
    return Post(
        source=source, file=Path(source), url=url, path="", lang=lang, front=front, dialect=PLAIN
    )


A = post("a.md", "https://example.org/a")
B = post("b.md", "https://example.org/b")


def context(posts: tuple[Post, ...]) -> ExportContext:
    return ExportContext(
        site=Site(root=Path(), engine="plain", url="https://example.org/base", posts=posts),
        source=PLAIN,
        resolve=lambda site, post, node: TARGETS[node.url],
        asset_url=lambda site, post, asset: (
            None if asset.path.startswith("blog/") else "https://example.org/base/x.png"
        ),
    )


@pytest.mark.parametrize(
    ("url", "role", "absolute", "code"),
    [
        ("post", Role.LINK, "https://example.org/b#part", None),
        ("draft", Role.LINK, None, None),
        ("page", Role.LINK, "https://example.org/about?q", None),
        ("file", Role.IMAGE, "https://example.org/base/x.png?v=1", None),
        ("hidden", Role.IMAGE, None, "asset-without-url"),
        ("dead", Role.LINK, None, "source-link-dead"),
        ("dead", Role.IMAGE, None, "source-asset-missing"),
        ("#here", Role.LINK, "https://example.org/a#here", None),
        ("https://example.com/", Role.LINK, None, None),
    ],
)
def test_an_address_means_elsewhere_what_it_means_on_the_site(
    url: str, role: Role, absolute: str | None, code: str | None
) -> None:
    found: list[Diagnostic] = []
    posts = (A, B, post("draft.md", None))
    relink = context(posts).relink(A, found.append)
    assert relink(TEXT, Destination(span=Span(11, 12), url=url, role=role)) == absolute
    assert [(d.line, d.column, d.code) for d in found] == ([(1, 12, code)] if code else [])


def test_a_link_stays_in_the_language_of_the_post_that_has_it() -> None:
    korean = post("a.ko.md", "https://example.org/ko/a", "ko")
    posts = (
        post("b.md", "https://example.org/b", "en"),
        post("b.md", "https://example.org/ko/b", "ko"),
    )
    node = Destination(span=Span(11, 12), url="post")
    relink = context((korean, *posts)).relink(korean, lambda diagnostic: None)
    assert relink(TEXT, node) == "https://example.org/ko/b#part"
    relink = context((A, *posts)).relink(A, lambda diagnostic: None)
    assert relink(TEXT, node) == "https://example.org/b#part"


class Counted(tuple[Post, ...]):
    """Posts that count how often somebody walks over all of them."""

    walks = 0

    def __iter__(self) -> Iterator[Post]:
        Counted.walks += 1
        return super().__iter__()


def test_all_posts_are_looked_at_once_however_many_are_exported() -> None:
    whole = context(Counted([A, B]))
    Counted.walks = 0
    for each in (A, B, A, B):
        relink = whole.relink(each, lambda diagnostic: None)
        assert relink(TEXT, Destination(span=Span(11, 12), url="post")) is not None
    assert Counted.walks == 0
