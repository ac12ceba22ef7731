"""Which block of one article became which of another."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from syndicate.verify.blocks import Block

Pair = tuple[Block | None, Block | None]
"""Blocks that are not equal, or one that moved and itself; None where one was lost or added."""

_Numbered = tuple[int, Block]
_Match = tuple[int, int]
"""Positions in two sequences."""

_ROUNDS = 8
_LARGEST_TABLE = 1600
_ALIKE = 0.5


def aligned(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """What is not equal in two articles, in the order of `old`; additions where they stand.

    What is unique on both sides is matched first (patience diff), between that what is alike.
    """
    a, b = _trimmed(list(enumerate(old)), list(enumerate(new)))
    matches = _unique_in_both(a, b)
    kept = _longest_rising(matches)
    moved = set(matches) - set(kept)
    found: list[tuple[float, Pair]] = [(a[i][0], (a[i][1], b[j][1])) for i, j in moved]
    moved_a, moved_b = {i for i, _ in moved}, {j for _, j in moved}
    at_a, at_b = 0, 0
    for i, j in [*kept, (len(a), len(b))]:
        gap_a = [a[k] for k in range(at_a, i) if k not in moved_a]
        gap_b = [b[k] for k in range(at_b, j) if k not in moved_b]
        found += _in_gap(gap_a, gap_b, a[i - 1][0] if i else -1, _ROUNDS)
        at_a, at_b = i + 1, j + 1
    return _with_displaced([pair for _, pair in sorted(found, key=lambda f: f[0])])


def _in_gap(
    a: list[_Numbered], b: list[_Numbered], after: int, rounds: int
) -> Iterator[tuple[float, Pair]]:
    """Pairs of a gap between matches, with where in the old article they are told."""
    a, b = _trimmed(a, b)
    matches = _longest_rising(_unique_in_both(a, b)) if rounds else []
    if not matches:
        yield from _by_likeness(a, b, after)
        return
    at_a, at_b = 0, 0
    for i, j in [*matches, (len(a), len(b))]:
        yield from _in_gap(a[at_a:i], b[at_b:j], a[i - 1][0] if i else after, rounds - 1)
        at_a, at_b = i + 1, j + 1


def _trimmed(a: list[_Numbered], b: list[_Numbered]) -> tuple[list[_Numbered], list[_Numbered]]:
    """Both without the equal blocks at their begin and end."""
    shorter = min(len(a), len(b))
    begin = end = 0
    while begin < shorter and a[begin][1] == b[begin][1]:
        begin += 1
    while end < shorter - begin and a[-1 - end][1] == b[-1 - end][1]:
        end += 1
    return a[begin : len(a) - end], b[begin : len(b) - end]


def _unique_in_both(a: list[_Numbered], b: list[_Numbered]) -> list[_Match]:
    """Positions of the blocks with a line of their own that are once in each, in the order of `a`."""
    count_a, count_b = Counter(block for _, block in a), Counter(block for _, block in b)
    place_in_b = {block: j for j, (_, block) in enumerate(b)}
    return [
        (i, place_in_b[block])
        for i, (_, block) in enumerate(a)
        if block.runs and count_a[block] == 1 == count_b[block]
    ]


def _longest_rising(matches: list[_Match]) -> list[_Match]:
    """The longest part of the matches that is in order on both sides."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for k, (_, j) in enumerate(matches):
        at = bisect_left(ends, j)
        before.append(last[at - 1] if at else -1)
        ends[at : at + 1] = [j]
        last[at : at + 1] = [k]
    kept: list[_Match] = []
    k = last[-1] if last else -1
    while k >= 0:
        kept.append(matches[k])
        k = before[k]
    return kept[::-1]


def _by_likeness(
    a: list[_Numbered], b: list[_Numbered], after: int
) -> Iterator[tuple[float, Pair]]:
    """Pairs of blocks that are alike, then of one kind in their order; the rest alone."""
    matched = dict(_most_alike(a, b))
    free_b = [j for j in range(len(b)) if j not in set(matched.values())]
    for i in (i for i in range(len(a)) if i not in matched):
        same_kind = (j for j in free_b if _family(b[j][1]) == _family(a[i][1]))
        if (j := next(same_kind, None)) is not None:
            matched[i] = j
            free_b.remove(j)
    position = {j: a[i][0] for i, j in matched.items()}
    for i, (number, block) in enumerate(a):
        yield number, (block, b[matched[i]][1] if i in matched else None)
    told = float(after)
    for j, (_, block) in enumerate(b):
        told = max(told, position.get(j, told))
        if j in free_b:
            yield told + 0.5, (None, block)


def _family(block: Block) -> str:
    """The kind of a block; a callout that became a quote is still a box around the same text."""
    return "box" if block.kind in ("callout", "details", "quote") else block.kind


def _most_alike(a: list[_Numbered], b: list[_Numbered]) -> list[_Match]:
    """The matches in order on both sides whose likeness adds up to most."""
    if not a or not b or len(a) * len(b) > _LARGEST_TABLE:
        return [(k, k) for k in range(min(len(a), len(b))) if a[k][1].kind == b[k][1].kind]
    words_a, words_b = ([_words(block) for _, block in side] for side in (a, b))
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    alike = [[0.0] * len(b) for _ in a]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            score = _likeness(a[i][1], b[j][1], words_a[i], words_b[j])
            alike[i][j] = score if score >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + alike[i][j])
    matches: list[_Match] = []
    i = j = 0
    while i < len(a) and j < len(b):
        if alike[i][j] and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            matches.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return matches


def _words(block: Block) -> Counter[str]:
    return Counter(word for run in block.runs for word in run.text.split())


def _likeness(a: Block, b: Block, words_a: Counter[str], words_b: Counter[str]) -> float:
    """From 0 to 1: for being of one kind, and for words in common."""
    if a.kind != b.kind and _family(a) == _family(b):
        return 0.7
    if not (words_a or words_b):
        return (a.kind == b.kind) * (1.0 if a.detail == b.detail else 0.7)
    shared = 2 * (words_a & words_b).total() / (words_a.total() + words_b.total())
    return (0.35 if a.kind == b.kind else 0.0) + 0.65 * shared


def _with_displaced(pairs: list[Pair]) -> list[Pair]:
    """The pairs, where a block lost in one place and added in another is one pair."""
    added = {_content(b): k for k, (a, b) in enumerate(pairs) if a is None and b and b.runs}
    found: dict[int, int] = {}
    for k, (a, b) in enumerate(pairs):
        if a is not None and b is None and (there := added.pop(_content(a), None)) is not None:
            found[k] = there
    gone = set(found.values())
    return [
        (a, pairs[found[k]][1] if k in found else b)
        for k, (a, b) in enumerate(pairs)
        if k not in gone
    ]


def _content(block: Block) -> Block:
    """The block wherever it stands."""
    return block._replace(place="")
