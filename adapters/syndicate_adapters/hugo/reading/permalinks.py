"""`permalinks` of a config, and the paths that its patterns make.

Source: Hugo 0.168 (resources/page/permalinks.go); tests/hugo_reading/test_sites.py compares with the engine's sites.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_plus

from syndicate.diagnostics import SyndicateError
from syndicate.source.yaml import Value
from syndicate_adapters.hugo.reading.layouts import MONTHS, WEEKDAYS, is_layout, written
from syndicate_adapters.hugo.reading.matching import Matcher, read_matcher
from syndicate_adapters.hugo.reading.moments import Moment
from syndicate_adapters.hugo.reading.params import Params, small
from syndicate_adapters.hugo.reading.targets import PathRules
from syndicate_adapters.hugo.reading.versions import Engine

KINDS: Final = ("page", "home", "section", "taxonomy", "term")


class PatternError(SyndicateError):
    """Hugo refuses this pattern, or this `permalinks`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PermalinkRule:
    """One pattern, and the pages it is for. section: the key of a map, whose order means nothing; None in a list."""

    pattern: str
    target: Matcher
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternFacts:
    """What tokens say of one page.

    section: its first folder. sections: the folders of its section. section_names: slug or title of each of them,
    asked for only where a token wants it. filename: of the file, or its bundle's folder. basename: the same without
    the endings of names.
    """

    moment: Moment
    title: str = ""
    slug: str = ""
    section: str = ""
    sections: tuple[str, ...] = ()
    section_names: Callable[[], tuple[str, ...]] = tuple
    filename: str = ""
    basename: str = ""


def read_rules(value: Value, engine: Engine) -> tuple[PermalinkRule, ...]:
    """The rules of `permalinks`, those of a map by section, the deepest first. Raises PatternError."""
    if isinstance(value, list):
        # Earlier versions pass over a list in silence.
        rules = list(_listed(value)) if engine.has(161) else []
    elif isinstance(value, dict):
        rules = sorted(_mapped(value), key=lambda rule: -(rule.section or "").count("/"))
    elif value is None:
        rules = []
    else:
        raise PatternError("`permalinks` is neither a table nor a list; write it as a table")
    for rule in rules:
        check(rule.pattern, engine)
    return tuple(rules)


def _listed(value: Iterable[Value]) -> Iterator[PermalinkRule]:
    for item in value:
        pattern = item.get("pattern") if isinstance(item, dict) else None
        if not isinstance(item, dict) or not isinstance(pattern, str):
            raise PatternError("an entry of `permalinks` has no `pattern`; add it")
        yield PermalinkRule(pattern=pattern, target=read_matcher(item.get("target")))


def _mapped(value: Params) -> Iterator[PermalinkRule]:
    for key, said in value.items():
        if isinstance(said, str):
            yield _rule("page", key, said)
            yield _rule("term", key, said)
            continue
        if not isinstance(said, dict) or key not in KINDS:
            raise PatternError(f"`permalinks.{key}` is no pattern and no kind of page; remove it")
        for section, pattern in said.items():
            if section == "_merge":
                continue
            if not isinstance(pattern, str):
                raise PatternError(f"`permalinks.{key}.{section}` is no pattern; write a path")
            yield _rule(key, section, pattern)


def _rule(kind: str, section: str, pattern: str) -> PermalinkRule:
    folder = section.strip(" /")
    path = f"/{{{folder},{folder}/**}}" if folder else "/*"
    return PermalinkRule(pattern=pattern, target=Matcher(kind=kind, path=path), section=folder)


def rules_for(
    rules: Sequence[PermalinkRule], kind: str, path: str, lang: str, environment: str
) -> tuple[PermalinkRule, ...]:
    """The rule for a page, and behind it others that the engine may take as well, its map having no order."""
    found = [rule for rule in rules if rule.target.matches(kind, path or "/", lang, environment)]
    if not found or found[0].section is None:
        return tuple(found[:1])
    return tuple(found)


# --- patterns ------------------------------------------------------------------------------------

_TOKEN: Final = re.compile(r":\w+(?:\[.+?\])?", re.ASCII)
_COLON: Final = "\0"
_BAD_ESCAPE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")

_Token = Callable[[PatternFacts, str, Callable[[str], str]], str]


_TOKENS: Final[Mapping[str, _Token]] = {
    "year": lambda f, _, spell: str(f.moment.day[0]),
    "month": lambda f, _, spell: f"{f.moment.day[1]:02}",
    "monthname": lambda f, _, spell: MONTHS[f.moment.day[1] - 1],
    "day": lambda f, _, spell: f"{f.moment.day[2]:02}",
    "weekday": lambda f, _, spell: str(f.moment.weekday),
    "weekdayname": lambda f, _, spell: WEEKDAYS[f.moment.weekday],
    "yearday": lambda f, _, spell: str(f.moment.day_of_year),
    "section": lambda f, _, spell: f.section,
    "sections": lambda f, cut, spell: _joined(_cut(f.sections, cut)) if cut else "/" + "/".join(f.sections),
    "sectionslug": lambda f, _, spell: spell((f.section_names() or ("",))[0]),
    "sectionslugs": lambda f, cut, spell: _joined(_cut([spell(name) for name in f.section_names()], cut)),
    "title": lambda f, _, spell: spell(f.title),
    "slug": lambda f, _, spell: spell(f.slug or f.title),
    "slugorfilename": lambda f, _, spell: spell(f.slug or f.filename),
    "filename": lambda f, _, spell: spell(f.filename),
    "contentbasename": lambda f, _, spell: spell(f.basename),
    "slugorcontentbasename": lambda f, _, spell: spell(f.slug or f.basename),
}  # fmt: skip
_SINCE: Final = {
    "sectionslug": 149,
    "sectionslugs": 149,
    "contentbasename": 144,
    "slugorcontentbasename": 144,
}


def check(pattern: str, engine: Engine) -> None:
    """Raises PatternError where a token is unknown to the engine."""
    for found in _TOKEN.finditer(pattern.replace("\\:", _COLON)):
        name, cut = _parts(found[0])
        is_cut = bool(cut) and name not in ("sections", "sectionslugs")
        is_token = name in _TOKENS and not is_cut and engine.has(_SINCE.get(name, 0))
        if not is_token and (is_cut or not is_layout(found[0][1:])):
            raise PatternError(
                f"the pattern {pattern!r} has {found[0]!r}, which Hugo does not know; correct it"
            )


def _parts(token: str) -> tuple[str, str]:
    name, bracket, rest = token[1:].partition("[")
    return name, bracket + rest


def expanded(pattern: str, facts: PatternFacts, rules: PathRules) -> str:
    """The pattern with its tokens said."""

    def spell(text: str) -> str:
        # What Hugo takes for an empty fragment goes.
        text = rules.spelled(text)
        head, mark, tail = text.partition("#")
        return head if mark and not tail else text

    def said(found: re.Match[str]) -> str:
        name, cut = _parts(found[0])
        if name not in _TOKENS:
            return written(facts.moment, found[0][1:])
        return _TOKENS[name](facts, cut, spell)

    return _TOKEN.sub(said, pattern.replace("\\:", _COLON)).replace(_COLON, ":")


def unescaped(text: str) -> str:
    """A path with the escapes of a query undone, as Hugo undoes them; "" where one of them is broken."""
    return "" if _BAD_ESCAPE.search(text) else unquote_plus(text, errors="replace")


def cleaned(path: str) -> str:
    """A path without double slashes, dots and a final slash; "." of nothing."""
    path = posixpath.normpath(path) if path else "."
    return path[1:] if path.startswith("//") else path


def _joined(parts: Sequence[str]) -> str:
    text = "/".join(part for part in parts if part)
    return cleaned(text) if text else ""


def _cut(parts: Sequence[str], cut: str) -> Sequence[str]:
    """The parts that "[1:]", "[last]" and the like ask for; bounds that are not there are forgiven."""
    if not cut:
        return parts
    inside = small(cut[1:-1])
    if not parts or not inside:
        return ()
    first, colon, last = inside.partition(":")
    if not colon:
        number = _bound(first, parts, is_low=True)
        return parts[number : number + 1] if number >= 0 else ()
    low, high = _bound(first, parts, is_low=True), _bound(last.split(":")[0], parts, is_low=False)
    return parts[low:high] if low >= 0 and high >= low else ()


def _bound(text: str, parts: Sequence[str], *, is_low: bool) -> int:
    if not text:
        return 0 if is_low else len(parts)
    if text == "last":
        return len(parts) - 1
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
    if number >= len(parts):
        return -1 if is_low else len(parts)
    return number
