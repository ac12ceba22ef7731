"""What can only be said of the whole text: which heading comes first, and what MDX reads otherwise.

Source: Docusaurus 3.10.2; tests/docusaurus/test_strange_blog.py has the engine build it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final
from urllib.parse import quote, unquote

from syndicate.body import markdown
from syndicate.body.nodes import Body
from syndicate.body.raw import attribute_addresses
from syndicate.body.tree import LINE_PREFIX, prefix_at
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate_adapters.docusaurus.codes import ADDRESS_BROKEN, TITLE_ONCE
from syndicate_adapters.docusaurus.markdown.settings import MarkdownSettings
from syndicate_adapters.docusaurus.slugs import HeadingIds
from syndicate_adapters.docusaurus.writing.hosts import is_broken
from syndicate_adapters.docusaurus.writing.mdx import Lost, to_mdx
from syndicate_adapters.docusaurus.writing.rows import inline_html, one_line

_HIGHEST: Final = re.compile(rf"^{LINE_PREFIX.pattern}(?:#[ \t]|=+[ \t]*\r?$)", re.MULTILINE)
_BLANK: Final = re.compile(r"[ \t>]*+\r?\n")
_FRAGMENT: Final = re.compile(r"(?:\]\(<?|\bhref\s*=\s*[\"']?)#([^\s()<>\"']+)")
_ANCHOR: Final = re.compile(r'<a id="[^"<>]*"></a>')
_ID: Final = re.compile(r"\s*\{#([^\s{}]+)\}\s*\Z")
_KINDS: Final = frozenset({"heading", "rule"})
_LINKS: Final = frozenset({"definition", "html", "html_inline", "image", "link"})
_ADDRESS: Final = re.compile(r"(?:https?|ftp|wss?):[^\s\"'()]*", re.IGNORECASE)
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>]")
_KEPT: Final = "!$&'*+,-./:;=?@_~%"


def finish(text: str, body: Body, settings: MarkdownSettings, report: Report) -> str:
    """The text as it is to stand in the file, in the format that the settings say. Raises ParserFailure."""
    if _HIGHEST.search(text):
        text = with_anchors(text)
        text = with_first_heading(text, settings.title, partial(_report_title, body, report))
    text = without_broken(text, body, report)
    if not settings.is_mdx:
        return text
    lost: list[Lost] = []
    written = to_mdx(text, has_math=settings.has_math, lost=lost)
    _report_lost(lost, body, report)
    return written


def _report_lost(lost: Iterable[Lost], body: Body, report: Report) -> None:
    """Tells what MDX cannot say, at the tag that says it; at the beginning of a text where that is not in it."""
    places: dict[str, int] = {}
    for what, tag in lost:
        start = places.get(tag, body.span.start)
        found = body.source.text.find(tag, start, body.span.end)
        places[tag] = found + len(tag) if found >= 0 else body.span.end
        message = f"MDX cannot say {what}; left out"
        at = found if found >= 0 else body.span.start
        report(body.source.diagnostic(at, CODES["element-attributes-lost"], message))


def without_broken(text: str, body: Body, report: Report) -> str:
    """`text` whose links lead to `about:invalid` where the engine would stop at their addresses."""
    if not any(is_broken(found[0]) for found in _ADDRESS.finditer(text)):
        return text
    pieces: list[str] = []
    done = 0
    for start, end, url in sorted(_addresses(text)):
        if start < done or not is_broken(url):
            continue
        at = max(body.source.text.find(text[start:end], body.span.start), body.span.start)
        message = f"no browser opens {url}, and docusaurus stops at it; made about:invalid"
        report(body.source.diagnostic(at, ADDRESS_BROKEN, message))
        nowhere = f"about:invalid#{quote(url, safe=_KEPT)}"
        if text[start] == "<" and text[end - 1] == ">":  # shows its address
            nowhere = f"[{_MARKUP.sub(_escaped, text[start + 1 : end - 1])}]({nowhere})"
        pieces += (text[done:start], nowhere)
        done = end
    return "".join((*pieces, text[done:]))


def _escaped(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _addresses(text: str) -> Iterator[tuple[int, int, str]]:
    """Where addresses stand in the links, pictures and tags of Markdown, and what they say."""
    for found in markdown.parse(text, kinds=_LINKS):
        if found.kind in ("html", "html_inline"):
            yield from ((*span, url) for span, url in attribute_addresses(text, found.span))
        elif found.destination is not None:
            start, end = found.destination
            is_wrapped = text[start : start + 1] == "<"
            start, end = (start + 1, end - 1) if is_wrapped else (start, end)
            yield start, end, html.unescape(text[start:end])
        elif found.id == "Autolink":
            yield *found.span, str(found.detail)


def with_anchors(text: str) -> str:
    """`text` in which headings of the first level that it has links to have anchors: the engine gives them no ids."""
    wanted = set(map(unquote, _FRAGMENT.findall(text)))
    if not wanted:
        return text
    ids = HeadingIds()
    pieces: list[str] = []
    done = 0
    for found in markdown.parse(text, kinds=_KINDS):
        if found.kind != "heading":
            continue
        words, said = _words_of(text[slice(*found.span)])
        name = said or ids.next_id(found.text)
        if found.detail != 1 or name not in wanted:
            continue
        start = text.find(words, *found.span) if words else -1
        if start < 0:
            continue
        pieces += (text[done:start], f'<a id="{html.escape(name)}"></a>')
        done = start
    return "".join((*pieces, text[done:]))


def with_first_heading(
    text: str, title: str = "", report: Callable[[str], None] = lambda line: None
) -> str:
    """`text` whose first heading the engine does not take for the title, and out of the article.

    A first heading that is the title stays: it goes out of the text, and the page shows it above.
    report: hears of that, with the heading.
    """
    pieces: list[str] = []
    done = 0
    constructs = (each for each in markdown.parse(text, kinds=_KINDS) if each.kind in _KINDS)
    for number, found in enumerate(constructs):
        if found.kind == "rule" or found.detail != 1:
            break
        start, end = found.span
        words, said = _words_of(text[start:end])
        shown = _ANCHOR.sub("", words)
        if not number and title and " ".join(shown.split()) == " ".join(title.split()):
            report(text[start:end])
            return text
        gap = text[start:end][len(text[start:end].rstrip()) :]
        prefix = prefix_at(text, start).rstrip()
        is_apart = end == len(text) or _BLANK.match(text, end) is not None
        apart = "" if is_apart else f"{prefix}\n"
        attribute = f' id="{said}"' if said else ""
        tag = f"<h1{attribute}>{inline_html(one_line(words))}</h1>{gap or chr(10)}{apart}"
        pieces += (text[done:start], tag)
        done = end
    return "".join((*pieces, text[done:]))


def _report_title(body: Body, report: Report, heading: str) -> None:
    line = _ANCHOR.sub("", heading).split("\n", 1)[0].rstrip()
    at = max(body.source.text.find(line, body.span.start), body.span.start)
    message = "the text begins with its title, which docusaurus shows above it; readers see it once"
    report(body.source.diagnostic(at, TITLE_ONCE, message))


def _words_of(source: str) -> tuple[str, str]:
    """The text of a heading, and the id that it says itself."""
    words = re.sub(r"\n[ \t>]*=+[ \t]*\s*\Z", "", source.rstrip())
    words = re.sub(r"\A#(?:[ \t]+|\Z)|[ \t]+#+[ \t]*\Z", "", words)
    said = _ID.search(words)
    return (words[: said.start()], said[1]) if said else (words, "")
