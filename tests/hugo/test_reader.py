"""What our writer says is read back as the same nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.body.dialect import Dialect
from syndicate.body.nodes import Autolink, Body, Container, Node, Verbatim
from syndicate.body.render import render
from syndicate.source.text import SourceText, Span
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS
from syndicate_adapters.hugo.dialect import HUGO
from syndicate_adapters.hugo.settings import MarkdownSettings
from syndicate_adapters.hugo.shortcodes import guarded
from tests.hugo.test_hazards import ESCAPED, SAME
from tests.hugo.test_rows import BY_HAND, VECTORS, Vector
from tests.hugo.written import read_back

MATH = MarkdownSettings(has_math=True)
CHANGED = {
    "callout-alias",  # the title is said
    "details",  # a summary becomes HTML
    "figure-backslash",
}


def said(nodes: Iterable[Node]) -> Iterator[tuple[str, dict[str, object]]]:
    """Kind and surviving fields of each node that our table has a row for, inner ones behind outer ones."""
    for node in nodes:
        row = HUGO.rows.get(type(node))
        if row is not None and row.fields and not isinstance(node, Verbatim | Autolink):
            fields = {name: _plain(getattr(node, name)) for name in type(node).SAID}
            yield node.KIND, {name: fields[name] for name in fields if name in row.fields}
        if isinstance(node, Container):
            yield from said(node.children)


def _plain(value: object) -> object:
    if isinstance(value, Body):
        return str(value)
    return value.strip() if isinstance(value, str) else value


@pytest.mark.parametrize(
    "vector",
    [vector for vector in VECTORS if vector.name not in CHANGED and not vector.codes],
    ids=lambda vector: vector.name,
)
def test_a_row_is_read_back(vector: Vector) -> None:
    text = vector.source
    source = SourceText("post.md", text)
    body = DOCUSAURUS.parse(source, Span(0, len(text)), DOCUSAURUS.settings, lambda found: None)
    again = read_back(vector.written)
    assert list(said(again.nodes)) == list(said(body.nodes))


@pytest.mark.parametrize("name", BY_HAND)
def test_a_node_is_read_back(name: str) -> None:
    node, _, written, _ = BY_HAND[name]
    again = dict(said(read_back(written, MATH).nodes))
    expected = dict(said([node]))
    if name == "comment-that-ends":
        expected["comment"]["text"] = guarded("> a --&gt; b {{< c >}}")
    if name in ("formula-in-quote", "formula-display"):
        expected["math"]["tex"] = "a_1 = b_2"
    if name == "youtube-start":
        expected["embed"]["url"] = "https://www.youtube.com/watch?v=aRKpf3rK57I&t=30"
    assert again == expected


PLAIN = Dialect(name="plain", parse=DOCUSAURUS.parse)


@pytest.mark.parametrize("name", [*ESCAPED, *SAME])
def test_an_escape_is_read_as_the_text_it_shows(name: str) -> None:
    """Back in a dialect without hazards the shortcodes are plain text again."""
    if not name.startswith(("tag", "divider-in")):
        return
    source, written, _ = ESCAPED[name]
    assert render(read_back(written), HUGO, PLAIN).text == source


PIECES = st.sampled_from(
    ["{{< a >}}", "{{</* a */>}}", "{{%", "{{< /a >}}", "{{< tabs >}}", "> [!NOTE] x", ">", "\n", "\n\n",
     "```js {title=\"a\"}\n", "```\n", "## a {#b}", "<!--more-->", "<!-- a -->", "<details>\n", "- ",
     "</details>\n", "text", "[a](b)", "$x$", "$$", "  ", "*", "`"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_text_comes_back_character_for_character(text: str) -> None:
    for settings in (HUGO.settings, MATH):
        assert render(read_back(text, settings), HUGO, HUGO).text == text
