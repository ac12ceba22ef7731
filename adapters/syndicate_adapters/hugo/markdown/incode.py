"""What a shortcode prints among code: the engine puts it there as it is, HTML that readers see the text of.

Source: Hugo 0.168, which fills shortcodes in after the text is HTML; tests/hugo_body/test_expansion.py asks the engine.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import Final

from syndicate.body.markdown import is_inside
from syndicate.body.nodes import Insert, Node, Place, Verbatim
from syndicate.source.text import Span
from syndicate_adapters.hugo.markdown.calls import Call
from syndicate_adapters.hugo.markdown.reading import Reading
from syndicate_adapters.hugo.reading.codes import TEMPLATE_UNREAD

_TAG: Final = re.compile(r"</?([A-Za-z][\w-]*)[^<>]*>")
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]<>#|~$])")


def as_code(
    made: Sequence[Node], outer: Sequence[tuple[Call, Node]], code: Sequence[Span], reading: Reading
) -> Iterator[Node]:
    """The nodes; what calls among code print is the text that readers see there. code: where there is some."""
    calls = {id(node): call for call, node in outer if is_inside(code, call.span.start)}
    for node in made:
        call = calls.get(id(node))
        yield node if call is None else _as_text(node, call, reading)


def _as_text(node: Node, call: Call, reading: Reading) -> Node:
    if isinstance(node, Insert):
        text = node.body.text.strip("\n")
        shown = text if call.tag.is_markdown else _shown(text, call, reading)
    elif isinstance(node, Verbatim) and call.tag.name == "param" and not call.tag.is_markdown:
        shown = _ESCAPED.sub(r"\1", node.text)
    else:
        return node
    return Verbatim(span=node.span, text=shown, place=Place.INLINE)


def _shown(text: str, call: Call, reading: Reading) -> str:
    if any(match[1].lower() != "span" for match in _TAG.finditer(text)):
        message = f"the HTML that {call.tag.name!r} prints among code is shown as its text"
        reading.say(TEMPLATE_UNREAD, call.tag.span.start, message)
    return html.unescape(_TAG.sub("", text))
