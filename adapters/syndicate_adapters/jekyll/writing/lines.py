"""What stands in a line, written so that kramdown sees in it what CommonMark saw."""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from syndicate.body.commonmark import is_balanced
from syndicate.body.markdown import Mask, MaskKind
from syndicate_adapters.jekyll.writing.html import quoted_values
from syndicate_adapters.jekyll.writing.pieces import Piece

_ENTITY: Final = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);")
_SPECIAL: Final = re.compile(r"\\|`|\*|_|\[|\]|<|~~|\{:|\||\$\$|&|\{#")
_ESCAPABLE: Final = frozenset("\\.*_+`<>()[]{}#!:|\"'$=~-")
_start: Final = attrgetter("span.start")
_end: Final = attrgetter("span.end")
_TAG_START: Final = re.compile(r"[^\W\d]|[/!?<]")
"""Any letter: what no browser takes for a tag may be one to kramdown."""

LINE_START: Final = re.compile(
    r"(?P<mark>#(?=#{0,5}(?:[ \t]|$))|>|[-+](?=[ \t]|$)|:(?=[ \t])|=(?==*[ \t]*$)|-(?=-*[ \t]*$)"
    r"|~(?=~~)|\|)|(?P<number>\d{1,9})(?P<dot>\.)(?=[ \t]|$)|(?P<eob>\^)(?=[ \t]*$)"
)
"""What begins a block where it stands at the beginning of a line."""


def guarded_start(line: str) -> str:
    """A line of text that no block may begin with."""
    match = LINE_START.match(line)
    if match is None:
        return line
    if match["number"] is not None:
        return f"{match['number']}\\{line[match.end('number') :]}"
    if match["eob"] is not None:
        return f"&#94;{line[1:]}"
    return f"\\{line}"


@dataclass(slots=True)
class LineWriter:
    """Writes the lines of one text. masks: what the parser did not read, which stays as it is; in order, apart."""

    text: str
    masks: Sequence[Mask]
    in_cell: bool = False

    def line(self, block: Piece) -> str:
        """The line of a leaf."""
        said = self._pieces(block.children, in_link=False)
        if self.in_cell:
            return " ".join(said.split("\n")).strip()
        return "\n".join(guarded_start(each) for each in said.split("\n"))

    def _pieces(self, pieces: Sequence[Piece], *, in_link: bool, marks: str = "") -> str:
        said: list[str] = []
        done = pieces[0].start if pieces else 0
        for piece in pieces:
            said.append(self._hidden(done, piece.start))
            said.append(self._piece(piece, "".join(said[-2:])[-1:], in_link=in_link, marks=marks))
            done = max(done, piece.end)
        return "".join(said)

    def _hidden(self, start: int, end: int) -> str:
        """What the parser was not shown between two pieces: attribute lists."""
        if start >= end:
            return ""
        return "".join(
            self.text[mask.span.start : mask.span.end]
            for mask in self._masks(start, end)
            if mask.kind is MaskKind.NOTHING and start <= mask.span.start and mask.span.end <= end
        )

    def _masks(self, start: int, end: int) -> Sequence[Mask]:
        """The masks that touch a stretch."""
        first = bisect_right(self.masks, start, key=_end)
        return self.masks[first : bisect_left(self.masks, end, lo=first, key=_start)]

    def _piece(self, piece: Piece, before: str, *, in_link: bool, marks: str) -> str:
        match piece.kind:
            case "text":
                return self._text(piece, in_link=in_link)
            case "em" | "strong" | "del":
                return self._marked(piece, before, in_link=in_link, marks=marks)
            case "link":
                return self._link(piece, marks)
            case "img":
                alt = "".join(each.text for each in _leaves(piece) if each.kind != "tag")
                return f"![{_escaped_alt(alt)}]({_address(piece)})"
            case "code_span":
                if self.in_cell and "|" in piece.text:
                    shown = html.escape(piece.text, quote=False).replace("|", "&#124;")
                    return f"<code>{shown}</code>"
                return code_span(piece.text)
            case "tag":
                return quoted_values(piece.text)
            case "noteref":
                return f"[^{piece.detail}]"
            case "hard":
                return "<br />" if self.in_cell else "  \n"
            case "soft":
                return "\n"
        return self._pieces(piece.children, in_link=in_link, marks=marks)

    def _text(self, piece: Piece, *, in_link: bool) -> str:
        words = [
            mask.span for mask in self._masks(piece.start, piece.end) if mask.kind is MaskKind.WORD
        ]
        raw = self.text[piece.start : piece.end]
        if not words:
            if raw != piece.text and _ENTITY.fullmatch(raw):
                return raw
            return self._escaped(
                piece.text, in_link=in_link, after=self.text[piece.end : piece.end + 1]
            )
        said: list[str] = []
        done = piece.start
        for span in words:
            said.append(
                self._escaped(self.text[done : max(span.start, done)], in_link=in_link, after="x")
            )
            said.append(self.text[max(span.start, done) : min(span.end, piece.end)])
            done = span.end
        said.append(self._escaped(self.text[done : piece.end], in_link=in_link, after=""))
        return "".join(said)

    def _escaped(self, text: str, *, in_link: bool, after: str) -> str:
        """Plain text in which kramdown finds nothing."""

        def escape(match: re.Match[str]) -> str:
            mark, start, end = match[0], *match.span()
            following = text[end : end + 1] or after
            previous = text[start - 1 : start]
            match mark:
                case "\\":
                    return "\\\\" if following in _ESCAPABLE or following in ("\n", "") else mark
                case "*":
                    is_apart = previous in ("", " ") and following in ("", " ", "\n") and start > 0
                    return mark if is_apart else "\\*"
                case "_":
                    is_inside = previous.isalnum() and following.isalnum()
                    return mark if is_inside else "\\_"
                case "]":
                    return "\\]" if in_link else mark
                case "<":
                    return "\\<" if _TAG_START.match(following) else mark
                case "&":
                    return "&amp;" if _ENTITY.match(text, start) else mark
                case "~~":
                    return "\\~\\~"
                case _:
                    return f"\\{mark}"

        return _SPECIAL.sub(escape, text)

    def _marked(self, piece: Piece, before: str, *, in_link: bool, marks: str) -> str:
        sign = {"em": "*", "strong": "**", "del": "~~"}[piece.kind]
        inner = self._pieces(piece.children, in_link=in_link, marks=marks + sign)
        after = self.text[piece.end : piece.end + 1]
        is_beside = before == sign[0] or after in ("*", "_", "~") or inner[:1] == sign[0]
        is_plain = _is_flanked(before, inner, after) and not is_beside and sign[0] not in marks
        if not inner.strip() or inner != inner.strip() or not is_plain:
            return f"<{piece.kind}>{inner}</{piece.kind}>"
        return f"{sign}{inner}{sign}"

    def _link(self, piece: Piece, marks: str) -> str:
        if piece.detail in ("Autolink", "Email"):
            return self.text[piece.start : piece.end]
        inner = self._pieces(piece.children, in_link=True, marks=marks)
        return f"[{inner}]({_address(piece)})"


def _is_flanked(before: str, inner: str, after: str) -> bool:
    """Whether CommonMark, too, reads marks between these characters, so that the next look finds them again."""
    opens = inner[:1].isalnum() or not before.isalnum()
    closes = inner[-1:].isalnum() or not after.isalnum()
    return opens and closes


def _leaves(piece: Piece) -> list[Piece]:
    found: list[Piece] = []
    for child in piece.children:
        if child.children:
            found += _leaves(child)
        elif child.kind in ("soft", "hard"):
            found.append(Piece("text", child.start, child.end, text=" "))
        else:
            found.append(child)
    return found


def _escaped_alt(alt: str) -> str:
    # kramdown shows what stands here as it is, but for these.
    return (
        html.escape(alt, quote=False)
        .replace("[", "&#91;")
        .replace("]", "&#93;")
        .replace("|", "&#124;")
    )


def _address(piece: Piece) -> str:
    url = piece.url.replace("|", "%7C")
    if url == "" or re.search(r"[\s<>]", url) or not is_balanced(url):
        url = f"<{url.replace('<', '%3C').replace('>', '%3E')}>"
    if not piece.title:
        return url
    title = html.escape(piece.title, quote=False).replace('"', "&quot;").replace("|", "&#124;")
    return f'{url} "{title}"'


def code_span(code: str) -> str:
    """Code in a line, between enough backticks."""
    longest = max((len(run) for run in re.findall(r"`+", code)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if code[:1] == "`" or code[-1:] == "`" or code[:1] == " " else ""
    return f"{fence}{pad}{code}{pad}{fence}"
