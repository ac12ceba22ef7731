"""The feeds of two sites: a reader's program knows an entry by its id, and shows a new id again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from xml.etree import ElementTree

from syndicate.verify.compare import Difference
from syndicate.verify.dates import is_same_time
from syndicate.verify.inline import fold
from syndicate.verify.pages import is_list_path
from syndicate.verify.sites import Site
from syndicate.verify.verdict import FeedVerdict

_ATOM = "{http://www.w3.org/2005/Atom}"
_LARGEST = 256 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed; the id is a string that is never folded."""

    id: str
    title: str
    date: str


def compare_feeds(old: Site, new: Site) -> tuple[FeedVerdict, ...]:
    """What became of the feeds of the old site; those of lists (tags, authors) are left aside."""
    return tuple(
        _compare(old, new, path) for path in old.feeds if not is_list_path(path.rpartition("/")[0])
    )


def _compare(old: Site, new: Site, path: str) -> FeedVerdict:
    if path not in new.feeds:
        return FeedVerdict(address=f"/{path}", is_found=False)
    differences = compare_entries(read_entries(old, path), read_entries(new, path))
    return FeedVerdict(address=f"/{path}", is_found=True, differences=tuple(differences))


def compare_entries(old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[Difference]:
    """The differences of the entries that both feeds have room for; feeds end at some number."""
    size = min(len(old), len(new)) or len(old)
    was, now = {e.id: e for e in old[:size]}, {e.id: e for e in new[:size]}
    lost, added = [i for i in was if i not in now], [i for i in now if i not in was]
    for k in range(max(len(lost), len(added))):
        old_id, new_id = (side[k] if k < len(side) else "" for side in (lost, added))
        yield Difference(kind="feed-id", old=old_id, new=new_id)
    shared = [i for i in was if i in now]
    if shared != (order := [i for i in now if i in was]):
        k = next(k for k, pair in enumerate(zip(shared, order, strict=True)) if len(set(pair)) > 1)
        yield Difference(kind="feed-order", old=shared[k], new=order[k])
    for i in shared:
        if not is_same_time(was[i].date, now[i].date):
            yield Difference(kind="feed-date", old=was[i].date, new=now[i].date)
        if was[i].title != now[i].title:
            yield Difference(kind="feed-title", old=was[i].title, new=now[i].title)


def read_entries(site: Site, path: str) -> list[Entry]:
    """The entries of a feed file in their order; none where it is no feed."""
    file = site.root / path
    try:
        if file.stat().st_size > _LARGEST:
            return []
        data = file.read_bytes()
    except OSError:
        return []
    return list(_json_entries(data) if path.endswith(".json") else _xml_entries(data))


def _xml_entries(data: bytes) -> Iterator[Entry]:
    # a feed has no use for entities of its own; they are how small files become large
    if b"<!ENTITY" in data:
        return
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return
    for item in root.iter("item"):
        said = {child.tag: (child.text or "").strip() for child in item}
        name = said.get("guid") or said.get("link", "")
        yield Entry(id=name, title=_title(said.get("title", "")), date=said.get("pubDate", ""))
    for item in root.iter(f"{_ATOM}entry"):
        said = {child.tag.removeprefix(_ATOM): (child.text or "").strip() for child in item}
        date = said.get("published") or said.get("updated", "")
        yield Entry(id=said.get("id", ""), title=_title(said.get("title", "")), date=date)


def _json_entries(data: bytes) -> Iterator[Entry]:
    try:
        read = json.loads(data)
    except (ValueError, RecursionError):
        return
    items = read.get("items") if isinstance(read, dict) else None
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            date = item.get("date_published") or item.get("date_modified") or ""
            name = str(item.get("id") or item.get("url") or "")
            yield Entry(id=name, title=_title(str(item.get("title", ""))), date=str(date))


def _title(text: str) -> str:
    """A title without the escapes that some engines write twice."""
    return fold(unescape(text)).strip()
