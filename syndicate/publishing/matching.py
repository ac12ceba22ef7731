"""Which copy belongs to which post: by its id in the ledger, its canonical URL, the post's header, then its title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from syndicate.model import Post, Site
from syndicate.original import canonical_of
from syndicate.publisher import LiveCopy, Service
from syndicate.publishing.ledger import Entry, key_of
from syndicate.web.urls import join_url, same_page, split_url

WRITTEN_BACK = "syndication"
"""The key of the header that holds the addresses of copies, as a text or a list of texts."""


@dataclass(slots=True, kw_only=True)
class Match:
    """What is known of a post's copy. twins: copies that could all be meant, where there are several.

    others: further copies that name the same original. written_back: the address in the header.
    """

    post: Post
    entry: Entry | None = None
    intent: Entry | None = None
    live: LiveCopy | None = None
    twins: tuple[LiveCopy, ...] = ()
    written_back: str = ""
    is_by_title: bool = False

    @property
    def is_known(self) -> bool:
        """Whether there is anything of it there already, as far as we know."""
        return bool(self.entry or self.intent or self.live or self.twins or self.written_back)


@dataclass(slots=True, kw_only=True)
class Shelf:
    """The copies of an account that no post has claimed yet."""

    by_id: dict[str, LiveCopy]
    by_key: dict[str, list[LiveCopy]] = field(default_factory=dict)
    by_title: dict[str, list[LiveCopy]] = field(default_factory=dict)

    @classmethod
    def of(cls, copies: Iterable[LiveCopy]) -> Shelf:
        """The shelf with these copies."""
        shelf = cls(by_id={copy.id: copy for copy in copies})
        for copy in shelf.by_id.values():
            if copy.canonical_url:
                shelf.by_key.setdefault(key_of(copy.canonical_url), []).append(copy)
            shelf.by_title.setdefault(folded(copy.title), []).append(copy)
        return shelf


def folded(title: str) -> str:
    """What two spellings of one title have in common."""
    return " ".join(title.casefold().split())


def keys_of(post: Post, site: Site) -> tuple[str, ...]:
    """The keys of the addresses that the post has, or had, its own first."""
    urls = [canonical_of(post), post.url]
    urls += [join_url(post.url or site.url, alias) for alias in post.aliases]
    if post.url is None and post.path:  # a draft: where it was served once
        urls.append(join_url(site.url, post.path))
    return tuple(dict.fromkeys(key_of(url) for url in urls if url and "://" in url))


def matched(
    site: Site,
    posts: Sequence[Post],
    entries: Sequence[Entry],
    intents: Sequence[Entry],
    copies: Iterable[LiveCopy],
    service: Service,
) -> list[Match]:
    """What is known of the copy of each post; no copy belongs to two of them."""
    shelf = Shelf.of(copies)
    first = {key: post for post in reversed(posts) for key in keys_of(post, site)[:1]}
    lines, open_ = _by_key(entries), _by_key(intents)
    found = [Match(post=post) for post in posts]
    for match in found:
        keys = [k for k in keys_of(match.post, site) if first.get(k, match.post) is match.post]
        match.entry = next((lines[key] for key in keys if key in lines), None)
        match.intent = next((open_[key] for key in keys if key in open_), None)
        match.written_back = next(
            (url for url in written_back(match.post) if is_of(url, service.hosts)), ""
        )
    _claim(found, shelf, site, service, first)
    return found


def _claim(
    found: list[Match], shelf: Shelf, site: Site, service: Service, first: dict[str, Post]
) -> None:
    """Gives every post its copy; a surer sign wins over a weaker one of another post."""
    taken: set[str] = set()

    def take(match: Match, copies: Iterable[LiveCopy], *, is_by_title: bool = False) -> None:
        free = [copy for copy in copies if copy.id not in taken]
        if match.live or match.twins or not free:
            return
        match.is_by_title = is_by_title
        taken.update(copy.id for copy in free)
        if len(free) == 1:
            match.live = free[0]
        else:
            match.twins = tuple(free)

    for match in found:
        ids = [line.id for line in (match.entry, match.intent) if line is not None and line.id]
        for id_ in ids:
            take(match, filter(None, [shelf.by_id.get(id_)]))
    for match in found:
        for key in keys_of(match.post, site):
            if first.get(key, match.post) is match.post:
                take(match, shelf.by_key.get(key, ()))
    for match in found:
        urls = written_back(match.post)
        take(match, (c for c in shelf.by_id.values() if any(same_page(c.url, u) for u in urls)))
    for match in found:
        named = shelf.by_title.get(folded(service.title(match.post)), ())
        take(match, (c for c in named if _may_be_ours(c, site, first)), is_by_title=True)


def _may_be_ours(copy: LiveCopy, site: Site, first: dict[str, Post]) -> bool:
    """Whether a copy with the right title names no original, or one of this site that is there no more."""
    if not copy.canonical_url:
        return True
    is_here = split_url(copy.canonical_url).host == split_url(site.url).host
    return is_here and key_of(copy.canonical_url) not in first


def _by_key(entries: Sequence[Entry]) -> dict[str, Entry]:
    return {key_of(entry.canonical_url): entry for entry in entries}


def written_back(post: Post) -> tuple[str, ...]:
    """The addresses of copies in the post's header."""
    value = post.front.get(WRITTEN_BACK)
    values = value if isinstance(value, list) else [value]
    return tuple(url for url in values if isinstance(url, str) and "://" in url)


def is_of(url: str, hosts: Sequence[str]) -> bool:
    """Whether an address is one of these hosts, or of one below them."""
    host = (split_url(url).host or "").lower()
    return any(host == each or host.endswith(f".{each}") for each in hosts)
