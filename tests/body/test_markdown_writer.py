"""Markdown from HTML: what markdownify loses by itself, and that a reader sees the same."""

from __future__ import annotations

import contextlib
import random

import pytest

from syndicate.body.markdown import to_html
from syndicate.body.markdown_writer import markdown_of
from syndicate.body.soup import NestedTooDeeply, cleaned
from tests.devto.pieces import PIECES, PREFIXES
from tests.devto.reading import read

WRITTEN = [
    ('<pre><code class="language-js">a\n\n</code></pre>', "```js\na\n\n```\n"),
    ('<div class="highlight-source-c"><pre>int a;</pre></div>', "```c\nint a;\n```\n"),
    ("<p>H<sub>2</sub>O <kbd>K</kbd> <sup>x</sup> <mark>m</mark></p>", None),
    (
        "<ul><li><input type=checkbox checked> a</li><li><input type=checkbox> b</li></ul>",
        "- [x] a\n- [ ] b\n",
    ),
    ("a<p></p>b<p></p><p>c</p>", "a\n\nb\n\nc\n"),
    ("<blockquote>a<br><a href='/x'></a></blockquote>", "> a\n"),
    ('<ol start="3"><li>a</li><li value="7">b</li></ol>', "3. a\n7. b\n"),
    ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "- a\n\n  b\n\n- c\n"),
    ("<ol><li>a<ul><li>b</li></ul></li></ol>", "1. a\n   - b\n"),
    ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n<!-- -->\n\n- b\n"),
    (
        "<table><thead><tr><th align=right>a|b</th></tr></thead>"
        "<tbody><tr><td><code>c|d</code><br>e</td></tr></tbody></table>",
        "| a\\|b |\n| --: |\n| `c\\|d`<br>e |\n",
    ),
    (
        "<table><tr><td colspan=2>a</td></tr></table>",
        '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>\n',
    ),
    ("<p>1. a</p><p># b</p><p>+ c</p>", "1\\. a\n\n\\# b\n\n\\+ c\n"),
    ("<p>a*b* _c_ `d` [e](f) &lt;g> &amp;copy; \\!</p>", None),
    ("<p>snake_case 2 * 3 a &lt; b [x] 5 &amp; 6</p>", "snake_case 2 * 3 a < b [x] 5 & 6\n"),
    ('<p><a href="/a_(b)" title="&quot;t&quot;">x]y</a></p>', '[x\\]y](/a_(b) "\\"t\\"")\n'),
    ("<p><code>a`b</code> <code>`</code> <code> x </code></p>", "``a`b`` `` ` `` `  x  `\n"),
    ("<p>a<strong>b </strong>c<em>d</em>e</p>", "a**b** c*d*e\n"),
    ("<p>한국<strong>“굵게”</strong>는</p>", "한국<strong>“굵게”</strong>는\n"),
    ("<details><summary>S <em>x</em></summary><p>a</p></details>", None),
    ("<dl><dt>a</dt><dd>b</dd></dl>", "<dl><dt>a</dt><dd>b</dd></dl>\n"),
    ("<blockquote><p>a</p><ul><li>b</li></ul></blockquote>", "> a\n>\n> - b\n"),
    ("<p>a<br>b<br></p><h2>c ##</h2>", "a\\\nb\n\n## c \\##\n"),
    ("<p>a<br> \n</p><div><span>b<br/></span>\n</div>", "a\n\nb\n"),
    ("<p>a <tt>b<br> c</tt><br>d</p>", "a `b`\\\n`c`\\\nd\n"),
    ("<p>a <em>\xa0b\xa0</em>c</p>", "a \xa0*b*\xa0c\n"),
    ('<p><a href="">a</a></p>', "[a]()\n"),
    (
        '<p>(<a href="https://x.example/a)">https://x.example/a)</a></p>',
        "(<https://x.example/a)>\n",
    ),
    ("<script>x</script><style>y</style><!-- z --><p>a</p>", "a\n"),
]


# A tag that is left open runs on through blocks, which Markdown has no words for.
_PIECES = [piece for piece in PIECES if "<b>" not in piece and piece != "<br/>"]

OTHERWISE = [
    (
        "<s><p></p> a<ol><li>b <a href='/c'>c</a>.</li></ol><p>d</p><pre>e</pre></s>",
        "~~a~~\n\n1. ~~b [c](/c).~~\n\n~~d~~\n\n```\ne\n```\n",
    ),
    ("<pre>a<br>```</pre>", "````\na\n```\n````\n"),
    ("<h2>a<br>b</h2>", "## a b\n"),
    ("<p><img src='/a b(c' alt='x'></p>", "![x](/a%20b%28c)\n"),
    ('<iframe src="https://x.example/1"></iframe>', "<https://x.example/1>\n"),
]


@pytest.mark.parametrize(("html", "markdown"), OTHERWISE)
def test_what_markdown_cannot_say_is_said_otherwise(html: str, markdown: str) -> None:
    assert markdown_of(html) == markdown


@pytest.mark.parametrize(("html", "markdown"), WRITTEN, ids=[html[:40] for html, _ in WRITTEN])
def test_html_is_written_as_markdown_that_reads_alike(html: str, markdown: str | None) -> None:
    written = markdown_of(html)
    if markdown is not None:
        assert written == markdown
    assert read(to_html(written)) == read(str(cleaned(html)))


@pytest.mark.parametrize("seed", range(8))
def test_any_markdown_comes_back_from_its_html(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(200):
        lines = [
            chance.choice(PREFIXES) + chance.choice(_PIECES) for _ in range(chance.randint(1, 8))
        ]
        source = "\n".join(lines)
        html = str(cleaned(to_html(source)))
        assert read(str(cleaned(to_html(markdown_of(html))))) == read(html), source


def test_what_nobody_could_read_is_refused_not_recursed_into() -> None:
    with pytest.raises(NestedTooDeeply, match="100 levels"):
        markdown_of("<div>" * 5000)


@pytest.mark.parametrize(
    "piece",
    [
        "<b>",
        "<li>",
        "<p>*",
        "`",
        "<a href=x>[",
        "<table><tr><td>",
        "\\[",
        "<br>",
        "{{",
        "<ul></ul>",
        "<p>a</p> ",
        "<ul><li>a</ul>",
    ],
)
def test_a_long_text_of_any_kind_comes_to_an_end(piece: str) -> None:
    with contextlib.suppress(NestedTooDeeply):
        markdown_of(piece * 8000)
