"""The four dates of a page: which key, file name, file or commit each comes from.

Source: Hugo 0.168 (resources/page/pagemeta); the `dates-*` sites of tests/hugo_reading/vectors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Final

from syndicate.source.yaml import Value
from syndicate_adapters.hugo.reading.moments import ZERO, Moment, moment_of, parsed
from syndicate_adapters.hugo.reading.params import Params, small, terms_of

_DEFAULTS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": ("date", "publishdate", "lastmod"),
    "lastmod": (":git", "lastmod", "date", "publishdate"),
    "publishdate": ("publishdate", "date"),
    "expirydate": ("expirydate",),
}
_OTHER_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "lastmod": ("modified",),
    "publishdate": ("pubdate", "published"),
    "expirydate": ("unpublishdate",),
}

DateSources = Mapping[str, tuple[str, ...]]
"""Date of a page ("date", "lastmod", "publishdate", "expirydate") -> where it is looked for, in order."""


def read_sources(said: Params) -> DateSources:
    """The sources that `frontmatter` in the config says; other names of the keys join each list."""
    return {
        name: _sources(terms_of(said[name]) if name in said else (":default",), name)
        for name in _DEFAULTS
    }


def _sources(said: Iterable[str], name: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for word in map(small, said):
        for source in _DEFAULTS[name] if word == ":default" else (word,):
            found.setdefault(source)
            for other in _OTHER_NAMES.get(source, ()):
                found.setdefault(other)
    return tuple(found)


DEFAULT_SOURCES: Final = read_sources({})


@dataclass(frozen=True, slots=True, kw_only=True)
class DateFacts:
    """What a page's dates may come from.

    own: the header as the file has it. header: the same with what cascades gave. basename: of the file, or its
    bundle's folder. is_json: numbers of the header are no dates. has_times: names may say a time of day.
    """

    own: Params
    header: Params
    basename: str
    zone: tzinfo
    file_time: Moment | None = None
    git_time: Moment | None = None
    is_json: bool = False
    has_times: bool = True


@dataclass(slots=True, kw_only=True)
class Dates:
    """The dates of a page, each None where nothing says it. slug: what the file name says behind its date.

    broken: the keys whose values are no dates, for which Hugo stops.
    """

    date: Moment | None = None
    lastmod: Moment | None = None
    publish: Moment | None = None
    expiry: Moment | None = None
    slug: str | None = None
    broken: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Finder:
    facts: DateFacts
    found: dict[str, Moment] = field(default_factory=dict)
    slug: str | None = None
    broken: dict[str, None] = field(default_factory=dict)

    def find(self, name: str, sources: Iterable[str]) -> Moment | None:
        """The first source that has a date; what is found for one date counts as said for the next."""
        for source in sources:
            moment = self._from(source)
            if moment is not None:
                self.found.setdefault(name, moment)
                return moment
        return None

    def _from(self, source: str) -> Moment | None:
        match source:
            case ":filename":
                return self._from_name()
            case ":filemodtime":
                return self.facts.file_time
            case ":git":
                return self.facts.git_time
        return self._from_key(source)

    def _from_key(self, key: str) -> Moment | None:
        value: Value = self.facts.own.get(key)
        if key not in self.facts.own:
            if key in self.found:
                return self.found[key]
            value = self.facts.header.get(key)
        if value is None or value == "":
            return None
        moment = moment_of(value, self.facts.zone, has_numbers=not self.facts.is_json)
        if moment is None:
            self.broken.setdefault(key)
        return moment

    def _from_name(self) -> Moment | None:
        moment, rest = dated_name(
            self.facts.basename, self.facts.zone, has_times=self.facts.has_times
        )
        if moment is not None and "slug" not in self.facts.own:
            self.slug = rest
        return moment


def find_dates(facts: DateFacts, sources: DateSources) -> Dates:
    """The dates of a page."""
    finder = _Finder(facts=facts)
    # The first day of all is as good as none, but nothing else is looked for then.
    dates = {
        name: moment if (moment := finder.find(name, sources[name])) != ZERO else None
        for name in _DEFAULTS
    }
    return Dates(
        date=dates["date"],
        lastmod=dates["lastmod"],
        publish=dates["publishdate"],
        expiry=dates["expirydate"],
        slug=finder.slug,
        broken=tuple(finder.broken),
    )


def dated_name(name: str, zone: tzinfo, *, has_times: bool = True) -> tuple[Moment | None, str]:
    """The date at the start of a file name, and the rest of it as a slug."""
    name = name.rpartition(".")[0] if "." in name else name
    if has_times and len(name) >= 19:
        clock = name[11:19].replace("-", ":")
        moment = parsed(f"{name[:10]}T{clock}", zone)
        if moment is not None:
            return moment, name[19:].strip(" -_")
    if len(name) < 10:
        return None, ""
    return parsed(name[:10], zone), name[10:].strip(" -_")
