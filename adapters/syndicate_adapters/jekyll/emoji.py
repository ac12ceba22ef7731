"""Names of emoji in a text, which the plugin jemoji shows as pictures of them.

Source: jemoji 0.13 with the pictures of GitHub; gemoji's names are the aliases of the library `emoji`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from syndicate.body.markdown import is_inside
from syndicate.source.text import SourceText, Span

_NAMED: Final = re.compile(r"(?<![\w:/]):([\w+-]{1,60}):(?![\w:])", re.ASCII)
_TAG: Final = re.compile(r"<[^<>]*\Z")
_OF_GITHUB: Final = frozenset(
    "atom basecamp basecampy bowtie electron feelsgood finnadie fishsticks goberserk godmode hurtrealbad neckbeard"
    " octocat rage1 rage2 rage3 rage4 shipit suspect trollface".split()
)
"""Those that are no characters, but pictures of GitHub's own."""

_PICTURES: Final = "https://github.githubassets.com/images/icons/emoji"


def with_emoji(source: SourceText, span: Span, code: Sequence[Span]) -> SourceText | None:
    """A stretch of a text with the emoji that it names; None where it names none. code: where a name is one."""
    pieces: list[str] = []
    starts: list[tuple[int, int]] = []  # in the new text, and where that stands in the old one
    carried: list[Span] = []
    size, done = 0, span.start

    def add(text: str, place: int, *, is_exact: bool) -> None:
        nonlocal size
        starts.append((size, place))
        if is_exact:
            carried.append(Span(size, size + len(text)))
        pieces.append(text)
        size += len(text)

    for match in _NAMED.finditer(source.text, *span):
        shown = _shown(match[1])
        if (
            shown is None
            or is_inside(code, match.start())
            or _is_in_tag(source.text, match.start())
        ):
            continue
        add(source.text[done : match.start()], done, is_exact=True)
        add(shown, match.start(), is_exact=False)
        done = match.end()
    if done == span.start:
        return None
    add(source.text[done : span.end], done, is_exact=True)

    def origin(offset: int) -> tuple[SourceText, int]:
        at, place = starts[max(bisect_right(starts, (offset, len(source.text))) - 1, 0)]
        return source, min(place + offset - at, span.end)

    return SourceText(path=source.path, text="".join(pieces), origin=origin, carried=tuple(carried))


@lru_cache(maxsize=512)
def _shown(name: str) -> str | None:
    """The character of a name, or the picture of one that is none."""
    from emoji import emojize

    if name in _OF_GITHUB:
        return f"![:{name}:]({_PICTURES}/{name}.png)"
    written = f":{name}:"
    shown = emojize(written, language="alias")
    return None if shown == written else shown


def _is_in_tag(text: str, at: int) -> bool:
    """Whether a place lies in an attribute, where the plugin looks for nothing."""
    return _TAG.search(text, max(at - 1000, 0), at) is not None
