"""Where every post was and where it is now: `url-map.json`, and the changes as CSV for Disqus."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from syndicate.adapter import WriteText
from syndicate.conversion.chunk import finding
from syndicate.conversion.manifest import DISQUS_MAP, FOLDER, URL_MAP
from syndicate.conversion.results import is_kept
from syndicate.diagnostics import Diagnostic
from syndicate.model import Post, Site
from syndicate.web.redirects import Form, Rule, checked, encoded, rule, written
from syndicate.web.urls import join_url, split_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A post and what became of it.

    target: path in the output folder, None if it was not written. url: its new one, absolute.
    """

    post: Post
    target: str | None
    url: str | None

    @property
    def status(self) -> str:
        """ "same", "respelled" (a host answers both), "moved", "unpublished" or "missing"."""
        if self.target is None:
            return "missing"
        if self.post.url is None or self.url is None:
            return "unpublished" if self.post.url is None else "missing"
        if self.url == self.post.url:
            return "same"
        return "respelled" if is_kept(self.post, self.url) else "moved"


def map_files(site: Site, posts: Iterable[Moved]) -> Iterator[WriteText]:
    """The files of the map, in the order of the source paths; no CSV without a change."""
    moved = sorted(posts, key=lambda each: (each.post.source, each.post.lang, each.target or ""))
    yield WriteText(path=URL_MAP, text=_map_text(moved))
    if changes := list(dict.fromkeys(_changes(site, moved))):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(changes)
        yield WriteText(path=DISQUS_MAP, text=text.getvalue())


def _entry(moved: Moved) -> dict[str, str | None]:
    return {
        "old": moved.post.url,
        "new": moved.url,
        "status": moved.status,
        "source": moved.post.source,
        "target": moved.target,
    }


def _changes(site: Site, moved: Iterable[Moved]) -> Iterator[tuple[str, str]]:
    """Old and new URL, both in full, where they differ. Comments may hang on old addresses too."""
    for each in moved:
        if each.url is None or each.post.url is None:
            continue
        olds = (join_url(f"{site.url}/", encoded(path)) for path in each.post.aliases)
        yield from ((old, each.url) for old in (each.post.url, *olds) if old != each.url)


# -- redirects ------------------------------------------------------------------------------------


def redirect_files(
    site: Site, moved: Iterable[Moved], form: Form, static: str
) -> tuple[tuple[WriteText, ...], tuple[Diagnostic, ...]]:
    """The files that keep old addresses alive at a host, and what is to be told of the addresses.

    static: the folder of the output whose files are served as they are.
    """
    moved = tuple(moved)
    origin = _origin(site)
    served = [split_url(each.url).path for each in moved if each.url is not None]
    rules, flaws = checked(_rules(site, moved), served, origin)
    files, unsaid = written(form, rules)
    folder = {"served": static, "root": "", "notes": FOLDER}[form.place]
    texts = tuple(
        WriteText(path=f"{folder}/{name}" if folder else name, text=text)
        for name, text in files.items()
    )
    said = tuple(finding(flaw.code, flaw.owner, flaw.message) for flaw in (*flaws, *unsaid))
    return texts, said


def _origin(site: Site) -> str:
    parts = split_url(site.url)
    return f"{parts.scheme}://{parts.host}" if parts.host else ""


def _rules(site: Site, moved: Iterable[Moved]) -> Iterator[Rule]:
    for each in moved:
        if each.url is None:
            continue
        olds = list(each.post.aliases)
        if each.post.url is not None:
            olds.insert(0, split_url(each.post.url).path)
        yield from (rule(old, each.url, each.post.source) for old in olds)
    yield from (rule(old.path, old.target, ".") for old in site.redirects)


def _map_text(moved: Iterable[Moved]) -> str:
    """The map as JSON, an entry after the other; a name that is no UTF-8 is in it by its escapes."""
    # json indents in Python, key by key; encoding one value at a time is many times faster.
    said = json.JSONEncoder(ensure_ascii=False).encode
    entries = (
        ",\n".join(f'  "{key}": {said(value)}' for key, value in _entry(each).items())
        for each in moved
    )
    text = ",\n".join(f" {{\n{entry}\n }}" for entry in entries)
    text = re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)
    return f"[\n{text}\n]\n" if text else "[]\n"
