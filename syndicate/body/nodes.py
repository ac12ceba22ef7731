"""The constructs that another dialect reads differently; everything else stays text.

A node knows where it stands (`span`, in characters of its file) and what it means. The fields that a
target has to say are named in `SAID`; whatever of them a target cannot say is reported by the renderer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar, Final

from syndicate.source.text import SourceText, Span


class Place(StrEnum):
    """Where a node stands: what may be written there depends on it."""

    BLOCK = "block"
    INLINE = "inline"
    CELL = "cell"
    HTML = "html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A construct in the text.

    span: a block begins after the markers of its container and ends before its last newline.
    prefix: what the container puts before each further line of a block ("  " in a list, "> " in a quote).
    is_apart: the lines above would take it in (HTML without an end): a blank line has to stand between.
    """

    span: Span
    prefix: str = ""
    place: Place = Place.BLOCK
    is_apart: bool = False

    KIND: ClassVar[str] = "node"
    SAID: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Container(Node):
    """A construct that holds text of the author. `inner` is that text, in whole lines for a block.

    is_indented: the author indented the lines inside, and the dialect does not count it.
    is_quoted: the lines inside begin with a quote sign, which belongs to the construct.
    """

    inner: Span
    children: tuple[Node, ...] = ()
    is_indented: bool = False
    is_quoted: bool = False


CALLS: Final = ("component", "directive", "include", "shortcode", "tag")
"""What engines call things that a site defines for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call of something that a site defines for itself, left in the text because nothing tells what it shows."""

    span: Span
    call: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A stretch of a file as one dialect reads it: its text plus the sparse tree over it.

    nodes: in source order, without overlap. code: where the text is code and no escape works.
    calls: those that became no node.
    """

    source: SourceText
    span: Span
    nodes: tuple[Node, ...] = ()
    code: tuple[Span, ...] = ()
    calls: tuple[Call, ...] = ()

    @property
    def text(self) -> str:
        return self.source.text[self.span.start : self.span.end]

    def __str__(self) -> str:
        return self.text


# -- blocks ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout(Container):
    """A boxed remark; Docusaurus calls it an admonition, Hugo an alert."""

    kind: str  # canonical where known ("note", "tip", "info", "warning", "danger", ...)
    name: str  # as the author wrote it ("caution", "important", a keyword of the site)
    title: Body | None = None  # Markdown; None is the engine's own word for the kind
    fold: str = ""  # "+" folds open, "-" folds closed
    attributes: tuple[tuple[str, str], ...] = ()

    KIND = "callout"
    SAID = ("kind", "title", "fold", "attributes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Code(Container):
    """A fenced block whose info string says more than a language. `inner` is the code itself."""

    fence: str = "```"
    lang: str = ""
    title: str = ""
    highlighted: tuple[tuple[int, int], ...] = ()  # first and last line of each range, from 1
    first_number: int | None = None  # line numbers are shown, from this one
    meta: str = ""  # what is left of the info string

    KIND = "code"
    SAID = ("lang", "title", "highlighted", "first_number", "meta")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Container):
    """A heading and the fragment that readers link to; `inner` is its text."""

    level: int
    id: str | None  # as the source engine writes it; None where it writes none
    text: str  # what the engine computes an id from
    is_explicit: bool = False  # the author wrote the id

    KIND = "heading"
    SAID = ("id",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Details(Container):
    """A part that the reader opens; `summary` is Markdown."""

    summary: Body | None = None
    is_open: bool = False

    KIND = "details"
    SAID = ("summary", "is_open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab(Container):
    """One panel of `Tabs`."""

    label: str
    value: str = ""
    is_default: bool = False

    KIND = "tab"
    SAID = ("label", "is_default")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabs(Container):
    """Panels of which the reader sees one; its children are `Tab`s."""

    group: str = ""

    KIND = "tabs"
    SAID = ("group",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Element(Container):
    """A tag of HTML that the dialect reads in its own way (JSX attributes, Markdown inside).

    attributes: by their HTML names; a value of None is an attribute without one.
    """

    name: str
    attributes: tuple[tuple[str, str | None], ...] = ()

    KIND = "element"
    SAID = ("name", "attributes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Component(Container):
    """A component, shortcode, include or tag that nobody knows; its children are kept.

    call: what the engine calls it, one of `CALLS`. Arguments without a name are called "0", "1" and so on.
    """

    name: str
    attributes: tuple[tuple[str, str | None], ...] = ()
    call: str = "component"

    KIND = "component"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions(Container):
    """A list of words and what they mean; its children are `Defined` and `Meaning`."""

    KIND = "definitions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Defined(Container):
    """The words that are explained below, one on each line of `inner`."""

    KIND = "defined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning(Container):
    """What the words above mean; `inner` begins behind the author's `marker` (":   "), further lines stay indented."""

    marker: str = ": "

    KIND = "meaning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed(Container):
    """Text of the author with something written before and behind it, which a rule of the site says."""

    before: Body
    after: Body

    KIND = "framed"
    SAID = ("before", "after")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Node):
    """An image with a caption. `src` is an address as the author wrote it."""

    src: str
    alt: str = ""
    caption: Body | None = None
    link: str = ""
    width: str = ""
    height: str = ""

    KIND = "figure"
    SAID = ("src", "alt", "caption", "link", "width", "height")


@dataclass(frozen=True, slots=True, kw_only=True)
class Math(Node):
    """A formula in TeX."""

    tex: str
    is_display: bool = False

    KIND = "math"
    SAID = ("tex", "is_display")


@dataclass(frozen=True, slots=True, kw_only=True)
class Embed(Node):
    """A player or card of another site; `url` is the page that shows the thing."""

    provider: str
    url: str
    title: str = ""

    KIND = "embed"
    SAID = ("url",)


@dataclass(frozen=True, slots=True, kw_only=True)
class More(Node):
    """The line between the excerpt and the rest."""

    KIND = "more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Title(Node):
    """A heading in the text that the engine takes out of the article, because the page shows its title."""

    text: str

    KIND = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped(Node):
    """Text that the source engine does not show either (imports, ESM, template comments)."""

    KIND = "dropped"


# -- inside a line -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment(Node):
    """A remark that readers do not see."""

    text: str

    KIND = "comment"
    SAID = ("text",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verbatim(Node):
    """Text that means the same thing everywhere but is spelled otherwise here: `text` is how CommonMark says it."""

    text: str

    KIND = "verbatim"
    SAID = ("text",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes(Node):
    """What the author says about the look of a thing beside it: classes, keys and their values."""

    values: tuple[tuple[str, str], ...]

    KIND = "attributes"
    SAID = ("values",)


ADDRESSES: Final = frozenset({"href", "src", "poster"})
"""The attributes of tags that hold an address."""


class Role(StrEnum):
    """What an address in the text is used for."""

    LINK = "link"
    IMAGE = "image"
    DEFINITION = "definition"  # of a reference: a link or an image, only the use tells
    ATTRIBUTE = "attribute"  # of a tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination(Node):
    """The address of a link or image, and nothing around it. `url` is it without Markdown's escapes.

    otherwise: where `url` is a call of a template, the address for targets that cannot find out what it means.
    """

    url: str
    role: Role = Role.LINK
    is_bracketed: bool = False  # written as <url>; the brackets belong to the span
    otherwise: str | None = None

    place: Place = Place.INLINE
    KIND = "destination"
    SAID = ("url",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Autolink(Node):
    """A bare address that becomes a link. `shown` is it as written; before, after: the characters beside it."""

    url: str
    shown: str
    before: str = ""
    after: str = ""

    place: Place = Place.INLINE
    KIND = "autolink"
    SAID = ("url",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression(Node):
    """Code of the page that only its own engine can run (`{props.title}`)."""

    code: str

    KIND = "expression"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown(Node):
    """A marker without its other half, or one that nobody knows; it stays as it is."""

    text: str
    reason: str = ""

    KIND = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert(Node):
    """Text that comes from another file (a partial, an include)."""

    body: Body = field(kw_only=True)
    name: str = ""

    KIND = "insert"
    SAID = ("body",)
