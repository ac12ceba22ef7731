"""What an adapter of another distribution is built from: the names, and what the parts do."""

from __future__ import annotations

import dataclasses
import pickle
import re
from functools import partial
from pathlib import Path

import pytest

from syndicate import kit
from syndicate.kit import nodes
from tests.docs.pages import ROOT

NAMES = """
CODES COMMONMARK GRAY_MATTER HUGO JEKYLL Adapter AssetLink AssetPlace AssetUrl Author Body Change
Context Conversion Copy Dead Diagnostic Dialect Drop Edges Elsewhere FrontMatter FrontMatterRules
Hazard LinkTarget Links PageLink Partly Post PostLink PostWriter ReadOptions Relinker Rename
Report Resolve Row Set Severity Site SourceText Span SyndicateError Tag Tags Term Value Write
WriteContext WriteText Written anchored_headings as_page base_path below_statics between
by_address day_in day_or_moment destinations error files_below having in_statics
installed_adapters is_file_inside join_url links_to loss merged moment nodes note page_key
quote_path raw_path read_data read_header read_posts read_tagged render resolve_as_written
same_page says scaffold standing static_copies static_files terms unquote_path
""".split()


def test_the_public_names_are_these() -> None:
    assert kit.__all__ == NAMES
    assert all(hasattr(kit, name) for name in NAMES)


def test_each_name_stands_on_the_page() -> None:
    page = (ROOT / "docs" / "adapters.md").read_text(encoding="utf-8")
    said = set(re.findall(r"\w+", page[page.index("## What the kit holds") :]))
    assert set(NAMES) - said == set()


# -- reading text -----------------------------------------------------------------------------------


def alone(tag: kit.Tag) -> nodes.Node | None:
    inner = kit.Span(tag.span.end, tag.span.end)
    known = tag["name"] == "box"
    return nodes.Component(name=tag["name"], inner=inner, **tag.standing) if known else None


def pair(opening: kit.Tag, closing: kit.Tag) -> nodes.Node:
    inner = kit.between(opening, closing)
    return nodes.Callout(kind="note", name="", inner=inner, **opening.standing_to(closing))


TAGS = kit.Tags(
    pattern=re.compile(r"\{(?P<name>/?\w+)\}"),
    pairs={"note": "/note", "aside": "/aside"},
    alone=alone,
    pair=pair,
    anchor=re.compile(r'#+ <a id="(?P<id>\w+)"></a>'),
)


def read(text: str) -> tuple[kit.Body, list[str]]:
    source = kit.SourceText("post.md", text)
    found: list[kit.Diagnostic] = []
    body = TAGS.parse(source, kit.Span(0, len(text)), None, found.append)
    return body, [f"{each.line}:{each.column} {each.code}" for each in found]


def inner_of(text: str) -> str:
    body, found = read(text)
    assert found == []
    (node,) = body.nodes
    assert isinstance(node, nodes.Callout)
    return text[slice(*node.inner)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("{note}\na\n{/note}\n", "a\n"),
        ("see {note}a{/note} here\nand\n", "a"),
        ("{note} a\nb {/note}", " a\nb "),
        ("{note}{/note}", ""),
    ],
)
def test_what_stands_between_two_tags(text: str, inner: str) -> None:
    assert inner_of(text) == inner


def test_halves_without_the_other_are_reported_once_each() -> None:
    body, found = read("{note}\n{aside}\n{/note}\n{/aside}\n")
    assert [type(node) for node in body.nodes] == [nodes.Unknown, nodes.Callout]
    assert found == ["3:1 source-marker-unpaired", "1:1 source-marker-unpaired"]


def test_tags_addresses_and_headings_become_nodes_and_other_text_does_not() -> None:
    body, found = read('# <a id="top"></a>A [b](c)\n\n{box} {other} ![d](<e f>)\n')
    heading, box, picture = body.nodes
    assert isinstance(heading, nodes.Heading)
    assert (heading.id, heading.level) == ("top", 1)
    assert [type(child) for child in heading.children] == [nodes.Destination]
    assert isinstance(box, nodes.Component)
    assert box.place is nodes.Place.INLINE
    assert isinstance(picture, nodes.Destination)
    assert (picture.url, picture.is_bracketed) == ("e f", True)
    assert found == []


# -- reading a folder -------------------------------------------------------------------------------


def post_of(root: Path, name: str, front: kit.FrontMatter) -> kit.Post:
    date = kit.moment(front.get("date") or kit.day_in(name))
    dialect = kit.installed_adapters()["docusaurus"].dialect
    path = f"/{name.removesuffix('.md')}/"
    return kit.Post(
        source=name,
        file=root / name,
        url=f"https://blog.example{path}",
        path=path,
        title=str(front.get("title") or ""),
        date=date,
        front=front,
        dialect=dialect,
        settings=dialect.settings,
    )


def site_in(root: Path, report: kit.Report) -> kit.Site:
    posts = kit.read_posts(root, "posts", kit.GRAY_MATTER, partial(post_of, root), report)
    return kit.Site(
        root=root,
        engine="x",
        url="https://blog.example",
        posts=posts,
        static_dirs=("pictures", "static"),
        config=kit.by_address(posts),
    )


FILES: dict[str, str] = {
    "posts/2024-01-01-old.md": "---\ntitle: Old\n---\n[new](../new/?a#b) ![p](/p.png)\n",
    "posts/new.md": "---\ntitle: New\ndate: 2024-05-06\n---\nx",
    "posts/broken.md": "---\ntitle: [\n---\nx",
    "posts/note.txt": "no post",
    "static/p.png": "p",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return tmp_path


def test_posts_come_newest_first_and_broken_ones_are_reported(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("syndicate.source.text.LARGEST", 100)
    (folder / "posts/large.md").write_text("x" * 101, encoding="utf-8")
    found: list[kit.Diagnostic] = []
    site = site_in(folder, found.append)
    assert [post.title for post in site.posts] == ["New", "Old"]
    assert sorted((each.path, each.code) for each in found) == [
        ("posts/broken.md", "front-matter-broken"),
        ("posts/large.md", "source-unreadable"),
    ]


@pytest.mark.parametrize(
    ("url", "role", "said"),
    [
        ("https://x.example", nodes.Role.LINK, "Elsewhere"),
        ("../new/#b", nodes.Role.LINK, "PostLink"),
        ("/p.png", nodes.Role.IMAGE, "AssetLink"),
        ("/q.png", nodes.Role.IMAGE, "Dead"),
        ("/../../p.png", nodes.Role.IMAGE, "AssetLink"),
        ("/about", nodes.Role.LINK, "PageLink"),
    ],
)
def test_what_an_address_points_at(folder: Path, url: str, role: nodes.Role, said: str) -> None:
    site = site_in(folder, lambda found: None)
    node = nodes.Destination(span=kit.Span(0, 0), url=url, role=role)
    target = kit.resolve_as_written(site, site.posts[1], node)
    assert type(target).__name__ == said


def test_data_files_lie_in_the_site_and_hold_maps(folder: Path) -> None:
    (folder / "map.json").write_text('{"a": [1]}')
    (folder / "list.json").write_text("[1]")
    (folder / "broken.json").write_text("{")
    assert kit.read_data(folder, "map.json") == {"a": [1]}
    assert kit.read_data(folder, "list.json") == {}
    assert kit.read_data(folder, "nothing.json") == {}
    assert kit.read_data(folder / "posts", "../map.json") == {}
    with pytest.raises(ValueError, match="property name"):
        kit.read_data(folder, "broken.json")


def test_a_layer_of_data_lies_over_another() -> None:
    below: dict[str, kit.Value] = {"a": {"x": 1, "y": 2}, "b": [1, 2], "c": 1}
    above: dict[str, kit.Value] = {"a": {"y": 3}, "b": [2, 3], "c": [1], "d": None}
    assert kit.merged(below, above) == {
        "a": {"x": 1, "y": 3},
        "b": [1, 2, 3],
        "c": [1],
        "d": None,
    }


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2024-05-06", "2024-05-06T00:00:00+00:00"),
        ("2024-05-06T07:08:09+02:00", "2024-05-06T07:08:09+02:00"),
        ("2024-02-31", None),
        ("6 May 2024", None),
        (20240506, None),
        (None, None),
    ],
)
def test_dates(value: kit.Value, said: str | None) -> None:
    found = kit.moment(value)
    assert (found.isoformat() if found else None) == said


# -- writing ------------------------------------------------------------------------------------------


def changes(post: kit.Post, path: str) -> list[kit.Change]:
    return [kit.Set("permalink", path)]


def test_a_post_is_written_by_a_writer_that_travels(folder: Path, tmp_path: Path) -> None:
    site = site_in(folder, lambda found: None)
    dialect = kit.installed_adapters()["jekyll"].dialect
    context = kit.WriteContext(
        site=site, resolve=kit.resolve_as_written, source=site.posts[0].dialect, out=tmp_path
    )
    writer = kit.PostWriter(dialect=dialect, links=kit.links_to(context), changes=changes)
    found: list[kit.Diagnostic] = []
    write = kit.Write(path="old.md", post=site.posts[1])
    written = pickle.loads(pickle.dumps(writer))(write, found.append)
    assert written.text == (
        "---\ntitle: Old\npermalink: /posts/2024-01-01-old/\n---\n[new](/posts/new/?a#b) ![p](/p.png)\n"
    )
    assert written.url == "https://blog.example/posts/2024-01-01-old/"
    assert written.copies == (kit.Copy(path="static/p.png", source=folder / "static/p.png"),)
    assert found == []


def test_static_files_are_copied_by_the_folder_that_serves_them(folder: Path) -> None:
    site = site_in(folder, lambda found: None)
    (copy,) = kit.static_copies(site, "public", lambda found: None)
    assert copy == kit.Copy(path="public/p.png", source=folder / "static/p.png")


@pytest.mark.parametrize(
    ("path", "url", "raw"),
    [
        ("/a/%C3%A9/", "https://x.example/a/%C3%A9/", "/a/é/"),
        ("/a/é/", "https://x.example/a/%C3%A9/", "/a/é/"),
        ("/a/100%25/", "https://x.example/a/100%2525/", "/a/100%25/"),
        ("/draft/", None, "/draft/"),
    ],
)
def test_a_path_is_characters(folder: Path, path: str, url: str | None, raw: str) -> None:
    post = site_in(folder, lambda found: None).posts[0]
    assert kit.raw_path(dataclasses.replace(post, path=path, url=url)) == raw


def test_files_beside_the_posts_get_a_place_of_their_own(folder: Path) -> None:
    site = site_in(folder, lambda found: None)
    place = kit.in_statics("public", site, "posts/x/p.png")
    assert (place.file, place.path) == ("public/posts/x/p.png", "/posts/x/p.png")


def test_what_an_adapter_brings_for_a_new_site_is_the_users(folder: Path) -> None:
    found = {each.path: each for each in kit.scaffold(folder / "static")}
    assert found == {"p.png": kit.WriteText(path="p.png", text="p", is_scaffold=True)}


def test_an_engine_is_known_by_its_files(folder: Path) -> None:
    detect = kit.having("nothing.js", "posts/new.md")
    assert detect(folder) == "posts/new.md"
    assert detect(folder / "posts") is None
