"""A body as a tree of HTML elements, for targets that read Markdown too differently to carry text over.

A dialect takes `CARRIED` into its rows: what Markdown has no words for becomes a tag, and `soup_of` reads it back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from syndicate.body import markdown
from syndicate.body.commonmark import fenced, in_blocks, quoted, tag
from syndicate.body.dialect import Edges, Partly, Row, says
from syndicate.body.html.autolinks import linked
from syndicate.body.html.marks import legal
from syndicate.body.markdown import NestedTooDeeply
from syndicate.body.nodes import (
    Body,
    Callout,
    Code,
    Details,
    Embed,
    Figure,
    Heading,
    Math,
    More,
    Node,
    Place,
    Unknown,
)
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag
    from bs4.element import PageElement
    from nh3 import Cleaner

MATH: Final = "x-math"
EMBED: Final = "x-embed"

_MAX_DEPTH: Final = 100


# -- what Markdown has no words for -------------------------------------------------------------------

_UNSAFE: Final = re.compile(r"[^\w ./:-]", re.ASCII)


def _attribute(text: str) -> str:
    """`text` as the value of an attribute in which Markdown, even that of a table, finds nothing to read."""
    return _UNSAFE.sub(lambda match: f"&#{ord(match[0])};", text).replace("_", "&#95;")


def _carrier(name: str, **attributes: str) -> str:
    said = "".join(f' data-{key}="{_attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{said}></{name}>"


def _math(node: Math, inner: str) -> str:
    return _carrier(MATH, tex=node.tex, display="1" if node.is_display else "")


def _embed(node: Embed, inner: str) -> str:
    return _carrier(EMBED, url=node.url, provider=node.provider, title=node.title)


def _callout(node: Callout, inner: str) -> Partly:
    title = str(node.title).strip() if node.title is not None else ""
    word = title or node.kind.capitalize()
    text = quoted(in_blocks(f"<strong>{' '.join(word.split())}</strong>", inner))
    return Partly(text, lost=("kind",) if title else (), degrades_to="a quote with a bold word")


def _code(node: Code, inner: str) -> str:
    title = f"<p><strong>{_attribute(node.title)}</strong></p>" if node.title else ""
    return in_blocks(title, fenced(inner, node.lang, node.fence))


def _heading(node: Heading, inner: str) -> str:
    target = f'<a id="{_attribute(node.id)}"></a>' if node.id else ""
    return f"{'#' * node.level} {target}{' '.join(inner.split())}"


def _details(node: Details, inner: str) -> str:
    summary = str(node.summary) if node.summary is not None else ""
    return in_blocks("<details>\n<summary>", summary, "</summary>", inner, "</details>")


def _figure(node: Figure, inner: str) -> str:
    picture = tag("img", (("src", node.src), ("alt", node.alt)))
    if node.link:
        picture = f"{tag('a', (('href', node.link),))}{picture}</a>"
    if node.place is not Place.BLOCK:
        return picture
    if node.caption is None:
        return f"<figure>{picture}</figure>"
    return in_blocks(
        f"<figure>{picture}\n<figcaption>", str(node.caption), "</figcaption>\n</figure>"
    )


CARRIED: Final[Mapping[type[Node], Row]] = {
    Callout: says(_callout, "kind", "title", edges=Edges.BLANK),
    Code: says(_code, "lang", "title", edges=Edges.BLANK),
    Heading: says(_heading, "id"),
    Details: says(_details, "summary", edges=Edges.BLANK, at=frozenset({Place.BLOCK})),
    Figure: says(_figure, "src", "alt", "caption", "link", edges=Edges.BLANK),
    Math: says(_math, "tex", "is_display", edges=Edges.BLANK),
    Embed: says(_embed, "url", edges=Edges.BLANK),
    # A copy is not cut by its text, so nothing is given up.
    More: says(lambda node, inner: ""),
    Unknown: says(lambda node, inner: Partly("", degrades_to="nothing")),
}

# -- the tree -----------------------------------------------------------------------------------------

_TAGS: Final = frozenset(
    f"""a abbr address article aside audio b bdi bdo blockquote br button caption center cite code col colgroup dd del
    details dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup
    hr i iframe img input ins kbd label legend li main mark menu meter nav object ol optgroup option output p picture
    pre progress q rp rt ruby s samp section select small source span strike strong sub summary sup svg table tbody td
    textarea tfoot th thead time tr track tt u ul var video wbr {MATH} {EMBED}""".split()
)
BLOCKS: Final = frozenset(
    """address article aside blockquote center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2
    h3 h4 h5 h6 header hgroup hr iframe li main nav ol p pre section summary table tbody td tfoot th thead tr
    ul [document]""".split()
)
"""Elements that are no part of a line."""

# As the sanitizer writes it: every value in quotes. A blank beside a block means nothing, but in `pre` it does.
_BLOCK_TAG: Final = (
    rf"</?(?:{'|'.join(sorted(BLOCKS - {'pre', '[document]'}))})(?: [a-z-]+=\"[^\"]*\")*>"
)
_BLANK_BEHIND: Final = re.compile(rf"({_BLOCK_TAG}|</pre>)\s+")
_BLANK_BEFORE: Final = re.compile(rf"\s+({_BLOCK_TAG}|<pre(?: [a-z-]+=\"[^\"]*\")*>)")
_ATTRIBUTES: Final = {
    "*": {"id", "class", "title", "lang", "dir"},
    "a": {"href", "name"},
    "audio": {"src", "controls"},
    "code": {"data-lang"},
    "embed": {"src"},
    "iframe": {"src"},
    "img": {"src", "alt", "width", "height", "srcset"},
    "input": {"type", "checked"},
    "li": {"value"},
    "object": {"data"},
    "ol": {"start", "type", "reversed"},
    "source": {"src", "srcset", "type"},
    "td": {"style", "align", "colspan", "rowspan"},
    "th": {"style", "align", "colspan", "rowspan"},
    "time": {"datetime"},
    "video": {"src", "controls", "loop", "poster"},
}


def soup_of(text: str) -> BeautifulSoup:
    """Markdown, which may hold HTML, as a tree of elements without scripts, styles and comments.

    Bare addresses become links. Raises ParserFailure where the parser breaks down, NestedTooDeeply.
    """
    return cleaned(markdown.to_html(legal(text)), has_autolinks=True)


_STYLE: Final = re.compile(r"<(?!t[dh]\b)[a-z][^<>]*\sstyle\s*=", re.IGNORECASE)


def report_styles(text: str, body: Body, target: str, report: Report) -> None:
    """Tells once of styles of single tags in a text written with `CARRIED`: the tree does not have them."""
    if "style" not in text or not _STYLE.search(markdown.to_html(legal(text))):
        return
    at = max(body.source.text.find("style=", body.span.start, body.span.end), body.span.start)
    message = f"{target} has styles of its own; those of single tags are left out"
    report(body.source.diagnostic(at, CODES["html-style-lost"], message))


def cleaned(html: str, *, has_autolinks: bool = False) -> BeautifulSoup:
    """HTML as a tree of elements without scripts, styles and comments. Raises NestedTooDeeply."""
    from syndicate.body.planting import planted

    if _is_far_too_deep(html):
        raise NestedTooDeeply(f"more than {_MAX_DEPTH} levels deep")
    clean = _sanitizer().clean(html)
    clean = _BLANK_BEFORE.sub(r"\1", _BLANK_BEHIND.sub(r"\1", clean))
    if (
        clean.count("</") > _FAR_TOO_DEEP and _depth_in(clean) > _FAR_TOO_DEEP
    ):  # bs4 looks up and up
        raise NestedTooDeeply(f"more than {_MAX_DEPTH} levels deep")
    soup = planted(linked(clean) if has_autolinks else clean)
    if "data:" in clean:
        for link in soup.select('a[href^="data:"]'):
            del link["href"]
    _take_links_out_of_code(soup)
    if depth_of(soup) > _MAX_DEPTH:
        raise NestedTooDeeply(f"more than {_MAX_DEPTH} levels deep")
    return soup


@cache
def _sanitizer() -> Cleaner:
    """Made once: putting its rules together takes a third of the time of a text."""
    import nh3

    return nh3.Cleaner(
        tags=set(_TAGS),
        attributes={name: set(names) for name, names in _ATTRIBUTES.items()},
        generic_attribute_prefixes={"data-"},
        url_schemes={
            *nh3.ALLOWED_URL_SCHEMES,
            "data",
        },  # an image that no service takes is reported
        link_rel=None,
        filter_style_properties={"text-align"},
    )


_NESTING: Final = re.compile(
    r"<(/?)(article|aside|blockquote|center|details|div|dl|fieldset|figure|footer|header|main|nav|ol|pre|section|ul)\b",
    re.IGNORECASE,
)
"""Tags of elements that stand in themselves, and that nothing but their own end closes."""

_FAR_TOO_DEEP: Final = 10 * _MAX_DEPTH


def _is_far_too_deep(html: str) -> bool:
    """Whether elements nest so deeply that the sanitizer, which looks at all around each, would take ages."""
    if html.count("<") < _FAR_TOO_DEEP:
        return False
    names: list[str] = []
    count: Counter[str] = Counter()
    for slash, tag_name in _NESTING.findall(html):
        name = tag_name.lower()
        if not slash:
            names.append(name)
            count[name] += 1
        while slash and count[name]:
            closed = names.pop()
            count[closed] -= 1
            if closed == name:
                break
        if len(names) > _FAR_TOO_DEEP:
            return True
    return False


_TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9-]*)")
_VOID: Final = frozenset("area br col embed hr img input source track wbr".split())


def _depth_in(clean: str) -> int:
    """How many elements enclose the innermost one in HTML in which all of them are closed."""
    depth = deepest = 0
    for slash, name in _TAG.findall(clean):
        if name not in _VOID:
            depth += -1 if slash else 1
            deepest = max(deepest, depth)
    return deepest


def _take_links_out_of_code(soup: BeautifulSoup) -> None:
    """Makes links in code within a line links around code, which Markdown can say."""
    for code in found_in(soup, "code"):
        if first_in(code, "a") is None or code.find_parent("pre") is not None:
            continue
        for text in code.find_all(string=True):
            if text.strip():
                text.wrap(new_element("code"))
        code.unwrap()


def new_element(name: str) -> Tag:
    """An element that stands nowhere yet."""
    from bs4 import Tag as Element

    # Where it is not said, bs4 looks through all that is inside for a tag called "is_xml", time and again.
    return Element(name=name, is_xml=False)


class New(NamedTuple):
    """An element that is to be made around some parts."""

    name: str
    parts: list[PageElement]


def refill(element: Tag, parts: Sequence[PageElement | New]) -> None:
    """Makes `parts`, some of what stood in `element`, all that stands there.

    bs4 counts all pieces before one that it replaces, so that many take it ages one by one.
    """
    element.clear()
    for part in parts:
        if isinstance(part, New):
            made = new_element(part.name)
            made.extend(part.parts)
            element.append(made)
        else:
            element.append(part)


def smooth(soup: Tag) -> None:
    """Makes one text of those that stand side by side, as bs4 does, but in the time of their size."""
    from bs4.element import NavigableString

    for found in (soup, *found_in(soup)):
        runs = [
            (kind, list(run))
            for kind, run in groupby(found.contents, lambda piece: type(piece) is NavigableString)
        ]
        if any(kind and len(run) > 1 for kind, run in runs):
            joined = (
                [NavigableString("".join(map(str, run)))] if kind else run for kind, run in runs
            )
            refill(found, list(chain.from_iterable(joined)))


def depth_of(soup: BeautifulSoup) -> int:
    """How many elements enclose the innermost one."""
    deepest = 0
    open_: list[Tag] = [soup]
    for element in found_in(soup):
        while element.parent is not open_[-1]:
            open_.pop()
        open_.append(element)
        deepest = max(deepest, len(open_))
    return deepest


def found_in(element: Tag, *names: str) -> list[Tag]:
    """The elements inside `element` with one of these names, or all of them; bs4 asks each piece many questions."""
    from bs4 import Tag as Element

    return [
        piece
        for piece in element.descendants
        if isinstance(piece, Element) and (not names or piece.name in names)
    ]


def first_in(element: Tag, name: str) -> Tag | None:
    """The first element inside `element` with this name."""
    from bs4 import Tag as Element

    pieces = element.descendants
    return next((p for p in pieces if isinstance(p, Element) and p.name == name), None)


def children_of(element: Tag) -> Iterator[Tag]:
    """The elements right inside `element`, without the text between them."""
    from bs4 import Tag as Element

    return (child for child in element.children if isinstance(child, Element))


def attribute(element: Tag, name: str) -> str:
    """The value of an attribute as text; "" where there is none."""
    value = element.get(name)
    return " ".join(value) if isinstance(value, list) else value or ""
