"""Every row of the table: what Jekyll is given, and what the real Jekyll makes of it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from syndicate.body.nodes import Embed, Figure, Math, Place
from syndicate.body.render import plain_body
from syndicate.source.text import Span
from tests.jekyll_writing.written import article_of, built, from_docusaurus, from_node


@dataclass(frozen=True)
class Vector:
    """`source` as Docusaurus has it, what Jekyll is given, and what its page then holds."""

    name: str
    source: str
    written: str
    shown: str
    codes: tuple[str, ...] = ()
    callouts: str = "note"


VECTORS = [
    Vector(
        "callout",
        ":::tip\ntext\n:::\n",
        "> text\n{: .tip}\n",
        '<blockquote class="tip"><p>text</p></blockquote>',
    ),
    Vector(
        "callout-with-title",
        ":::danger[A *title*]\ntext\n:::\n",
        "> **A *title***\n>\n> text\n{: .danger-title}\n",
        '<blockquote class="danger-title"><p><strong>A <em>title</em></strong></p><p>text</p>',
    ),
    Vector(
        "callout-that-begins-in-bold",
        ":::tip\n**bold**\n\ntext\n:::\n",
        "> **Tip**\n>\n> **bold**\n>\n> text\n{: .tip-title}\n",
        '<blockquote class="tip-title"><p><strong>Tip</strong></p><p><strong>bold</strong></p>',
    ),
    Vector(
        "callout-of-chirpy",
        ":::warning\ntext\n:::\n",
        "> text\n{: .prompt-warning}\n",
        '<blockquote class="prompt-warning"><p>text</p></blockquote>',
        callouts="prompt",
    ),
    Vector(
        "callout-of-another-kind-in-chirpy",
        ":::note\ntext\n:::\n",
        "> text\n{: .prompt-info}\n",
        '<blockquote class="prompt-info">',
        ("callout-kind-lost",),
        callouts="prompt",
    ),
    Vector(
        "callout-of-minimal-mistakes",
        ":::tip T\ntext\n:::\n",
        "> **T**\n>\n> text\n{: .notice--success}\n",
        '<blockquote class="notice--success"><p><strong>T</strong></p><p>text</p></blockquote>',
        callouts="notice",
    ),
    Vector(
        "callout-as-a-quote",
        ":::tip\ntext\n:::\n",
        "> **Tip**\n>\n> text\n",
        "<blockquote><p><strong>Tip</strong></p><p>text</p></blockquote>",
        ("callout-degraded", "callout-kind-lost"),
        callouts="quote",
    ),
    Vector(
        "callout-in-a-list",
        "- item\n\n  :::warning T\n\n  a\n\n  - b\n\n  :::\n\n  after\n",
        "- item\n\n  > **T**\n  >\n  > a\n  >\n  > - b\n  {: .warning-title}\n\n  after\n",
        '<blockquote class="warning-title"><p><strong>T</strong></p><p>a</p><ul><li>b</li></ul>'
        "</blockquote><p>after</p></li>",
    ),
    Vector(
        "callout-with-attributes",
        ":::note{#here .wide}\ntext\n:::\n",
        "> text\n{: .note #here .wide}\n",
        '<blockquote class="note wide" id="here"><p>text</p></blockquote>',
    ),
    Vector(
        "code-with-everything",
        '```js title="a b.js" {1,3-4} showLineNumbers=7\nx\n```\n',
        '```js\nx\n```\n{: title="a b.js" data-line="1,3-4" data-start="7"}\n',
        '<div title="a b.js" data-line="1,3-4" data-start="7" '
        'class="language-js highlighter-rouge">',
    ),
    Vector(
        "code-with-a-brace-in-its-title",
        '```js title="{a}.js"\nx\n```\n',
        '```js\nx\n```\n{: title="{a\\}.js"}\n',
        'title="{a}.js"',
    ),
    Vector(
        "code-with-liquid",
        "```yaml\nx: ${{ y }}\n```\n",
        "```yaml\nx: ${% raw %}{{ y }}{% endraw %}\n```\n",
        "x: ${{ y }}",
    ),
    Vector(
        "heading-with-an-id",
        "## Words {#own}\n",
        "## Words {#own}\n",
        '<h2 id="own">Words</h2>',
    ),
    Vector(
        "heading-with-an-id-that-begins-with-a-digit",
        "## Words {#1-own}\n",
        '## Words\n{: id="1-own"}\n',
        '<h2 id="1-own">Words</h2>',
    ),
    Vector(
        "headings-of-one-name",
        "## Again\n\n## Again\n",
        "## Again\n\n## Again\n",
        '<h2 id="again">Again</h2><h2 id="again-1">Again</h2>',
    ),
    Vector(
        "heading-in-an-element",
        "<details>\n<summary>S</summary>\n\n## 1. Über uns\n\ntext\n\n</details>\n",
        '<details markdown="1">\n<summary>S</summary>\n\n## 1. Über uns\n{: id="1-über-uns"}\n\ntext\n\n</details>\n',
        "1. Über uns",
    ),
    Vector(
        "details",
        "<details open>\n<summary>S *x*</summary>\n\n*a*\n\n</details>\n",
        '<details open="" markdown="1">\n<summary>S <em>x</em></summary>\n\n*a*\n\n</details>\n',
        '<details open=""><summary>S <em>x</em></summary><p><em>a</em></p></details>',
    ),
    Vector(
        "tabs",
        '<Tabs>\n<TabItem value="a" label="A">\n\n*a*\n\n</TabItem>\n</Tabs>\n',
        '<div class="tabs" markdown="1">\n<ul role="tablist"><li role="tab">A</li></ul>\n\n'
        '<div role="tabpanel" markdown="1">\n\n*a*\n\n</div>\n\n</div>\n',
        '<div class="tabs"><ul role="tablist"><li role="tab">A</li></ul>'
        '<div role="tabpanel"><p><em>a</em></p></div></div>',
    ),
    Vector(
        "element",
        '<div className="a" hidden>\n\n*a*\n\n</div>\n',
        '<div class="a" hidden="" markdown="1">\n\n*a*\n\n</div>\n',
        '<div class="a" hidden=""><p><em>a</em></p></div>',
    ),
    Vector(
        "link-around-a-picture",
        '<a href="/x">\n\n![a](/y.png)\n\n</a>\n',
        '{::nomarkdown}\n<a href="/x">\n<p><img src="/y.png" alt="a" /></p>\n</a>\n{:/}\n',
        '<a href="/x"><p><img src="/y.png" alt="a"></p></a>',
    ),
    Vector("divider", "a\n\n<!-- truncate -->\n\nb\n", "a\n\n<!--more-->\n\nb\n", "<p>a</p>"),
    Vector(
        "address",
        "See https://a.example/b_c_d and www.a.example.\n",
        "See <https://a.example/b_c_d> and [www.a.example](http://www.a.example).\n",
        '<a href="https://a.example/b_c_d">https://a.example/b_c_d</a>',
    ),
    Vector(
        "footnote-with-a-bar",
        "a[^1]\n\n[^1]: b | c\n",
        "a[^1]\n\n[^1]: b \\| c\n",
        "<p>b | c\xa0",
    ),
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The HTML of each vector, by its name."""
    texts = {v.name: from_docusaurus(v.source, callouts=v.callouts)[0] for v in VECTORS}
    public = built(tmp_path_factory.mktemp("rows"), texts)
    return {name: article_of(public, name) for name in texts}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_a_node_is_written_for_jekyll(vector: Vector) -> None:
    written, said = from_docusaurus(vector.source, callouts=vector.callouts)
    assert written == vector.written
    assert tuple(found.code for found in said) == vector.codes


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_jekyll_shows_it(vector: Vector, pages: dict[str, str]) -> None:
    assert vector.shown in pages[vector.name]


def test_a_heading_in_an_element_has_the_id_it_would_have_outside(pages: dict[str, str]) -> None:
    assert '<h2 id="1-über-uns">' in pages["heading-in-an-element"]


def test_a_figure_is_an_element() -> None:
    node = Figure(
        span=Span(0, 1),
        src="/a.png",
        alt='an "a"',
        caption=plain_body("So *it* is"),
        link="/b",
        width="30",
    )
    assert from_node(node, "x\n") == (
        '<figure>\n<a href="/b"><img src="/a.png" alt="an &quot;a&quot;" width="30" /></a>\n'
        "<figcaption>So <em>it</em> is</figcaption>\n</figure>\n",
        [],
    )


def test_a_player_is_a_frame_and_what_we_know_no_frame_of_a_link() -> None:
    film = Embed(span=Span(0, 1), provider="youtube", url="https://youtu.be/abcdefgh", title="F")
    written, codes = from_node(film, "x\n")
    assert '<iframe src="https://www.youtube-nocookie.com/embed/abcdefgh" title="F"' in written
    assert codes == []
    other = Embed(span=Span(0, 1), provider="x", url="https://x.example/1")
    assert from_node(other, "x\n") == ("<https://x.example/1>\n", ["embed-degraded"])


def test_a_formula_has_two_dollar_signs() -> None:
    inline = Math(span=Span(2, 3), tex="a_1 | b", place=Place.INLINE)
    assert from_node(inline, "a x b\n")[0] == "a $$a_1 \\vert  b$$ b\n"
    display = Math(span=Span(0, 1), tex="a_1", is_display=True)
    assert from_node(display, "x\n")[0] == "$$\na_1\n$$\n"
