"""The header that a post gets: in place, and read by the real Hugo as it is meant."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from syndicate.diagnostics import Diagnostic
from syndicate.model import Author, Term
from syndicate.source.frontmatter import HUGO, read_front_matter
from syndicate.source.text import SourceText
from syndicate.writing.header import day_or_moment
from syndicate_adapters.hugo.dates import moment_of
from syndicate_adapters.hugo.header import Placing, header
from tests.engines import builds
from tests.hugo.posts import post_of

DAY = datetime(2024, 1, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Case:
    """A header as Docusaurus has it, what the model knows, and the header for Hugo."""

    source: str
    written: str
    fields: dict[str, Any] = field(default_factory=dict)
    placing: Placing = field(default_factory=Placing)
    codes: tuple[str, ...] = ()


def tags(*names: str) -> tuple[Term, ...]:
    return tuple(Term(name=name, slug=name.lower()) for name in names)


SAME = {
    "nothing": "",
    "plain": "title: A  # note\ndate: 2024-01-02\ntags: [a, b]\n",
    "quoted-date": "title: A\ndate: '2024-01-02'\n",
    "moment": "title: A\ndate: 2024-01-02T00:00:00Z\n",
    "moment-in-zone": "title: A\ndate: 2024-01-02 09:00:00+09:00\n",
    "unknown-keys": "title: A\nfancy: {a: [1, x]}\nsidebar_label: B\nhide_table_of_contents: true\n",
    "custom-date": "title: A\nseen: 2023-05-06\n",
    "author-key": "title: A\nauthors: mina\n",
    "author-keys": "title: A\nauthors: [mina, jo]\n",
    "draft": "title: A\ndraft: true\n",
    "draft-as-text": "title: A\ndraft: 'true'\n",
    "number-as-title": "title: 2024\n",
    "number-as-tag": "title: A\ntags: [2024, b]\n",
    "comment": "# first\ntitle: A\n\n# last\n",
    "crlf": "title: A\r\ntags: [a, b]\r\n",
}
MINA, JO = Author(name="Mina", key="mina"), Author(name="Jo", key="jo")
MODEL: dict[str, dict[str, Any]] = {
    "plain": {"date": DAY, "tags": tags("a", "b")},
    "quoted-date": {"date": DAY},
    "moment": {"date": DAY},
    "moment-in-zone": {"date": DAY},
    "author-key": {"authors": (MINA,)},
    "author-keys": {"authors": (MINA, JO)},
    "draft": {"is_draft": True},
    "draft-as-text": {"is_draft": True},
    "number-as-tag": {"tags": tags("2024", "b")},
    "crlf": {"tags": tags("a", "b")},
}
CASES = {
    "title-from-heading": Case(
        "tags: [a]\n",
        'tags: [a]\ntitle: "The: title"\n',
        {"title": "The: title", "tags": tags("a")},
    ),
    "date-from-file": Case("title: A\n", "title: A\ndate: 2024-01-02\n", {"date": DAY}),
    "date-that-hugo-refuses": Case(
        "title: A\ndate: 2024/1/2  # then\n", "title: A\ndate: 2024-01-02  # then\n", {"date": DAY}
    ),
    "date-without-seconds": Case(
        "title: A\ndate: '2024-01-02 10:30'\n",
        "title: A\ndate: 2024-01-02T10:30:00Z\n",
        {"date": DAY.replace(hour=10, minute=30)},
    ),
    "date-whose-zone-is-not-read": Case(
        "title: A\ndate: '2024-01-02 10:00:00 +0900'\n",
        "title: A\ndate: 2024-01-02T10:00:00Z\n",
        {"date": DAY.replace(hour=10)},
    ),
    "updated": Case(
        "title: A\nlast_update: {date: 2024-02-03, author: J}\n",
        "title: A\nlast_update: {date: 2024-02-03, author: J}\nlastmod: 2024-02-03\n",
        {"updated": datetime(2024, 2, 3, tzinfo=UTC)},
    ),
    "slug": Case(
        "slug: /Old-Name  # kept\ntitle: A\n",
        "url: /blog/Old-Name/\ntitle: A\n",
        placing=Placing(url="/blog/Old-Name/"),
    ),
    "url": Case(
        "title: A\n",
        "title: A\nurl: /blog/a/\ncanonicalURL: https://blog.example/blog/a\naliases:\n  - /old\n",
        placing=Placing(url="/blog/a/", canonical="https://blog.example/blog/a", aliases=("/old",)),
    ),
    "feed-id": Case(
        "title: A\n",
        "title: A\nfeedID: https://blog.example/blog/é\n",
        placing=Placing(feed_id="https://blog.example/blog/é"),
    ),
    "canonical-of-its-own": Case(
        "title: A\ncanonicalURL: https://other.example/\n",
        "title: A\ncanonicalURL: https://other.example/\n",
        placing=Placing(canonical="https://blog.example/blog/a"),
    ),
    "foreign": Case(
        "title: A\nlayout: wide\npublished: false\nweight: 3\nother: x\n",
        "title: A\nother: x\nparams:\n  layout: wide\n  published: false\n  weight: 3\n",
        codes=("key-moved", "key-moved", "key-moved"),
    ),
    "foreign-and-ours": Case(
        "title: A\nurl: /x\nbuild: now\n",
        "title: A\nurl: /blog/a/\nbuild:\n  list: never\nparams:\n  url: /x\n  build: now\n",
        {"is_unlisted": True},
        Placing(url="/blog/a/"),
        ("key-moved", "key-moved"),
    ),
    "params": Case(
        "title: A\nparams: {a: 1}\nMenu: main\n",
        "title: A\nparams:\n  params:\n    a: 1\n  Menu: main\n",
        codes=("key-moved", "key-moved"),
    ),
    "other-case": Case(
        "title: A\nTags: x, y\n", "title: A\nsource_Tags: x, y\n", codes=("key-moved",)
    ),
    "tags-with-labels": Case(
        "title: A\ntags:\n  - hello\n  - {label: C++, permalink: /c}\n",
        "title: A\ntags:\n  - Hello World\n  - C++\n",
        {"tags": tags("Hello World", "C++")},
    ),
    "tag-that-hugo-reads-otherwise": Case(
        "title: A\ntags: [010, 1.0, x]\n",
        'title: A\ntags: ["010", "1.0", x]\n',
        {"tags": tags("010", "1.0", "x")},
    ),
    "author-object": Case(
        "title: A\nauthors:\n  name: Jo Åberg\n  url: https://jo.example\n",
        "title: A\nauthors:\n  - jo-åberg\n",
        placing=Placing(authors=("jo-åberg",)),
    ),
    "author-of-old": Case(
        "title: A\nauthor: Jo\nauthor_title: Boss\n",
        "title: A\nauthor: Jo\nauthor_title: Boss\nauthors:\n  - jo\n",
        placing=Placing(authors=("jo",)),
    ),
    "unlisted": Case(
        "title: A\nunlisted: true\n",
        "title: A\nunlisted: true\nbuild:\n  list: never\n",
        {"is_unlisted": True},
    ),
    "value-that-hugo-reads-otherwise": Case(
        "title: A\ncode: 010\nbig: 1_000\n",
        'title: A\ncode: 10\nbig: "1_000"\n',
    ),
    "image-that-moves": Case(
        "title: A\nimage: ../img/a.png\n", "title: A\nimage: /blog/img/a.png\n"
    ),
    "images-of-themes": Case(
        "title: A\nimage: ../img/a.png\n",
        "title: A\nimage: /blog/img/a.png\nimages:\n  - /blog/img/a.png\n",
        placing=Placing(has_images=True),
    ),
}


def relocated(url: str) -> str:
    return "/blog/img/a.png" if url == "../img/a.png" else url


def head_of(case: Case) -> tuple[str, list[str]]:
    said: list[Diagnostic] = []
    text = f"---\n{case.source}---\n\ntext\n"
    post = post_of(text, **case.fields)
    block = header(post, SourceText("a.md", text), case.placing, relocated, said.append)
    return block, [found.code for found in said]


@pytest.mark.parametrize("name", SAME)
def test_what_hugo_reads_alike_keeps_its_bytes(name: str) -> None:
    newline = "\r\n" if "\r" in SAME[name] else "\n"
    text = f"---{newline}{SAME[name]}---{newline}"
    post = post_of(text, **MODEL.get(name, {}))
    if name == "nothing":
        post = post_of(text, title="")
    placing = Placing(authors=tuple(author.key for author in post.authors))
    block = header(post, SourceText("a.md", text), placing, relocated, lambda found: None)
    assert block == (text if name != "nothing" else '---\ntitle: ""\n---\n')


@pytest.mark.parametrize("name", CASES)
def test_a_header_is_edited_in_place(name: str) -> None:
    case = CASES[name]
    block, codes = head_of(case)
    assert block == f"---\n{case.written}---\n"
    assert tuple(codes) == case.codes


def test_what_is_moved_is_told_where_it_stood() -> None:
    said: list[Diagnostic] = []
    text = "---\ntitle: A\nlayout: wide\n---\n"
    header(post_of(text), SourceText("a.md", text), Placing(), relocated, said.append)
    assert [(found.line, found.code) for found in said] == [(3, "key-moved")]


def test_a_post_without_header_gets_one() -> None:
    text = "text\n"
    post = post_of(text, title="A", date=DAY)
    block = header(post, SourceText("a.md", text), Placing(), relocated, lambda found: None)
    assert block == "---\ntitle: A\ndate: 2024-01-02\n---\n"


def test_a_fence_that_names_its_language_is_made_plain() -> None:
    text = "---yaml\ntitle: A\n---\ntext\n"
    block = header(
        post_of(text), SourceText("a.md", text), Placing(), relocated, lambda found: None
    )
    assert block == "---\ntitle: A\n---\n"


# -- the engine -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages(hugo_binary: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the real Hugo reads from each header."""
    folder = tmp_path_factory.mktemp("header")
    site = folder / "site"
    content = site / "content"
    content.mkdir(parents=True)
    for name, case in CASES.items():
        (content / f"{name}.md").write_text(f"{head_of(case)[0]}\ntext\n", encoding="utf-8")
    for name, source in SAME.items():
        (content / f"{name}.md").write_bytes(f"---\n{source}---\n\ntext\n".encode())
    for number, text in enumerate(MOMENTS):
        page = f"---\ntitle: m{number}\ndate: {text}\n---\n"
        (content / f"m{number}.md").write_text(page)
    (site / "layouts").mkdir()
    home = (
        "{{ range .Site.Pages }}{{ if .File }}{{ dict `name` .File.ContentBaseName `title` .Title "
        "`date` .Date `draft` .Draft `path` .RelPermalink `params` .Params `aliases` .Aliases "
        "`lastmod` .Lastmod `weight` .Weight | jsonify }}\n{{ end }}{{ end }}"
    )
    (site / "layouts/home.html").write_text(home)
    (site / "layouts/all.html").write_text("{{ .Title }}")
    (site / "hugo.toml").write_text('taxonomies = {tag = "tags"}\n')
    built = builds.build_hugo(site, folder / "out", "-D", "-F")
    assert built.is_ok, built.log
    lines = (folder / "out/index.html").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines if line.strip()]
    return {page["name"]: page for page in found}


MOMENTS = {
    "2024-01-02": DAY,
    "'2024-01-02'": DAY,
    "2024-01-02T03:04:05": DAY.replace(hour=3, minute=4, second=5),
    "2024-01-02 03:04:05": DAY.replace(hour=3, minute=4, second=5),
    "2024-01-02T03:04:05Z": DAY.replace(hour=3, minute=4, second=5),
    "2024-01-02T03:04:05.25Z": DAY.replace(hour=3, minute=4, second=5, microsecond=250000),
    "2024-01-02T09:00:00+09:00": DAY,
    "2024-01-02 09:00:00+09:00": DAY,
    "2024-01-02 09:00:00 +09:00": DAY,
    "2024-01-02 09:00:00 +0900": DAY,
    "2024-01-01T19:30:00-04:30": DAY,
}


@pytest.mark.parametrize("text", MOMENTS)
def test_a_date_is_read_as_the_engine_reads_it(text: str, pages: dict[str, Any]) -> None:
    assert moment_of(text.strip("'")) == MOMENTS[text]
    number = list(MOMENTS).index(text)
    assert datetime.fromisoformat(pages[f"m{number}"]["date"]) == MOMENTS[text]


@pytest.mark.parametrize(
    "text",
    ["2024-01-02T03:04", "2024/01/02", "2024-1-2", "Jan 2, 2024", "2024-13-45", "2024-01-02t03:04:05z",
     "2024-01-02T03:04:05 +09:00", "2024-01-02 03:04:05 KST", "", None, 20240102],
)  # fmt: skip
def test_what_the_engine_may_refuse_is_no_date_to_us(text: Any) -> None:
    assert moment_of(text) is None


def test_a_midnight_is_written_as_a_day() -> None:
    assert day_or_moment(DAY) == DAY.date()
    seoul = timezone(timedelta(hours=9))
    assert day_or_moment(DAY.astimezone(seoul)) == DAY.astimezone(seoul)


@pytest.mark.parametrize("name", [*SAME, *CASES])
def test_the_engine_reads_what_is_meant(name: str, pages: dict[str, Any]) -> None:
    fields = CASES[name].fields if name in CASES else MODEL.get(name, {})
    if fields.get("is_unlisted"):
        assert name not in pages  # written, but in no list
        return
    page = pages[name]
    text = f"---\n{CASES[name].source if name in CASES else SAME[name]}---\n"
    post = post_of(text, **fields)
    assert page["title"] == post.title
    assert page["draft"] == post.is_draft
    assert page["weight"] == 0
    if post.date is not None:
        assert datetime.fromisoformat(page["date"]) == post.date
    if post.updated is not None:
        assert datetime.fromisoformat(page["lastmod"]) == post.updated
    terms = page["params"].get("tags") or []
    assert [str(term) for term in terms] == [tag.name for tag in post.tags]
    if name in CASES:
        placing = CASES[name].placing
        assert not placing.url or page["path"] == placing.url
        assert tuple(page["aliases"] or ()) == placing.aliases


def test_our_header_is_one_that_hugo_reads() -> None:
    for case in CASES.values():
        block = head_of(case)[0]
        front = read_front_matter(SourceText("a.md", block), HUGO)
        assert front.format == "yaml"
