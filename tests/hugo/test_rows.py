"""Every row of the table: what Hugo is given, and what the real Hugo makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from syndicate.body.nodes import Comment, Embed, Figure, Heading, Math, More, Node, Place, Tab, Tabs
from syndicate.source.text import Span
from tests.hugo.pages import MATH, PLAIN_PUNCTUATION, built_pages
from tests.hugo.written import from_docusaurus, from_node, inline


@dataclass(frozen=True)
class Vector:
    """`source` as Docusaurus has it, what Hugo is given, and what its page then holds."""

    name: str
    source: str
    written: str
    shown: str
    codes: tuple[str, ...] = ()


VECTORS = [
    Vector(
        "callout",
        ":::tip\ntext\n:::\n",
        "> [!TIP]\n> text\n",
        '<aside class="callout callout-tip" data-kind="tip" role="note">'
        '<p class="callout-title" data-default>Tip</p><p>text</p></aside>',
    ),
    Vector(
        "callout-of-another-engine",
        ":::info[A *title*]\ntext\n:::\n",
        "> [!INFO] A *title*\n> text\n",
        'data-kind="info" role="note"><p class="callout-title">A <em>title</em></p><p>text</p>',
    ),
    Vector(
        "callout-alias",
        ":::success\ntext\n:::\n",
        "> [!TIP] success\n> text\n",
        'data-kind="tip" role="note"><p class="callout-title">success</p><p>text</p>',
    ),
    Vector(
        "callout-in-list",
        "- item\n\n  :::warning T\n\n  a\n\n  - b\n\n  :::\n\n  after\n",
        "- item\n\n  > [!WARNING] T\n  > a\n  >\n  > - b\n\n  after\n",
        '<p class="callout-title">T</p><p>a</p><ul><li>b</li></ul></aside><p>after</p></li>',
    ),
    Vector(
        "callout-nested",
        "::::note Outer\n:::danger\nin\n:::\n::::\n",
        "> [!NOTE] Outer\n>\n> > [!DANGER]\n> > in\n",
        '<p class="callout-title">Outer</p><aside class="callout callout-danger" '
        'data-kind="danger" role="note"><p class="callout-title" data-default>Danger</p><p>in</p></aside></aside>',
    ),
    Vector(
        "callout-begins-with-table",
        ":::note\n| a | b |\n|---|---|\n| 1 | 2 |\n:::\n",
        "> [!NOTE]\n>\n> | a | b |\n> |---|---|\n> | 1 | 2 |\n",
        '<p class="callout-title" data-default>Note</p><table>',
    ),
    Vector(
        "callout-with-formula",
        ":::note\n\n$$\na_1 % one\n= b_2\n$$\n\n- x\n\n  $$\n  c\n  $$\n\n:::\n",
        "> [!NOTE]\n>\n> $$a_1 = b_2$$\n>\n> - x\n>\n>   $$c$$\n",
        '<mi>b</mi><mn>2</mn></msub></mrow><annotation encoding="application/x-tex">a_1 = b_2<',
    ),
    Vector(
        "callout-begins-with-heading",
        "# T\n\n:::note\nHead\n----\n\ntext\n:::\n",
        "> [!NOTE]\n>\n> Head\n> ----\n>\n> text\n",
        '<p class="callout-title" data-default>Note</p><h2 id="head">Head</h2><p>text</p>',
    ),
    Vector(
        "callout-begins-with-definition",
        ":::note\n[x]: /u\n\n[x]\n:::\n",
        "> [!NOTE]\n>\n> [x]: /u\n>\n> [x]\n",
        '<p class="callout-title" data-default>Note</p><p><a href="/u">x</a></p>',
    ),
    Vector(
        "callout-empty",
        ":::note Title\n:::\n",
        "> [!NOTE] Title\n",
        '<p class="callout-title">Title</p></aside>',
    ),
    Vector(
        "code-title",
        '```js title="a.js"\nx\n```\n',
        '```js {title="a.js"}\nx\n```\n',
        '<figure class="code"><figcaption>a.js</figcaption>',
    ),
    Vector(
        "code-title-quotes",
        "```js title='say \"a\\b\"'\nx\n```\n",
        '```js {title="say \\"a\\\\b\\""}\nx\n```\n',
        "<figcaption>say &#34;a\\b&#34;</figcaption>",
    ),
    Vector(
        "code-title-backtick",
        '~~~js title="`a`"\nx\n~~~\n',
        '~~~js {title="`a`"}\nx\n~~~\n',
        "<figcaption>`a`</figcaption>",
    ),
    Vector(
        "code-title-brace",
        '```js title="a{b}"\nx\n```\n',
        "```js\nx\n```\n",
        '<code class="language-js" data-lang="js">',
        ("code-title-lost",),
    ),
    Vector(
        "code-lines",
        "```js {1,3-4} showLineNumbers=7\na\nb\nc\nd\n```\n",
        '```js {hl_lines="1 3-4" linenos=true linenostart=7}\na\nb\nc\nd\n```\n',
        '<figure class="code numbered" style="--first-line: 7">',
    ),
    Vector(
        "code-words",
        "```js live\nx\n```\n",
        "```js\nx\n```\n",
        '<code class="language-js" data-lang="js">',
        ("code-meta-lost",),
    ),
    Vector(
        "heading-same-id",
        "## Some words\n",
        "## Some words\n",
        '<h2 id="some-words">Some words</h2>',
    ),
    Vector(
        "heading-other-id",
        "## हिन्दी *x*\n",
        "## हिन्दी *x* {#हिन्दी-x}\n",
        '<h2 id="हिन्दी-x">हिन्दी <em>x</em></h2>',
    ),
    Vector(
        "heading-said-id",
        "## Words {#My_id.x}\n",
        "## Words {#My_id.x}\n",
        '<h2 id="My_id.x">Words</h2>',
    ),
    Vector(
        "heading-url",
        "## See https://a.example/x\n",
        "## See https://a.example/x {#see-httpsaexamplex}\n",
        '<h2 id="see-httpsaexamplex">See <a href="https://a.example/x">',
    ),
    Vector(
        "details",
        "<details>\n<summary>Open `me` &amp; *see*</summary>\n\n- *x*\n\n</details>\n",
        "<details>\n<summary>Open <code>me</code> &amp; <em>see</em></summary>\n\n- *x*\n\n</details>\n",
        "<details><summary>Open <code>me</code> &amp; <em>see</em></summary>"
        "<ul><li><em>x</em></li></ul></details>",
    ),
    Vector(
        "more",
        "a\n\n{/* truncate */}\n\nb\n",
        "a\n\n<!--more-->\n\nb\n",
        "<p>a</p><p>b</p>",
    ),
    Vector(
        "more-in-list",
        "- a\n\n  <!-- truncate -->\n\n- b\n",
        "- a\n\n  \n\n- b\n",
        "<ul><li><p>a</p></li><li><p>b</p></li></ul>",
        ("more-degraded",),
    ),
    Vector(
        "comment",
        "a {/* b */} c\n\n{/* more */}\n\n{/* d */} *e*\n",
        "a <!-- b --> c\n\n<!-- more -->\n\n&#32;<!-- d --> *e*\n",
        "<p>a <!-- b --> c</p><!-- more --><p><!-- d --><em>e</em></p>",
    ),
]


def from_vector(vector: Vector) -> str:
    text, said = from_docusaurus(vector.source)
    assert tuple(found.code for found in said) == vector.codes
    return text


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_a_row_is_written(vector: Vector) -> None:
    assert from_vector(vector) == vector.written


@pytest.fixture(scope="module")
def shown(hugo_binary: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    pages = {vector.name: vector.written for vector in VECTORS}
    pages |= {name: from_node(node, text)[0] for name, (node, text, _, _) in BY_HAND.items()}
    return built_pages(tmp_path_factory.mktemp("rows"), pages, PLAIN_PUNCTUATION + MATH)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_the_engine_shows_it(vector: Vector, shown: dict[str, str]) -> None:
    assert vector.shown in shown[vector.name]


# -- nodes that Docusaurus has no words for -------------------------------------------------------

TABS = "<T>\n<A>\n*a*\n</A>\n\n<B>\nb\n</B>\n</T>\n"
QUOTED = "<T>\n<A>\n`{{< a >}}` `{{%` x\n</A>\n</T>\n"
AT = Span(0, 1)


def span(text: str, first: str, last: str) -> Span:
    """From the beginning of `first` to the end of `last`."""
    return Span(text.index(first), text.index(last) + len(last))


BY_HAND: dict[str, tuple[Node, str, str, str]] = {
    "tabs": (
        Tabs(
            span=span(TABS, "<T>", "</T>"),
            inner=span(TABS, "<A>", "</B>\n"),
            children=(
                Tab(
                    span=span(TABS, "<A>", "</A>"),
                    inner=span(TABS, "*a*\n", "*a*\n"),
                    label='a "b"',
                ),
                Tab(
                    span=span(TABS, "<B>", "</B>"),
                    inner=span(TABS, "b\n", "b\n"),
                    label="c",
                    is_default=True,
                ),
            ),
        ),
        TABS,
        '{{< tabs >}}\n{{< tab label="a \\"b\\"" >}}\n*a*\n{{< /tab >}}\n\n'
        '{{< tab label="c" default=true >}}\nb\n{{< /tab >}}\n{{< /tabs >}}\n',
        '<div class="tab-panel" data-label="a &#34;b&#34;"><p><em>a</em></p></div>',
    ),
    "tabs-with-shortcodes-as-text": (
        Tabs(
            span=span(QUOTED, "<T>", "</T>"),
            inner=span(QUOTED, "<A>", "</A>\n"),
            children=(
                Tab(
                    span=span(QUOTED, "<A>", "</A>"),
                    inner=span(QUOTED, "`{{< a >}}`", "x\n"),
                    label="a",
                ),
            ),
        ),
        QUOTED,
        '{{< tabs >}}\n{{< tab label="a" >}}\n`{{</* a */>}}` `{{{% nothing.inline /%}}{%` x\n'
        "{{< /tab >}}\n{{< /tabs >}}\n",
        "<code>{{&lt; a &gt;}}</code><code>{{%</code> x",
    ),
    "figure": (
        Figure(span=AT, src="/a b.png", alt="x", caption=inline('say *"hi"*'), width="40"),
        "F\n",
        '{{< figure src="/a b.png" alt="x" caption="say *\\"hi\\"*" width="40" >}}\n',
        "<figcaption><p>say <em>&quot;hi&quot;</em></p></figcaption>",
    ),
    "figure-backslash": (
        Figure(span=AT, src="/a.png", alt="C:\\x", link="/y?a=b"),
        "F\n",
        '{{< figure src="/a.png" alt=`C:\\x` link="/y?a=b" >}}\n',
        'alt="C:\\x"',
    ),
    "youtube": (
        Embed(span=AT, provider="youtube", url="https://www.youtube.com/watch?v=0RKpf3rK57I"),
        "E\n",
        "{{< youtube 0RKpf3rK57I >}}\n",
        'src="https://www.youtube.com/embed/0RKpf3rK57I?',
    ),
    "youtube-start": (
        Embed(span=AT, provider="youtube", url="https://youtu.be/aRKpf3rK57I?t=30"),
        "E\n",
        '{{< youtube id="aRKpf3rK57I" start="30" >}}\n',
        "start=30",
    ),
    "vimeo": (
        Embed(span=AT, provider="vimeo", url="https://vimeo.com/55073825"),
        "E\n",
        "{{< vimeo 55073825 >}}\n",
        "https://player.vimeo.com/video/55073825",
    ),
    "formula": (
        Math(span=Span(2, 3), tex="a_1 * b_2", place=Place.INLINE),
        "x M y\n",
        "x $a_1 * b_2$ y\n",
        "<msub><mi>a</mi><mn>1</mn></msub>",
    ),
    "formula-display": (
        Math(span=AT, tex="a_1\n= b_2", is_display=True),
        "M\n",
        "$$\na_1 = b_2\n$$\n",
        'display="block"',
    ),
    "formula-in-quote": (
        Math(span=Span(2, 3), prefix="> ", tex="a_1\n= b_2", is_display=True),
        "> M\n",
        "> $$a_1 = b_2$$\n",
        'display="block"',
    ),
    "heading-odd-id": (
        Heading(span=Span(0, 4), inner=Span(3, 4), level=2, id="a'b", text="H", is_explicit=True),
        "## H\n",
        '## H {id="a\'b"}\n',
        '<h2 id="a\'b">H</h2>',
    ),
    "comment-that-ends": (
        Comment(span=AT, text="> a --> b {{< c >}}"),
        "C\n",
        "<!-- > a --&gt; b {{</* c */>}} -->\n",
        "<!-- > a --&gt; b {{< c >}} -->",
    ),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_a_node_is_written(name: str) -> None:
    node, text, written, _ = BY_HAND[name]
    assert from_node(node, text) == (written, [])


@pytest.mark.parametrize("name", BY_HAND)
def test_the_engine_shows_the_node(name: str, shown: dict[str, str]) -> None:
    assert BY_HAND[name][3] in shown[name]


def test_a_player_without_shortcode_is_a_link() -> None:
    node = Embed(span=AT, provider="codepen", url="https://codepen.io/a/pen/b", title="Pen")
    assert from_node(node, "E\n") == ("[Pen](https://codepen.io/a/pen/b)\n", ["embed-degraded"])


def test_tabs_in_a_quote_follow_each_other() -> None:
    text = "> <T>\n> <A>\n> a\n> </A>\n> </T>\n"
    tab = Tab(
        span=span(text, "<A>", "</A>"), inner=span(text, "> a\n", "> a\n"), prefix="> ", label="one"
    )
    inner = span(text, "> <A>", "</A>\n")
    node = Tabs(span=span(text, "<T>", "</T>"), inner=inner, prefix="> ", children=(tab,))
    written, codes = from_node(node, text)
    assert written == "> **one**\n>\n> a\n"
    assert codes == ["tabs-degraded"]


def test_a_divider_inside_of_a_line_is_left_out() -> None:
    assert from_node(More(span=Span(2, 3), place=Place.INLINE), "a M b\n") == (
        "a  b\n",
        ["more-degraded"],
    )
