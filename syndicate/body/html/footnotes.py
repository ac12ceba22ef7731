"""Footnotes as a list at the end of the article, with links there and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_REFERENCE: Final = re.compile(r'<sup class="footnote-reference"><a href="[^"]*">(\d+)</a></sup>')
_DEFINITION: Final = re.compile(
    r'<div class="footnote-definition" id="[^"]*"><sup class="footnote-definition-label">(\d+)</sup>\s*'
)
_DIV: Final = re.compile(r"<(/?)div\b")


@dataclass(frozen=True, slots=True)
class _Note:
    number: int
    text: str


def gathered(html: str, base: str) -> str:
    """`html`, which is balanced, with its footnotes behind everything else; those nobody refers to are left out.

    base: the address of the post, so that a link within it works in a program that shows many posts.
    """
    if "footnote-" not in html:
        return html
    rest, notes = _split(html)
    counts: dict[int, int] = {}

    def reference(match: re.Match[str]) -> str:
        number = int(match[1])
        counts[number] = count = counts.get(number, 0) + 1
        again = f"-{count}" if count > 1 else ""
        link = f'<a href="{base}#fn-{number}" class="footnote-ref" role="doc-noteref">{number}</a>'
        return f'<sup id="fnref-{number}{again}">{link}</sup>'

    rest = _REFERENCE.sub(reference, rest)
    texts = {note.number: _REFERENCE.sub(reference, note.text) for note in notes}
    shown = sorted(number for number in texts if number in counts)
    if not shown:
        return rest
    items = "\n".join(_item(number, texts[number], counts[number], base) for number in shown)
    opening = '<div class="footnotes" role="doc-endnotes">'
    return f"{rest.rstrip()}\n{opening}\n<hr>\n<ol>\n{items}\n</ol>\n</div>\n"


def _item(number: int, text: str, count: int, base: str) -> str:
    suffixes = ["", *(f"-{n}" for n in range(2, count + 1))]
    kind = 'class="footnote-backref" role="doc-backlink"'
    back = "".join(f' <a href="{base}#fnref-{number}{again}" {kind}>↩</a>' for again in suffixes)
    text = text.strip()
    text = f"{text.removesuffix('</p>')}{back}</p>" if text.endswith("</p>") else f"{text}{back}"
    return f'<li id="fn-{number}" value="{number}">{text}</li>'


def _split(html: str) -> tuple[str, list[_Note]]:
    """The text without its definitions, and these."""
    pieces: list[str] = []
    notes: list[_Note] = []
    done = 0
    while (match := _DEFINITION.search(html, done)) is not None:
        end, after = _closing(html, match.end())
        pieces.append(html[done : match.start()])
        notes.append(_Note(int(match[1]), html[match.end() : end]))
        done = after
    pieces.append(html[done:])
    return "".join(pieces), notes


def _closing(html: str, start: int) -> tuple[int, int]:
    """Where the `div` that is open at `start` closes: begin and end of the closing tag."""
    depth = 1
    for match in _DIV.finditer(html, start):
        depth += -1 if match[1] else 1
        if depth == 0:
            return match.start(), min(match.end() + 1, len(html))
    return len(html), len(html)
