"""What the parts of one reading of a body share: the text, where things stand in it, what is reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from syndicate.body.nodes import Body, Place
from syndicate.body.tree import LINE_PREFIX, is_first_on_line, prefix_at
from syndicate.diagnostics import Code, Report
from syndicate.source.text import SourceText, Span
from syndicate_adapters.hugo.settings import MarkdownSettings


class Standing(TypedDict):
    """Where a node stands: the fields that all of them have."""

    span: Span
    place: Place
    prefix: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One body being read."""

    source: SourceText
    settings: MarkdownSettings
    report: Report

    @property
    def text(self) -> str:
        return self.source.text

    def standing(self, span: Span) -> Standing:
        """Place and prefix of something that may have its lines for itself."""
        line_end = self.text.find("\n", span.end)
        rest = self.text[span.end : line_end if line_end >= 0 else len(self.text)]
        if is_first_on_line(self.text, span.start) and not rest.strip():
            prefix = prefix_at(self.text, span.start)
            return Standing(span=span, place=Place.BLOCK, prefix=prefix)
        return Standing(span=span, place=Place.INLINE, prefix="")

    def parting(self, span: Span) -> Standing:
        """The place of something that parts a paragraph wherever it stands in it."""
        start = self.text.rfind("\n", 0, span.start) + 1
        lead = LINE_PREFIX.match(self.text, start, span.start)
        prefix = prefix_at(self.text, lead.end() if lead is not None else start)
        return Standing(span=span, place=Place.BLOCK, prefix=prefix)

    def between(self, start: int, end: int) -> Span:
        """What stands between two tags, in whole lines where both have theirs for themselves."""
        newline = self.text.find("\n", start, end)
        last = self.text.rfind("\n", start, end) + 1
        if newline < 0 or self.text[start:newline].strip():
            return Span(start, end)
        if self.text[last:end].strip(" \t>"):
            return Span(newline + 1, end)
        return Span(newline + 1, max(last, newline + 1))

    def say(self, code: Code, offset: int, message: str) -> None:
        """Reports a finding at a place of the text."""
        self.report(self.source.diagnostic(offset, code, message))

    def made(self, text: str) -> Body:
        """A text that stands in no file as it is (a parameter)."""
        return Body(source=SourceText(path=self.source.path, text=text), span=Span(0, len(text)))
