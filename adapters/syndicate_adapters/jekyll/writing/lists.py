"""The lists of a site (posts, archive, tags, authors) as pages of Jekyll, each at its old address.

Jekyll alone makes no further pages of a list and none for a tag, so that each one is a file, whose layout finds the
posts. Source: Jekyll 4.3.1; tests/jekyll_writing/test_site.py has the engine build them.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from syndicate.adapter import WriteText
from syndicate.model import Author, Post, PostList, Site, SiteFeed, Term
from syndicate.source.yaml import Value, dump
from syndicate.web.urls import quote_path
from syndicate.writing.languages import Languages
from syndicate_adapters.jekyll.writing.places import Sections, address_of, list_output

_PLAIN: Final = re.compile(r"(?:[^\W_][\w.~-]*/)*[^\W_][\w.~-]*")
_LAYOUTS: Final = {"rss": "rss", "atom": "atom", "json": "feed"}
_NAMES: Final = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}
_TYPES: Final = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "json": "application/feed+json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Every list that the first engine served. base: the base path, which none of our paths has."""

    site: Site
    base: str
    sections: Sections
    languages: Languages
    pages: tuple[PostList, ...]

    def path(self, served: str) -> str:
        """A path of the first engine without the base path."""
        return served.removeprefix(self.base) or "/"

    def page(self, kind: str, lang: str) -> PostList | None:
        """The first list of that kind in a language."""
        return next((p for p in self.pages if (p.kind, p.lang) == (kind, lang)), None)

    def home(self, lang: str) -> str:
        """The front page of a language."""
        return "/" if self.languages.is_first(lang) else f"/{lang}/"


def lists_of(
    site: Site, posts: Iterable[Post], base: str, sections: Sections, languages: Languages
) -> Lists:
    """What the site says of its lists; where it says nothing, what addresses of terms, authors and feeds tell."""
    pages = site.lists or tuple(_guessed(site, tuple(posts), next(iter(sections.names), "")))
    return Lists(site=site, base=base, sections=sections, languages=languages, pages=pages)


def _guessed(site: Site, posts: tuple[Post, ...], folder: str) -> Iterator[PostList]:
    tag = next((tag.path for post in posts for tag in post.tags if tag.path), "")
    author = next((each.path for each in site.authors.values() if each.path), "")
    feed = next((feed.path for feed in site.feeds), "")
    if feed:
        yield PostList(
            kind="posts", path=posixpath.dirname(feed), folder=folder, lang=site.lang, size=10
        )
    if tag:
        yield PostList(
            kind="tags", path=posixpath.dirname(tag.rstrip("/")), folder=folder, lang=site.lang
        )
    if author:
        path = posixpath.dirname(author.rstrip("/"))
        yield PostList(kind="authors", path=path, folder=folder, lang=site.lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stub:
    """A page without text of its own: the file that the engine is to write, and what its header says."""

    output: str
    keys: Mapping[str, Value]


def list_pages(
    lists: Lists,
    posts: Iterable[Post],
    authors: Mapping[str, Mapping[str, Author]],
    taken: set[str],
) -> Iterator[WriteText]:
    """A file for each page of each list, and for each feed; none at an address that is `taken`."""
    found = tuple(posts)
    names: set[str] = set()
    for stub in _stubs(lists, found, authors):
        address = address_of(stub.output)
        if stub.output in taken:
            continue
        taken.add(stub.output)
        keys = {"layout": "list", **stub.keys, "permalink": address.permalink}
        yield WriteText(path=_file(stub.output, names), text=f"---\n{dump(keys)}---\n")


def _file(output: str, names: set[str]) -> str:
    """The file of a page: where it is served, if the engine reads one of that name there."""
    is_plain = _PLAIN.fullmatch(output) is not None
    ending = posixpath.splitext(output)[1] or ".html"
    file, number = output if is_plain else f"lists/page{ending}", 1
    while file.lower() in names:
        number += 1
        file = f"lists/page-{number}{ending}"
    names.add(file.lower())
    return file


def _stubs(
    lists: Lists, posts: tuple[Post, ...], authors: Mapping[str, Mapping[str, Author]]
) -> Iterator[Stub]:
    for lang in lists.languages.all:
        said: dict[str, Value] = {} if lists.languages.is_first(lang) else {"lang": lang}
        own = [post for post in posts if lists.languages.has(post, lang) and _is_listed(post)]
        size = next((p.size for p in lists.pages if p.kind == "posts"), 10)
        yield from _posts_lists(lists, own, lang, said)
        yield from _term_pages(lists, own, "tags", size, said)
        yield from _term_pages(lists, own, "categories", size, said)
        yield from _author_pages(lists, own, authors.get(lang, {}), size, said)
        for kind, layout in (("tags", "terms"), ("authors", "authors")):
            page = lists.page(kind, lang)
            if page is not None:
                keys: dict[str, Value] = {
                    "layout": layout,
                    "kind": kind,
                    **said,
                    **_canonical(lists, page.path),
                }
                yield Stub(output=list_output(lists.path(page.path)), keys=keys)


def _is_listed(post: Post) -> bool:
    return post.url is not None and not (post.is_draft or post.is_unlisted or post.is_page)


def _posts_lists(
    lists: Lists, posts: list[Post], lang: str, said: dict[str, Value]
) -> Iterator[Stub]:
    has_home = False
    for page in lists.pages:
        if page.lang not in (lang, "") or page.kind not in ("posts", "archive"):
            continue
        blog = lists.sections.names.get(page.folder, "") if len(lists.sections.names) > 1 else ""
        keys: dict[str, Value] = {**said, **({"blog": blog} if blog else {})}
        own = [p for p in posts if not blog or lists.sections.of(p.source) == blog]
        keys["title"] = page.title or ("Archive" if page.kind == "archive" else lists.site.title)
        if page.description:
            keys["description"] = page.description
        if page.is_oldest_first:
            keys["oldest_first"] = True
        output = list_output(lists.path(page.path))
        if page.kind == "archive":
            yield Stub(
                output=output, keys={**keys, "layout": "archive", **_canonical(lists, page.path)}
            )
            continue
        has_home = has_home or output == list_output(lists.home(lang))
        yield from _paged(lists, page.path, keys, len(own), page.size)
    yield from _feeds(lists, lang, said)
    if not has_home and posts:
        keys = {**said, "title": lists.site.title}
        yield from _paged(lists, f"{lists.base}{lists.home(lang)}", keys, len(posts), None)


def _paged(
    lists: Lists, served: str, keys: Mapping[str, Value], count: int, size: int | None
) -> Iterator[Stub]:
    """The pages of one list."""
    output = list_output(lists.path(served))
    folder = posixpath.dirname(output)
    first = f"/{folder}/" if folder else "/"
    start = address_of(output).permalink
    total = -(-count // size) if size else 1
    for number in range(1, max(total, 1) + 1):
        own: dict[str, Value] = dict(keys)
        if total > 1:
            own |= {
                "per_page": size,
                "page_count": total,
                "first_page": start,
            }
        if number > 1:
            own["page_number"] = number
            output = f"{first}page/{number}/index.html".lstrip("/")
        else:
            own |= _canonical(lists, served)
        yield Stub(output=output, keys=own)


def _canonical(lists: Lists, served: str) -> dict[str, Value]:
    """The address of a list as it was spelled, where ours differs."""
    path = lists.path(served)
    if not lists.site.url or address_of(list_output(path)).path == path:
        return {}
    return {"canonical_url": f"{lists.site.url}{quote_path(path)}"}


def terms_of(lists: Lists, posts: Iterable[Post], taxonomy: str) -> dict[str, list[Term]]:
    """The terms by the page that they share, without those that have none."""
    found: dict[str, list[Term]] = {}
    for post in posts:
        for term in getattr(post, taxonomy):
            if term.path and term not in found.setdefault(lists.path(term.path), []):
                found[lists.path(term.path)].append(term)
    return found


def _term_pages(
    lists: Lists, posts: list[Post], taxonomy: str, size: int | None, said: dict[str, Value]
) -> Iterator[Stub]:
    uses = Counter(
        path for post in posts for path in {t.path for t in getattr(post, taxonomy) if t.path}
    )
    for path, terms in terms_of(lists, posts, taxonomy).items():
        keys: dict[str, Value] = {**said, "title": terms[0].name}
        keys["kicker"] = "tag" if taxonomy == "tags" else "category"
        if description := next((term.description for term in terms if term.description), ""):
            keys["description"] = description
        keys["terms"] = list(dict.fromkeys(term.name for term in terms))
        if taxonomy != "tags":
            keys["taxonomy"] = taxonomy
        count = sum(uses[served] for served in {term.path for term in terms})
        yield from _paged(lists, f"{lists.base}{path}", keys, count, size)


def _author_pages(
    lists: Lists,
    posts: list[Post],
    authors: Mapping[str, Author],
    size: int | None,
    said: dict[str, Value],
) -> Iterator[Stub]:
    for key, author in authors.items():
        if not author.path:
            continue
        count = sum(any(each.path == author.path for each in post.authors) for post in posts)
        keys: dict[str, Value] = {
            **said,
            "layout": "author",
            "title": author.name or key,
            "author": key,
        }
        yield from _paged(lists, author.path, keys, count, size)


def _feeds(lists: Lists, lang: str, said: dict[str, Value]) -> Iterator[Stub]:
    for feed in feeds_in(lists, lang):
        page = _list_of(lists, feed)
        keys: dict[str, Value] = {**said, "layout": _LAYOUTS[feed.format]}
        keys |= {
            "title": feed.title or lists.site.title,
            "description": feed.description or lists.site.description or lists.site.title,
        }
        if page is not None:
            keys["list_url"] = lists.path(page.path)
            if len(lists.sections.names) > 1 and page.folder in lists.sections.names:
                keys["blog"] = lists.sections.names[page.folder]
            if page.is_oldest_first:
                keys["oldest_first"] = True
        if feed.limit is not None:
            keys["limit"] = feed.limit
        yield Stub(output=lists.path(feed.path).lstrip("/"), keys=keys)


def _list_of(lists: Lists, feed: SiteFeed) -> PostList | None:
    """The list beside which a feed lies."""
    folder = posixpath.dirname(feed.path).rstrip("/")
    beside = (p for p in lists.pages if p.kind == "posts" and p.path.rstrip("/") == folder)
    return next(beside, None)


def feeds_in(lists: Lists, lang: str) -> tuple[SiteFeed, ...]:
    """The feeds of a language."""
    found: list[SiteFeed] = []
    for feed in lists.site.feeds:
        page = _list_of(lists, feed)
        owner = page.lang if page is not None else lists.languages.first
        if lists.languages.is_first(owner) == lists.languages.is_first(lang) and owner in (
            lang,
            "",
        ):
            found.append(feed)
    return tuple(found)


def feed_links(lists: Lists) -> dict[str, Value]:
    """What pages of each language say of its feeds."""
    return {
        lang: [
            {
                "path": lists.path(feed.path),
                "type": _TYPES[feed.format],
                "name": _NAMES[feed.format],
                "title": feed.title or lists.site.title,
            }
            for feed in feeds_in(lists, lang)
        ]
        for lang in lists.languages.all
    }
