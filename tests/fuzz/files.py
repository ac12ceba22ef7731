"""What mutated files of sites are made of: headers, rules, configs, lists, pages and feeds, and pieces of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import syndicate
from tests.body.documents import ROOT
from tests.fuzz.seeds import strings
from tests.hostile.sites import config_of, good

FEEDS: Final = ("atom", "rss", "json")

KEYS: Final = (
    "title: ", "date: 2024-01-02", "slug: ", "tags: [a, b]\n", "authors: [a]\n", "draft: true\n", "url: /a/\n",
    "permalink: /:title/\n", "aliases: [/x]\n", "image: a.png\n", "- ", "? ", ": ", "&a ", "*a", "<<: *a\n",
    "!!str ", "!!binary |\n", "|\n  ", ">-\n  ", "{", "}", "[", "]", ",", "'", "\"", "\\u0000", "\\x1b", "#",
    "---\n", "...\n", "+++\n", "= ", "[a.b]\n", "[[a]]\n", "\"\"\"", "'''", "1979-05-27T07:32:00Z", "0x1F", "1e400",
    ".inf", "nan", "null", "~", "true", "yes", "99999999999999999999999", "-0", "1_000", "12:30:45", "2024-13-45",
    "0001-01-01", "9999-12-31", "%Y", ":year/:month", "\t", "  ", "\n", "\r\n", "\x00", "\x1b", "\ufeff", "\u2028",
    "\ud800", "é", "한글", "..", "../", "/", "//", "http://[", "https://a.example/", "%zz", "file:///etc/passwd",
    "con", ":", "|", "<script>", "]]>", "-->",
)  # fmt: skip
CODE: Final = (
    "const a = ", "export default ", "module.exports = ", "require('./x')", "import x from 'x';", "=> ", "async ",
    "await ", "...", "process.env.A", "`${", "}`", "function f() {", "return ", "for (const a of b) {",
    "while (true) {", "if (a) {", "} else {", "?.", "??", "new Date()", "/a/g", "null", "undefined", "presets: [",
    "blog: {", "path: 'blog'", "routeBasePath: '/'", "url: 'https://a'", "baseUrl: '/b/'", "i18n: {",
    "locales: ['en', 'ko']", ".map((a) => a)", ".concat(", "Object.assign(", "JSON.parse('", "__dirname",
    "path.join(", "<T>", " as const", " satisfies Config", "{", "}", "[", "]", "(", ")", ",", ";", "'", "\"", "\\",
    "//", "/*", "*/", "\n", "1e999", "0b1", "0n", "\ud800", "é",
)  # fmt: skip
MARKUP: Final = (
    "<article>", "</article>", "<h1>", "<p>", "<a href=\"", "<img src=", "<table><tr><td>", "<pre><code class=\"",
    "<ul><li>", "<link rel=canonical href=", "<meta http-equiv=refresh content='0;url=", "<time datetime=",
    "<feed xmlns=\"http://www.w3.org/2005/Atom\">", "<entry><id>a</id>", "<rss><channel><item><guid>",
    "<!DOCTYPE x [<!ENTITY a \"b\">]>", "&a;", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "{\"items\": [",
    "{\"id\": 1}", "\x00", "\ufffd", "</", "<", ">", "&#xD800;", "<svg>", "<template>", "<noscript>", "<base href=",
)  # fmt: skip


@cache
def headers() -> tuple[str, ...]:
    """Posts with headers of every kind."""
    files = (
        *sorted((ROOT / "tests/source/vectors").glob("*.json")),
        ROOT / "tests/jekyll/vectors/frontmatter.json",
    )
    found = [text for file in files for text in strings(json.loads(file.read_text("utf-8")))]
    posts = (p.read_text("utf-8") for p in sorted((ROOT / "samples").rglob("*.md")))
    fenced = (
        text if text.startswith(("---", "+++", "{")) else f"---\n{text}\n---\n" for text in found
    )
    return tuple(dict.fromkeys(text[:1500] for text in (*fenced, *posts)))


@cache
def rules() -> tuple[str, ...]:
    """Rules of sites."""
    pages = (file.read_text("utf-8") for file in sorted((ROOT / "docs").glob("*.md")))
    blocks = (text for page in pages for text in re.findall(r"```toml\n(.*?)```", page, re.DOTALL))
    tests = sorted((ROOT / "tests/rules").glob("*.py"))
    quoted = (
        text.encode().decode("unicode_escape", "replace")
        for file in tests
        for text in re.findall(r'"(\[[a-z][^"\n]{5,})"', file.read_text("utf-8"))
    )
    return tuple(dict.fromkeys((*blocks, *quoted)))


def _files(*names: str) -> tuple[str, ...]:
    folders = ("samples", "tests/sites", "tests/docusaurus", "tests/verify")
    found = (file for folder in folders for name in names for file in (ROOT / folder).rglob(name))
    kept = sorted(file for file in found if "node_modules" not in file.parts)
    return tuple(dict.fromkeys(file.read_text("utf-8")[:3000] for file in kept))


@cache
def configs(engine: str, ending: str) -> tuple[str, ...]:
    """Configs of an engine, in the language of this ending."""
    own = good(engine)[config_of(engine)]
    if engine == "docusaurus":
        return (own, *_files("docusaurus.config.*"))
    if engine == "jekyll":
        return (own, *_files("_config.yml"))
    vectors = json.loads((ROOT / "tests/hugo_reading/vectors/sites.json").read_text("utf-8"))
    return (own, *(text[:2000] for text in _texts_of(vectors, ending)))


def _texts_of(value: object, ending: str) -> Iterator[str]:
    """The texts of files with this ending in a JSON value that holds files by their paths."""
    if isinstance(value, dict):
        for key, part in value.items():
            if isinstance(part, str) and key.endswith(ending):
                yield part
            yield from _texts_of(part, ending)
    elif isinstance(value, list):
        for part in value:
            yield from _texts_of(part, ending)


@cache
def lists() -> tuple[str, ...]:
    """Lists of authors and tags."""
    return ("a:\n  name: A\n  url: https://a.example\n", *_files("authors.yml", "tags.yml"))


@cache
def own_files() -> tuple[str, ...]:
    """A ledger and a manifest."""
    now = "2024-01-02T03:04:05+00:00"
    line = "\t".join(
        (
            "https://a.example/b/",
            "devto",
            "12/mina",
            "7",
            "https://dev.to/mina/b",
            "public",
            now,
            "x",
        )
    )
    manifest = {
        "version": 1,
        "target": "hugo",
        "files": {"a.md": {"sha256": "0" * 64}},
        "posts": {},
    }
    return (f"# syndicate ledger 1\n{line}\n", json.dumps(manifest, indent=1))


@cache
def built() -> tuple[str, ...]:
    """A page and its feeds."""
    page = "<html><head><title>A</title></head><body><article><h1>A</h1><p>b</p></article></body></html>"
    with TemporaryDirectory() as folder:
        for path, text in good("jekyll").items():
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_text(text)
        site = syndicate.read(folder, from_="jekyll")
        return (page, *(syndicate.feed(site, options={"format": form}).text for form in FEEDS))
