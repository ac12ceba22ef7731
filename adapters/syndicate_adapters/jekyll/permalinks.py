"""Where documents are served: what the tokens of a permalink stand for.

Source: Jekyll 4.4.1 and 3.10.0, `url_drop.rb`; tests/jekyll/test_site.py compares with the engine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from syndicate_adapters.jekyll.config import JekyllConfig
from syndicate_adapters.jekyll.documents import Document
from syndicate_adapters.jekyll.ruby import downcase, is_truthy, to_s
from syndicate_adapters.jekyll.slugs import slugify
from syndicate_adapters.jekyll.urls import (
    PermalinkError,
    UnknownDay,
    extension_of,
    filled,
    id_of,
    output_of,
)

_DAYS: Final = "Mon Tue Wed Thu Fri Sat Sun".split()
_WEEK_DAYS: Final = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTH_NAMES: Final = (
    "January February March April May June July August September October November December".split()
)

_CLOCK: Final[Mapping[str, Callable[[datetime], str]]] = {
    "year": lambda t: f"{t.year:04}",
    "month": lambda t: f"{t.month:02}",
    "day": lambda t: f"{t.day:02}",
    "hour": lambda t: f"{t.hour:02}",
    "minute": lambda t: f"{t.minute:02}",
    "second": lambda t: f"{t.second:02}",
    "i_day": lambda t: str(t.day),
    "i_month": lambda t: str(t.month),
    "short_month": lambda t: _MONTH_NAMES[t.month - 1][:3],
    "short_year": lambda t: f"{t.year % 100:02}",
    "y_day": lambda t: f"{t.timetuple().tm_yday:03}",
}
_CLOCK_NEW: Final[Mapping[str, Callable[[datetime], str]]] = {
    "long_month": lambda t: _MONTH_NAMES[t.month - 1],
    "w_year": lambda t: f"{t.isocalendar().year:04}",
    "week": lambda t: f"{t.isocalendar().week:02}",
    "w_day": lambda t: str(t.isoweekday()),
    "short_day": lambda t: _DAYS[t.weekday()],
    "long_day": lambda t: _WEEK_DAYS[t.weekday()],
}
"""The tokens that version 3 does not know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a document is served, without the base path; `id` as in `page.id`; `output` is its file."""

    url: str
    id: str
    output: str
    extension: str


def address_of(document: Document, config: JekyllConfig, converted: str) -> Address:
    """The address of a document. converted: the extension that its converter gives.

    Raises PermalinkError where Jekyll stops, UnknownDay where only the day of building tells.
    """
    permalink = _own_permalink(document)
    template = permalink
    if template is None:
        template = config.collections[document.label].permalink
    if template is None:
        raise PermalinkError("the collection has no permalink")
    extension = extension_of(permalink, converted)
    url = filled(template, lambda name: _token(document, config, name, extension))
    return Address(
        url=url, id=id_of(url, document.slug), output=output_of(url, extension), extension=extension
    )


_TOKEN: Final = re.compile(r":([a-z_]+)")


def has_clock(document: Document, config: JekyllConfig) -> bool:
    """Whether the zone of the site decides on the address: the date is a moment, and its day is said."""
    if document.moment is None or not document.moment.is_instant:
        return False
    template = document.data.get("permalink")
    if not isinstance(template, str):
        template = config.collections[document.label].permalink or ""
    return any(name.rstrip("_") in (*_CLOCK, *_CLOCK_NEW) for name in _TOKEN.findall(template))


def _own_permalink(document: Document) -> str | None:
    permalink = document.data.get("permalink")
    if not is_truthy(permalink):
        return None
    if not isinstance(permalink, str):
        raise PermalinkError(f"`permalink` is no text, but {to_s(permalink)}")
    return permalink


def _token(document: Document, config: JekyllConfig, name: str, extension: str) -> str | None:
    """What a token stands for; None for one that this version does not know."""
    is_old = config.engine.is_old
    match name:
        case "collection":
            return document.label
        case "output_ext":
            return extension
        case "path":
            return _cleaned_path(document, config)
        case "name":
            return slugify(document.name, is_old=is_old)
        case "title":
            return slugify(_slug(document), "pretty", is_cased=True, is_old=is_old)
        case "slug":
            return slugify(_slug(document), is_old=is_old)
        case "categories":
            return _joined(downcase(to_s(each)) for each in document.categories)
        case "slugified_categories" if not is_old:
            return _joined(slugify(to_s(each)) for each in document.categories)
    said = _CLOCK.get(name) or (None if is_old else _CLOCK_NEW.get(name))
    if said is None:
        return None
    if document.moment is None:
        raise UnknownDay("its address holds the day of building, since nothing dates it")
    return said(document.moment.time)


def _slug(document: Document) -> str:
    slug = document.data.get("slug")
    if slug is not None and not isinstance(slug, str):
        raise PermalinkError(f"`slug` is no text, but {to_s(slug)}", key="slug")
    return document.name if slug is None else slug


def _joined(terms: Iterator[str]) -> str:
    return "/".join(dict.fromkeys(terms))


def _cleaned_path(document: Document, config: JekyllConfig) -> str:
    path = document.path.removesuffix(document.extension).replace(f"_{document.label}", "", 1)
    return path if config.engine.is_old else path.rstrip(".")
