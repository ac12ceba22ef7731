"""One run over a line: reading goes from construct to construct, each of which may read on inside of itself.

Source: kramdown 2.4.0, `parser/kramdown.rb`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from syndicate_adapters.jekyll.kramdown.level import Document
from syndicate_adapters.jekyll.kramdown.tree import Fragment, Inline

Accept = Callable[[int], bool]
"""Whether what might close a construct at this offset does so."""

DEEPEST: Final = 40
"""Constructs in constructs."""


def _special(more: str = "", end: str = "") -> re.Pattern[str]:
    """What may begin something, `more` and `end` too; found fast, since one class of characters leads."""
    alone = rf"*_`<\[\\{more}"
    return re.compile(
        rf"[{alone}!${{~](?:(?<=[{alone}])|(?<=!)\[|(?<=\$)\$|(?<=\{{):|(?<=~)~){end}"
    )


_BREAK: Final = r"| {2}(?=\n)"
_SPECIAL: Final = {False: _special(), True: _special(end=_BREAK)}
"""By whether blanks stand at the end of a line, which have no class in common with all else."""

_SPECIAL_IN_LINK: Final = {False: _special(r"\]"), True: _special(r"\]", end=_BREAK)}
_SPECIAL_WRAPPED: Final = _special(r"\]\n")


class Exhausted(Exception):
    """The line has so many marks that reading them as kramdown does would take too long."""


@dataclass(slots=True)
class Line:
    """One run over a line. constructs: by the character with which they begin.

    open: the kinds of what is open around this place. in_element: it stands in an element of HTML, where a
    backslash breaks no line. barren: by what would be looked for, and in what, the places from which a search that
    came to nothing went on: another one from there would see the same. passed: such places of the emphasis whose
    end is being looked for.
    """

    document: Document
    frag: Fragment
    begin: int
    end: int
    constructs: Mapping[str, Construct]
    pos: int = 0
    text: str = ""
    open: list[str] = field(default_factory=list)
    in_link: bool = False
    in_element: bool = False
    steps: int = 0
    has_struck: bool = True  # something may end a `~~`
    has_breaks: bool = False  # two blanks stand at the end of a line
    barren: dict[tuple[str | bool, ...], set[int]] = field(default_factory=dict, init=False)
    passed: list[int] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self.text = self.frag.text
        self.pos = self.begin
        self.has_breaks = self.text.find("  \n", self.begin, self.end) >= 0

    def pay(self, steps: int) -> None:
        """Counts what was looked at. Raises Exhausted."""
        self.steps -= steps
        if self.steps < 0:
            raise Exhausted

    def search(self, what: str) -> tuple[str | bool, ...]:
        """What a search for the end of `what` that begins here depends on, but for its place."""
        return (what, self.in_link, self.in_element, *self.open)

    def is_barren(self, what: str, pos: int) -> bool:
        """Whether no end will be found of `what` at `pos`; True is certain."""
        return bool(self.barren) and pos in self.barren.get(self.search(what), ())

    def leave(self, what: str, places: Iterable[int]) -> None:
        """Notes the places of `what` that a search passed which began here and came to nothing."""
        self.barren.setdefault(self.search(what), set()).update(places)

    def comment_end(self) -> int:
        """Behind the comment that begins here, 0 for none."""
        if not self.text.startswith("<!--", self.pos):
            return 0
        end = self.text.find("-->", self.pos + 4, self.end)
        return end + 3 if end >= 0 else 0

    def parse(
        self,
        into: list[Inline],
        stop: re.Pattern[str] | None = None,
        accept: Accept | None = None,
    ) -> bool:
        """Reads up to what `stop` matches and `accept` takes; without one up to the end. Whether it was found."""
        text, end = self.text, self.end
        special = (_SPECIAL_IN_LINK if self.in_link else _SPECIAL)[self.has_breaks]
        if self.document.options.has_hard_wraps:
            special = _SPECIAL_WRAPPED
        while (match := special.search(text, self.pos, end)) is not None:
            self.pay(1)
            pos = self.pos = match.start()
            if stop is not None and stop.match(text, pos, end) and (accept is None or accept(pos)):
                return True
            if not self.constructs[text[pos]](self, into):
                self.pos = max(self.pos, pos + 1)
        if stop is None:
            self.pos = end
        return False


Construct = Callable[[Line, list[Inline]], bool]
"""Reads what begins at the place of a run; False where it is text."""
