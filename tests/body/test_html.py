"""An article as HTML that leaves its site: whole, clean, with absolute addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.body.html import Article, article_of
from syndicate.body.html.autolinks import linked
from syndicate.body.html.footnotes import gathered
from syndicate.body.html.formulas import readable
from syndicate.body.markdown import ParserFailure
from syndicate.body.nodes import Body, Destination
from syndicate.diagnostics import Diagnostic
from syndicate.source.text import SourceText, Span
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS
from syndicate_adapters.docusaurus.markdown.settings import MarkdownSettings

BASE = "https://example.org/blog/post"
WITH_MATH = MarkdownSettings(has_math=True)


def article(
    text: str,
    *,
    found: list[Diagnostic] | None = None,
    settings: MarkdownSettings = DOCUSAURUS.settings,
    relink: Callable[[SourceText, Destination], str | None] | None = None,
    has_players: bool = False,
) -> Article:
    source = SourceText("post.md", text)
    body = DOCUSAURUS.parse(source, Span(0, len(text)), settings, lambda diagnostic: None)
    report = found.append if found is not None else lambda diagnostic: None
    return article_of(
        body, DOCUSAURUS, base=BASE, relink=relink, has_players=has_players, report=report
    )


def html(text: str, settings: MarkdownSettings = DOCUSAURUS.settings) -> str:
    return article(text, settings=settings).html


def codes(text: str) -> list[str]:
    found: list[Diagnostic] = []
    article(text, found=found)
    return [diagnostic.code for diagnostic in found]


# -- nodes -------------------------------------------------------------------------------------------


def test_a_callout_in_a_list_is_a_quote_with_a_bold_title_that_may_hold_markdown() -> None:
    text = "- item\n\n  :::tip Title **b** `c`\n  inside\n  :::\n"
    assert html(text) == (
        "<ul>\n<li>\n<p>item</p>\n"
        '<blockquote class="callout callout-tip">\n'
        "<p><strong>Title <strong>b</strong> <code>c</code></strong></p>\n"
        "<p>inside</p>\n</blockquote>\n</li>\n</ul>"
    )


def test_text_right_below_a_callout_is_not_swallowed_by_it() -> None:
    shown = html("above\n:::note\nin\n:::\nbelow")
    assert shown.startswith("<p>above</p>\n<blockquote")
    assert shown.endswith("</blockquote>\n<p>below</p>")


def test_reference_links_and_footnotes_reach_across_nodes() -> None:
    shown = html(":::note\n[far][x] and a note[^1]\n:::\n\n[x]: /far\n[^1]: text")
    assert '<a href="https://example.org/far">far</a>' in shown
    assert '<li id="fn-1" value="1"><p>text <a href' in shown


def test_headings_carry_the_ids_of_the_engine() -> None:
    assert html("## Two *words*\n\n## Two words\n") == (
        '<h2 id="two-words">Two <em>words</em></h2>\n<h2 id="two-words-1">Two words</h2>'
    )
    assert html("## Own {#mine}\n") == '<h2 id="mine">Own</h2>'


def test_an_underlined_heading_keeps_number_signs_at_its_end_and_its_second_line() -> None:
    assert re.sub(' id="[^"]*"', "", html("In C #\n------\n")) == "<h2>In C #</h2>"
    assert html("one\ntwo\n---\n") == '<h2 id="one-two">one two</h2>'


def test_details_show_markdown_in_their_summary() -> None:
    text = "<details>\n<summary>The **sum**</summary>\n\ninner\n\n</details>\n"
    assert (
        html(text)
        == "<details>\n<summary>The <strong>sum</strong></summary>\n<p>inner</p>\n</details>"
    )


def test_tabs_follow_each_other_under_their_labels() -> None:
    text = '<Tabs>\n<TabItem value="a" label="np_m_ x">\n\nhey\n\n</TabItem>\n</Tabs>\n'
    assert html(text) == "<p><strong>np_m_ x</strong></p>\n<p>hey</p>"


def test_code_keeps_language_title_and_marked_lines() -> None:
    text = "```js title=\"a_b_.js\" {2}\nlet a = '<';\nlet b;\n\n```\n"
    assert html(text) == (
        '<p class="code-title"><strong>a_b_.js</strong></p>\n'
        "<pre><code class=\"language-js\">let a = '&lt;';\n<mark>let b;</mark>\n</code></pre>"
    )


def test_code_with_fences_inside_stays_one_block() -> None:
    assert html("````md title=x\n```\ninner\n```\n````\n").count("<pre>") == 1


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("E = mc^2", "E = mc<sup>2</sup>"),
        (r"a_{n+1} \le \sqrt{x}", "a<sub>n+1</sub> ≤ √x"),
        (r"\frac{a+b}{2} \in \mathbb{R}", "(a+b)/2 ∈ ℝ"),
        (r"\alpha \cdot 5\%", "α · 5%"),
        ("a * b * c", "a * b * c"),
        ("x < y", "x &lt; y"),
    ],
)
def test_simple_formulas_are_text(tex: str, shown: str) -> None:
    assert unescape(readable(tex) or "") == unescape(shown)


def test_a_formula_is_safe_inside_of_markdown() -> None:
    assert html("see $a * b * c < d$ here", WITH_MATH) == "<p>see a * b * c &lt; d here</p>"


@pytest.mark.parametrize(
    "tex", [r"\begin{matrix}a&b\end{matrix}", r"\sqrt[3]{x}", "{" * 20 + "}" * 20, r"\foo x_1", "^"]
)
def test_formulas_that_need_a_typesetter_are_not_read(tex: str) -> None:
    assert readable(tex) is None


def test_a_formula_that_needs_a_typesetter_is_shown_as_its_source() -> None:
    shown = html(r"see $\foo *x* _y_ & z$", WITH_MATH)
    assert shown == r'<p>see <code class="language-tex">\foo *x* _y_ &amp; z</code></p>'


def test_a_displayed_formula_keeps_its_lines() -> None:
    text = "$$\n\\foo\na & b \\\\\nc & d\n$$\n"
    shown = html(text, WITH_MATH)
    assert "a &amp; b \\\\\n" in shown
    assert shown.startswith('<pre><code class="language-tex">')


def test_tasks_and_aligned_cells_need_no_forms_and_no_styles() -> None:
    assert html("- [x] a\n- [ ] b") == "<ul>\n<li>☑ a</li>\n<li>☐ b</li>\n</ul>"
    assert '<th align="right">a</th>' in html("| a |\n|--:|\n| 1 |")


def test_the_excerpt_is_complete_html() -> None:
    found = article("**one**\n\n> two\n\n<!-- truncate -->\n\nthree")
    assert found.excerpt == "<p><strong>one</strong></p>\n<blockquote>\n<p>two</p>\n</blockquote>"
    assert found.html == f"{found.excerpt}\n<p>three</p>"
    assert article("no mark").excerpt is None


def test_nothing_of_jsx_leaks() -> None:
    text = (
        "import X from 'x'\n\nsee <Foo bar={1}>this *text*</Foo>, {props.title} and <X />\n\n"
        "<>frag</>\n\n<div className=\"c\" style={{color: 'red'}}>\n\n*m*\n\n</div>\n"
    )
    assert html(text) == (
        "<p>see this <em>text</em>,  and</p>\n<p>frag</p>\n<div>\n<p><em>m</em></p>\n</div>"
    )


# -- footnotes ---------------------------------------------------------------------------------------


REFERENCE = 'class="footnote-ref" role="doc-noteref"'
BACK = 'class="footnote-backref" role="doc-backlink"'


def test_each_reference_has_its_own_way_back() -> None:
    shown = html("a[^n] b[^n]\n\n[^n]: text")
    assert f'<sup id="fnref-1"><a href="{BASE}#fn-1" {REFERENCE}>1</a></sup>' in shown
    assert f'<sup id="fnref-1-2"><a href="{BASE}#fn-1" {REFERENCE}>1</a></sup>' in shown
    first, second = (f'<a href="{BASE}#fnref-1{n}" {BACK}>↩</a>' for n in ("", "-2"))
    assert f"{first} {second}</p></li>" in shown


def test_a_note_that_nobody_refers_to_is_left_out_as_engines_do() -> None:
    assert html("a\n\n[^n]: lost") == "<p>a</p>"


def test_a_note_may_hold_divisions_of_its_own() -> None:
    text = "a[^n]\n\n[^n]: one\n\n    <div>\n\n    two\n\n    </div>\n\nend"
    shown = html(text)
    assert shown.index("<p>end</p>") < shown.index('<div class="footnotes"')
    assert re.search(r"<div>\n<p>two</p>\n</div>", shown)


def test_a_note_that_is_never_closed_ends_with_the_text() -> None:
    text = '<sup class="footnote-reference"><a href="#1">1</a></sup>'
    note = '<div class="footnote-definition" id="1"><sup class="footnote-definition-label">1</sup>x'
    assert '<li id="fn-1" value="1">x <a' in gathered(text + note, BASE)


# -- addresses ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("other", "https://example.org/blog/other"),
        ("../a b.png", "https://example.org/a%20b.png"),
        ("/한글", "https://example.org/%ED%95%9C%EA%B8%80"),
        ("#part", f"{BASE}#part"),
        ("?q=1&amp;r", f"{BASE}?q=1&amp;r"),
        ("//cdn.example.com/x", "https://cdn.example.com/x"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("https://example.com/%7Ex?a=b#c", "https://example.com/%7Ex?a=b#c"),
    ],
)
def test_addresses_are_absolute_and_encoded(written: str, shown: str) -> None:
    assert html(f"[x](<{written}>)") == f'<p><a href="{shown}">x</a></p>'
    assert html(f'<a href="{written}">x</a>') == f'<p><a href="{shown}">x</a></p>'


def test_every_attribute_that_names_a_file_is_made_absolute() -> None:
    text = (
        '<video src="v.mp4" poster="p.png"></video>\n\n'
        '<img src="a.png" srcset="a.png 1x, b,c.png 2x, d.png" />\n\n<q cite="c">x</q>\n'
    )
    shown = html(text)
    names = re.findall(r'(?:src|poster|srcset|cite)="([^"]*)"', shown)
    assert names == [
        "https://example.org/blog/v.mp4",
        "https://example.org/blog/p.png",
        "https://example.org/blog/a.png",
        "https://example.org/blog/a.png 1x, https://example.org/blog/b,c.png 2x, https://example.org/blog/d.png",
        "https://example.org/blog/c",
    ]


def test_each_address_is_asked_for_once_where_it_leads_nowhere() -> None:
    asked: list[str] = []

    def nowhere(source: SourceText, node: Destination) -> None:
        asked.append(node.url)

    article('[a](./한글.md) ![b](<./b c.png>)\n\n<img src="./d.png" />', relink=nowhere)
    assert sorted(asked) == ["./b c.png", "./d.png", "./한글.md"]


def test_addresses_in_jsx_attributes_are_resolved_too() -> None:
    def absolute(source: SourceText, node: Destination) -> str | None:
        return "https://cdn.example.org/x.png" if node.url.endswith("x.png") else None

    text = "<img src={require('./x.png').default} />"
    assert article(text, relink=absolute).html == '<img src="https://cdn.example.org/x.png">'


def test_bare_addresses_that_the_engine_links_are_links() -> None:
    assert html("see https://example.com/a_(b), www.example.com. and a.b@example.com!") == (
        '<p>see <a href="https://example.com/a_(b)">https://example.com/a_(b)</a>, '
        '<a href="http://www.example.com">www.example.com</a>. '
        'and <a href="mailto:a.b@example.com">a.b@example.com</a>!</p>'
    )
    assert html("`https://example.com`") == "<p><code>https://example.com</code></p>"


def test_bare_addresses_in_html_are_linked_but_not_in_code_links_or_tags() -> None:
    assert linked(
        "<p>(https://example.com/a_(b)?q&amp;r), www.example.com. a.b@example.com!</p>"
    ) == (
        '<p>(<a href="https://example.com/a_(b)?q&amp;r">https://example.com/a_(b)?q&amp;r</a>), '
        '<a href="http://www.example.com">www.example.com</a>. '
        '<a href="mailto:a.b@example.com">a.b@example.com</a>!</p>'
    )
    for text in (
        "<code>https://example.com</code>",
        '<a href="/x">https://example.com</a>',
        '<b title="https://example.com">x</b>',
        '<img alt="see www.example.com" src="https://example.com/x.png">',
        "<pre><code>https://example.com\n</code></pre>",
        "https://localhost/x and foo@bar",
    ):
        assert linked(text) == text


# -- safety ------------------------------------------------------------------------------------------


def test_what_could_run_or_phone_home_is_left_out_and_named() -> None:
    text = (
        "<script>alert(1)</script>\n\n<form>\n\ntext\n\n</form>\n\n"
        '<b onclick="x()" style="color: red">bold</b> [js](javascript:alert(1)) '
        '<a href="data:text/html,x">d</a>\n'
    )
    found: list[Diagnostic] = []
    shown = article(text, found=found).html
    assert shown == "<p>text</p>\n\n<p><b>bold</b> <a>js</a> <a>d</a></p>"
    assert [(d.line, d.code) for d in found] == [
        (1, "html-left-out"),
        (3, "html-left-out"),
        (9, "html-style-lost"),
    ]


def test_pictures_may_lie_in_their_address() -> None:
    assert html("![x](data:image/png;base64,aGk=)") == (
        '<p><img src="data:image/png;base64,aGk=" alt="x"></p>'
    )
    assert html("![x](data:text/html,x)") == '<p><img alt="x"></p>'


FRAME = '<iframe src="https://www.youtube.com/embed/abcdef1" title="A > B"><b>raw</b></iframe>'


def test_frames_are_links_and_with_players_known_ones_stay() -> None:
    link = '<a href="https://www.youtube.com/watch?v=abcdef1">A &gt; B</a>'
    assert link in html(FRAME)
    assert "<iframe" not in html(FRAME)
    assert codes(FRAME) == ["embed-degraded"]
    kept = article(FRAME, has_players=True).html
    assert '<iframe src="https://www.youtube.com/embed/abcdef1" title="A &gt; B"></iframe>' in kept
    foreign = article('<iframe src="https://evil.example/x"></iframe>', has_players=True).html
    assert '<a href="https://evil.example/x">https://evil.example/x</a>' in foreign


def test_characters_that_xml_forbids_are_replaced_and_their_place_is_named() -> None:
    found: list[Diagnostic] = []
    shown = article("ok\n\n```\n\x1b[31mred\x1b[0m\n```\n\uffff", found=found).html
    assert "\ufffd[31mred\ufffd[0m" in shown
    assert shown.endswith("<p>\ufffd</p>")
    places = [(d.line, d.column) for d in found if d.code == "character-illegal"]
    assert places == [(4, 1), (4, 9), (6, 1)]


@pytest.mark.parametrize(
    "text", ["> " * 300, "<DIV>\n\n" * 300, "<div></div>" * 300 + "<ul>" * 201]
)
def test_what_lies_too_deep_is_refused(text: str) -> None:
    source = SourceText("post.md", text)
    with pytest.raises(ParserFailure, match="200 levels"):
        article_of(Body(source=source, span=Span(0, len(text))), DOCUSAURUS)


def test_much_that_lies_side_by_side_is_not_deep() -> None:
    assert html("> x\n\n<div>y</div>\n\n" * 500).count("<blockquote>") == 500


MARKUP = st.text(
    st.sampled_from(list("ab \n<>/\"'=&;:[](){}*_`#!|-^$\\\x1b\ufdd0\ufdd1\ufdd2한")), max_size=80
)
WORDS = st.lists(
    st.sampled_from(
        [
            "<iframe src='x'>",
            "</iframe>",
            "<script>",
            "</script>",
            "<b",
            "<p>",
            "<!--",
            "-->",
            "[^1]",
            "\n\n[^1]: ",
            ":::note\n",
            "\n:::\n",
            "<details>",
            "</details>",
            "```\n",
            "https://e.org/",
            '<a href="javascript:x">',
            "<svg onload=x>",
            "<math>",
            "<style>",
            "<div>",
            "\n\n",
            "text ",
            "> ",
        ]
    ),
    max_size=14,
).map("".join)


@given(text=MARKUP | WORDS)
def test_whatever_stands_in_a_post_comes_out_clean(text: str) -> None:
    import nh3

    shown = html(text)
    assert not re.search(r"<(script|style|iframe|svg|math|form|object)\b", shown)
    assert not re.search(r"<[a-z][^<>]* (on[a-z]+|style)=", shown)
    assert not re.search("[\x00-\x08\x0e-\x1f\ufdd0-\ufdd3]", shown)
    assert not re.search(r'<[a-z][^<>]* (?:href|src)="(?!https?:|mailto:)', shown)
    tags = set(re.findall(r"<([a-z0-9]+)", shown))
    again = nh3.clean(
        shown,
        tags=tags,
        attributes={
            "*": {
                "id",
                "class",
                "href",
                "src",
                "title",
                "alt",
                "value",
                "align",
                "open",
                "role",
                "start",
            }
        },
        url_schemes={"https", "http", "mailto", "data"},
        link_rel=None,
        clean_content_tags=set(),
    )
    assert again == shown
