"""Short texts with places to be filled in: `https://youtu.be/{id:url}`.

{id}           the argument of that name, as plain text
{0}            the first argument without a name
{kind|note}    with what stands there where the argument is missing or empty
{id:url}       as a part of an address
{text:markdown}  as Markdown, where the author wrote Markdown there
{inner}        what stands between the opening and the closing
{{ and }}      braces
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

INNER: Final = "inner"
MANNERS: Final = ("url", "markdown")


@dataclass(frozen=True, slots=True)
class Hole:
    """A place to be filled. manner: "", or one of `MANNERS`."""

    name: str
    manner: str = ""
    default: str = ""


Template = tuple[str | Hole, ...]

_PIECE: Final = re.compile(
    r"(?P<brace>\{\{|\}\})|\{(?P<name>[\w-]+)(?::(?P<manner>\w+))?(?:\|(?P<default>[^{}]*))?\}|(?P<wrong>[{}])"
)


class TemplateError(ValueError):
    """A text that is no template; the message says why."""


def template_of(text: str) -> Template:
    """The parts of a text. Raises TemplateError."""
    parts: list[str | Hole] = []
    done = 0
    for match in _PIECE.finditer(text):
        parts.append(text[done : match.start()])
        done = match.end()
        if match["wrong"]:
            raise TemplateError("a brace that is no place to be filled; write {{ or }} for a brace")
        if match["brace"]:
            parts.append(match["brace"][0])
            continue
        manner = match["manner"] or ""
        if manner and manner not in MANNERS:
            raise TemplateError(
                f"{match[0]}: nothing is filled in so; there are: {', '.join(MANNERS)}"
            )
        parts.append(Hole(match["name"], manner, match["default"] or ""))
    parts.append(text[done:])
    return tuple(part for part in parts if part != "")


def names_in(template: Template) -> Iterable[str]:
    """The arguments that a template asks for."""
    return (part.name for part in template if isinstance(part, Hole))


def is_inner(template: Template) -> bool:
    """Whether a template is nothing but what stands inside."""
    return len(template) == 1 and INNER in names_in(template)


Spelling = Callable[[str], str]


def filled(template: Template, values: Mapping[str, str], spelled: Spelling = str) -> str:
    """The text of a template; `spelled` makes plain text safe where it goes."""
    return "".join(
        part if isinstance(part, str) else _said(part, values, spelled) for part in template
    )


def _said(hole: Hole, values: Mapping[str, str], spelled: Spelling) -> str:
    value = values.get(hole.name) or hole.default
    match hole.manner:
        case "url":
            return spelled(quote(value, safe="/:?#@!$&*+,;=%~-._"))
        case "markdown":
            return value
    return spelled(value)


_SIGNS: Final = re.compile(
    r"([\\`*_{}\[\]<>#|~$]|^[-+=]|(?<=^\d)[.)]|!(?=\[)|&(?=#?\w+;))", re.MULTILINE
)


def as_markdown(text: str) -> str:
    """Plain text so that CommonMark shows it as it is."""
    return _SIGNS.sub(r"\\\1", text)


def as_html(text: str) -> str:
    """Plain text for HTML, in an attribute too."""
    return html.escape(text, quote=True)
