"""The blocks of a text that need no parser: what is written so plainly that every dialect reads it alike.

Most of a post is paragraphs of words, with emphasis, code and links in places where nobody could read them
otherwise. One expression knows them, in a fraction of the time that a parser takes. They stand between blank
lines, so that a parser that is shown a word in their stead reads the rest as it would have read it; whoever does so
has to see the word come back as a paragraph, since something above may have taken it in.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import cache
from typing import Final, NamedTuple

from syndicate.source.text import Span

STAND_IN: Final = "x"
"""What a parser is shown for blocks that are settled."""


class Address(NamedTuple):
    """Where the address of a link or an image stands."""

    span: Span
    url: str
    is_image: bool


class Headline(NamedTuple):
    """A heading, without blanks at its end. inner: what it says."""

    span: Span
    inner: Span
    level: int


@dataclass(frozen=True, slots=True)
class Settled:
    """Runs of blocks that every dialect reads alike, in order, with whole lines in them; a blank line parts them.

    code: blocks without the end of their last line, and spans with their backticks. others: see `settled`.
    """

    runs: list[Span] = field(default_factory=list)
    others: list[Span] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)


NOTHING: Final = Settled()


# -- what is plain ---------------------------------------------------------------------------------

_PLAIN: Final = r"[^\x00-\x1f\x7f!$&*<\[\\\]_`{|}~]"
"""What is text anywhere but at the beginning of a line; the marks of math, calls and tags are not."""

_WORD: Final = r"[^\W_]"
_BEFORE: Final = r"(?<![^ \n(])"
_AFTER: Final = r"(?=[ \n.,;:!?)]|\Z)"
_ENTITY: Final = (
    r"&(?:(?:amp|lt|gt|quot|nbsp|copy|reg|times|hellip|ndash|mdash|rarr|larr);|(?=[ \n]))"
)
_CODE: Final = r"`(?=[^ `])(?:[^\x00-\x1f\x7f`|$]|\$(?!\$))++(?<! )`(?!`)"


_URL: Final = r"(?:[\w/:.?=&%\#@+,;~-]|!(?!\[))++"
_TITLE: Final = r"(?:[ ]\"[\w ,;.:?!/-]++\")?"
_LINK: Final = rf"\[(?![ xX]?\]|\^)(?:{_PLAIN}|{_CODE}|!(?!\[))++\]\({_URL}{_TITLE}\)"
_IMAGE: Final = rf"!\[{_PLAIN}*+\]\({_URL}{_TITLE}\)"


def _marked(mark: str) -> str:
    """Words between two marks of which neither can be read the other way round."""
    said = re.escape(mark)
    is_closed = rf"(?:(?<={_WORD})|(?<=[.!?:)\"',;%`]|[^\x00-\x7f\s])(?={said}{_AFTER}))"
    inside = rf"(?:{_PLAIN}|{_CODE}|{_LINK}|!(?!\[))++"
    return rf"{said}(?=\S){inside}{is_closed}{said}(?!{re.escape(mark[0])})"


_EMPHASIS: Final = rf"(?:{_marked('**')}|{_marked('*')}|(?:{_marked('__')}|{_marked('_')}|{_marked('~~')}){_AFTER})"
_INLINE: Final = (
    rf"(?:{_PLAIN}++|{_BEFORE}{_EMPHASIS}|{_CODE}|{_LINK}|{_IMAGE}|!(?!\[)|\$(?!\$)|{_ENTITY}"
    r"|(?<=[A-Za-z])_(?=[A-Za-z0-9])|\\[*_\#.()!+>-])++"
)
_LINE: Final = (
    r"(?=[^\x00-\x7f]|[A-Za-z\"'(@/.,?;%&]|[0-9]++(?![0-9]|[.)](?:[\s|]|\Z))|\*\*?[^\W_]|__?[^\W_]|`(?!`)|\[|!"
    rf"|\$(?!\$))(?!!?\[[ xX]?\]){_INLINE}"
)
_BLANK: Final = r"[ \t]*(?:\n|\Z)"
ALONE: Final = rf"(?=[ \t]*+(?:\n{_BLANK}|\Z))"
"""What follows a block that a blank line or the end of all parts from the next one."""
_ON: Final = rf"(?:\n(?!{_BLANK})|(?=\n|\Z))"
_END: Final = rf"(?=\n{_BLANK}|\Z)"
_TEXT: Final = r"[^\x00-\x08\x0a-\x1f\x7f]*+\n"
_HEADING: Final = rf"\#{{1,6}}[ ]++(?!\#)(?![^\n]*\#[ ]*+(?:\n|\Z)){_INLINE}{_ON}"
_PARAGRAPH: Final = rf"(?:{_LINE}{_ON})++"
_FENCED: Final = "|".join(
    rf"{mark * 3}(?!{mark})[ ]?[A-Za-z0-9_+#.-]*+[ ]*+\n"
    rf"(?:(?![ ]{{0,3}}(?:```|~~~)){_TEXT})*+{mark * 3}[ ]*+{_ON}"
    for mark in "`~"
)
_QUOTE: Final = rf"(?:>[ ]{_LINE}(?:\n(?=>))?|>[ ]?\n(?=>[ ]))++"


def _list(first: str, following: str, inner: str) -> str:
    """Items of one line, or tasks, maybe a blank one apart, and such items in them."""
    on = rf"(?:\n(?:\n(?={following}[ ]))?(?!{_BLANK})|(?=\n|\Z))"
    return rf"(?={first}[ ])(?:(?:{following}|[ ]{inner}[*+-])[ ](?:\[[ x]\][ ])?{_LINE}{on})++"


_LIST: Final = "|".join(
    (_list("-", "-", "{2,4}"), _list(r"\*", r"\*", "{2,4}"), _list(r"1\.", r"[0-9]\.", "{3,4}"))
)
_ROW: Final = rf"\|(?:[ ]*(?=[A-Za-z0-9`*]|[^\x00-\x7f]){_INLINE}\|)++"
_TABLE: Final = rf"{_ROW}\n\|(?:[ ]*+:?-++:?[ ]*+\|)++(?:\n{_ROW})++"
_RULE: Final = r"(?:-{3,}|\*{3,}|_{3,})[ ]*+"


_TOUCHING: Final = rf"(?:{_PARAGRAPH}|{_HEADING}|{_FENCED})*+"
_GAP: Final = r"\n(?:[ \t]*+\n)++"


@cache
def _run() -> re.Pattern[str]:
    """All that is settled from a place on, but for lists, tables and what is not settled by its looks alone."""
    return re.compile(rf"(?:(?:{_GAP})?(?:(?!\n){_TOUCHING}(?:{_QUOTE})?{_END}|{_RULE}{_END}))++")


@cache
def _block() -> re.Pattern[str]:
    """What stands between two blank lines: blocks that may touch each other.

    No group may stand in what is possessive, where Python 3.11 loses its place.
    """
    return re.compile(
        rf"{_TOUCHING}(?:{_QUOTE}|(?P<list>{_LIST}))?{_END}|(?:{_TABLE}|{_RULE}){_END}"
    )


# -- finding it ------------------------------------------------------------------------------------

_BLANKS: Final = re.compile(r"(?:[ \t]*\n)*")
_NEXT_BLANK: Final = re.compile(r"\n(?:(?:[ \t]*\n)+|[ \t]*\Z)")
_FENCE_LINE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
_CLOSING_LINE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})[ \t]*$", re.MULTILINE)
_PLAIN_FENCE: Final = re.compile(r"(?:`{3,}+|~{3,}+)[ \t]*+[^\s`]*+[ \t]*+(?=\n)")
_GOES_ON: Final = re.compile(r"[^\S\n]|[*+-][\s|\[]|[0-9]+[.)]|[:^{\[$\\]|<(?!!--)")
"""A line that belongs to a list above the blank line above it, or that may not be shown to a parser at all."""

_VEIL: Final = re.compile(r"<(?!!--)|[{$\[\\]")
_VEILED: Final = re.compile(rf"(?:(?:{_VEIL.pattern})[^\n]*\n(?:[ \t]*\n)+)*+")
"""Lines on their own that may not be shown to a parser, so that lists above and below them touch."""

_MAY_LIST: Final = re.compile(r"(?:^|>)[ \t]*(?:[*+-][\s|]|[0-9]+[.)]|:)", re.MULTILINE)
"""The beginning of an item, on a line or behind a tag."""

_ITEM: Final = re.compile(r"(?:[*-]|[0-9]\.) ")
_ITEM_OR_BLANK: Final = re.compile(rf"\n(?:(?P<item>{_ITEM.pattern})|[ \t]*(?:\n|\Z))")
_NESTED: Final = re.compile(r"\n( +[*+-])")
_PIECE: Final = re.compile(
    r"[`~\#\[](?:(?<=^[`~])(?P<fence>(?:``|~~)(?![`~])[^\n]*\n(?:(?!```|~~~)[^\n]*\n)*(?:```|~~~))"
    r"|(?<=^\#)(?P<heading>\#*+[ ]++)"
    r"|(?<=`)(?P<code>[^`\n]++`)"
    r"|(?<=\[)(?P<said>(?:[^`\[\]\n]|`[^`\[\]\n]*`)*+)\]\((?P<url>[^()\s]++)(?:[ ]\"[^\"\n]*\")?\))",
    re.MULTILINE,
)
"""A block of code, the marks of a heading, code, or a link or an image from its bracket on; one class leads."""

_CODE_SPAN: Final = re.compile(r"`[^`]++`")


def settled(
    text: str,
    span: Span,
    *,
    keeps_title: bool = True,
    heads: re.Pattern[str] | None = None,
    others: re.Pattern[str] | None = None,
) -> Settled | None:
    """What is settled in a stretch of a text, which is whole lines; None where single blocks tell nothing.

    Where blocks begin is told by blank lines and by fences alone: something else that holds blank lines takes the
    stand-in into it. A fence that two dialects may read in two ways makes it None.
    keeps_title: the text may begin with a heading that is settled. heads: found in lines to which the block below
    belongs, so that it is none. others: a line on its own that the caller knows to say the same wherever it stands,
    or nothing; where a list or code by indentation stands below, it may be all that parts them from one above, and
    is not settled.
    """
    if (span.start and text[span.start - 1] != "\n") or not _is_utf8(text):
        return None
    scan = _Scan(text, span.end, heads, others)
    position = scan.behind_blanks(span.start)
    if not keeps_title and text.startswith("#", position, span.end):
        position = scan.behind_chunk(position)
    while 0 <= position < span.end:
        if scan.takes_run(position) or scan.takes_block(position) or scan.takes_other(position):
            position = scan.next
        else:
            scan.close()
            position = scan.behind_chunk(position)
    scan.close()
    return scan.found if position >= 0 else None


def _is_utf8(text: str) -> bool:
    """Whether no half of a character stands in it, which parsers refuse."""
    try:
        return text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        return False


@dataclass(slots=True)
class _Scan:
    """One walk over a text. first, last: of the run that is open. next: the place behind the last block.

    may_list: whether a list may begin here, since none above goes on. singly: up to where blocks are taken one by one.
    """

    text: str
    end: int
    heads: re.Pattern[str] | None = None
    others: re.Pattern[str] | None = None
    found: Settled = field(default_factory=Settled)
    first: int = -1
    last: int = -1
    next: int = 0
    singly: int = 0
    may_list: bool = True

    def behind_blanks(self, position: int) -> int:
        found = _BLANKS.match(self.text, position, self.end)
        return found.end() if found is not None else position

    def close(self) -> None:
        """Ends the run."""
        if self.first >= 0:
            self.found.runs.append(Span(self.first, self.last))
            self.first = -1

    def takes_run(self, start: int) -> bool:
        """Whether all looks plain for a while; if so, it is noted."""
        run = _run().match(self.text, start, self.end) if start >= self.singly else None
        if run is None:
            return False
        end = run.end()
        if not self._notes(start, end):
            self.singly = end
            return False
        self._go_on(start, end)
        self.may_list = True
        return True

    def takes_block(self, start: int) -> bool:
        """Whether what stands up to a blank line is settled where it stands; if so, it is noted."""
        text = self.text
        if start >= self.singly and text[start] != "|" and not self._has_item(start):
            return False  # it would have been taken with others
        block = _block().match(text, start, self.end)
        if block is None:
            return False
        end, first = block.end(), block.start("list")
        if first >= 0:
            if not self._is_list(start, first, end):
                return False
        elif text[start] == "|" and not _is_even(block[0]):
            return False
        if not self._notes(start, end):
            return False
        self._go_on(start, end)
        self.may_list = first < 0
        return True

    def _has_item(self, start: int) -> bool:
        """Whether an item begins before the next blank line."""
        if _ITEM.match(self.text, start, self.end) is not None:
            return True
        found = _ITEM_OR_BLANK.search(self.text, start, self.end)
        return found is not None and found["item"] is not None

    def takes_other(self, start: int) -> bool:
        """Whether a line stands on its own that the caller knows; if so, it is noted."""
        if self.others is None or self.text[start] != "<":
            return False
        found = self.others.match(self.text, start, self.end)
        if found is None:
            return False
        if self._goes_on(found.end()):
            return False
        self.found.others.append(Span(start, found.end()))
        self._go_on(start, found.end())
        return True

    def _go_on(self, start: int, end: int) -> None:
        """Adds blocks to the run."""
        if self.first < 0:
            self.first = start
        self.last, self.next = end, self.behind_blanks(min(end + 1, self.end))

    def _goes_on(self, end: int) -> bool:
        """Whether a list above a blank line may go on below it."""
        position = self.behind_blanks(min(end + 1, self.end))
        veiled = _VEILED.match(self.text, position, self.end)
        shown = veiled.end() if veiled is not None else position
        return _GOES_ON.match(self.text, shown, self.end) is not None

    def _is_list(self, start: int, first: int, end: int) -> bool:
        """Whether a list is all of its list."""
        return (
            (self.may_list or first > start)
            and not self._goes_on(end)
            and len(set(_NESTED.findall(self.text, first, end))) < 2
        )

    def _notes(self, start: int, end: int) -> bool:
        """Notes what stands in blocks; False where something may be read in two ways."""
        text, found = self.text, self.found
        dollar = text.find("$", start, end)  # which is found much faster than two
        if dollar >= 0 and text.find("$$", dollar, end) >= 0:
            return False  # in a fence, as nothing else that is settled holds it
        sizes = len(found.code), len(found.addresses), len(found.headlines)
        for each in _PIECE.finditer(text, start, end):
            kind = each.lastgroup
            if kind == "code" or kind == "fence":
                found.code.append(Span(*each.span()))
            elif kind == "url" and _is_one(url := each["url"]):
                before = text[max(each.start() - 2, 0) : each.start()]
                is_image = before.endswith("!") and before != "\\!"
                found.addresses.append(Address(Span(*each.span("url")), url, is_image))
                if "`" in each["said"]:
                    inside = _CODE_SPAN.finditer(text, *each.span("said"))
                    found.code.extend(Span(*code.span()) for code in inside)
            elif kind == "heading":
                found.headlines.append(self._headline(each, end))
            else:
                self._forget(*sizes)
                return False
        return True

    def _forget(self, code: int, addresses: int, headlines: int) -> None:
        """Takes back what was noted beyond these numbers."""
        del self.found.code[code:], self.found.addresses[addresses:]
        del self.found.headlines[headlines:]

    def _headline(self, marks: re.Match[str], end: int) -> Headline:
        start, first = marks.span()
        newline = self.text.find("\n", first, end)
        last = newline if newline >= 0 else end
        while self.text[last - 1] == " ":
            last -= 1
        level = 1 + len(marks["heading"].rstrip(" "))
        return Headline(Span(start, last), Span(first, last), level)

    def behind_chunk(self, position: int) -> int:
        """The next block that may be settled behind this one; -1 where a fence is odd."""
        following = self._behind_lines(position)
        while 0 <= following < self.end and self._is_head(position, following):
            position, following = following, self._behind_lines(following)
        return following

    def _is_head(self, position: int, following: int) -> bool:
        return (
            self.heads is not None and self.heads.search(self.text, position, following) is not None
        )

    def _behind_lines(self, position: int) -> int:
        """Behind lines without blank ones between them, but in fences."""
        text, end, start = self.text, self.end, position
        blank = _NEXT_BLANK.search(text, position, end)
        stop = blank.start() if blank is not None else end
        while (fence := self._fence(position, stop)) is not None:
            if _PLAIN_FENCE.match(text, fence.start(1), end) is None:
                return -1
            position = _closed(text, fence, end)
            if position > stop:
                blank = _NEXT_BLANK.search(text, position, end)
                stop = blank.start() if blank is not None else end
        following = blank.end() if blank is not None else end
        has_item = _MAY_LIST.search(text, start, stop) is not None
        if _VEIL.match(text, start, end) is None or text.find("\n", start, stop) >= 0:
            self.may_list = _GOES_ON.match(text, start) is None and not has_item
        elif has_item:  # behind a tag
            self.may_list = False
        return following

    def _fence(self, position: int, stop: int) -> re.Match[str] | None:
        """The next line that may begin a fence."""
        text = self.text
        if text.find("`", position, stop) < 0 and text.find("~", position, stop) < 0:
            return None
        return _FENCE_LINE.search(text, position, stop)


def _is_one(url: str) -> bool:
    """Whether an address says the same to whom knows old entities and whom does not."""
    return "&" not in url or html.unescape(url) == url


def _is_even(table: str) -> bool:
    """Whether all rows have as many cells."""
    return len({row.count("|") for row in table.split("\n")}) == 1


def _closed(text: str, fence: re.Match[str], end: int) -> int:
    """The end of the line that closes a fence, or of all."""
    for line in _CLOSING_LINE.finditer(text, fence.end(), end):
        if line[1].startswith(fence[1]):
            return line.end()
    return end
