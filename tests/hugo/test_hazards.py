"""Text that Hugo would read as its own: how it is escaped, and that the real Hugo then shows it."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from syndicate.body.render import plain_body, render
from syndicate.diagnostics import Diagnostic
from syndicate.source.text import SourceText, Span
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS
from syndicate_adapters.docusaurus.markdown.settings import (
    MarkdownSettings as MarkdownOfDocusaurus,
)
from syndicate_adapters.hugo.dialect import HUGO, dialect_for
from syndicate_adapters.hugo.settings import MarkdownSettings
from syndicate_adapters.hugo.shortcodes import NOTHING, OPENING
from tests.hugo.pages import built_pages

N = NOTHING
ESCAPED = {
    # shortcodes, which Hugo finds in code as well
    "tag": ("a {{< b >}} c", "a {{</* b */>}} c", "a {{< b >}} c"),
    "tag-percent": ("`{{% b %}}`", "`{{%/* b */%}}`", "{{% b %}}"),
    "tag-closing": ("`{{< /b >}}`", "`{{</* /b */>}}`", "{{< /b >}}"),
    "tag-over-lines": ("`{{< a\nb >}}`", "`{{</* a\nb */>}}`", "{{< a b >}}"),
    "tag-escaped": ("`{{</* b */>}}`", "`{{</*/* b */*/>}}`", "{{</* b */>}}"),
    "tag-with-quote": ('`{{< a "b" >}}`', '`{{</* a "b" */>}}`', '{{< a "b" >}}'),
    "tag-with-brace": ("`{{< {b} >}}`", f"`{{{N}{{< {{b}} >}}}}`", "{{< {b} >}}"),
    "tag-in-fence": (
        "```go\n{{< b >}}\n{{< c\n```\n",
        f"```go\n{{{{</* b */>}}}}\n{{{N}{{< c\n```\n",
        "{{< b >}} {{< c",
    ),
    "tag-opener": ("`{{<` and `>}}`", "`{{</*` and `*/>}}`", "{{< and >}}"),
    "tag-opener-alone": ("`{{<`", f"`{{{N}{{<`", "{{<"),
    "tag-opener-percent": ("`{{%`", f"`{{{N}{{%`", "{{%"),
    "tag-three-braces": ("`{{{< a >}}}`", "`{{{</* a */>}}}`", "{{{< a >}}}"),
    "tag-two-openers": ("`{{< a {{< b >}}`", f"`{{{N}{{< a {{{{</* b */>}}}}`", "{{< a {{< b >}}"),
    "tag-in-link": (
        "[a](/x/{{<b>}})",
        "[a](/x/{{</*b*/>}})",
        '<a href="/x/%7B%7B%3Cb%3E%7D%7D">a</a>',
    ),
    "tag-in-heading": (
        "## a `{{< b >}}`",
        "## a `{{</* b */>}}`",
        '<h2 id="a--b-">a {{< b >}}</h2>',
    ),
    # the divider
    "divider-in-code": ("`<!--more-->` a", f"`<!--{N}more-->` a", "<!--more--> a"),
    "divider-in-fence": (
        "```html\n<!--more-->\n```\n\na\n",
        f"```html\n<!--{N}more-->\n```\n\na\n",
        "<!--more-->",
    ),
    # alerts
    "alert": ("> [!NOTE] a\n", "> [!<!-- -->NOTE] a\n", "<blockquote><p>[!<!-- -->NOTE] a</p>"),
    "alert-escaped": (
        "> \\[!NOTE\\]\n> a\n",
        "> \\[!<!-- -->NOTE\\]\n> a\n",
        "<blockquote><p>[!<!-- -->NOTE] a</p>",
    ),
    "alert-in-list": (
        "- > [!TIP]+ a\n",
        "- > [!<!-- -->TIP]+ a\n",
        "<blockquote><p>[!<!-- -->TIP]+ a</p>",
    ),
    "alert-in-deeper-quote": (
        "> a\n> > [!TIP] b\n",
        "> a\n> > [!<!-- -->TIP] b\n",
        "<blockquote><p>[!<!-- -->TIP] b</p>",
    ),
    "alert-below-blank": (
        ">\n> [!TIP] b\n",
        ">\n> [!<!-- -->TIP] b\n",
        "<blockquote><p>[!<!-- -->TIP] b</p>",
    ),
    # attributes of headings
    "attribute": ("## a \\{.b}\n", "## a \\{.b}\n", '<h2 id="a-b">a {.b}</h2>'),
    # definition lists
    "definition": ("Term\n: text\n", "Term\n\\: text\n", "<p>Term : text</p>"),
    "definition-apart": ("Term\n\n: text\n", "Term\n\n\\: text\n", "<p>Term</p><p>: text</p>"),
    "definition-in-list": ("- Term\n  :\ttext\n", "- Term\n  \\:\ttext\n", "<li>Term :\ttext</li>"),
    # addresses that only Hugo links
    "ftp": ("at ftp://a.example/b", "at ftp&colon;//a.example/b", "<p>at ftp://a.example/b</p>"),
}

SAME = {
    "braces": "`{{ b }}` and `{% c %}`",
    "divider-of-another-word": "a\n\n<!-- more -->\n\nb\n",
    "alert-later-in-quote": "> a\n> [!NOTE] b\n",
    "alert-in-paragraph": "[!NOTE] a\n",
    "alert-in-code": "> `[!NOTE]` a\n",
    "alert-link": "> [!NOTE](/a) b\n",
    "alert-odd-word": "> [!foo-bar] a\n",
    "definition-in-code": "```\na\n: b\n```\n",
    "definition-tight": "a\n:b\n",
    "colon": "a\nb: c\n",
    "ftp-in-code": "`ftp://a.example`",
    "ftp-link": "[a](ftp://a.example/b)",
}


def guarded(source: str) -> str:
    """`source`, plain Markdown of a Docusaurus post (`format: md`), for Hugo; nothing is reported."""
    settings = MarkdownOfDocusaurus(is_mdx=False, has_heading_ids=False)
    said: list[Diagnostic] = []
    text = SourceText("post.md", source)
    body = DOCUSAURUS.parse(text, Span(0, len(source)), settings, said.append)
    rendered = render(body, DOCUSAURUS, HUGO, report=said.append)
    assert said == []
    return rendered.text


@pytest.mark.parametrize("name", ESCAPED)
def test_what_is_live_is_escaped(name: str) -> None:
    source, written, _ = ESCAPED[name]
    assert guarded(source) == written


@pytest.mark.parametrize("name", SAME)
def test_what_is_harmless_stays_as_it_is(name: str) -> None:
    assert guarded(SAME[name]) == SAME[name]


@pytest.fixture(scope="module")
def shown(hugo_binary: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    pages = {name: written for name, (_, written, _) in ESCAPED.items()}
    return built_pages(tmp_path_factory.mktemp("hazards"), pages)


@pytest.mark.parametrize("name", ESCAPED)
def test_the_engine_shows_the_text(name: str, shown: dict[str, str]) -> None:
    expected = ESCAPED[name][2]
    page = re.sub(r"</?code[^>]*>|</?span[^>]*>", "", shown[name])
    if not expected.startswith("<") or expected.startswith("<!--"):
        page = html.unescape(page)
    elif name.startswith("tag"):
        page = page.replace("&lt;", "<").replace("&gt;", ">")
    assert expected in " ".join(page.split(" ")).replace("\n", " ")


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("## a {.b}\n", "## a \\{.b}\n"),
        ("- ## a {#b} ##\n", "- ## a \\{#b} ##\n"),
        ("a {k=v}\n---\n", "a \\{k=v}\n---\n"),
        ("## a {b}\n", "## a {b}\n"),
        ("a {.b}\n", "a {.b}\n"),
        ("```\n## a {.b}\n```\n", "```\n## a {.b}\n```\n"),
    ],
)
def test_attributes_at_the_end_of_a_heading(source: str, written: str) -> None:
    assert guarded(source) == written


def test_a_site_without_definition_lists_needs_no_escape() -> None:
    target = dialect_for(MarkdownSettings(has_definition_lists=False))
    body = plain_body("Term\n: text\n")
    assert render(body, DOCUSAURUS, target).text == "Term\n: text\n"


def test_dollars_are_text_where_formulas_stand_between_them() -> None:
    body = plain_body("costs $5 and \\$10\n")
    assert render(body, DOCUSAURUS, HUGO).text == body.text
    target = dialect_for(MarkdownSettings(has_math=True))
    assert render(body, DOCUSAURUS, target).text == "costs \\$5 and \\$10\n"


@pytest.mark.parametrize(
    "piece",
    ["{{<", "{{< a ", "{{%", "[!a] ", "> [!a]", ">", "{.a} ", "{#a", ": a\n", "<!--more", "ftp:", "a@b.c ",
     "> > ", "- ", "`{{<` "],
)  # fmt: skip
def test_no_text_takes_long(piece: str) -> None:
    """Half a megabyte of anything, on one line or on many, is guarded in seconds; squares would take hours."""
    text = piece * (500_000 // len(piece))
    rendered = render(plain_body(text), DOCUSAURUS, HUGO)
    assert len(rendered.text) >= len(text)


def test_an_opener_is_found_wherever_it_is() -> None:
    assert len(OPENING.findall("{{<" * 1000)) == 1000
