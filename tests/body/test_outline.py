"""What CommonMark sees in a text, as readers do."""

from __future__ import annotations

from syndicate.body.markdown import Mask, MaskKind
from syndicate.body.outline import Outline, folded, mark, read_outline, walk
from syndicate.source.text import Span


def shape(text: str) -> list[object]:
    return [_shape(block) for block in read_outline(text).blocks]


def _shape(block: Outline) -> object:
    said = " ".join(filter(None, (block.kind, block.detail)))
    return (said, [*map(_shape, block.children)]) if block.children else (said, block.line)


def test_blocks_hold_blocks_and_lines() -> None:
    assert shape("# a\n\n> b\n> c\n\n- [x] d\n\n  e\n") == [
        ("h 1", "a"),
        ("quote", [("p", "b c")]),
        ("list", [("item [x]", [("p", "d"), ("p", "e")])]),
    ]


def test_a_tight_item_has_a_paragraph_as_a_loose_one_has() -> None:
    assert shape("3. a\n   - b *c*\n   > d\n") == [
        (
            "list 3",
            [
                (
                    "item",
                    [
                        ("p", "a"),
                        ("list", [("item", [("p", f"b {mark('em')}c{mark('/em')}")])]),
                        ("quote", [("p", "d")]),
                    ],
                )
            ],
        )
    ]


def test_tables_code_and_html_are_held_with_what_is_in_them() -> None:
    text = "| a | b |\n|---|:-:|\n| `c` | d |\n\n```js\n x\n```\n\n<div>\n y</div>\n\n---\n"
    code = f"{mark('code')}c{mark('/code')}"
    assert shape(text) == [
        (
            "table ,center",
            [
                ("row head", [("cell", "a"), ("cell", "b")]),
                ("row", [("cell", code), ("cell", "d")]),
            ],
        ),
        ("code js", " x\n"),
        ("html", "<div> y</div>"),
        ("hr", ""),
    ]


def test_links_and_pictures_say_their_address_title_and_text() -> None:
    first = shape('[*a*](b "c") ![d *e*](f)\\\nx <i>y</i> z[^1]\n\n[^1]: n\n')[0]
    line = folded(
        f"{mark('a', 'b' + chr(4) + 'c')}{mark('em')}a{mark('/em')}{mark('/a')} "
        f"{mark('img', 'f' + chr(4))}d e{mark('/img')}{mark('br')}"
        f"x {mark('tag', '<i>')}y{mark('tag', '</i>')} z{mark('note', '1')}"
    )
    assert first == ("p", line)


def test_offsets_are_those_of_the_file_masks_or_not() -> None:
    text = "가 {x}*b*\n\n- c\n"
    read = read_outline(text, 10, masks=[Mask(Span(12, 15), MaskKind.NOTHING)])
    assert read.marks() == {("em", 15)}
    assert [(b.kind, b.start) for b in walk(read.blocks)] == [
        ("p", 10),
        ("list", 20),
        ("item", 20),
        ("p", 20),
    ]
