"""What a copy of an article may hold: tags, attributes and addresses by allow-list; the rest is named and left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from typing import Final

from syndicate.body.html.addresses import Addresses
from syndicate.body.html.players import is_player
from syndicate.web.players import page_of

_TAGS: Final = frozenset(
    """a abbr acronym address article aside audio b bdi bdo big blockquote br caption center cite code col colgroup data
    dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main
    mark nav ol p picture pre q rp rt ruby s samp section small source span strike strong sub summary sup table tbody td
    tfoot th thead time tr track tt u ul var video wbr""".split()
)
_ATTRIBUTES: Final = {
    "*": {"id", "title", "lang", "dir", "class"},
    "a": {"href", "hreflang"},
    "audio": {"src", "controls", "loop", "muted", "preload"},
    "blockquote": {"cite"},
    "col": {"align", "span"},
    "colgroup": {"align", "span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "embed": {"src"},
    "iframe": {"src", "width", "height", "allowfullscreen"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "align", "loading"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "object": {"data"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "source": {"src", "srcset", "sizes", "type", "media", "width", "height"},
    "table": {"align"},
    "td": {"colspan", "rowspan", "align", "headers"},
    "th": {"colspan", "rowspan", "align", "headers", "scope"},
    "time": {"datetime"},
    "tr": {"align"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "video": {"src", "poster", "controls", "loop", "muted", "preload", "width", "height"},
}
_FRAMES: Final = frozenset({"iframe", "embed", "object"})
_GONE: Final = frozenset("script style template noscript".split())
_SCHEMES: Final = frozenset("data ftp geo http https irc ircs magnet mailto sms tel xmpp".split())
_CLASSES: Final = re.compile(
    r"language-\S+|callout|callout-[\w-]+|code-title|footnote-(?:reference|definition|definition-label)"
)

# As a serializer wrote it: each value in quotes, no quote in a value, each frame closed.
_FRAME: Final = re.compile(
    r'<iframe(?P<attributes>(?: [a-z]+="[^"]*")*)>.*?</iframe>|<(?:embed|object)(?P<others>(?: [a-z]+="[^"]*")*)>',
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r'([a-z]+)="([^"]*)"')
_TAG: Final = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)")
_NESTING: Final = """address article aside blockquote center details dialog div dl fieldset figure footer form header
    hgroup main menu nav ol pre rt ruby section summary ul""".split()
_NESTED: Final = re.compile(rf"<(/?)(?:{'|'.join(_NESTING)})\b", re.IGNORECASE)
_DEEPEST: Final = 200
_BOX: Final = re.compile(r'<input disabled="" type="checkbox"( checked="")?/>\n?')
_ALIGNED: Final = re.compile(r'<(t[hd]) style="text-align: (left|right|center)">')


def prepared(html: str) -> str:
    """What Markdown made, said with tags that readers' programs keep: boxes of tasks, alignment of cells."""
    if "<input" in html:
        html = _BOX.sub(lambda match: "☑ " if match[1] else "☐ ", html)
    if 'style="text-align' in html:
        html = _ALIGNED.sub(r'<\1 align="\2">', html)
    return html


def _framed(html: str, on_frame: Callable[[str], None], *, has_players: bool) -> str:
    """Frames as links to what they show; with `has_players` the frames of known players are kept."""

    def shown(match: re.Match[str]) -> str:
        given = dict(_ATTRIBUTE.findall(match["attributes"] or match["others"] or ""))
        src = given.get("src") or given.get("data")
        if src is None:
            return ""
        if has_players and is_player(src):
            names = ("src", "title", "width", "height", "allowfullscreen")
            kept = "".join(f' {name}="{given[name]}"' for name in names if name in given)
            return f"<iframe{kept}></iframe>"
        page = page_of(unescape(src))
        address = escape(page) if page is not None else src
        on_frame(address)
        return f'<a href="{address}">{given.get("title") or address}</a>'

    return _FRAME.sub(shown, html).replace("</object>", "")


def left_out(html: str) -> list[str]:
    """The names of tags that `cleaned` leaves out, each once, in their order."""
    known = _TAGS | _FRAMES
    names = (name.lower() for name in _TAG.findall(html))
    return [name for name in dict.fromkeys(names) if name not in known]


def is_too_deep(html: str) -> bool:
    """Whether elements lie in each other so deep that cleaning would take time with the square of their number."""
    if html.count("<") <= _DEEPEST:
        return False
    depth = 0
    for match in _NESTED.finditer(html):
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > _DEEPEST:
            return True
    return False


def is_gone(name: str) -> bool:
    """Whether what stands inside of such a tag is left out with it."""
    return name in _GONE


def cleaned(
    html: str,
    addresses: Addresses,
    *,
    has_players: bool,
    on_frame: Callable[[str], None] = lambda src: None,
) -> str:
    """`html` with nothing in it but what is allowed, its tags balanced and its addresses absolute.

    on_frame: told the address of each frame that became a link.
    """
    import nh3

    html = nh3.clean(
        html,
        tags=set(_TAGS | _FRAMES),
        clean_content_tags=set(_GONE),
        attributes={name: set(allowed) for name, allowed in _ATTRIBUTES.items()},
        attribute_filter=_filter(addresses),
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )
    # What stands inside of a frame is raw text to the sanitizer: no frame gets past this line with it.
    return _framed(html, on_frame, has_players=has_players)


def _filter(addresses: Addresses) -> Callable[[str, str, str], str | None]:
    """What becomes of the value of an attribute; None removes the attribute."""

    def kept(element: str, name: str, value: str) -> str | None:
        match name:
            case "class":
                return " ".join(c for c in value.split() if _CLASSES.fullmatch(c)) or None
            case "srcset":
                return addresses.srcset(value)
            case "src" | "poster" if element in ("img", "video") or name == "poster":
                return addresses.picture(value)
            case "href" | "src" | "cite" | "data":
                return None if value.lstrip()[:5].lower() == "data:" else addresses.absolute(value)
        return value

    return kept
