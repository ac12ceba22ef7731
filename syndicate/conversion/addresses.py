"""Where every post was and where it is now: `url-map.json`, and the changes as CSV for Disqus."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from syndicate.adapter import WriteText
from syndicate.conversion.manifest import DISQUS_MAP, URL_MAP
from syndicate.conversion.plan import is_kept
from syndicate.model import Post, Site
from syndicate.web.urls import join_url, quote_path, unquote_path


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
    entries = [_entry(each) for each in moved]
    yield WriteText(path=URL_MAP, text=json.dumps(entries, ensure_ascii=False, indent=1) + "\n")
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
        olds = (join_url(f"{site.url}/", encoded_path(path)) for path in each.post.aliases)
        yield from ((old, each.url) for old in (each.post.url, *olds) if old != each.url)


def encoded_path(path: str) -> str:
    """A path percent-encoded, whether it was so before or not."""
    return quote_path(unquote_path(path))
