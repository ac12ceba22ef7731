"""One article as HTML that may leave its site: in a feed, in an import page, in another program."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from syndicate.body import markdown
from syndicate.body.dialect import Dialect
from syndicate.body.html import clean, footnotes
from syndicate.body.html.addresses import Addresses
from syndicate.body.html.dialect import HTML, HTML_WITH_PLAYERS
from syndicate.body.html.marks import MORE, illegal_runs, legal, without_marks, without_paragraphs
from syndicate.body.markdown import ParserFailure
from syndicate.body.nodes import Body
from syndicate.body.render import Relink, render
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report

_HEADING: Final = re.compile(r'<(h[1-6])><a id="([^"]*)"></a>')
_STYLE: Final = re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as HTML. `excerpt` is what stands above the author's mark, None without one."""

    html: str
    excerpt: str | None = None


def article_of(
    body: Body,
    source: Dialect,
    *,
    base: str = "",
    relink: Relink | None = None,
    has_players: bool = False,
    has_excerpt: bool = True,
    extensions: tuple[str, ...] = markdown.GFM,
    reader: str = "html",
    report: Report = lambda diagnostic: None,
) -> Article:
    """`body`, which was read as `source`, as clean HTML with absolute addresses, and its excerpt.

    base: the address of the post. has_players: known players are frames, not links. has_excerpt: it is wanted too.
    extensions: what the engine adds to CommonMark. reader: what findings call the one who cannot say something.
    Raises ParserFailure.
    """
    addresses = Addresses(body=body, base=base, relink=relink)
    target = _called(reader, HTML_WITH_PLAYERS if has_players else HTML)
    text = render(body, source, target, relink=addresses.asked, report=report).text
    _report_illegal(body, report)
    raw = clean.prepared(markdown.to_html(legal(text), extensions=extensions))
    raw = without_paragraphs(_HEADING.sub(r'<\1 id="\2">', raw))
    if clean.is_too_deep(raw):
        raise ParserFailure("quotes, lists or tags lie in each other more than 200 levels deep")
    _report_left_out(raw, body, report)

    def finished(html: str, on_frame: Callable[[str], None] = lambda src: None) -> str:
        html = clean.cleaned(
            without_marks(html), addresses, has_players=has_players, on_frame=on_frame
        )
        # A character that an entity named is there only now.
        return footnotes.gathered(legal(html), base).strip()

    above, mark, _ = raw.partition(MORE)
    return Article(
        html=finished(raw, lambda src: _report_frame(src, body, report)),
        excerpt=finished(above) if mark and has_excerpt else None,
    )


@cache
def _called(name: str, dialect: Dialect) -> Dialect:
    return replace(dialect, name=name)


def _report_illegal(body: Body, report: Report) -> None:
    for at, run in illegal_runs(body.source.text, body.span.start, body.span.end):
        names = ", ".join(dict.fromkeys(f"U+{ord(char):04X}" for char in run[:8]))
        message = f"{names} may not stand in HTML or XML; written as U+FFFD"
        report(body.source.diagnostic(at, CODES["character-illegal"], message))


def _report_frame(src: str, body: Body, report: Report) -> None:
    message = f"a frame that shows {src}; written as a link"
    report(body.source.diagnostic(_place_of("<iframe", body), CODES["embed-degraded"], message))


def _report_left_out(html: str, body: Body, report: Report) -> None:
    """Says once per post and tag what the allow-list takes away."""
    for name in clean.left_out(html):
        what = (
            "left out with what stands in it"
            if clean.is_gone(name)
            else "left out, its text is kept"
        )
        where = _place_of(f"<{name}", body)
        report(body.source.diagnostic(where, CODES["html-left-out"], f"<{name}> is {what}"))
    if "style" in html and _STYLE.search(html):
        message = "styles of single tags are left out: readers' programs have their own"
        report(body.source.diagnostic(_place_of("style=", body), CODES["html-style-lost"], message))


def _place_of(text: str, body: Body) -> int:
    at = body.source.text.find(text, body.span.start, body.span.end)
    return at if at >= 0 else body.span.start
