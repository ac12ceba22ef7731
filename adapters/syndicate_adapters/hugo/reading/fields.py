"""What a page's header comes to, together with what branches and the config cascade onto it.

Source: Hugo 0.168 (hugolib/page__meta.go); tests/hugo_reading/test_sites.py asks its vectors.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from syndicate.diagnostics import Diagnostic
from syndicate.source.yaml import Value
from syndicate_adapters.hugo.reading.codes import HEADER_REFUSED
from syndicate_adapters.hugo.reading.dates import DateFacts, Dates, find_dates
from syndicate_adapters.hugo.reading.header import Header
from syndicate_adapters.hugo.reading.moments import Moment
from syndicate_adapters.hugo.reading.names import ContentName
from syndicate_adapters.hugo.reading.params import (
    Params,
    params_of,
    small,
    text_of,
    texts_of,
    truth_of,
    whole_of,
)
from syndicate_adapters.hugo.reading.settings import Language
from syndicate_adapters.hugo.reading.versions import Engine

_MARKUPS: Final = frozenset(
    "md markdown mdown goldmark html htm org asciidoc asciidocext adoc ad rst pandoc pdc text/markdown".split()
)
_OTHER_MARKUPS: Final = {
    "html": "text/html",
    "htm": "text/html",
    "org": "text/org",
    "asciidoc": "text/asciidoc",
    "asciidocext": "text/asciidoc",
    "adoc": "text/asciidoc",
    "ad": "text/asciidoc",
    "rst": "text/rst",
    "pandoc": "text/pandoc",
    "pdc": "text/pandoc",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFields:
    """The fields of a page. params: what templates find, `params` laid over the rest.

    render: "always", "never" or "link"; listed: "always", "never" or "local". outputs: names of forms, () for
    those of the config. media: the type of its text, "text/markdown" mostly.
    """

    title: str = ""
    slug: str = ""
    url: str = ""
    description: str = ""
    summary: str = ""
    translation_key: str = ""
    keywords: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    weight: int = 0
    dates: Dates = field(default_factory=Dates)
    is_draft: bool = False
    render: str = "always"
    listed: str = "always"
    media: str = "text/markdown"
    params: Params = field(default_factory=dict)

    @property
    def has_link(self) -> bool:
        return self.render != "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTimes:
    """When a file was changed, on the disk and by its last commit."""

    changed: Moment | None = None
    committed: Moment | None = None


def read_fields(
    header: Header,
    values: Params,
    name: ContentName,
    language: Language,
    engine: Engine,
    times: FileTimes,
) -> PageFields:
    """The fields that `values`, the header with its cascades, come to."""
    dates = find_dates(
        DateFacts(
            own=header.values,
            header=values,
            basename=name.basename,
            zone=language.zone,
            file_time=times.changed,
            git_time=times.committed,
            is_json=header.front.format == "json",
            has_times=engine.has(148),
        ),
        language.dates,
    )
    return _fields(values, dates, name.ending)


def blank_fields(values: Params, title: str, language: Language) -> PageFields:
    """The fields of a page without a file, of which only cascades say anything, and its own title."""
    facts = DateFacts(own={}, header=values, basename="", zone=language.zone)
    fields = _fields(values, find_dates(facts, language.dates), "md")
    return replace(fields, title=fields.title or title)


def _fields(values: Params, dates: Dates, ending: str) -> PageFields:
    render, listed = _build_options(values)
    slug = text_of(values["slug"]).strip("-") if "slug" in values else dates.slug or ""
    return PageFields(
        title=text_of(values.get("title")),
        slug=slug,
        url=text_of(values.get("url")),
        description=text_of(values.get("description")),
        summary=text_of(values.get("summary")),
        translation_key=text_of(values.get("translationkey")),
        keywords=tuple(word for word in texts_of(values.get("keywords")) if word),
        aliases=texts_of(values.get("aliases")),
        outputs=tuple(small(name) for name in texts_of(values.get("outputs"))),
        weight=whole_of(values.get("weight")),
        dates=dates,
        is_draft=_is_draft(values),
        render=render,
        listed=listed,
        media=_media(values, ending),
        params={**values, **laid_over}
        if (laid_over := params_of(values.get("params")))
        else values,
    )


def _is_draft(values: Params) -> bool:
    if "draft" in values:
        return truth_of(values["draft"])
    return values.get("published") is False


def _build_options(values: Params) -> tuple[str, str]:
    """How a page is rendered and listed."""
    if truth_of(values.get("headless")):
        return "never", "never"
    said = params_of(values.get("_build", values.get("build")))
    render = _word(said.get("render"), ("always", "never", "link"))
    return render, _word(said.get("list"), ("always", "never", "local"))


def _word(value: Value, words: tuple[str, ...]) -> str:
    """One of the words; they were yes and no once."""
    if isinstance(value, bool | int):
        return "always" if value else "never"
    said = text_of(value)
    return {"0": "never", "1": "always"}.get(said, said if said in words else "always")


def _media(values: Params, ending: str) -> str:
    markup = small(text_of(values.get("markup"))) or ending
    return _OTHER_MARKUPS.get(markup, "text/markdown")


def refused_fields(header: Header, fields: PageFields, language: Language) -> Iterator[Diagnostic]:
    """What stops the engine that only the whole page shows: dates, markup, forms of output."""
    for key in fields.dates.broken:
        message = f"{key!r} is no date to Hugo, which stops; write YYYY-MM-DD, or with HH:MM:SS"
        yield header.finding(key, HEADER_REFUSED, message)
    markup = small(text_of(fields.params.get("markup")))
    if markup and markup not in _MARKUPS:
        message = f"Hugo knows no markup {markup!r}, and stops"
        yield header.finding("markup", HEADER_REFUSED, message)
    unknown = [name for name in fields.outputs if name not in language.forms]
    if unknown:
        message = f"Hugo knows no output format {unknown[0]!r}, and stops"
        yield header.finding("outputs", HEADER_REFUSED, message)
