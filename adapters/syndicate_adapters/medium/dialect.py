"""Markdown in the few words that Medium's editor has, and the tree that Markdown and HTML are both written from."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from syndicate.body.dialect import Dialect
from syndicate.body.nodes import Body
from syndicate.body.places import Places
from syndicate.body.soup import CARRIED, report_styles, soup_of
from syndicate.diagnostics import Code, Report
from syndicate.source.text import SourceText, Span

if TYPE_CHECKING:
    from bs4 import Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumSettings:
    """How one article is written. `page_url`: of the original, which relative addresses are meant for.

    notes_heading: the heading over the footnotes. keeps_tables: as tables, which Medium does not show.
    """

    page_url: str = ""
    notes_heading: str = "Notes"
    keeps_tables: bool = False


def read(source: SourceText, span: Span, settings: MediumSettings, report: Report) -> Body:
    """The text as one piece: articles are written for Medium, never read from it."""
    return Body(source=source, span=span)


def lowered(text: str, body: Body, settings: MediumSettings, report: Report) -> list[Tag]:
    """The article as blocks that the editor holds; what it does not hold is reported."""
    from syndicate_adapters.medium.attributes import report_attributes
    from syndicate_adapters.medium.inline import Lines
    from syndicate_adapters.medium.lowering import Lowering

    places = Places(body, report)

    def say(code: Code, words: str, message: str) -> None:
        places.say(code, words, message)

    soup = soup_of(text)
    report_attributes(soup, Places(body, report).say)
    report_styles(text, body, "Medium", report)
    lines = Lines(say=say, page_url=settings.page_url)
    lowering = Lowering(lines=lines, keeps_tables=settings.keeps_tables)
    return lowering.article(soup, settings.notes_heading)


def finish(text: str, body: Body, settings: MediumSettings, report: Report) -> str:
    """The article as Markdown."""
    from syndicate_adapters.medium.pages import markdown_of

    return markdown_of(lowered(text, body, settings, report))


MEDIUM: Final = Dialect(
    name="medium", rows=CARRIED, parse=read, settings=MediumSettings(), finish=finish
)

UNFINISHED: Final = dataclasses.replace(MEDIUM, finish=None)
"""Gives the text that `lowered` takes."""
