"""A small site of our own for the feeds, as a reader of an engine would give it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from syndicate.adapter import ExportContext, WriteParts
from syndicate.body.nodes import Destination
from syndicate.diagnostics import Diagnostic, Report
from syndicate.model import Author, Post, Site, SiteFeed, Term
from syndicate.source.frontmatter import DOCUSAURUS as RULES
from syndicate.source.frontmatter import read_front_matter
from syndicate.source.text import read_source
from syndicate.web.links import AssetLink, Elsewhere, LinkTarget, PageLink, is_elsewhere
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS
from syndicate_adapters.feed import ADAPTER
from syndicate_adapters.feed.options import FeedOptions

ORIGIN = "https://blog.example.org"
MINA = Author(name="Mina Doe", url="https://mina.example.org/", email="mina@example.org")
TOMAS = Author(name="Tomás & Söhne <x>", url="/tomas")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def post(root: Path, name: str, text: str = "Some *text*.\n", **facts: Any) -> Post:
    """A post at /blog/NAME, its file written below `root`."""
    file = root / "blog" / f"{name}.md"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    source = read_source(file, f"blog/{name}.md")
    values: dict[str, Any] = {
        "path": f"/blog/{name}",
        "url": f"{ORIGIN}/blog/{name}",
        "title": name.capitalize(),
        "date": moment("2024-01-01T09:00:00+09:00"),
    }
    return Post(
        source=source.path,
        file=file,
        front=read_front_matter(source, RULES),
        dialect=DOCUSAURUS,
        settings=DOCUSAURUS.settings,
        **(values | facts),
    )


def full_post(root: Path) -> Post:
    """A post that has everything."""
    text = (
        "---\ntitle: x\n---\n\nFirst [link](./b?x&y#z), `a < b`.\n\n<!-- truncate -->\n\n"
        "## Rest\n\n![picture](/img/cover.png) ]]> and &copy; \x1b[0m\n"
    )
    (root / "cover.png").write_bytes(b"x" * 1234)
    return post(
        root,
        "full",
        text,
        title="Vec<T> & \x1bfriends",
        description='What a "post" <has>',
        date=moment("2024-02-03T04:05:06.789+09:00"),
        updated=moment("2024-02-04T00:00:00+00:00"),
        authors=(MINA, TOMAS),
        tags=(Term(name="C++ & co"), Term(name="한글")),
        categories=(Term(name="News"),),
        image="/img/cover.png",
        feed_id="https://old.example.org/full",
    )


def site(root: Path, *posts: Post, **facts: Any) -> Site:
    values: dict[str, Any] = {
        "engine": "docusaurus",
        "title": "The Blog",
        "description": "About things",
        "url": ORIGIN,
        "lang": "en",
        "feeds": (
            SiteFeed(path="/blog/rss.xml", format="rss", title="The Blog Blog"),
            SiteFeed(path="/blog/atom.xml", format="atom", title="The Blog Blog"),
        ),
    }
    return Site(root=root, posts=posts, **(values | facts))


def resolve(site: Site, post: Post, node: Destination) -> LinkTarget:
    if is_elsewhere(node.url):
        return Elsewhere(url=node.url)
    if node.url == "/img/cover.png":
        return AssetLink(path="static/img/cover.png", file=site.root / "cover.png")
    if node.url == "./hidden.png":
        return AssetLink(path="blog/hidden.png", file=site.root / "hidden.png")
    if node.url.startswith("/"):
        return PageLink(path=node.url)
    return Elsewhere(url=node.url)


def asset_url(site: Site, post: Post, asset: AssetLink) -> str | None:
    return f"{ORIGIN}/img/cover.png" if asset.path.startswith("static/") else None


def context(site: Site) -> ExportContext:
    return ExportContext(site=site, source=DOCUSAURUS, resolve=resolve, asset_url=asset_url)


def fed(whole: Site, *, report: Report = lambda diagnostic: None, **options: Any) -> dict[str, str]:
    """The feed files of a site by their names."""
    collect = ADAPTER.collect
    assert collect is not None
    texts: dict[str, str] = {}
    for action in collect(context(whole), whole.posts, FeedOptions(**options), report):
        assert isinstance(action, WriteParts)
        for path, text in action.parts():
            texts[path] = texts.get(path, "") + text
    return texts


def feed(whole: Site, format: str = "atom", **options: Any) -> str:
    """The one feed file of a site."""
    (text,) = fed(whole, format=format, **options).values()
    return text


def findings(whole: Site, **options: Any) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    fed(whole, report=found.append, **options)
    return found
