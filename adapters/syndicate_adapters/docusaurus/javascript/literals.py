"""Literals of the source as values: strings with escapes, numbers in their notations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "v": "\v", "f": "\f", "0": "\0"}
_CODE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\})")
_LINE_END = re.compile("\\\\(?:\r\n|[\n\r\u2028\u2029])")


def source_of(node: Node) -> str:
    """The text of a node as it stands in the file."""
    return node.text.decode("utf-8", "replace") if node.text else ""


def children(node: Node) -> list[Node]:
    """The named children without comments."""
    return [child for child in node.named_children if child.type != "comment"]


def first_child(node: Node) -> Node:
    """The first named child that is no comment; where the text is broken, the node itself."""
    return next((child for child in node.named_children if child.type != "comment"), node)


def field_of(node: Node, name: str) -> Node:
    """A field that the grammar promises; where the text is broken, the node itself."""
    return node.child_by_field_name(name) or node


def string_of(node: Node) -> str:
    """What a string literal stands for."""
    return joined([piece_of(child) for child in node.named_children])


def piece_of(node: Node) -> str:
    """What a run of characters or an escape inside of a string stands for."""
    text = source_of(node)
    if node.type != "escape_sequence":
        return text
    code = _CODE.fullmatch(text)
    if code:
        number = int(code[1] or code[2] or code[3], 16)
        return chr(number) if number <= 0x10FFFF else ""
    if _LINE_END.fullmatch(text):
        return ""
    return _SIMPLE.get(text[1:], text[1:])


def joined(pieces: list[str]) -> str:
    """The pieces as one text; halves of a character that were written as two escapes meet."""
    text = "".join(pieces)
    if not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def number_of(text: str) -> int | float | None:
    """A number literal; None for notations that nobody uses."""
    plain = text.replace("_", "").removesuffix("n").lower()
    try:
        if plain[:2] in ("0x", "0b", "0o"):
            return int(plain, 0)
        return whole(float(plain))
    except ValueError:
        return None


def whole(number: float) -> int | float:
    """The number as an int, if it is one."""
    return int(number) if number.is_integer() else number
