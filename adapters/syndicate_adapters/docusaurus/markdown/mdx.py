"""What MDX finds in a text before Markdown does: tags, expressions, comments, ESM, fences and code spans.

One pass from left to right, as micromark reads: whichever begins first wins, so a tag inside a code span is no
tag, and a backtick inside an expression opens no code.
Source: MDX 3 as Docusaurus 3.10.2 sets it up; the sheet's accept and reject cases are the tests.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from syndicate.body.tree import LINE_PREFIX, is_first_on_line
from syndicate.source.text import Span
from syndicate_adapters.docusaurus.markdown.code import BLANK_LINE, after_string, code_end


class Kind(StrEnum):
    """What a token is."""

    OPEN = "open"
    CLOSE = "close"
    VOID = "void"  # <br />
    EXPRESSION = "expression"
    COMMENT = "comment"  # {/* */}
    HTML_COMMENT = "html comment"
    ESM = "esm"
    FENCE = "fence"  # a whole fenced block
    COLONS = "colons"  # a line that opens or closes a directive
    WRAPPER = "wrapper"  # a line of the fence around MDX that other programs should take for code


class Token(NamedTuple):
    """A piece of the text. `attributes` is where those of a tag stand; `is_flow`: it has its lines for itself."""

    kind: Kind
    span: Span
    name: str = ""
    attributes: Span = Span(0, 0)
    is_flow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Syntax:
    """Which of MDX's syntax a file has; plain Markdown (`format: md`) has comments and directives alone."""

    has_jsx: bool = True
    has_html_comments: bool = True
    has_heading_ids: bool = True  # "{#id}" in a heading is no expression
    has_directives: bool = True
    has_math: bool = False
    has_expressions: bool = True  # outside of tags


_ESM: Final = re.compile(r"(?:import|export)\b(?=[ \t{*])")
# An escape, or the rest of a link, whose address may hold braces.
_INERT: Final = (
    r"\\[\\`<{}$]"
    r"|\]\([ \t]*<[^<>\n]*>"
    r"|\]\((?:[^\s()<>]|\([^\s()<>]*\))*+(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"
)
# Every branch begins with a letter of its own: the search then leaps from one of these to the next.
_START: Final = re.compile(
    r"`(?P<ticks>`*)|~~~(?P<tildes>~*)|:::(?P<colons>:*)|\$(?P<dollars>\$*)"
    rf"|\n(?P<esm>{_ESM.pattern})"
    rf"|{_INERT}"
    r"|<!--|<(?=[A-Za-z/_$>])|\{",
)
_PLAIN: Final = re.compile(
    rf"(?:[^`~:$\n\\\]<{{]++|\n(?!{_ESM.pattern})|{_INERT}|`(?!`)[^`\n]++`(?!`)"
    r"|[\]\\]|:(?!::)|~(?!~~)|<(?![A-Za-z/_$>]|!--))*+"
)
"""What begins nothing, with code spans on one line: all up to the next thing that has to be looked at."""
_FENCE_LINE: Final = re.compile(r"(?:`{3,}(?=[^`\n]*$)|~{3,})[^\n]*", re.MULTILINE)
_COLON_LINE: Final = re.compile(r"[^\r\n]*")
_MATH_END: Final = re.compile(r"^[ \t>]*\$\$+[ \t\r]*$", re.MULTILINE)
_HEADING_LINE: Final = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?#{1,6}[ \t]")
_TAG_NAME: Final = re.compile(r"[A-Za-z_$][\w$.:-]*")
_BARE_TAG: Final = re.compile(r"<(/)?([A-Za-z_$][\w$.:-]*)\s*+((?(1)|/?))>")
_SPACE: Final = re.compile(r"\s+")
_ATTRIBUTE_NAME: Final = re.compile(r"[A-Za-z_$@:][\w$.:@-]*")
_EQUALS: Final = re.compile(r"\s*=\s*")
_CODE_PARTS: Final = re.compile(r"[{}\"'`]|/[/*]|\$\{")


def scan(text: str, start: int, end: int, syntax: Syntax) -> list[Token]:
    """The tokens between `start` and `end`, in order, without overlap; their flow is told."""
    scanner = _Scanner(text=text, start=start, end=end, syntax=syntax)
    scanner.run()
    tokens = scanner.tokens if syntax.has_expressions else _inside_tags(scanner.tokens)
    return with_flow(text, tokens, start, end)


def _inside_tags(tokens: list[Token]) -> list[Token]:
    """The tokens without the braces that no tag encloses: to MDX 1 they are text."""
    depth = 0
    kept: list[Token] = []
    for token in tokens:
        if token.kind is Kind.OPEN:
            depth += 1
        elif token.kind is Kind.CLOSE:
            depth = max(depth - 1, 0)
        elif token.kind in (Kind.EXPRESSION, Kind.COMMENT) and not depth:
            continue
        kept.append(token)
    return kept


def closing_brace(text: str, offset: int, end: int) -> int | None:
    """Where the brace at `offset` closes, by the lexical rules of JavaScript; None where it does not."""
    return _Scanner(text=text, start=offset, end=end, syntax=Syntax())._closing_brace(offset)


@dataclass(slots=True, kw_only=True)
class _Scanner:
    text: str
    start: int
    end: int
    syntax: Syntax
    tokens: list[Token] = field(default_factory=list)
    ticks: dict[int, list[int]] = field(default_factory=dict)
    dollars: dict[int, list[int]] = field(default_factory=dict)
    next_blank: int = -1
    braces: dict[int, int] = field(default_factory=dict)  # what a scan that failed found on its way
    braces_known_to: int = -1
    has_comment_end: bool = True
    absent: dict[str, int] = field(default_factory=dict)  # where on is it nowhere?
    wrapper_ends: set[int] = field(default_factory=set)

    def run(self) -> None:
        position = self.start
        is_line_start = not position or self.text[position - 1] == "\n"
        if is_line_start and self.syntax.has_jsx and _ESM.match(self.text, position, self.end):
            position = self._esm(position)  # the others have their line break before them
        while True:
            plain = _PLAIN.match(self.text, position, self.end)
            match = _START.search(self.text, plain.end() if plain else position, self.end)
            if match is None:
                return
            position = self._take(match)

    def _take(self, match: re.Match[str]) -> int:
        """Reads what begins at the match; where to go on."""
        begin = match.start()
        match match.lastgroup:
            case "ticks" | "tildes":
                fence = self._fence_line(match)
                if fence is not None:
                    return self._fence(fence)
                is_code = match.lastgroup == "ticks"
                return self._run(begin, match.end(), self.ticks) if is_code else match.end()
            case "colons":
                return self._colons(match)
            case "esm":
                return self._esm(begin + 1) if self.syntax.has_jsx else match.end()
            case "dollars":
                return self._math(begin, match.end()) if self.syntax.has_math else match.end()
        found = match.group()
        if found == "<!--":
            return self._html_comment(begin)
        if found == "<":
            return self._tag(begin) if self.syntax.has_jsx else match.end()
        if found == "{":
            return self._expression(begin) if self.syntax.has_jsx else match.end()
        return match.end()

    def _fence_line(self, match: re.Match[str]) -> re.Match[str] | None:
        """The line that opens a fenced block, from its marks on; None where they are none of a fence."""
        if match.end() - match.start() < 3 or not is_first_on_line(self.text, match.start()):
            return None
        return _FENCE_LINE.match(self.text, match.start(), self.end)

    def _colons(self, match: re.Match[str]) -> int:
        """Past the line of a directive, or past colons that are text."""
        if not is_first_on_line(self.text, match.start()) or not self.syntax.has_directives:
            return match.end()
        line = _COLON_LINE.match(self.text, match.start(), self.end)
        assert line is not None
        # What stands in the title is read when the title is.
        self.tokens.append(Token(Kind.COLONS, Span(*line.span()), is_flow=True))
        return line.end()

    def _fence(self, match: re.Match[str]) -> int:
        begin = match.start()
        line = self.text.rfind("\n", 0, begin) + 1
        fence = match.group().rstrip()
        fence = fence[: len(fence) - len(fence.lstrip(fence[0]))]
        if begin in self.wrapper_ends:
            self.tokens.append(Token(Kind.WRAPPER, Span(line, match.end()), is_flow=True))
            return match.end()
        lead = self.text[line:begin]
        indent = len(lead) if ">" not in lead and lead.strip() else 0
        close = _fence_end(fence[0], len(fence), indent, is_quoted=">" in lead)
        found = close.search(self.text, min(match.end() + 1, self.end), self.end)
        if found is None:
            last = self.end
        elif found.group("lead") is not None:
            last = found.end()
        else:  # the container ended first
            last = found.start() - 1
        if self.syntax.has_jsx and match.group().strip().endswith("mdx-code-block") and found:
            self.wrapper_ends.add(found.end("lead"))
            self.tokens.append(Token(Kind.WRAPPER, Span(line, match.end()), is_flow=True))
            return match.end()
        self.tokens.append(Token(Kind.FENCE, Span(begin, max(last, match.end()))))
        return max(last, match.end())

    def _esm(self, begin: int) -> int:
        """An import or export: to the next blank line outside of brackets."""
        if begin > self.start and self.text[begin - 1] == "\n":
            before = self.text.rfind("\n", self.start, begin - 1) + 1
            previous = self.text[max(before, self.start) : begin - 1]
            if previous.strip() and not (
                self.tokens
                and self.tokens[-1].kind is Kind.ESM
                and self.tokens[-1].span.end >= begin - 1
            ):
                return begin + 1  # in the middle of a paragraph it is a word
        last = code_end(self.text, begin, self.end)
        self.tokens.append(Token(Kind.ESM, Span(begin, last), is_flow=True))
        return last

    def _math(self, begin: int, after: int) -> int:
        """Past the formula that begins here: lines of their own, or a run of dollars in a paragraph."""
        line_end = self.text.find("\n", after, self.end)
        is_block = after - begin > 1 and is_first_on_line(self.text, begin)
        if is_block and line_end >= 0 and "$" not in self.text[after:line_end]:
            close = _MATH_END.search(self.text, line_end + 1, self.end)
            return close.end() if close else self.end
        return self._run(begin, after, self.dollars)

    def _run(self, begin: int, after: int, runs: dict[int, list[int]]) -> int:
        """Past the code span or formula that begins here, or past its marks where nothing closes it.

        runs: length of a run of the mark -> where such runs begin; filled at the first use.
        """
        size = after - begin
        close = self._next_mark(begin, after)
        if close is None:
            if not runs:
                mark = re.escape(self.text[begin]) + "+"
                for run in re.finditer(mark, self.text[self.start : self.end]):
                    runs.setdefault(run.end() - run.start(), []).append(self.start + run.start())
            places = runs.get(size, [])
            index = bisect_left(places, after)
            close = places[index] if index < len(places) else -1
        return close + size if 0 <= close <= self._paragraph_end(begin) else after

    def _next_mark(self, begin: int, after: int) -> int | None:
        """Where a mark on its own, the most usual, is met by the next one; -1: nowhere; None: other runs count."""
        mark = self.text[begin]
        close = self.text.find(mark, after, self.end)
        is_one = close < 0 or (after - begin == 1 and not self.text.startswith(mark, close + 1))
        return close if is_one else None

    def _paragraph_end(self, offset: int) -> int:
        if offset >= self.next_blank:
            blank = BLANK_LINE.search(self.text, offset, self.end)
            self.next_blank = blank.start() if blank else self.end
        return self.next_blank

    def _html_comment(self, begin: int) -> int:
        if not self.syntax.has_html_comments or not self.has_comment_end:
            return begin + 4
        close = self.text.find("-->", begin + 2, self.end)
        if close < 0:
            self.has_comment_end = False
            return begin + 4
        self.tokens.append(Token(Kind.HTML_COMMENT, Span(begin, close + 3)))
        return close + 3

    def _expression(self, begin: int) -> int:
        if self.syntax.has_heading_ids and self.text.startswith("{#", begin):
            line = self.text.rfind("\n", 0, begin) + 1
            end = self._find("}", begin) + 1
            is_closed = end > 0 and self.text.find("\n", begin, end) < 0
            if is_closed and _HEADING_LINE.match(self.text, line):
                return end
        close = self._closing_brace(begin)
        if close is None:
            return begin + 1
        inside = self.text[begin + 1 : close].strip()
        is_comment = inside.startswith("/*") and inside.find("*/", 2) == len(inside) - 2
        kind = Kind.COMMENT if is_comment else Kind.EXPRESSION
        self.tokens.append(Token(kind, Span(begin, close + 1)))
        return close + 1

    def _closing_brace(self, begin: int) -> int | None:
        """Where the brace at `begin` closes, by the lexical rules of JavaScript."""
        if begin < self.braces_known_to:
            return self.braces.get(begin)
        stack: list[str] = []  # "{" of code, "`" of a template
        opened: list[int] = []
        position = begin
        while True:
            match = _CODE_PARTS.search(self.text, position, self.end)
            if match is None:
                self.braces_known_to = self.end
                return None
            position = match.end()
            part = match.group()
            if stack and stack[-1] == "`":
                if part == "`":
                    stack.pop()
                    opened.pop()
                elif part == "${":
                    stack.append("{")
                    opened.append(match.start())
                elif part == "{" and self.text[match.start() - 1] == "$":
                    continue
            elif part in ("{", "${"):
                stack.append("{")
                opened.append(match.end() - 1)
            elif part == "}":
                stack.pop()
                first = opened.pop()
                self.braces[first] = match.start()
                if not stack:
                    return match.start()
            elif part == "`":
                stack.append("`")
                opened.append(match.start())
            elif part in "\"'":
                position = after_string(self.text, match.end(), part, self.end)
            elif part == "/*":
                close = self._find("*/", match.end())
                position = close + 2 if close >= 0 else match.end()
            else:  # a line comment
                newline = self._find("\n", match.end())
                position = newline if newline >= 0 and "{" in stack else match.end()

    def _find(self, what: str, position: int) -> int:
        """As `str.find`, but what is nowhere behind a place is not sought there again."""
        if position >= self.absent.get(what, self.end):
            return -1
        found = self.text.find(what, position, self.end)
        if found < 0:
            self.absent[what] = position
        return found

    def _tag(self, begin: int) -> int:
        read = read_tag(self.text, begin, self.end, self._closing_brace)
        if read is None:
            return begin + 1
        self.tokens.append(read)
        return read.span.end


@lru_cache(maxsize=64)
def _fence_end(mark: str, count: int, indent: int, *, is_quoted: bool) -> re.Pattern[str]:
    """The line that closes a fenced block, or the first one behind its container.

    indent: of an item that holds it. is_quoted: it stands in a quote.
    """
    return re.compile(
        rf"^(?P<lead>[ \t>]*+){re.escape(mark)}{{{count},}}[ \t\r]*$"
        + (rf"|^(?![ \t]{{{indent}}})(?=[ \t]*[^ \t\r\n])" if indent else "")
        + (r"|^(?!>)(?![ \t]+>)" if is_quoted else ""),
        re.MULTILINE,
    )


FindBrace = Callable[[int], int | None]
"""Where the brace at an offset closes."""

_LONGEST_TAG: Final = 20_000  # a bound on what an unclosed quote can cost


def read_tag(text: str, begin: int, end: int, find_brace: FindBrace) -> Token | None:
    """The tag at `begin`, or None where MDX's grammar finds none."""
    end = min(end, begin + _LONGEST_TAG)
    if bare := _BARE_TAG.match(text, begin, end):  # nothing but its name
        kind = Kind.CLOSE if bare[1] else Kind.VOID if bare[3] else Kind.OPEN
        return Token(kind, Span(*bare.span()), bare[2], Span(bare.end(2), bare.start(3)))
    position = begin + 1
    is_closing = text.startswith("/", position)
    position += is_closing
    name = _TAG_NAME.match(text, position, end)
    position = name.end() if name else position
    first = position
    while True:
        if space := _SPACE.match(text, position, end):
            position = space.end()
        char = text[position : position + 1]
        if char == ">":
            kind = Kind.CLOSE if is_closing else Kind.OPEN
            span = Span(begin, position + 1)
            return Token(kind, span, name.group() if name else "", Span(first, position))
        if text.startswith("/>", position) and not is_closing:
            span = Span(begin, position + 2)
            return Token(Kind.VOID, span, name.group() if name else "", Span(first, position))
        if char == "{" and name and not is_closing:
            brace = find_brace(position)
            if brace is None or brace >= end:
                return None
            position = brace + 1
            continue
        attribute = _ATTRIBUTE_NAME.match(text, position, end) if name and not is_closing else None
        if attribute is None:
            return None
        after_value = _attribute_end(text, attribute.end(), end, find_brace)
        if after_value is None:
            return None
        position = after_value


def _attribute_end(text: str, position: int, end: int, find_brace: FindBrace) -> int | None:
    """Past the value of an attribute whose name ended at `position`; None where it is none."""
    equals = _EQUALS.match(text, position, end)
    if equals is None:
        return position
    position = equals.end()
    quote = text[position : position + 1]
    if quote in ("'", '"'):
        close = text.find(quote, position + 1, end)
        return close + 1 if close >= 0 else None
    if quote == "{":
        brace = find_brace(position)
        return brace + 1 if brace is not None and brace < end else None
    return None


_FLOW_KINDS: Final = frozenset(
    {Kind.OPEN, Kind.CLOSE, Kind.VOID, Kind.EXPRESSION, Kind.COMMENT, Kind.HTML_COMMENT}
)


def with_flow(text: str, tokens: list[Token], start: int, end: int) -> list[Token]:
    """The tokens, those that have their lines for themselves marked as flow."""
    result: list[Token] = []
    group: list[Token] = []
    for token in tokens:
        if token.kind not in _FLOW_KINDS:
            result += _settled(text, group, start, end)
            group = []
            result.append(token)
            continue
        if group and "\n" in text[group[-1].span.end : token.span.start]:
            result += _settled(text, group, start, end)
            group = []
        group.append(token)
    result += _settled(text, group, start, end)
    return result


def _settled(text: str, group: list[Token], start: int, end: int) -> list[Token]:
    """The tokens of one line (or of lines that a token joins): flow, if nothing else stands there."""
    if not group:
        return group
    first, last = group[0].span.start, group[-1].span.end
    line = max(text.rfind("\n", start, first) + 1, start)
    prefix = LINE_PREFIX.match(text, line, first)
    tail = text.find("\n", last, end)
    is_flow = (
        prefix is not None
        and prefix.end() == first
        and not text[last : tail if tail >= 0 else end].strip()
        and all(not text[a.span.end : b.span.start].strip() for a, b in pairwise(group))
    )
    if not is_flow:
        return group
    return [Token(kind, span, name, said, True) for kind, span, name, said, _ in group]
