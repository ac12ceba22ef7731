"""Articles of random blocks: what differs is found, and nothing is told more often than it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from syndicate.verify.align import aligned
from syndicate.verify.blocks import Block
from syndicate.verify.compare import compare_blocks
from syndicate.verify.inline import Run

KINDS = {"text": "", "heading": "2", "quote": "", "list": "bullets", "item": "", "code": "js"}


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    kind = draw(st.sampled_from(list(KINDS)))
    words = (
        "" if kind in ("quote", "list") else draw(st.sampled_from(["a b c", "a b d", "x", "y z"]))
    )
    place = draw(st.sampled_from(["", "quote", "list", "list list"]))
    runs = (Run("code" if kind == "code" else "text", words),) if words else ()
    return Block(kind, place, KINDS[kind], runs)


articles = st.lists(blocks(), max_size=12).map(tuple)


@given(articles, articles)
def test_articles_have_differences_if_and_only_if_they_differ(
    old: tuple[Block, ...], new: tuple[Block, ...]
) -> None:
    assert bool(compare_blocks(old, new)) == (old != new)


@given(articles, articles)
def test_every_block_is_told_once_at_most(old: tuple[Block, ...], new: tuple[Block, ...]) -> None:
    pairs = aligned(old, new)
    assert sum(a is not None for a, _ in pairs) <= len(old)
    assert sum(b is not None for _, b in pairs) <= len(new)
    lost = len([1 for a, b in pairs if b is None])
    added = len([1 for a, b in pairs if a is None])
    assert len(old) - lost == len(new) - added


@given(articles, st.data())
def test_one_lost_block_is_told_as_one_difference(
    old: tuple[Block, ...], data: st.DataObject
) -> None:
    if old:
        k = data.draw(st.integers(0, len(old) - 1))
        assert len(aligned(old, old[:k] + old[k + 1 :])) == 1


@given(articles, articles)
def test_what_is_lost_one_way_is_added_the_other(
    old: tuple[Block, ...], new: tuple[Block, ...]
) -> None:
    assert bool(compare_blocks(old, new)) == bool(compare_blocks(new, old))
