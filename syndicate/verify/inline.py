"""What stands in a line: text with its marks, links, pictures, formulas, as runs that compare.

Engines spell one sentence in many ways: curly or straight quotes, a dash as one character or as two
or three hyphens, line ends and spaces inside or outside of a mark. A run holds what is left when those are
folded.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Run(NamedTuple):
    """A piece of a line; two lines read the same if their runs are equal.

    kind: "text"; "picture" (`text` is its identity); "math" (TeX); "note" (the number of a
    footnote); "embed" (what it shows); "code"; "break" (a line end the author meant); "cell" (a cell of a
    table begins; `text` is how far it spans).
    marks: names of HTML elements in alphabetical order; a formula on its own line has "display".
    link: where it leads, or "". alt: the text that stands for a picture.
    """

    kind: str
    text: str
    marks: tuple[str, ...] = ()
    link: str = ""
    alt: str = ""


BREAK = Run("break", "\n")

_FOLDED = {
    **dict.fromkeys(map(ord, "‘’‚‛′"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒―−"), "-"),
    ord("–"): "--",
    ord("—"): "---",
    ord("«"): "<<",
    ord("»"): ">>",
    ord("…"): "...",
    # no width: zero width space, word joiner, byte order mark, soft hyphen, variation selectors
    **dict.fromkeys((0x200B, 0x2060, 0xFEFF, 0xAD, 0xFE0E, 0xFE0F), None),
}

# How a page says TeX to MathJax or KaTeX.
_CLOSER = {"\\(": "\\)", "\\[": "\\]", "$$": "$$", "$": "$"}
_DELIMITER = re.compile(r"\\[()\[\]]|\$\$?")


def fold(text: str) -> str:
    """`text` with typographic characters as plain ones and white space as single spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_FOLDED)
    return _squeeze(text)


def _squeeze(text: str) -> str:
    """`text` with white space as single spaces, those at its ends too."""
    words = text.split()
    if not words:
        return " " if text else ""
    before = " " if text[0].isspace() else ""
    return before + " ".join(words) + (" " if text[-1].isspace() else "")


def tidy(runs: Iterable[Run], *, dollars: bool = False) -> tuple[Run, ...]:
    """The runs of one line, folded; none where a reader sees nothing.

    dollars: whether the page has a script that takes `$x$` for a formula.
    """
    pieces = (
        piece
        for run in _joined(runs)
        for piece in (_formulas(run, dollars) if _may_hold_tex(run, dollars) else (run,))
    )
    return tuple(_joined(_spaced(pieces)))


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbouring texts with the same marks and link as one run."""
    parts: list[str] = []
    last: Run | None = None
    for run in runs:
        if last is not None and run.kind == "text" == last.kind and run[2:] == last[2:]:
            parts.append(run.text)
            continue
        if last is not None:
            yield last._replace(text="".join(parts)) if len(parts) > 1 else last
        last, parts = run, [run.text]
    if last is not None:
        yield last._replace(text="".join(parts)) if len(parts) > 1 else last


def _spaced(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs with white space as one space, never at an end of the line, never marked."""
    gap = ""  # a space that is owed before the next run; none at the begin of the line
    is_begin = True
    for run in runs:
        if run.kind == "text":
            text = _squeeze(run.text) if "code" in run.marks else fold(run.text)
            bare = text.strip(" ")
            if not is_begin and text.startswith(" "):
                gap = " "
            if not bare:
                continue
            if gap:
                yield Run("text", gap)
            yield run._replace(text=bare)
            gap, is_begin = (" " if text.endswith(" ") else ""), False
        elif run.kind in ("break", "cell"):
            yield run
            gap, is_begin = "", True
        else:
            if gap:
                yield Run("text", gap)
            yield run
            gap, is_begin = "", False


def without_end_breaks(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The line without the line ends before and after it, which show nothing."""
    start, end = 0, len(runs)
    while end > start and runs[end - 1].kind == "break":
        end -= 1
    while start < end and runs[start].kind == "break":
        start += 1
    return runs[start:end]


def _may_hold_tex(run: Run, dollars: bool) -> bool:
    if run.kind != "text" or "code" in run.marks:
        return False
    return "\\(" in run.text or "\\[" in run.text or ("$" if dollars else "$$") in run.text


def _formulas(run: Run, dollars: bool) -> Iterator[Run]:
    """The run with TeX between its delimiters as runs of their own."""
    text, at = run.text, 0
    tokens = [(match.start(), match[0]) for match in _DELIMITER.finditer(text)]
    last = {token: position for position, token in tokens}
    begin, closer = 0, ""
    for position, token in tokens:
        if token == closer:
            tex = text[begin:position]
            if token == "$" and not _is_formula(tex, text[position + 1 : position + 2]):
                begin, closer = position + 1, ("$" if last["$"] > position else "")
                continue
            yield run._replace(text=text[at : begin - len(token)])
            yield formula(tex, is_display=token in ("\\]", "$$"))
            at, closer = position + len(token), ""
        elif closer or (token == "$" and not dollars):
            continue
        elif last.get(_CLOSER.get(token, ""), -1) > position:
            begin, closer = position + len(token), _CLOSER[token]
    yield run._replace(text=text[at:])


def _is_formula(tex: str, after: str) -> bool:
    """Whether `$tex$` is meant as one, not as two prices. Source: Pandoc, tex_math_dollars."""
    return bool(tex) and not (tex[0].isspace() or tex[-1].isspace() or after.isdigit())


def formula(tex: str, *, is_display: bool) -> Run:
    """A run for TeX; white space in it says nothing."""
    return Run("math", " ".join(tex.split()), ("display",) if is_display else ())


def without_icon(text: str) -> str:
    """A title without the sign before it and the colon after it."""
    start = 0
    while start < len(text) and not (text[start].isalnum() or text[start] in "\"'([{<`$#@/.\\"):
        start += 1
    return (text[start:] or text).strip().removesuffix(":").rstrip()


def bare_title(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The line of a title without the sign or drawing before it."""
    runs = tuple(run for run in runs if not run.text.startswith("svg:"))
    if not runs or runs[0].kind != "text":
        return runs
    bare = without_icon(runs[0].text) if len(runs) == 1 else runs[0].text
    return (runs[0]._replace(text=bare), *runs[1:])


def plain(runs: Iterable[Run]) -> str:
    """The text of a line alone."""
    return "".join(run.text if run.kind in ("text", "math") else " " for run in runs).strip()


def shown(runs: Iterable[Run]) -> str:
    """The line for people, in a notation like Markdown."""
    return "".join(map(_shown, runs)).strip()


_SIGN = {"em": "*", "strong": "**", "code": "`", "del": "~~"}


def _shown(run: Run) -> str:
    match run.kind:
        case "picture":
            text = f"![{run.alt}]({run.text})"
        case "math":
            text = f"$${run.text}$$" if run.marks else f"${run.text}$"
        case "note":
            text = f"[^{run.text}]"
        case "break":
            return " ⏎ "
        case "cell":
            return f" |{run.text} "
        case _:
            text = run.text
            for mark in run.marks:
                sign = _SIGN.get(mark)
                text = f"{sign}{text}{sign}" if sign else f"<{mark}>{text}</{mark}>"
    return f"[{text}]({run.link})" if run.link else text
