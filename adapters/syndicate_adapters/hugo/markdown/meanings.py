"""What a call of a shortcode means: the node for it, from Hugo's own ones to those of the big themes.

Source: Hugo 0.168, tpl/tplimpl/embedded/templates/_shortcodes; tests/hugo_body/test_engine.py asks the engine.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from syndicate.body.nodes import (
    Body,
    Callout,
    Code,
    Component,
    Destination,
    Details,
    Dropped,
    Element,
    Embed,
    Figure,
    Insert,
    Math,
    Node,
    Place,
    Role,
    Tab,
    Tabs,
    Unknown,
    Verbatim,
)
from syndicate.source.text import Span
from syndicate_adapters.hugo.fences import numbered
from syndicate_adapters.hugo.markdown import known
from syndicate_adapters.hugo.markdown.calls import Call
from syndicate_adapters.hugo.markdown.known import named
from syndicate_adapters.hugo.markdown.players import player
from syndicate_adapters.hugo.markdown.reading import Reading
from syndicate_adapters.hugo.markdown.tags import Tag, scan
from syndicate_adapters.hugo.reading.codes import (
    HTML_OMITTED,
    OVERRIDDEN,
    TEMPLATE_UNREAD,
    TEXT_REFUSED,
)
from syndicate_adapters.hugo.reading.params import small, text_of
from syndicate_adapters.hugo.settings import OwnShortcode


def meaning(call: Call, reading: Reading) -> Node:
    """The node for a call; a component where nobody knows what it means."""
    tag = call.tag
    if tag.is_inline:
        if reading.settings.runs_inline:
            message = f"the template {tag.name!r} stands in the text and is not run; left out"
            reading.say(TEMPLATE_UNREAD, tag.span.start, message)
        return Verbatim(text="", **_where(call, reading) | {"place": Place.INLINE})
    own = reading.settings.site.shortcodes.get(tag.name)
    if own is None:
        _report_refused(call, reading)
        if _is_omitted(call, reading):
            message = (
                f"Hugo leaves out what {tag.name!r} prints here: `unsafe` is off in the config"
            )
            reading.say(HTML_OMITTED, tag.span.start, message)
            return Dropped(**_where(call, reading))
    maker = _MAKERS.get(tag.name)
    found = maker(call, reading) if maker is not None else None
    if found is None:
        found = _embed(call, reading)
    if found is None:
        return component(call, reading)
    if own is not None:
        _report_own(own, found, tag, reading)
    return found


def _report_own(own: OwnShortcode, found: Node, tag: Tag, reading: Reading) -> None:
    """Says that a call was read by its name alone. What themes call so is known, and they are not spoken of."""
    if tag.name in known.BUILT_IN:
        message = f"{own.source} takes the place of Hugo's own {tag.name!r}; it is read like that"
    elif own.source.startswith("layouts/") and not reading.settings.site.expands:
        message = f"{tag.name!r} is read as {found.KIND}, whatever {own.source} makes of it"
    else:
        return
    reading.say(OVERRIDDEN, tag.span.start, message)


def component(call: Call, reading: Reading) -> Component:
    """A shortcode of the site, with what it is given; values without a name are called "0", "1" and so on."""
    given = [(str(number), value) for number, value in enumerate(call.tag.values)]
    given += call.tag.named
    return Component(
        name=call.tag.name,
        call="shortcode",
        attributes=tuple(given),
        inner=_inner(call, reading),
        **_where(call, reading),
    )


def _where(call: Call, reading: Reading) -> dict[str, Any]:
    return dict(reading.standing(call.span))


def _inner(call: Call, reading: Reading) -> Span:
    end = call.tag.span.end
    return Span(end, end) if call.close is None else reading.between(end, call.close.span.start)


def inner_text(call: Call, reading: Reading) -> str:
    """What stands between the tags, as written."""
    return "" if call.close is None else reading.text[call.tag.span.end : call.close.span.start]


def _report_refused(call: Call, reading: Reading) -> None:
    """Says what the engine refuses of a call of its own shortcodes, or of one that nobody has."""
    tag = call.tag
    if reading.settings.minor >= known.REMOVED.get(tag.name, sys.maxsize):
        reason = f"Hugo has no shortcode {tag.name!r} any more"
    elif tag.name not in known.BUILT_IN and reading.settings.site.are_all:
        reason = f"there is no template for the shortcode {tag.name!r}"
    elif tag.name in ("youtube", "vimeo", "instagram") and player(tag) is None:
        reason = f"the shortcode {tag.name!r} names nothing that it could show"
    elif tag.name == "x" and not (named(tag, "id") and named(tag, "user")):
        reason = "the shortcode 'x' needs user and id"
    else:
        return
    reading.say(TEXT_REFUSED, tag.span.start, f"{reason}; Hugo stops here")


def _is_omitted(call: Call, reading: Reading) -> bool:
    """Whether a call of one of Hugo's own puts a block of HTML into the text, which the config does not allow."""
    tag = call.tag
    if reading.settings.has_html or not tag.is_markdown or tag.name not in known.PRINTING_HTML:
        return False
    if tag.name == "highlight" and _INLINE_CODE.search(" ".join(tag.values[1:])):
        return False
    newline = reading.text.find("\n", call.span.end)
    below = reading.text[newline + 1 :].split("\n", 1)[0] if newline >= 0 else ""
    return _where(call, reading)["place"] is Place.BLOCK and not below.strip(" \t\r>")


# -- Hugo's own --------------------------------------------------------------------------------------


def _embed(call: Call, reading: Reading) -> Node | None:
    found = player(call.tag)
    if found is None or call.close is not None:
        return None
    provider, url = found
    title = named(call.tag, "title")
    return Embed(provider=provider, url=url, title=title, **_where(call, reading))


def _figure(call: Call, reading: Reading) -> Node | None:
    tag = call.tag
    src = named(tag, "src", "href") or next(iter(tag.values), "")
    if not src or call.close is not None:
        return None
    return Figure(
        src=src,
        alt=named(tag, "alt") or _without_marks(named(tag, "caption")),
        caption=_caption(call, reading),
        link=named(tag, "link"),
        width=named(tag, "width"),
        height=named(tag, "height"),
        **_where(call, reading),
    )


def _without_marks(text: str) -> str:
    """The words of a line of Markdown: what the engine says of a picture that has a caption and no words else."""
    if not text:
        return ""
    shown = re.sub(r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"<[^<>]*>|[*_`]", "", shown).strip()


def _caption(call: Call, reading: Reading) -> Body | None:
    """The words below a picture: title, caption and whose it is, as they follow each other."""
    title, caption, credit = (named(call.tag, key) for key in ("title", "caption", "attr"))
    link = named(call.tag, "attrlink")
    if credit and link:
        credit = f"[{credit}]({link})"
    text = " ".join(word for word in (caption, credit) if word)
    if title:
        text = f"**{title}**<br />{text}" if text else f"**{title}**"
    return reading.made(text) if text else None


def _fold(call: Call, reading: Reading) -> Node | None:
    tag = call.tag
    if call.close is None:
        return None
    summary = named(tag, "summary", "title", "text", "header") or next(iter(tag.values), "")
    if not summary and tag.name == "details":
        summary = "Details"
    is_open = named(tag, "open", "opened", "expanded", "openbydefault").lower() == "true"
    is_open = is_open or tag.values[1:2] in (("open",), ("true",))
    return Details(
        summary=reading.made(summary) if summary else None,
        is_open=is_open,
        inner=_inner(call, reading),
        **_where(call, reading),
    )


def _highlight(call: Call, reading: Reading) -> Node | None:
    if call.close is None:
        return None
    values = [*call.tag.values, "", ""]
    if _INLINE_CODE.search(values[1] or named(call.tag, "options")):
        return _code_span(call, reading)
    lang = values[0] or named(call.tag, "lang", "language")
    info = numbered(lang, values[1])
    return _code(call, reading, lang, info.highlighted, info.first_number, info.title)


_INLINE_CODE: Final = re.compile(r"\bhl_inline\s*=\s*[\"']?true", re.IGNORECASE)


def _code_span(call: Call, reading: Reading) -> Node:
    """Code in a line, between as many backticks as it takes."""
    text = " ".join(inner_text(call, reading).split("\n")).strip()
    marks = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    gap = " " if text[:1] == "`" or text[-1:] == "`" else ""
    span = f"{marks}{gap}{text}{gap}{marks}"
    return Verbatim(text=span, **_where(call, reading) | _INLINE)


def _code(
    call: Call,
    reading: Reading,
    lang: str,
    highlighted: tuple[tuple[int, int], ...] = (),
    first_number: int | None = None,
    title: str = "",
) -> Node:
    """Code between two tags; line breaks at its edges do not count."""
    assert call.close is not None
    text, start, end = reading.text, call.tag.span.end, call.close.span.start
    where = _where(call, reading)
    while start < end and text[start] in "\r\n":
        start += 1
    while end > start and text[end - 1] in "\r\n \t":
        end -= 1
    while ">" in where["prefix"] and end > start and text[end - 1] in "\r\n \t>":
        end -= 1
    node = Code(
        inner=Span(start, end),
        lang=lang,
        title=title,
        highlighted=highlighted,
        first_number=first_number,
        **where,
    )
    return node if _carries(text[start:end], node.prefix) else made_code(node, reading)


def _carries(text: str, prefix: str) -> bool:
    """Whether all lines but the first carry what the container of a block puts before them."""
    return not prefix or all(
        line.startswith(prefix) or not line.strip() for line in text.split("\n")[1:]
    )


def made_code(node: Code, reading: Reading) -> Node:
    """Code whose lines do not stand in the container that its shortcode stands in."""
    text = reading.text[node.inner.start : node.inner.end]
    pieces: list[str] = []
    done = 0
    for tag in scan(text, Span(0, len(text))).tags:
        pieces += (text[done : tag.span.start], tag.text if tag.text is not None else "")
        done = tag.span.end
    lines = f"{''.join(pieces)}{text[done:]}".split("\n")
    code = "\n".join(line.removeprefix(node.prefix) for line in lines)
    made = reading.made(code)
    inner = replace(node, span=made.span, inner=made.span, prefix="")
    whole = replace(made, nodes=(inner,), code=(made.span,))
    return Insert(span=node.span, body=whole, prefix=node.prefix, place=node.place)


def param(call: Call, reading: Reading) -> Node:
    """What a page or the site says under a key."""
    tag, settings = call.tag, reading.settings
    key = next(iter(tag.values), "")
    for params in (settings.params, settings.site.params):
        value: Any = params
        for part in small(key).split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        if value is not None:
            text = text_of(value) if tag.is_markdown else _plain(text_of(value))
            return Verbatim(text=text, **_where(call, reading) | _INLINE)
    if settings.params:
        message = f"neither the page nor the site has a parameter {key!r}; Hugo stops here"
        reading.say(TEXT_REFUSED, tag.span.start, message)
    text = reading.text[tag.span.start : tag.span.end]
    return Unknown(text=text, **_where(call, reading) | _INLINE)


_INLINE: Final = {"place": Place.INLINE, "prefix": ""}
_SIGNS: Final = re.compile(r"([\\`*_{}\[\]<>#|~$])")


def _plain(text: str) -> str:
    """A text without anything that Markdown would read."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split("\n")))


def _reference(call: Call, reading: Reading) -> Node:
    """The address of a page, where the text shows it, or HTML holds it."""
    written = reading.text[call.tag.span.start : call.tag.span.end]
    return Destination(span=call.span, url=written, role=Role.ATTRIBUTE, otherwise=path_said(call))


def path_said(call: Call) -> str:
    """The page that `ref` and `relref` are asked for, as written."""
    return named(call.tag, "path") or next(iter(call.tag.values), "")


def _code_for_scanners(call: Call, reading: Reading) -> Node | None:
    text = named(call.tag, "text") or inner_text(call, reading).strip()
    if not re.match(r"https?://\S+$", text):
        return None
    return Embed(provider="qr", url=text, title=named(call.tag, "alt"), **_where(call, reading))


# -- of the big themes -------------------------------------------------------------------------------


def _box(call: Call, reading: Reading) -> Node | None:
    found = known.box_of(call.tag) if call.close is not None else None
    if found is None:
        return None
    kind, name, title = found
    fold = {"true": "+", "false": "-"}.get(named(call.tag, "open").lower(), "")
    return Callout(
        kind=kind,
        name=name,
        title=reading.made(title) if title else None,
        fold=fold if call.tag.name == "admonition" else "",
        inner=_inner(call, reading),
        **_where(call, reading),
    )


def _tabs(call: Call, reading: Reading) -> Node | None:
    if call.close is None:
        return None
    group = named(call.tag, "group", "groupid")
    return Tabs(group=group, inner=_inner(call, reading), **_where(call, reading))


def _tab(call: Call, reading: Reading) -> Node | None:
    label = known.label_of(call.tag)
    if call.close is None or not label:
        return None
    return Tab(
        label=label,
        is_default=named(call.tag, "default").lower() == "true",
        inner=_inner(call, reading),
        **_where(call, reading),
    )


def _button(call: Call, reading: Reading) -> Node | None:
    href = known.link_of(call.tag)
    if call.close is None or not href:
        return None
    inner = Span(call.tag.span.end, call.close.span.start)
    return Element(
        name="a",
        attributes=(("href", href),),
        inner=inner,
        **_where(call, reading) | _INLINE,
    )


def _inline_element(call: Call, reading: Reading) -> Node | None:
    if call.close is None:
        return None
    inner = Span(call.tag.span.end, call.close.span.start)
    name = known.INLINE[call.tag.name]
    return Element(name=name, inner=inner, **_where(call, reading) | _INLINE)


def _formula(call: Call, reading: Reading) -> Node | None:
    if call.close is None:
        empty = call.tag.name != "math" and not call.tag.values
        return Dropped(**_where(call, reading)) if empty else None
    tex = _without_dollars(inner_text(call, reading).strip())
    where = _where(call, reading)
    is_display = where["place"] is Place.BLOCK
    return Math(tex=tex, is_display=is_display, **where)


def _without_dollars(tex: str) -> str:
    for opening, closing in (("$$", "$$"), (r"\[", r"\]"), ("$", "$"), (r"\(", r"\)")):
        if len(tex) > len(opening) * 2 and tex.startswith(opening) and tex.endswith(closing):
            return tex[len(opening) : -len(closing)].strip()
    return tex


def _drawing(call: Call, reading: Reading) -> Node | None:
    return None if call.close is None else _code(call, reading, call.tag.name)


def _raw(call: Call, reading: Reading) -> Node | None:
    if call.close is None:
        return None
    text = inner_text(call, reading)
    where = _where(call, reading)
    return Verbatim(text=text.strip("\r\n"), **where)


def _nothing(call: Call, reading: Reading) -> Node | None:
    return Dropped(**_where(call, reading))


Maker = Callable[[Call, Reading], Node | None]

_MAKERS: Final[Mapping[str, Maker]] = {
    **dict.fromkeys(known.IMAGES, _figure),
    **dict.fromkeys(known.FOLDS, _fold),
    **dict.fromkeys((*known.BOXES, *known.NAMED_BOXES), _box),
    **dict.fromkeys(known.TAB_GROUPS, _tabs),
    **dict.fromkeys(known.TABS, _tab),
    **dict.fromkeys(known.BUTTONS, _button),
    **dict.fromkeys(known.INLINE, _inline_element),
    **dict.fromkeys(known.FORMULAS, _formula),
    **dict.fromkeys(known.RAW, _raw),
    **dict.fromkeys(known.NOTHING, _nothing),
    "highlight": _highlight,
    "mermaid": _drawing,
    "ref": _reference,
    "relref": _reference,
    "param": param,
    "qr": _code_for_scanners,
}
