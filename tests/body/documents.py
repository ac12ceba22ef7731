"""Documents to try the laws on: every Markdown file of the samples, and made-up ones out of risky pieces."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
FILES = sorted(
    path
    for folder in ("samples", "tests/docusaurus/site")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".md", ".mdx") and "node_modules" not in path.parts
)

PIECES = [
    "text", "한글 **강조**를", "`code {x} <b>`", "``a ` b``", "# Title", "## Heading {#my-id}", "## Dup", "## Dup",
    "---", "Setext\n---", ":::note", ":::tip Title", ":::info[A *b*]", "::::warning", ":::", "::::",
    ":::unknown", ":::danger{title=\"T\"}", "```js title=\"a b\" {1,3}", "```", "~~~", "````md",
    "// highlight-next-line", "    indented", "\ttab", "<details>", "<summary>S</summary>", "</details>",
    "<Tabs>", "<TabItem value=\"a\" label=\"A\">", "</TabItem>", "</Tabs>",
    "<div className=\"a\" style={{width: 5}}>", "</div>", "<br/>", "<b>x</b>", "<Unknown a={b}/>",
    "{/* truncate */}", "<!-- truncate -->", "{/* c */}", "<!-- c -->", "{x.y}", "{'{'}", "{`a ${b}`}", "{",
    "}", "<", "import X from './y.mdx'", "export const a = 'b'", "[l](./p.md#f)", "![i](../a b.png)",
    "![i](<a b.png>)", "[r]: ./x.md 'T'", "[r]", "[^1]", "[^1]: note", "- item", "  - nested", "1. one",
    "- [ ] task", "> quote", "> > deep", "| a | b |", "|---|---|", "| `x|y` | c |", "$x$", ":smile:",
    "{{< x >}}", "{{% y %}}", "[!NOTE]", "> [!NOTE]", "<!--more-->", ": definition", "\\{ \\<", "&lt;",
    "http://x.y", "e@x.y", "", "", "",
]  # fmt: skip


def lines() -> st.SearchStrategy[str]:
    """One line: a piece behind any container."""
    prefixes = st.sampled_from(["", "", "", "", "  ", "    ", "> ", "- ", "1. ", "> - ", "   > "])
    return st.builds(lambda prefix, piece: prefix + piece, prefixes, st.sampled_from(PIECES))


def documents() -> st.SearchStrategy[str]:
    """Whole texts, with any of the line endings that editors write."""
    newline = st.sampled_from(["\n", "\n", "\n", "\r\n"])
    return st.builds(
        lambda end, parts: end.join(parts).replace("\n", end).replace("\r\r", "\r"),
        newline,
        st.lists(st.one_of(lines(), lines(), st.just("")), max_size=14),
    )
