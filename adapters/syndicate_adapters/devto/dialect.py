"""Markdown as dev.to (Forem) reads it: what it has words for, and the writing of the whole.

Source: forem/forem as of 2026; tests/devto/test_pipeline.py asks the gems that it is made of.
"""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Final

from syndicate.body.commonmark import COMMONMARK
from syndicate.body.dialect import Dialect, Edges, Partly, says
from syndicate.body.nodes import Body, Embed
from syndicate.body.places import Places
from syndicate.body.soup import CARRIED, attribute, found_in, report_styles, soup_of
from syndicate.diagnostics import Code, Report
from syndicate.source.text import SourceText, Span
from syndicate_adapters.devto.guards import is_mended
from syndicate_adapters.devto.players import is_known
from syndicate_adapters.devto.settings import ForemSettings

if TYPE_CHECKING:
    from bs4 import BeautifulSoup


def _embed(node: Embed, inner: str) -> str | Partly:
    if is_known(node.url):
        return CARRIED[Embed].write(node, inner)
    link = COMMONMARK[Embed].write(node, inner)
    return Partly(str(link), degrades_to="a link")


def read(source: SourceText, span: Span, settings: ForemSettings, report: Report) -> Body:
    """The text as one piece: articles are written for dev.to, never read from it."""
    return Body(source=source, span=span)


def finish(text: str, body: Body, settings: ForemSettings, report: Report) -> str:
    """The article as Forem's pipeline shows it rightly; what the pipeline would change in it is written strictly."""
    said: list[tuple[Code, str, str]] = []
    written = _written(text, settings, said, is_strict=False)
    if is_mended(written):
        said.clear()
        written = _written(text, settings, said, is_strict=True)
    report_styles(text, body, "dev.to", report)
    places = Places(body, report)
    for code, words, message in said:
        places.say(code, words, message)
    return written


def _written(
    text: str, settings: ForemSettings, said: list[tuple[Code, str, str]], *, is_strict: bool
) -> str:
    from syndicate_adapters.devto.writer import ForemWriter

    soup = soup_of(text)
    writer = ForemWriter(
        lambda code, words, message: said.append((code, words, message)),
        settings=settings,
        is_strict=is_strict,
        anchors=_anchors(soup, settings.page_url),
    )
    return writer.article(soup)


_PLAIN_HEADING: Final = re.compile(r"[\w\s-]+")


def _anchors(soup: BeautifulSoup, page_url: str) -> dict[str, str]:
    """The names that Forem gives to the headings that the text itself links to, by their ids on the own site.

    Only names that are sure: of words and hyphens, each once.
    """
    from syndicate_adapters.devto.lines import fragment_of

    wanted = {
        fragment_of(attribute(a, "href"), page_url)
        for a in found_in(soup, "a")
        if a.has_attr("href")
    }
    names: dict[str, list[str]] = {}
    for heading in found_in(soup, "h1", "h2", "h3", "h4", "h5", "h6"):
        shown = heading.get_text().strip()
        name = re.sub(r"\s", "-", shown.lower()) if _PLAIN_HEADING.fullmatch(shown) else ""
        marks = [attribute(mark, "id") for mark in found_in(heading, "a") if mark.has_attr("id")]
        names.setdefault(name, []).extend(marks or [""])
    return {
        ids[0]: name for name, ids in names.items() if name and len(ids) == 1 and ids[0] in wanted
    }


DEVTO: Final = Dialect(
    name="devto",
    rows={**CARRIED, Embed: says(_embed, "url", edges=Edges.BLANK)},
    parse=read,
    settings=ForemSettings(),
    finish=finish,
)

UNFINISHED: Final = dataclasses.replace(DEVTO, finish=None)
"""Gives the text, Markdown and HTML of no special kind, that `finish` takes."""
