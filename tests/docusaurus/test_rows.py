"""What is written for Docusaurus, in both formats; tests/docusaurus/test_write.py has the engine build such posts."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from syndicate.body.render import render
from syndicate.diagnostics import Diagnostic
from syndicate.source.text import SourceText, Span
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS
from syndicate_adapters.hugo.dialect import HUGO


@dataclass(frozen=True)
class Vector:
    """`source` as Hugo has it, and what Docusaurus is given in its formats `md` and `mdx`."""

    name: str
    source: str
    md: str
    mdx: str
    codes: tuple[str, ...] = ()


VECTORS = [
    Vector(
        "callout",
        "> [!TIP] Title {x}\n> text\n",
        ":::tip[Title {x}]\n\ntext\n\n:::\n",
        ":::tip[Title \\{x\\}]\n\ntext\n\n:::\n",
    ),
    Vector("braces", "a {x} b `{y}`\n", "a {x} b `{y}`\n", "a \\{x\\} b `{y}`\n"),
    Vector("less", "a <3 b\n", "a <3 b\n", "a \\<3 b\n"),
    Vector("break", "a<br>b\n", "a<br>b\n", "a<br />b\n"),
    Vector(
        "style",
        '<span style="color: red; margin-top:1px" class=a>b *c*</span> x\n',
        '<span style="color: red; margin-top:1px" class=a>b *c*</span> x\n',
        '<span style={{"color": "red", "marginTop": "1px"}} className="a">b *c*</span> x\n',
    ),
    Vector("export", "export const x\n", "export const x\n", "&#101;xport const x\n"),
    Vector("code", "a\n\n    b {c}\n", "a\n\n    b {c}\n", "a\n\n```\nb {c}\n```\n"),
    Vector(
        "code-in-list",
        "- a\n\n      b {c}\n\n  d\n",
        "- a\n\n      b {c}\n\n  d\n",
        "- a\n\n  ```\n  b {c}\n  ```\n\n  d\n",
    ),
    Vector(
        "block",
        "<div><p>*a* {b}</p></div>\n",
        "<div><p>*a* {b}</p></div>\n",
        '<div dangerouslySetInnerHTML={{__html: "<p>*a* {b}</p>"}} />\n',
    ),
    Vector(
        "unpaired",
        "a </b> c\n",
        "a </b> c\n",
        "a  c\n",
        ("element-attributes-lost",),
    ),
    Vector("colons", ":::note\nx\n", "\\:::note\nx\n", "\\:::note\nx\n"),
    Vector("directive", "a :b[c] d\n", "a \\:b[c] d\n", "a \\:b[c] d\n"),
    Vector(
        "first-heading",
        "# A *b*\n\n# C\n",
        "<h1>A <em>b</em></h1>\n\n# C\n",
        '<h1 dangerouslySetInnerHTML={{__html: "A <em>b</em>"}} />\n\n# C\n',
    ),
    Vector(
        "fence",
        '```js {title="a.js" hl_lines="1 3-4"}\nx\n```\n',
        '```js title="a.js" {1,3-4}\nx\n```\n',
        '```js title="a.js" {1,3-4}\nx\n```\n',
    ),
    Vector(
        "autolink",
        "<https://a.example/x>\n",
        "<https://a.example/x>\n",
        "[https://a.example/x](https://a.example/x)\n",
    ),
]


def written(source: str, *, is_mdx: bool) -> tuple[str, tuple[str, ...]]:
    said: list[Diagnostic] = []
    text = SourceText("post.md", source)
    body = HUGO.parse(text, Span(0, len(source)), HUGO.settings, said.append)
    settings = replace(DOCUSAURUS.settings, is_mdx=is_mdx, has_emoji=False)
    rendered = render(body, HUGO, DOCUSAURUS, settings=settings, report=said.append)
    return rendered.text, tuple(found.code for found in said)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_plain_markdown_is_written(vector: Vector) -> None:
    assert written(vector.source, is_mdx=False)[0] == vector.md


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_mdx_is_written(vector: Vector) -> None:
    assert written(vector.source, is_mdx=True) == (vector.mdx, vector.codes)
