"""The front matter of posts for Jekyll, and what the real Jekyll reads in it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import syndicate
from tests.engines import builds


@dataclass(frozen=True)
class Vector:
    """`source` as Docusaurus has it, a line of what is written, and what a template of Jekyll then knows."""

    name: str
    source: str
    written: str
    known: dict[str, object] = field(default_factory=dict)
    codes: tuple[str, ...] = ()


VECTORS = [
    Vector("plain", "title: A  # why\n", "title: A  # why\n", {"title": "A"}),
    Vector("no-title", "slug: x\n", "title: Head\n", {"title": "Head"}),
    Vector("octal", "title: '014'\nread: 014\n", "read: 14\n", {"read": 14}),
    Vector("word", "title: yes\n", 'title: "yes"\n', {"title": "yes"}),
    Vector("clock", "title: T\nread: 12:30\n", 'read: "12:30"\n', {"read": "12:30"}),
    Vector("number", "title: 2024\n", 'title: "2024"\n', {"title": "2024"}),
    Vector("colon", "title: 'a: b'\n", "title: 'a: b'\n", {"title": "a: b"}),
    Vector(
        "offset",
        "title: T\ndate: 2024-05-06T01:00:00+09:00\n",
        "date: 2024-05-06T01:00:00+09:00\n",
        {"date": "2024-05-05 16:00:00 +0000"},
    ),
    Vector(
        "layout",
        "title: T\nlayout: wide\n",
        "source_layout: wide\n",
        {"source_layout": "wide", "layout": "post"},
        ("key-renamed",),
    ),
    Vector(
        "categories",
        "title: T\ncategories: [a, b]\n",
        "source_categories: [a, b]\n",
        {"categories": []},
        ("key-renamed",),
    ),
    Vector("tags", "title: T\ntags: [a b, 2024]\n", "tags:", {"tags": ["a b", "2024"]}),
    Vector(
        "unlisted",
        "title: T\nunlisted: true\n",
        "sitemap: false\n",
        {"unlisted": True, "sitemap": False},
    ),
    Vector(
        "address",
        "title: T\nslug: /a:b c/d\n",
        "permalink: /blog/a%3Ab%20c/d/\n",
        {"url": "/blog/a%3Ab%20c/d/"},
    ),
]
DUMP = """\
---
layout: none
permalink: /all.json
---
{%- assign keys = "title id read source_layout source_categories layout categories" | split: " " -%}
{%- assign more = "tags unlisted sitemap url" | split: " " -%}
{%- assign keys = keys | concat: more -%}
{ {%- for post in site.posts -%}
{{ post.path | jsonify }}: {"date": {{ post.date | date: "%Y-%m-%d %H:%M:%S %z" | jsonify }}
{%- for key in keys %}, {{ key | jsonify }}: {{ post[key] | jsonify }}{% endfor -%} }
{%- unless forloop.last %},{% endunless %}
{%- endfor -%} }
"""


@dataclass(frozen=True)
class Headers:
    """What was written of each vector, what was said of it, and what Jekyll knows, by its name."""

    written: dict[str, str]
    said: dict[str, list[str]]
    known: dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def headers(tmp_path_factory: pytest.TempPathFactory) -> Headers:
    folder = tmp_path_factory.mktemp("headers")
    presets = [["classic", {"docs": False}]]
    config = {"title": "S", "url": "https://blog.example", "baseUrl": "/", "presets": presets}
    (folder / "blog/blog").mkdir(parents=True)
    (folder / "blog/docusaurus.config.js").write_text(f"module.exports = {json.dumps(config)};\n")
    for vector in VECTORS:
        file = folder / f"blog/blog/2024-01-01-{vector.name}.md"
        file.write_text(f"---\n{vector.source}---\n\n# Head\n\nText.\n", encoding="utf-8")
    site = syndicate.read(folder / "blog", from_="docusaurus")
    result = syndicate.convert(site, to="jekyll", out=folder / "out").run()
    (folder / "out/all.json").write_text(DUMP, encoding="utf-8")
    build = builds.build_jekyll(folder / "out", folder / "public")
    assert build.is_ok, build.log
    names = {f"2024-01-01-{vector.name}.md": vector.name for vector in VECTORS}
    found = json.loads((folder / "public/all.json").read_text(encoding="utf-8"))
    return Headers(
        written={
            name: (folder / "out/_posts" / file).read_text(encoding="utf-8")
            for file, name in names.items()
        },
        said={
            name: [d.code for d in result.diagnostics if Path(d.path).name == file]
            for file, name in names.items()
        },
        known={names[Path(path).name]: values for path, values in found.items()},
    )


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_a_header_says_to_jekyll_what_it_said(vector: Vector, headers: Headers) -> None:
    assert vector.written in headers.written[vector.name]
    known = headers.known[vector.name]
    assert {key: known[key] for key in vector.known} == vector.known
    assert tuple(headers.said[vector.name]) == vector.codes


def test_every_post_says_where_it_is_served(headers: Headers) -> None:
    for vector in VECTORS:
        assert f"permalink: {headers.known[vector.name]['url']}\n" in headers.written[vector.name]
