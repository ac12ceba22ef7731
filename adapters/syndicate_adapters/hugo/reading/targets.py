"""Where Hugo writes a page, and the link to it: the last step, which every kind of page goes through.

Source: Hugo 0.168 (resources/page/page_paths.go); the sites of tests/hugo_reading/vectors hold what it gave.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote, unquote_to_bytes

from syndicate_adapters.hugo.reading.names import sanitized, unaccented
from syndicate_adapters.hugo.reading.params import small


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputForm:
    """One form in which pages are written. base: the name of the file. path: a folder before all others.

    is_ugly, is_never_ugly: whatever the site says of `uglyURLs`.
    """

    name: str = "html"
    base: str = "index"
    ending: str = ".html"
    path: str = ""
    is_ugly: bool = False
    is_never_ugly: bool = False


HTML: Final = OutputForm()


@dataclass(frozen=True, slots=True, kw_only=True)
class PathRules:
    """How a site spells paths."""

    keeps_case: bool = False
    drops_accents: bool = False

    def spelled(self, text: str) -> str:
        """One part of a path: sanitized, without accents and in small letters where the site has it so."""
        text = sanitized(text)
        if self.drops_accents:
            text = unaccented(text)
        return text if self.keeps_case else small(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What decides about the address of a page.

    kind: "page" or a branch ("home", "section", "taxonomy", "term"). folder: that of a page, above its bundle.
    name: the last part of a page. section: the path of a branch. url: of the header, tokens expanded.
    pattern: what `permalinks` gave for it, "" without one. prefix: of the language in links, `file_prefix` in files.
    """

    kind: str
    folder: str = ""
    name: str = ""
    section: str = ""
    url: str = ""
    pattern: str = ""
    prefix: str = ""
    file_prefix: str = ""
    is_bundle: bool = False
    is_ugly: bool = False
    is_multihost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """link: percent-encoded, without the base path. output: the file below the folder of the built site.

    resources: where files of the bundle are served, raw, without the base path and a final slash.
    output_folder: where they are written.
    """

    link: str
    output: str
    resources: str
    output_folder: str


@dataclass(slots=True, kw_only=True)
class _Path:
    """The parts of a path while it is made. ending: of its file. is_index: it ends with a file that links leave out."""

    parts: list[str] = field(default_factory=list)
    ending: str = ".html"
    is_index: bool = False

    def add(self, *parts: str) -> None:
        self.parts += [part for part in parts if part not in ("", "/")]

    def append(self, text: str) -> None:
        """Joins `text` to the last part."""
        last = self.parts.pop() if self.parts else ""
        self.add(last.removesuffix("/") + text)

    def joined(self, *, is_link: bool = False) -> str:
        text, had_slash = "", False
        for part in self.parts[:-1] if is_link and self.is_index else self.parts:
            text += part if had_slash or part.startswith("/") else f"/{part}"
            had_slash = part.endswith("/")
        return text


def target_of(place: Place, rules: PathRules, form: OutputForm = HTML) -> Target:
    """The address of a page in one form."""
    is_ugly = (place.is_ugly or form.is_ugly) and not form.is_never_ugly
    is_named_index = place.kind == "page" and not place.is_bundle and place.name == form.base
    path = _Path(ending=form.ending)
    path.add(form.path)
    if place.url and place.kind != "home":
        return _target(_by_url(path, place, form), place, form, is_named_index)
    if place.kind == "page":
        _by_page(path, place, form, is_ugly or (is_named_index and not place.pattern))
    else:
        _by_branch(path, place, form, is_ugly)
    path.parts = [rules.spelled(part) for part in path.parts]
    return _target(path, place, form, is_named_index)


def _by_url(path: _Path, place: Place, form: OutputForm) -> _Path:
    """A dot anywhere makes a file of an address, unless it ends with a slash."""
    url = cleaned_url(place.url)
    path.add(*url.split("/"))
    if url.endswith("/") or "." not in url:
        path.add(form.base + path.ending)
    else:
        path.ending = posixpath.splitext(url)[1]
    path.is_index = path.parts[-1:] == ["index.html"]
    return path


def cleaned_url(url: str) -> str:
    """The `url` of a header as Hugo goes on with it: dots that lead upwards are resolved."""
    return posixpath.normpath("/" + url.lstrip("/")) if ".." in url else url


def _by_page(path: _Path, place: Place, form: OutputForm, is_file: bool) -> None:
    if place.pattern:
        path.add(place.pattern)
    else:
        path.add(place.folder, place.name)
    if is_file:
        path.append(path.ending)
    else:
        path.add(form.base + path.ending)
    path.is_index = path.parts[-1:] == ["index.html"]


def _by_branch(path: _Path, place: Place, form: OutputForm, is_ugly: bool) -> None:
    path.add(place.pattern or place.section)
    is_list = place.kind in ("home", "section", "taxonomy")
    if is_ugly and not is_list:
        path.append(path.ending)
    else:
        path.add(form.base + path.ending)
    path.is_index = path.parts[-1:] == ["index.html"] and not (is_ugly and is_list)


def _target(path: _Path, place: Place, form: OutputForm, is_named_index: bool) -> Target:
    prefix, file_prefix = _prefixes(place)
    link = path.joined(is_link=True)
    if is_named_index:
        link = link.removesuffix(place.name)
    link = _below(prefix, link)
    if path.is_index and not link.endswith("/"):
        link += "/"
    link = link.replace("#", "%23")
    output = path.joined()
    is_base = path.parts[-1:] and path.parts[-1].startswith(f"{form.base}.")
    folder = posixpath.dirname(output) if is_base else output.removesuffix(path.ending)
    folder = "" if folder == "/" else folder
    return Target(
        link=(escaped_url(link) if place.url else escaped(link)) or "/",
        output=_below(file_prefix, output).lstrip("/"),
        resources=_below(prefix, folder),
        output_folder=_below(file_prefix, folder),
    )


def _prefixes(place: Place) -> tuple[str, str]:
    """What comes first in links and in files; an absolute `url` goes without."""
    if not place.url or place.kind == "home":
        return place.prefix, place.file_prefix
    if place.url.startswith("/") and not place.is_multihost:
        return "", ""
    url = cleaned_url(place.url)
    return (
        "" if url.startswith(f"/{place.prefix}") else place.prefix,
        "" if url.startswith(f"/{place.file_prefix}") else place.file_prefix,
    )


def _below(prefix: str, path: str) -> str:
    return f"/{prefix}{path}" if prefix else path


_VALID: Final = re.compile(r"(?:[A-Za-z0-9/!$&'()*+,;=:@\[\]._~-]|%[0-9A-Fa-f]{2})*")
_GO_SAFE: Final = "/$&+,:;=@"


def escaped(path: str) -> str:
    """A path percent-encoded as Go does: left alone where it is valid, else decoded and encoded as a whole."""
    if path.startswith("//"):
        # Go takes what follows for a host, and it is gone.
        slash = path.find("/", 2)
        path = path[slash:] if slash > 0 else ""
    if _VALID.fullmatch(path):
        return path
    return quote(unquote_to_bytes(path.encode("utf-8", "surrogatepass")), safe=_GO_SAFE)


def escaped_url(url: str) -> str:
    """A path with a query, of which only the path is encoded."""
    path, mark, query = url.partition("?")
    return f"{escaped(path)}{mark}{query}"
