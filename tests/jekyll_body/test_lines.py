"""What a search passed that came to nothing is not looked at again, and no line reads otherwise for it."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest
from liquid.exceptions import LiquidError

from syndicate.source.text import Span
from syndicate_adapters.jekyll.kramdown.document import fragment_of, read
from syndicate_adapters.jekyll.kramdown.line import Line
from syndicate_adapters.jekyll.kramdown.settings import KramdownOptions
from syndicate_adapters.jekyll.kramdown.tree import Inline
from syndicate_adapters.jekyll.liquid.tags import template_of

MARKS = ("*", "**", "_", "__", "[", "]", "(", ")", "![", "](u)", "[a]", "(<", ">", "`", " '", "'", "<b>", "</b>",
         "\\", "{:.a}", "a", " ", "\n")  # fmt: skip


def shape(line: Iterable[Inline]) -> list[object]:
    return [(each.kind, each.start, each.end, each.url, shape(each.children)) for each in line]


def shapes(text: str) -> list[object]:
    reading = read(fragment_of(text, Span(0, len(text))), KramdownOptions(), {})
    return [shape(block.line) for block in reading.blocks]


def test_a_line_reads_as_it_does_where_everything_is_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = []
    for seed in range(2_000):
        random = Random(seed)
        some = random.sample(MARKS, random.randint(2, 8))
        texts.append("x" + "".join(random.choices(some, k=random.randint(3, 24))))
    made = list(map(shapes, texts))
    monkeypatch.setattr(Line, "is_barren", lambda *_: False)
    assert made == list(map(shapes, texts))
    assert any(made)


@pytest.mark.parametrize("piece", ["_a ", "**a ", "*a **a ", "[a][", "[*a](", "![a](b "])
def test_a_line_of_beginnings_without_ends_is_read_to_its_end(piece: str) -> None:
    (line, *_) = shapes(f"{piece * 3_000}<b>c</b>\n")
    assert line != [], "too many looks at it"


def test_a_template_that_cannot_be_read_says_so_each_time() -> None:
    depths = []
    for _ in range(3):
        with pytest.raises(LiquidError) as caught:
            template_of("{{< a >}}")
        depths.append(len(caught.traceback))
    assert depths[1:] == depths[:1] * 2
