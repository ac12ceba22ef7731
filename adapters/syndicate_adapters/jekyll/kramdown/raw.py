"""Raw HTML without blank lines, at which CommonMark would take it for Markdown again."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from syndicate_adapters.jekyll.kramdown.patterns import NAME, is_element, is_tag_of_markdown

_WHOLE: Final = re.compile(
    r"\s*<(script|style|pre|textarea)\b(?:(?!</\1).)*</\1\s*>\s*\Z", re.I | re.S
)
_KEPT: Final = re.compile(r"<(pre|textarea)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BLANK_LINES: Final = re.compile(r"\n(?:[ \t\r]*\n)+")
_BLANK_LINE: Final = re.compile(r"\n[ \t\r]*(?=\n)")


_BEGINS: Final = re.compile(
    r"(?:<!--|<[?!]|</?(?:script|style|pre|textarea|address|article|aside|base|basefont|blockquote|body|caption|center"
    r"|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head"
    r"|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section"
    r"|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?=[\s/>]))",
    re.IGNORECASE,
)
_TAG: Final = re.compile(r"""<(?:"[^"]*"|'[^']*'|[^"'>])*>""")


def as_block(text: str) -> str:
    """HTML so that CommonMark takes it for a block: a tag that it does not know as one has a line for itself."""
    if _BEGINS.match(text):
        return text
    tag = _TAG.match(text)
    if tag is None:
        return text
    rest = text[tag.end() :]
    opening = " ".join(tag[0].split("\n"))
    return f"{opening}{rest}" if rest[:1] in ("", "\n") else f"{opening}\n{rest}"


def outside_of_tags(text: str, change: Callable[[str], str]) -> str:
    """`text` with what stands between its tags changed."""
    pieces: list[str] = []
    done = 0
    for tag in _TAG.finditer(text):
        pieces += (change(text[done : tag.start()]), tag[0])
        done = tag.end()
    return "".join([*pieces, change(text[done:])])


_ODD_TAG: Final = re.compile(rf"<(?P<slash>/?)(?P<name>{NAME})(?P<rest>[^<>]*>)", re.IGNORECASE)
_CODE: Final = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_CODE_END: Final = re.compile(r"</(?:script|style)", re.IGNORECASE)


def _without_odd_tags(text: str) -> str:
    """`text` with tags that CommonMark takes for none said otherwise, but for those in comments and code."""
    pieces: list[str] = []
    done = position = 0
    has_comments = has_code = True  # further ones that are closed
    while (at := text.find("<", position)) >= 0:
        position = at + 1
        if has_comments and text.startswith("<!--", at):
            end = text.find("-->", at + 4)
            has_comments = end >= 0
            position = end + 3 if has_comments else position
        elif has_code and _CODE.match(text, at):
            code_end = _CODE_END.search(text, at)
            has_code = code_end is not None
            position = code_end.end() if code_end is not None else at
        elif (tag := _ODD_TAG.match(text, at)) is not None:
            position = tag.end()
            pieces += (text[done:at], _said(tag))
            done = position
    return "".join([*pieces, text[done:]])


def _said(match: re.Match[str]) -> str:
    """A tag that CommonMark takes for none: as one without meaning, or as the text that a browser shows."""
    name: str = match["name"]
    if is_tag_of_markdown(name):
        return match[0]
    if is_element(name):
        return f"<{match['slash']}span{match['rest']}"
    return "" if match["slash"] else f"&lt;{name}{match['rest']}"


def raw_html(text: str) -> str:
    """`text` with its blank lines taken out, or said otherwise where they show, and no odd names of tags."""
    text = _without_odd_tags(text)
    if _BLANK_LINES.search(text) is None or _WHOLE.match(text):
        return text
    pieces: list[str] = []
    done = 0
    for kept in _KEPT.finditer(text):
        pieces.append(_BLANK_LINES.sub("\n", text[done : kept.start()]))
        pieces.append(_BLANK_LINE.sub("\n&#10;", kept[0]).replace("&#10;\n", "&#10;"))
        done = kept.end()
    pieces.append(_BLANK_LINES.sub("\n", text[done:]))
    return "".join(pieces)
