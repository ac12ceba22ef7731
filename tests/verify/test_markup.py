"""What engines, themes and highlighters write differently and a reader sees the same."""

from __future__ import annotations

import base64

import pytest

from syndicate.verify import compare_articles


def page(body: str, head: str = "") -> str:
    """A page with `body` as the author's words."""
    return (
        f"<!doctype html><html lang=en><head><title>T</title>{head}</head><body><main>"
        f"<article><h1>T</h1><div class=e-content>{body}</div></article></main></body></html>"
    )


def kinds(old: str, new: str, head: str = "") -> list[str]:
    return [d.kind for d in compare_articles(page(old, head), page(new, head))]


KATEX = (
    '<span class="katex"><span class="katex-mathml"><math><semantics><mrow><mi>a</mi></mrow>'
    '<annotation encoding="application/x-tex">a_1</annotation></semantics></math></span>'
    '<span class="katex-html" aria-hidden="true">a1</span></span>'
)
PIXEL = base64.b64encode(b"pixel").decode()

SAME = {
    "white space in a drawing": (
        '<svg><title>A b</title><path d="M0 0" /></svg>',
        '<svg>\n<title>A  b</title>\n<path d="M0 0"/></svg>',
    ),
    "the word for a callout in any language": (
        '<blockquote class="prompt-tip"><p>a</p></blockquote>',
        '<aside class="callout" data-kind="tip"><p class="callout-title" data-default>팁</p><p>a</p></aside>',
    ),
    "the word for a callout in a language of Docusaurus": (
        '<aside class="callout" data-kind="tip"><p class="callout-title">팁</p><p>a</p></aside>',
        '<aside class="callout" data-kind="tip"><p class="callout-title" data-default>팁</p><p>a</p></aside>',
    ),
    "typographic quotes, dashes and dots": (
        "<p>“It’s” 1–2 — so… «x»</p>",
        '<p>"It\'s" 1--2 --- so... &lt;&lt;x&gt;&gt;</p>',
    ),
    "a heading in a caption": (
        "<figure><img src=/a.png alt=A><figcaption><h4>T</h4><p>c</p></figcaption></figure>",
        "<figure><img src=/a.png alt=A><figcaption><b>T</b><br>c</figcaption></figure>",
    ),
    "a list of nothing": ("<p>a</p><ol>\n</ol><p>b</p>", "<p>a</p><p>b</p>"),
    "pictures of which each is a block": (
        "<p>a</p><img src=/b.png alt=b>\n<img src=/c.png alt=c><p>d</p>",
        "<p>a</p><p><img src=/b.png alt=b></p><p><img src=/c.png alt=c></p><p>d</p>",
    ),
    "pictures in a line without a paragraph": (
        "<p>a</p><div><img src=/b.png alt=b> <img src=/c.png alt=c></div><p>d</p>",
        "<p>a</p><p><img src=/b.png alt=b>\n<img src=/c.png alt=c></p><p>d</p>",
    ),
    "pictures without a paragraph in one and in two": (
        "<div><img src=/b.png alt=b> <img src=/c.png alt=c></div>",
        "<div><img src=/b.png alt=b></div><div><img src=/c.png alt=c></div>",
    ),
    "what browsers escape in an address": (
        "<p><a href='https://x.example/?a=b\"c<d'>x</a> <a href='/y/?é\"'>y</a></p>",
        '<p><a href="https://x.example/?a=b%22c%3Cd">x</a> <a href="/y/?%C3%A9%22">y</a></p>',
    ),
    "a percent sign alone, and a host in letters of its language": (
        "<p><a href='https://x.example/?a=%&b'>x</a> <a href='https://www.jürg.example/'>y</a></p>",
        '<p><a href="https://x.example/?a=%25&b">x</a> <a href="https://www.j%C3%BCrg.example">y</a></p>',
    ),
    "white space at marks": ("<p>a <em>b </em>c</p>", "<p>a\n<em>b</em> c </p>"),
    "a non-breaking space": ("<p>a&nbsp;b</p>", "<p>a b</p>"),
    "composed and decomposed characters": ("<p>caf\u00e9</p>", "<p>cafe\u0301</p>"),
    "old and new names of marks": (
        "<p><b>a</b> <i>b</i></p>",
        "<p><strong>a</strong> <em>b</em></p>",
    ),
    "marks in another order": ("<p><em><b>a</b></em></p>", "<p><b><em>a</em></b></p>"),
    "code that no button copies": (
        '<div class="highlight disable-copy"><pre><code>a</code></pre></div>',
        "<pre><code>a</code></pre>",
    ),
    "tight and loose lists": ("<ul><li>a<li>b</ul>", "<ul><li><p>a</p><li><p>b</p></ul>"),
    "a picture in a paragraph or a figure": (
        "<p><img src=/a.png alt=A></p>",
        "<figure><img src=/a.png alt=A loading=lazy></figure>",
    ),
    "a picture that opens larger": (
        "<p><img src=/a.png></p>",
        "<p><a href=/a.png><img src=/a.png></a></p>",
    ),
    "a picture that is loaded late": (
        "<p><img src=/a.png></p>",
        "<p><img src=data:image/gif;base64,AAAA data-src=/a.png>"
        "<noscript><img src=/a.png></noscript></p>",
    ),
    "data: in two encodings": (
        f"<p><img src='data:image/png;base64,{PIXEL}'></p>",
        "<p><img src='data:image/png,%70ixel'></p>",
    ),
    "an emoji by its name": (
        "<p>🌊</p>",
        '<p><img class=emoji alt=":ocean:" src="https://e.example/icons/emoji/unicode/1f30a.png"></p>',
    ),
    "an emoji as a picture": ("<p>🌊</p>", '<p><img class=emoji alt="🌊" src=/w.svg></p>'),
    "anchors of headings": (
        '<h2 id=a>A<a class=hash-link href="#a" title=x>\u200b</a></h2>',
        '<h2 id=a-1><a href="#a-1">A</a></h2>',
    ),
    "an anchor with a sign": (
        "<h2 id=a>A</h2>",
        '<h2 id=a>A <a href="#a" aria-label="Direct link">#</a></h2>',
    ),
    "MathJax and KaTeX": (r"<p>so \(a_1\) is</p>", f"<p>so {KATEX} is</p>"),
    "kramdown's old script": (
        r"<p>\[a_1\]</p>",
        '<p><script type="math/tex; mode=display">a_1</script></p>',
    ),
    "MathML without a renderer": (
        "<p>$$a_1$$</p>",
        '<math display="block"><annotation encoding="application/x-tex">a_1</annotation></math>',
    ),
    "players": (
        "<iframe src='https://www.youtube.com/embed/abc123XYZ_0?rel=0'></iframe>",
        "<div><p><iframe src='//www.youtube-nocookie.com/embed/abc123XYZ_0'></iframe></p></div>",
    ),
    "a light player": (
        "<iframe src='https://www.youtube.com/embed/abc123XYZ_0'></iframe>",
        "<lite-youtube videoid=abc123XYZ_0></lite-youtube>",
    ),
    "tabs with and without a script": (
        "<div><ul role=tablist><li role=tab>A<li role=tab>B</ul><div><div role=tabpanel><p>a</p></div>"
        "<div role=tabpanel hidden><p>b</p></div></div></div>",
        "<div class=tabs><input type=radio name=t id=1 checked><label for=1>A</label><div>a</div>"
        "<input type=radio name=t id=2><label for=2>B</label><div><p>b</p></div></div>",
    ),
    "a contents list of the theme": ("<p>a</p>", '<ul id="markdown-toc"><li>A</ul><p>a</p>'),
    "an address with other escapes": (
        "<p><a href='https://x.example/a b?c'>x</a></p>",
        "<p><a href='https://X.example/a%20b?c'>x</a></p>",
    ),
    "a drawing in a title": (
        '<div class="theme-admonition theme-admonition-tip"><div class=admonitionHeading_x>'
        "<span><svg><path d=M1 /></svg></span>T</div><div><p>a</p></div></div>",
        '<blockquote class="prompt-tip"><p><strong>T</strong></p><p>a</p></blockquote>',
    ),
}


@pytest.mark.parametrize(("old", "new"), SAME.values(), ids=SAME.keys())
def test_the_same_in_other_markup_is_no_difference(old: str, new: str) -> None:
    assert kinds(old, new) == []
    assert kinds(new, old) == []


# -- callouts -------------------------------------------------------------------------------------

CALLOUTS = {
    "Docusaurus": '<div class="theme-admonition theme-admonition-{0} alert alert--success">'
    "<div class=admonitionHeading_Kh2X>Go</div><div class=admonitionContent_x><p>a</p></div></div>",
    "Hugo's documentation": '<blockquote class="alert alert-{0}"><p class="alert-heading">Go</p>'
    "<p>a</p></blockquote>",
    "our layouts": '<aside class="callout callout-{0}" data-kind="{0}">'
    '<p class="callout-title">Go</p><p>a</p></aside>',
    "GitHub": '<div class="markdown-alert markdown-alert-{0}">'
    '<p class="markdown-alert-title"><svg class="octicon"></svg>Go</p><p>a</p></div>',
    "Hugo Book": '<blockquote class="book-hint {0}"><p><strong>Go</strong></p><p>a</p></blockquote>',
    "Minimal Mistakes": '<div class="notice--{0}"><p><strong>Go</strong></p><p>a</p></div>',
    "Chirpy": '<blockquote class="prompt-{0}"><p><strong>Go</strong></p><p>a</p></blockquote>',
    "Just the Docs": '<blockquote class="{0}-title"><p>Go</p><p>a</p></blockquote>',
    "Docutils": '<div class="admonition {0}"><p class="admonition-title">💡 Go</p><p>a</p></div>',
}


@pytest.mark.parametrize("name", CALLOUTS)
@pytest.mark.parametrize("kind", ["note", "tip", "info", "warning", "danger"])
def test_a_callout_is_one_in_every_theme(name: str, kind: str) -> None:
    expected = CALLOUTS["our layouts"].format(kind)
    assert kinds(expected, CALLOUTS[name].format(kind)) == []
    other = "danger" if kind == "tip" else "tip"
    assert kinds(expected, CALLOUTS[name].format(other)) == ["callout-kind"]


def test_a_title_that_repeats_the_kind_is_none() -> None:
    named = CALLOUTS["our layouts"].format("warning")
    bare = '<aside class="callout callout-warning"><p>a</p></aside>'
    assert kinds(named.replace(">Go<", ">Warning<"), bare) == []
    assert kinds(named.replace(">Go<", ">⚠️ Warning:<"), bare) == []
    assert kinds(named, bare) == ["callout-title"]


def test_github_calls_the_worst_kind_caution_and_docusaurus_the_second() -> None:
    danger, warning = (CALLOUTS["our layouts"].format(k) for k in ("danger", "warning"))
    assert kinds(danger, CALLOUTS["GitHub"].format("caution")) == []
    assert kinds(warning, CALLOUTS["Docusaurus"].format("caution")) == []


def test_a_bold_word_for_a_kind_makes_a_quote_a_callout() -> None:
    quote = "<blockquote><p><strong>Note</strong></p><p>a</p></blockquote>"
    assert kinds('<p class="note">a</p>', quote) == []


def test_a_quote_with_a_bold_line_stays_a_quote() -> None:
    quote = "<blockquote><p><strong>Go</strong></p><p>a</p></blockquote>"
    assert kinds(CALLOUTS["Chirpy"].format("tip"), quote) == ["callout", "text"]


# -- code -----------------------------------------------------------------------------------------

CODE = {
    "plain": '<pre><code class="language-js">a(1)\n\n  b\n</code></pre>',
    "Prism": '<div class="language-js theme-code-block"><div class="codeBlockContent_x"><pre'
    ' class="prism-code language-js"><code><div class="token-line"><span>a</span>(1)<br></div>'
    '<div class="token-line"><span style="display:inline-block"></span><br></div>'
    '<div class="token-line">  b<br></div></code></pre><div class="buttonGroup_x"><button>Copy'
    "</button></div></div></div>",
    "Prism with numbers": '<div class="language-js"><pre><code><span class="token-line"><span'
    ' class="codeLineNumber_x"></span><span>a(1)</span><br></span><span><br></span><span>'
    '<span class="codeLineNumber_x">3</span>  b<br></span></code></pre></div>',
    "Chroma": '<div class="highlight"><pre><code data-lang="js"><span style="display:flex;"><span>'
    "a(1)\n</span></span><span><span>\n</span></span><span><span>  b</span></span></code></pre></div>",
    "Chroma in a table": '<div class="chroma"><table class="lntable"><tr><td><pre><code><span'
    ' class="lnt">1\n</span><span class="lnt">2\n</span><span class="lnt">3\n</span></code></pre>'
    '</td><td><pre><code class="language-js">a(1)\n\n  b</code></pre></td></tr></table></div>',
    "Chroma with numbers in line": '<pre><code class="language-js"><span class="ln">1</span>a(1)\n'
    '<span style="-webkit-user-select: none; user-select: none">2</span>\n'
    '<span class="ln">3</span>  b</code></pre>',
    "Rouge": '<div class="language-js highlighter-rouge"><div class="highlight"><pre><code><span>a'
    "</span>(1)\n\n  b\n</code></pre></div></div>",
    "Rouge in a table": '<figure class="highlight"><pre><code class="language-js"><table'
    ' class="rouge-table"><tbody><tr><td class="gutter"><pre class="lineno">1\n2\n3\n</pre></td>'
    '<td class="code"><pre>a(1)\n\n  b\n</pre></td></tr></tbody></table></code></pre></figure>',
    "lines as items": '<pre class="language-js"><ol><li>a(1)</li><li></li><li>  b</li></ol></pre>',
}


@pytest.mark.parametrize("name", CODE)
def test_code_is_what_the_author_wrote_under_every_highlighter(name: str) -> None:
    assert kinds(CODE["plain"], CODE[name]) == []
    assert kinds(CODE["plain"], CODE[name].replace("(1)", "(2)")) == ["code"]
    assert kinds(CODE["plain"], CODE[name].replace("  b", "    b")) == ["code"]


def test_names_of_no_language_are_none() -> None:
    pre = '<pre><code class="language-{}">a</code></pre>'
    assert kinds("<pre>a</pre>", pre.format("plaintext")) == []
    assert kinds(pre.format("text"), pre.format("none")) == []
    assert kinds("<pre>a</pre>", pre.format("js")) == ["code-language"]


def test_mermaid_is_code_whether_drawn_in_the_browser_or_not() -> None:
    code = '<pre><code class="language-mermaid">graph TD\n  a--&gt;b</code></pre>'
    assert kinds(code, '<pre class="mermaid">graph TD\n  a--&gt;b</pre>') == []
    assert kinds(code, '<div class="mermaid">graph TD\n  a--&gt;b</div>') == []


def test_code_keeps_what_text_folds() -> None:
    assert kinds("<pre>a -- “b”</pre>", '<pre>a – "b"</pre>') == ["code"]
    assert kinds("<p><code>a--b</code></p>", "<p><code>a–b</code></p>") == ["text"]


def test_a_row_of_hyphens_is_the_dashes_that_were_made_of_it() -> None:
    for number, made in ((2, "–"), (3, "—"), (5, "—–"), (13, "————-")):
        assert kinds(f"<p>a {'-' * number} b</p>", f"<p>a {made} b</p>") == [], number
    assert kinds("<p>a ------ b</p>", "<p>a — b</p>") == ["text"]


def test_nobody_sees_a_list_without_items() -> None:
    assert kinds("<p>a</p><ol> </ol>", "<p>a</p>") == []
    assert kinds("<p>a</p><ol><li></li></ol>", "<p>a</p>") == ["list", "list-item"]


# -- formulas -------------------------------------------------------------------------------------


def test_a_dollar_is_a_formula_only_where_a_script_reads_it() -> None:
    tex, dollars = r"<p>so \(a_1\) it costs $5 and $6</p>", "<p>so $a_1$ it costs $5 and $6</p>"
    script = '<script defer src="https://cdn.example/katex/auto-render.js"></script>'
    assert kinds(tex, dollars, script) == []
    assert kinds(tex, dollars) == ["text", "math"]
    mathjax = '<script defer src="https://cdn.example/mathjax@3/es5/tex-mml-chtml.js"></script>'
    own = '<script src="/js/formulas.js"></script>'
    told = "<script>MathJax = {tex: {inlineMath: [['$', '$']]}}</script>"
    assert kinds(tex, dollars, mathjax) == ["text", "math"]
    assert kinds(tex, dollars, mathjax + own) == []
    assert kinds(tex, dollars, told + mathjax) == []


def test_delimiters_in_code_are_code() -> None:
    assert kinds(r"<p><code>\(a\)</code></p>", r"<p>\(a\)</p>") == ["text", "math"]


# -- fragments and footnotes ----------------------------------------------------------------------


def test_fragments_are_compared_by_the_heading_they_hit() -> None:
    two = "<h2 id={0}>A</h2><h2 id={1}>B</h2><p><a href='#{2}'>x</a></p>"
    assert kinds(two.format("a", "b", "b"), two.format("one", "two", "two")) == []
    assert kinds(two.format("a", "b", "b"), two.format("one", "two", "one")) == ["link"]
    assert kinds(two.format("a", "b", "b"), two.format("one", "two", "b")) == ["link"]


def test_a_fragment_of_the_second_heading_with_the_same_words_is_another() -> None:
    two = "<h2 id={0}>A</h2><h3 id={1}>A</h3><p><a href='#{2}'>x</a></p>"
    assert kinds(two.format("a", "a-1", "a-1"), two.format("a", "b", "b")) == []
    assert kinds(two.format("a", "a-1", "a-1"), two.format("a", "b", "a")) == ["link"]


def test_an_anchor_before_a_heading_hits_it() -> None:
    old = "<h2 id=a>A</h2><p><a href='#a'>x</a></p>"
    new = "<a name=old></a><h2 id=b>A</h2><p><a href='#old'>x</a></p>"
    assert kinds(old, new) == []


def test_footnotes_of_the_three_engines_are_the_same() -> None:
    hugo = (
        '<p>a<sup id="fnref:1"><a href="#fn:1" class="footnote-ref">1</a></sup></p><div '
        'class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>n&#160;<a href="#fnref:1"'
        ' class="footnote-backref" role="doc-backlink">↩︎</a></p></li></ol></div>'
    )
    docusaurus = (
        '<p>a<sup><a href="#user-content-fn-x-1" data-footnote-ref="true">1</a></sup></p>'
        '<section data-footnotes="true" class="footnotes"><h2 class="sr-only" id="footnote-label">'
        'Footnotes</h2><ol><li id="user-content-fn-x-1"><p>n <a href="#user-content-fnref-x-1"'
        ' data-footnote-backref="" class="data-footnote-backref">↩</a></p></li></ol></section>'
    )
    assert kinds(hugo, docusaurus) == []
    assert kinds(hugo, docusaurus.replace("<p>n ", "<p>m ")) == ["footnote"]
    assert kinds(hugo, "<p>a</p>") == ["footnote", "footnote"]


# -- what is not to be folded ---------------------------------------------------------------------

DIFFERENT = {
    "an added paragraph": ("<p>a</p>", "<p>a</p><p>b</p>", ["text"]),
    "a broken up paragraph": ("<p>a b</p>", "<p>a</p><p>b</p>", ["text", "text"]),
    "pictures in a line, and each in its own": (
        "<p><img src=/b.png alt=b> <img src=/c.png alt=c></p>",
        "<p><img src=/b.png alt=b></p><p><img src=/c.png alt=c></p>",
        ["picture", "picture"],
    ),
    "two lists for one": ("<ul><li>a<li>b</ul>", "<ul><li>a</ul><ul><li>b</ul>", ["list"]),
    "details that are open": (
        "<details><summary>a</summary>b</details>",
        "<details open><summary>a</summary>b</details>",
        ["details"],
    ),
    "a title in the text": ("<p>a</p>", "<h1>T</h1><p>a</p>", ["heading"]),
    "columns aligned otherwise": (
        "<table><tr><td style='text-align: right'>a</table>",
        "<table><tr><td align=left>a</table>",
        ["table-alignment"],
    ),
    "a literal alert": (
        CALLOUTS["our layouts"].format("note"),
        "<blockquote><p>[!NOTE] Go a</p></blockquote>",
        ["callout", "text"],
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_what_a_reader_sees_is_a_difference(old: str, new: str, expected: list[str]) -> None:
    assert kinds(old, new) == expected


def test_a_moved_block_is_told_once() -> None:
    words = "<p>one</p><p>two</p><p>three</p><p>four</p>"
    moved = "<p>two</p><p>three</p><p>four</p><p>one</p>"
    assert kinds(words, moved) == ["order"]


def test_a_quote_around_many_blocks_is_told_once() -> None:
    words = "<p>one</p><p>two</p><ul><li>a<li>b</ul>"
    assert kinds(f"<blockquote>{words}</blockquote>", words) == ["quote"]


@pytest.mark.parametrize("id", ["toc", "tags", "twitter"])
def test_a_heading_is_read_whatever_its_id(id: str) -> None:
    assert kinds(f"<p>a</p><h2 id={id}>A</h2>", f"<p>a</p><h2 id={id}>B</h2>") != []
    assert kinds(f"<p>a</p><h2 id={id}>A</h2>", "<p>a</p><h2>A</h2>") == []
