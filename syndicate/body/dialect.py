"""What a dialect is: a table of how nodes are written, what text is dangerous in it, and a reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final, NamedTuple, Protocol

from syndicate.body.nodes import Body, Heading, Node, Place
from syndicate.diagnostics import Report
from syndicate.source.text import SourceText, Span


class Partly(NamedTuple):
    """What a writer gives back when it could not say the fields `lost`, or the thing, this time.

    degrades_to: what readers see instead ("a link"), as in `Row`.
    """

    text: str
    lost: tuple[str, ...] = ()
    degrades_to: str = ""


Writer = Callable[[Any, str], str | Partly]
"""Writes a node. It gets the node, whose Markdown fields are rendered already, and its rendered inner text,
free of the prefix of its container; it gives lines without that prefix. It neither logs nor looks around."""


class Edges(Enum):
    """What a block may not touch, or it would run into it."""

    NONE = 0
    QUOTE = 1  # another quote above, text below
    BLANK = 2  # anything: it needs blank lines around


ANYWHERE: Final = frozenset(Place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How one kind of node is written: `fields` survive, `places` are where it can stand.

    degrades_to: what readers see instead of the real thing ("a block quote"); empty if nothing is given up.
    edges: what a block must not touch.
    """

    write: Writer
    fields: frozenset[str] = frozenset()
    places: frozenset[Place] = ANYWHERE
    degrades_to: str = ""
    edges: Edges = Edges.NONE


def says(
    write: Writer,
    *fields: str,
    at: frozenset[Place] = ANYWHERE,
    degrades_to: str = "",
    edges: Edges = Edges.NONE,
) -> Row:
    """A row of a dialect's table; the names are the fields that survive."""
    return Row(
        write=write,
        fields=frozenset(fields),
        places=at,
        degrades_to=degrades_to,
        edges=edges,
    )


class Context(NamedTuple):
    """Where a dangerous piece of text was found: `text` is the whole file, `offset` the place in it."""

    text: str
    offset: int
    is_code: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hazard:
    """Text that is plain elsewhere and live in this dialect.

    literal: what must occur in a text for `pattern` to be tried at all.
    sign: what each match holds, whatever stands around it, where that tells more than `literal`.
    escape: the harmless spelling of a match, None where it is harmless already, and the match itself
        where the dialect has no escape (reported as `hazard-live`).
    """

    literal: str
    pattern: re.Pattern[str]
    escape: Callable[[re.Match[str], Context], str | None]
    sign: re.Pattern[str] | None = None

    def may_be_in(self, text: str, span: Span) -> bool:
        """Whether `pattern` may match in a part of `span`; False is certain."""
        if text.find(self.literal, *span) < 0:
            return False
        return self.sign is None or self.sign.search(text, *span) is not None


class HeadingIds(Protocol):
    """The ids that an engine gives to the headings of one page, asked for in order."""

    def makes(self, heading: Heading, written: str) -> bool:
        """Whether the engine gives this heading its id by itself, so that nothing has to be said.

        written: the heading's text with its markup. Where the answer is no, the id will be said.
        """
        ...


Finish = Callable[[str, Body, Any, Report], str]
"""Writes a whole text anew that was written by the table: its rows, the body it comes from, the target's settings."""

Parser = Callable[[SourceText, Span, Any, Report], Body]
"""Reads a stretch of a file under the settings of its site (a class of the adapter)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dialect:
    """Markdown as one platform reads it.

    rows: what the platform can say; the rest is said by the CommonMark table and reported.
    settings: the platform's settings where nobody gave any; the type is the adapter's own.
    heading_ids: the ids that the engine makes up itself, given the settings; None where it makes none.
    keep: the settings under which the calls that rules are about stay components, where reading would run them.
    variant: the dialect under given settings, where rows and hazards depend on them.
    finish: for platforms that read every line otherwise (line breaks, lists, escapes), so that no text carries over.
    """

    name: str
    rows: Mapping[type[Node], Row] = field(default_factory=dict)
    parse: Parser
    hazards: tuple[Hazard, ...] = ()
    settings: Any = None
    heading_ids: Callable[[Any], HeadingIds] | None = None
    finish: Finish | None = None
    keep: Callable[[Any, frozenset[tuple[str, str]]], Any] | None = None
    variant: Callable[[Dialect, Any], Dialect] | None = None
