"""The small patterns of kramdown's syntax that several of its constructs share.

Source: kramdown 2.4.0 and kramdown-parser-gfm 1.1.0. `\\w`, `\\d` and `\\s` are ASCII only there.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate_adapters.jekyll.kramdown.tree import Attributes

SPACES: Final = r"[ \t\n\v\f\r]"
NAME: Final = r"(?:[^\W\d][-\w.]*+:)?[^\W\d][-\w.]*+"
"""A name of XML: of a tag or an attribute."""

ID: Final = r"[A-Za-z0-9_][A-Za-z0-9_-]*+"
LIST: Final = r"(?:\\\}|[^}])+"
"""What stands in the braces of an attribute list."""

BLANK: Final = re.compile(r"[ \t\v\f\r]*\n")
BLANKS: Final = re.compile(r"(?:[ \t\v\f\r]*\n)+")
INDENT: Final = re.compile(r"^(?:\t| {4})", re.MULTILINE)

SPAN_TAGS: Final = frozenset(
    """a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb rbc rp rt
    rtc ruby samp select small span strong sub sup tt u var""".split()
)
BLOCK_TAGS: Final = frozenset(
    """address article aside applet body blockquote caption col colgroup dd div dl dt fieldset figcaption footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li main map nav ol optgroup p pre section summary
    table tbody td th thead tfoot tr ul""".split()
)
VOID_TAGS: Final = frozenset(
    """area base br col command embed hr img input keygen link meta param source track wbr""".split()
)
_BLOCK_CONTENT: Final = frozenset(
    """address applet article aside blockquote body dd details div dl fieldset figure figcaption footer form header
    hgroup iframe li main map menu nav noscript object section summary td""".split()
)
_SPAN_CONTENT: Final = frozenset(
    """a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend optgroup p q
    rb rbc rp rt rtc ruby select small span strong sub sup th tt""".split()
)
_RAW_CONTENT: Final = frozenset("script style math option textarea pre code kbd samp var".split())
KNOWN_TAGS: Final = (
    SPAN_TAGS | BLOCK_TAGS | VOID_TAGS | _BLOCK_CONTENT | _SPAN_CONTENT | _RAW_CONTENT
)
"""The tags whose names are HTML's: written in any case."""

SHOWN_TAGS: Final = (KNOWN_TAGS - VOID_TAGS) | frozenset(
    """audio bdi blink canvas center data datalist dialog font marquee meter nobr noembed noframes noscript output
    plaintext picture progress s slot strike svg template time title video xmp""".split()
)
"""The tags that a browser minds, so that they need an end; others that stand open change nothing."""


_NAME_OF_MARKDOWN: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*+")


def is_element(name: str) -> bool:
    """Whether a browser makes an element of a tag with this name; else it shows it as text."""
    return name[:1].isascii() and name[:1].isalpha()


def is_tag_of_markdown(name: str) -> bool:
    """Whether CommonMark takes a tag with this name for one: `<stdio.h>` is text there, and unseen on Jekyll's page."""
    return _NAME_OF_MARKDOWN.fullmatch(name) is not None


def content_of(tag: str) -> str:
    """What a tag holds where Markdown is read in it: "block", "span" or "raw"."""
    if tag in _BLOCK_CONTENT:
        return "block"
    return "span" if tag in _SPAN_CONTENT else "raw"


MODELS: Final = {"0": "raw", "1": "default", "span": "span", "block": "block"}
"""What the attribute `markdown` asks for."""

_SPAN_NAMES: Final = "|".join(sorted(SPAN_TAGS | {"script"}))
HTML_EDGE: Final = rf"</(?!(?:{_SPAN_NAMES})\b){NAME}{SPACES}*>|<(?!(?:{_SPAN_NAMES})\b){NAME}"
"""A tag of a block, opening or closing: it ends a paragraph."""

TAG: Final = re.compile(
    rf"""<(?P<name>{NAME}){SPACES}*(?P<attributes>(?>{SPACES}+{NAME}"""
    rf"""(?:{SPACES}*={SPACES}*(?:\w++|"[^"]*+"|'[^']*+'))?+)*){SPACES}*(?P<slash>/)?>"""
)
CLOSING: Final = re.compile(rf"</({NAME}){SPACES}*>")
ATTRIBUTE: Final = re.compile(
    rf"""{SPACES}*({NAME})(?:{SPACES}*={SPACES}*(?:(\w++)|"([^"]*+)"|'([^']*+)'))?+"""
)
COMMENT: Final = re.compile(r"<!--(.*?)-->", re.DOTALL)

_IAL: Final = rf"\{{:(?!:|/)({LIST})\}}{SPACES}*?\n"
IAL_LINE: Final = re.compile(rf" {{0,3}}{_IAL}")
ITEM_IAL: Final = re.compile(rf"{SPACES}*\{{:(?!(?:{ID})?:|/)({LIST})\}}{SPACES}*")
EOB: Final = re.compile(rf"\^{SPACES}*?\n")

LIST_TAIL: Final = r"[\t |]"
"""What follows the marker of an item."""

LAZY_END: Final = rf"[ \t\v\f\r]*\n| {{0,3}}{_IAL}|\^{SPACES}*?\n| {{0,3}}(?:{HTML_EDGE})|\Z"
"""What ends a block that takes lines without its marker; tried at the beginning of a line."""

_ENTRY: Final = re.compile(
    rf"""(?:\A|(?<={SPACES}))(?:(?P<key>{ID})=(?:"(?P<double>(?:\\\}}|\\"|[^}}"])*?)"|"""
    rf"""'(?P<single>(?:\\\}}|\\'|[^}}'])*?)')|(?P<reference>{ID})"""
    rf"""|(?P<marks>(?:\#[A-Za-z][A-Za-z0-9_:-]*|\.[^\s.#]+)+))(?={SPACES}|\Z)"""
)
_MARK: Final = re.compile(r"#([A-Za-z][A-Za-z0-9_:-]*)|\.([^\s.#]+)")
_ESCAPED: Final = re.compile(r"\\([}\"'])")


def read_attributes(text: str, into: Attributes) -> None:
    """Adds what the attribute list `text`, without its braces, says."""
    for entry in _ENTRY.finditer(text):
        if entry["reference"] is not None:
            into.references.append(entry["reference"])
        elif entry["marks"] is not None:
            for name, css in _MARK.findall(entry["marks"]):
                into.add("class" if css else "id", css or name)
        else:
            quoted = entry["double"] if entry["double"] is not None else entry["single"]
            into.values[entry["key"]] = _ESCAPED.sub(r"\1", quoted)


def tag_attributes(text: str, *, is_known: bool = True) -> dict[str, str]:
    """The attributes in a tag; of those that stand there twice the last one counts."""
    found: dict[str, str] = {}
    for name, word, double, single in ATTRIBUTE.findall(text):
        found[name.lower() if is_known else name] = word or double or single
    return found


def is_for_html(said: str) -> bool:
    """Whether what `nomarkdown` holds is written into a page: its attribute `type` names other formats."""
    attributes = Attributes()
    read_attributes(said, attributes)
    types = attributes.values.get("type", "").split()
    return not types or "html" in types
