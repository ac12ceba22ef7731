"""The tags of shortcodes in a text, by the grammar of Hugo's own lexer; they are found before any Markdown.

Source: Hugo 0.168, parser/pageparser/pagelexer_shortcode.go; tests/hugo_body/test_errors.py holds what the engine said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from syndicate.source.text import Span


class Tag(NamedTuple):
    """One tag. text: what an escaped one prints, None for one that calls something.

    is_markdown: with `%`, so that what it prints is Markdown of the page. is_closed: it ends in `/`.
    """

    span: Span
    name: str
    text: str | None = None
    is_markdown: bool = False
    is_closing: bool = False
    is_closed: bool = False
    values: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()

    @property
    def is_inline(self) -> bool:
        """Whether the page itself holds its template."""
        return self.name.endswith(".inline")


class Refusal(NamedTuple):
    """What stops the engine, and where."""

    offset: int
    reason: str


class Scan(NamedTuple):
    """The tags in order, up to the first broken one, which ends the search as it ends a build."""

    tags: tuple[Tag, ...]
    refusal: Refusal | None = None


def scan(text: str, span: Span) -> Scan:
    """The tags of a stretch of text."""
    lexer = _Lexer(text=text, end=span.end)
    tags: list[Tag] = []
    try:
        tags.extend(lexer.tags(span.start))
    except _Broken as broken:
        return Scan(tuple(lexer.done), broken.refusal)
    return Scan(tuple(tags))


class _Broken(Exception):
    """The engine gives up here."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.refusal = Refusal(offset, reason)


_SPACES: Final = re.compile(r"[ \t\n\v\f\r\x85\xa0]*+")
_WORD: Final = re.compile(r"[\w-]++")
_NAME: Final = re.compile(r"[\w-][\w/-]*+")
_BARE: Final = re.compile(r"[\w.-]++")
_TO_SPACE: Final = re.compile(r"[^ \t\n\v\f\r]*+")
_BACKSLASH: Final = re.compile(r"\\")
_QUOTED: Final = re.compile(r'"((?:[^"\\\n]|\\"|\\(?!"))*+)"')


@dataclass(slots=True)
class _Lexer:
    """The state of the engine's lexer. opened: names that an opening tag had; one that was closed counts still."""

    text: str
    end: int
    opened: set[str] = field(default_factory=set)
    last: str = ""
    done: list[Tag] = field(default_factory=list)

    def tags(self, position: int) -> Iterator[Tag]:
        while (start := _next(self.text, position, self.end)) >= 0:
            is_comment = self.text.startswith("/*", start + 3)
            tag = self.escaped(start) if is_comment else self.tag(start)
            self.done.append(tag)
            yield tag
            position = tag.span.end

    def escaped(self, start: int) -> Tag:
        text = self.text
        close = "*/>}}" if text[start + 2] == "<" else "*/%}}"
        end = text.find(close, start + 5, self.end)
        if end < 0:
            raise _Broken(start, f"nothing closes the comment in {text[start : start + 5]}")
        shown = f"{text[start : start + 3]}{text[start + 5 : end]}{text[end + 2 : end + 5]}"
        return Tag(Span(start, end + 5), "", text=shown)

    def tag(self, start: int) -> Tag:
        closer = ">}}" if self.text[start + 2] == "<" else "%}}"
        reader = _TagReader(lexer=self, start=start, closer=closer)
        return reader.read()


@dataclass(slots=True)
class _TagReader:
    """The inside of one tag."""

    lexer: _Lexer
    start: int
    closer: str
    name: str = ""
    is_closing: bool = False
    is_closed: bool = False
    values: list[str] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.lexer.text

    def read(self) -> Tag:
        position = self.start + 3
        while True:
            position = self._blanks(position)
            if self.text.startswith(self.closer, position) and position < self.lexer.end:
                break
            position = self._item(position)
        if not self.name and not self.is_closed:
            raise _Broken(self.start, "the shortcode has no name")
        return Tag(
            Span(self.start, position + 3),
            self.name.lower(),
            is_markdown=self.closer == "%}}",
            is_closing=self.is_closing,
            is_closed=self.is_closed,
            values=tuple(self.values),
            named=tuple(self.named.items()),
        )

    def _blanks(self, position: int) -> int:
        found = _SPACES.match(self.text, position, self.lexer.end)
        return found.end() if found is not None else position

    def _item(self, position: int) -> int:
        """The end of what begins at `position`: the name, a slash, a parameter."""
        if position >= self.lexer.end:
            raise _Broken(self.start, "the shortcode is not closed")
        char = self.text[position]
        if char == "/":
            return self._slash(position)
        if self.is_closed:
            raise _Broken(position, "the shortcode is not closed behind its slash")
        if char == "\\" and self.text[position + 1 : position + 2] in ('"', "`"):
            return self._value(position)
        if char == "\\":
            return position + 1
        if not self.name:
            return self._name(position)
        if char in '"`' or _WORD.match(char):
            return self._parameter(position)
        raise _Broken(
            position, f"{char!r} may not stand in a shortcode; put the value between quotes"
        )

    def _slash(self, position: int) -> int:
        if not self.name and not self.lexer.last:
            raise _Broken(position, "a shortcode is closed, and none is open")
        if self.name:
            after = self._blanks(position + 1)
            if not self.text.startswith(self.closer, after):
                found = _NAME.match(self.text, after, self.lexer.end)
                raise _Broken(
                    position, f"nothing opened the shortcode {found[0] if found else ''!r}"
                )
            self.is_closed = True
            return position + 1
        after = self._blanks(position + 1)
        found = _NAME.match(self.text, after, self.lexer.end)
        if found is None:
            raise _Broken(after, "a closing tag names no shortcode")
        return self._closing(found)

    def _closing(self, found: re.Match[str]) -> int:
        name, end = found[0], self._inline(found)
        name = self.text[found.start() : end]
        if name not in self.lexer.opened:
            raise _Broken(found.start(), f"nothing opened the shortcode {name!r}")
        self.name, self.is_closing = name, True
        after = self._blanks(end)
        if not self.text.startswith(self.closer, after):
            raise _Broken(after, f"the closing tag of {name!r} has parameters")
        return after

    def _inline(self, found: re.Match[str]) -> int:
        """The end of a name, with the ending of a template that the page holds."""
        end = found.end()
        if not self.text.startswith(".", end):
            return end
        if self.text.startswith(".inline ", end):
            return end + len(".inline")
        raise _Broken(end, "a point may not stand in the name of a shortcode")

    def _name(self, position: int) -> int:
        found = _NAME.match(self.text, position, self.lexer.end)
        if found is None or found[0].startswith("-"):
            raise _Broken(
                position, f"{self.text[position]!r} may not stand in the name of a shortcode"
            )
        end = self._inline(found)
        self.name = self.text[position:end]
        self.lexer.last = self.name
        self.lexer.opened.add(self.name)
        return end

    def _parameter(self, position: int) -> int:
        """The end of a positional value, or of a named one."""
        bare = _BARE.match(self.text, position, self.lexer.end)
        if bare is not None:
            equals = self._blanks(bare.end())
            # The sign of a named value has to follow at once for the engine to know it for one.
            if self.text.startswith("=", bare.end()):
                return self._named(bare[0], position, bare.end() + 1)
            if self.text.startswith("=", equals) and equals < self.lexer.end:
                return self._apart(bare[0], position, equals + 1)
            self._positional(bare[0], position)
            return bare.end()
        return self._value(position)

    def _apart(self, key: str, position: int, after: int) -> int:
        """`key = value`, which the engine takes for a positional name, and then for a named value."""
        value, end = self._quoted_or_bare(self._blanks(after))
        if self.values:
            raise _Broken(position, f"named and positional parameters are mixed at {key!r}")
        self.named[key] = value
        return end

    def _named(self, key: str, position: int, after: int) -> int:
        if self.values:
            raise _Broken(position, f"named and positional parameters are mixed at {key!r}")
        value, end = self._quoted_or_bare(self._blanks(after))
        self.named[key] = value
        return end

    def _value(self, position: int) -> int:
        value, end = self._quoted_or_bare(position)
        self._positional(value, position)
        return end

    def _positional(self, value: str, position: int) -> None:
        if self.named:
            raise _Broken(position, f"named and positional parameters are mixed at {value!r}")
        self.values.append(value)

    def _quoted_or_bare(self, position: int) -> tuple[str, int]:
        text, limit = self.text, self.lexer.end
        if text.startswith('\\"', position):
            return self._half_escaped(position + 2)
        if text.startswith('"', position):
            found = _QUOTED.match(text, position, limit)
            if found is None:
                raise _Broken(position, "nothing closes the quote in a shortcode")
            return _BACKSLASH.sub("", found[1]) if '\\"' in found[1] else found[1], found.end()
        if text.startswith("`", position):
            end = text.find("`", position + 1, limit)
            if end < 0:
                raise _Broken(position, "nothing closes the backtick in a shortcode")
            return text[position + 1 : end], end + 1
        bare = _TO_SPACE.match(text, position, limit)
        assert bare is not None  # it matches nothing, too
        return bare[0], bare.end()

    def _half_escaped(self, start: int) -> tuple[str, int]:
        r"""What stands between `\"` and the next quote, which may have a backslash, too."""
        newline = self.text.find("\n", start, self.lexer.end)
        limit = newline if newline >= 0 else self.lexer.end
        end = self.text.find('"', start, limit)
        if end < 0:
            raise _Broken(start, "nothing closes the quote in a shortcode")
        value = self.text[start:end]
        return value.removesuffix("\\"), end + 1


def _next(text: str, position: int, end: int) -> int:
    while (start := text.find("{{", position, end)) >= 0:
        if text.startswith(("<", "%"), start + 2):
            return start
        position = start + 1
    return -1
