"""Which tags belong together: the calls of shortcodes, and what the engine refuses of them.

Source: Hugo 0.168, hugolib/shortcode.go (extractShortcode); tests/hugo_body/test_errors.py holds what the engine said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from syndicate.source.text import Span
from syndicate_adapters.hugo.markdown.tags import Refusal, Tag

TakesInner = Callable[[str], bool | None]
"""Whether a shortcode has text inside and needs a closing tag, as its template tells; None where nobody knows it."""


class Call(NamedTuple):
    """A shortcode that is called. close: None for one without text inside."""

    tag: Tag
    close: Tag | None = None

    @property
    def span(self) -> Span:
        return Span(self.tag.span.start, self.close.span.end if self.close else self.tag.span.end)


@dataclass(slots=True)
class Calls:
    """The calls of a text in order, outer ones first; closing tags that close nothing; what is refused."""

    found: list[Call] = field(default_factory=list)
    stray: list[Tag] = field(default_factory=list)
    escaped: list[Tag] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def calls_of(tags: Sequence[Tag], takes_inner: TakesInner) -> Calls:
    """The calls that `tags` make. A shortcode that nobody knows has text inside where a closing tag follows."""
    return _Pairing(tags=tags, takes_inner=takes_inner).calls()


@dataclass(slots=True, kw_only=True)
class _Pairing:
    tags: Sequence[Tag]
    takes_inner: TakesInner
    open_: list[Tag] = field(default_factory=list)
    pairs: dict[int, Tag] = field(default_factory=dict)
    result: Calls = field(default_factory=Calls)

    def calls(self) -> Calls:
        closed = {tag.name for tag in self.tags if tag.is_closing}
        for tag in self.tags:
            if tag.text is not None:
                self.result.escaped.append(tag)
            elif tag.is_closing:
                self._close(tag)
            elif self._opens(tag, closed):
                self.open_.append(tag)
        for tag in self.open_:
            self._unclosed(tag)
        closing = set(self.pairs.values())
        self.result.found.extend(
            Call(tag, self.pairs.get(tag.span.start))
            for tag in self.tags
            if tag.text is None and not tag.is_closing and tag not in closing
        )
        return self.result

    def _opens(self, tag: Tag, closed: set[str]) -> bool:
        takes = True if tag.is_inline else self.takes_inner(tag.name)
        if tag.is_closed:
            if takes is False:
                self._refuse(tag, f"the shortcode {tag.name!r} has no text inside, and is closed")
            return False
        return tag.name in closed if takes is None or tag.is_inline else takes

    def _close(self, tag: Tag) -> None:
        if not any(opened.name == tag.name for opened in self.open_):
            takes = self.takes_inner(tag.name)
            reason = "has no text inside, and is closed" if takes is False else "is not open here"
            self._refuse(tag, f"the shortcode {tag.name!r} {reason}")
            self.result.stray.append(tag)
            return
        while self.open_[-1].name != tag.name:
            self._unclosed(self.open_.pop())
        self.pairs[self.open_.pop().span.start] = tag

    def _unclosed(self, tag: Tag) -> None:
        if self.takes_inner(tag.name):
            self._refuse(tag, f"the shortcode {tag.name!r} is not closed")

    def _refuse(self, tag: Tag, reason: str) -> None:
        self.result.refusals.append(Refusal(tag.span.start, reason))


def outermost(calls: Sequence[Call]) -> Iterator[Call]:
    """Those of `calls` that lie in no other one."""
    end = -1
    for call in calls:
        if call.tag.span.start >= end:
            yield call
            end = call.span.end
