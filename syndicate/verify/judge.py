"""Two built sites judged page by page; memory does not grow with what is on their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from hashlib import blake2b
from pathlib import Path

from syndicate.verify.build import built_site
from syndicate.verify.compare import FACTS, Difference, compare_pages
from syndicate.verify.feeds import compare_feeds
from syndicate.verify.headings import places_in
from syndicate.verify.pages import Page, PageKind, read_page
from syndicate.verify.sites import Site, key_of, url_of
from syndicate.verify.tally import Tally
from syndicate.verify.targets import LonePage, Targets
from syndicate.verify.tree import Document, UnreadablePage
from syndicate.verify.verdict import PageVerdict, Status, Verdict
from syndicate.web.urls import page_key, split_url

Heard = Callable[[PageVerdict], None]
"""Hears of every page as soon as it is judged."""


def verify(
    old: Path,
    new: Path,
    *,
    select: str | None = None,
    build: bool = False,
    build_new: bool = False,
    report: Heard | None = None,
    worst: int = 10,
) -> Verdict:
    """How well the site in `new` keeps what readers of the site in `old` know.

    Both are folders of HTML, or sources of a site where `build` allows to run what is in them;
    `build_new` allows it for `new` alone.
    select: a CSS selector of the article in both. worst: how many pages the verdict names.
    Raises SyndicateError where a folder holds no site or an engine cannot build it, UsageError
    where a source may not be built or `select` is no selector.
    """
    tally = Tally(worst, report)
    with (
        built_site(old, is_allowed=build) as was,
        built_site(new, is_allowed=build or build_new) as now,
    ):
        old_site, new_site = Site(was), Site(now)
        old_site.served_with(new_site)
        new_site.served_with(old_site)
        _Judge(old_site, new_site, select, tally).judge()
        feeds = compare_feeds(old_site, new_site)
    return tally.verdict(str(old), str(new), feeds)


def compare_articles(
    old_html: str, new_html: str, *, select: str | None = None, address: str = "/page/"
) -> tuple[Difference, ...]:
    """The differences of two pages given as HTML, both at `address` of a site of one page.

    Pictures and files in them are known by their address, unless it is a `data:` address.
    """

    def read(html: str, is_exact: bool = True) -> Page:
        document = Document(html)
        targets = Targets(LonePage(), address, partial(places_in, document))
        return read_page(document, targets, css=select, is_article=True, is_exact=is_exact)

    return _compared(
        read(old_html),
        read(new_html),
        partial(read, old_html, False),
        partial(read, new_html, False),
    )


def _compared(
    old: Page, new: Page, old_again: Callable[[], Page], new_again: Callable[[], Page]
) -> tuple[Difference, ...]:
    """The differences of two pages.

    Where one alone says which words are the author's, what looks like a theme's is left out of both: the other
    page cannot have it. old_again, new_again: read them so.
    """
    found = compare_pages(old, new)
    if not found or old.is_exact == new.is_exact:
        return found
    fair = compare_pages(old_again(), new) if old.is_exact else compare_pages(old, new_again())
    return min(fair, found, key=len)


class _Judge:
    """Finds for each page what became of it."""

    def __init__(self, old: Site, new: Site, select: str | None, tally: Tally) -> None:
        self.old, self.new, self.select, self.tally = old, new, select, tally
        self.matched: set[str] = set()
        self.missing: dict[str, PageKind] = {}
        self.traces: dict[bytes, str] = {}

    def judge(self) -> None:
        for key, paths in self.old.pages.items():
            for path in paths:
                if self.old.redirect_of(path) is not None:
                    self.tally.add_alias(url_of(path), is_kept=self.is_alias_kept(key))
                else:
                    self.judge_page(key, path)
        for path in self.unmatched():
            self.judge_rest(path)
        for path, kind in self.missing.items():
            self.tally.add(PageVerdict(address=url_of(path), kind=kind, status=Status.MISSING))

    def is_alias_kept(self, key: str) -> bool:
        """Whether an old redirect still leads a reader to the same page."""
        arrived = self.new.follow(key)
        return arrived == self.new.follow(self.old.follow(key)) and arrived in self.new.pages

    def judge_page(self, key: str, path: str) -> None:
        old = self.read(self.old, path)
        if old is None:
            return
        found = self.find(key, path, old)
        if found is not None:
            self.compare(path, old, *found)
            return
        self.missing[path] = old.kind
        if old.kind is not PageKind.LIST:
            self.traces.update((trace, path) for trace in _traces(old))

    def find(self, key: str, path: str, old: Page) -> tuple[Status, str] | None:
        """The page of the new site that a reader arrives at, and how."""
        at_key = self.new.pages.get(key, ())
        pages = [p for p in at_key if self.new.redirect_of(p) is None]
        if path in pages:
            return Status.SAME, path
        if pages and path not in at_key:
            address = _address_of(path, old)
            is_same = any(address in served_by(p) for p in pages)
            return (Status.SAME if is_same else Status.RESPELLED), pages[0]
        arrived = self.new.pages.get(self.new.follow(key), ())
        page = next((p for p in arrived if self.new.redirect_of(p) is None), None)
        return None if page is None else (Status.REDIRECTED, page)

    def compare(self, path: str, old: Page, status: Status, new_path: str) -> None:
        self.matched.add(new_path)
        is_list = old.kind is PageKind.LIST
        new = None if is_list else self.read(self.new, new_path, is_article=True)
        if new is None and not is_list:
            return
        self.tally.add(
            PageVerdict(
                address=url_of(path),
                kind=old.kind,
                status=status,
                new_address=url_of(new_path),
                differences=() if new is None else self.differences(path, old, new_path, new),
            )
        )

    def differences(self, path: str, old: Page, new_path: str, new: Page) -> tuple[Difference, ...]:
        again = partial(read_site_page, seen_from=self.new, select=self.select, is_exact=False)
        return _compared(
            old,
            new,
            partial(again, self.old, path, is_article=old.kind is not PageKind.LIST),
            partial(again, self.new, new_path, is_article=True),
        )

    def unmatched(self) -> Iterator[str]:
        """The pages of the new site that no old address leads to."""
        for paths in self.new.pages.values():
            for path in paths:
                if path not in self.matched and self.new.redirect_of(path) is None:
                    yield path

    def judge_rest(self, path: str) -> None:
        page = self.read(self.new, path)
        if page is None:
            return
        moved = next((self.traces[t] for t in _traces(page) if t in self.traces), None)
        if moved is not None and self.missing.pop(moved, None) is not None:
            old = self.read(self.old, moved)
            if old is not None:
                self.compare(moved, old, Status.MOVED, path)
        else:
            self.tally.add(PageVerdict(address=url_of(path), kind=page.kind, status=Status.EXTRA))

    def read(self, site: Site, path: str, *, is_article: bool = False) -> Page | None:
        """A page as its readers see it; one that cannot be read is counted."""
        try:
            page = read_site_page(
                site, path, seen_from=self.new, select=self.select, is_article=is_article
            )
        except UnreadablePage as error:
            self.tally.add_unreadable(url_of(path), str(error))
            return None
        if site is self.new:
            self.tally.add_facts(fact for fact in FACTS if getattr(page, fact))
        return page


def read_site_page(
    site: Site,
    path: str,
    *,
    seen_from: Site,
    select: str | None,
    is_article: bool = False,
    is_exact: bool = True,
) -> Page:
    """A page of a site; links in it lead where the redirects of `seen_from` send a reader.

    Raises UnreadablePage.
    """
    document = Document(site.read(path))
    targets = Targets(site, url_of(path), partial(places_in, document), seen_from)
    return read_page(
        document, targets, key=key_of(path), css=select, is_article=is_article, is_exact=is_exact
    )


def served_by(path: str) -> tuple[str, ...]:
    """The addresses that hosts answer with an output file, below the base, in their normal form."""
    url = url_of(path)
    if path.endswith("index.html"):
        return tuple(dict.fromkeys((url.rstrip("/"), url, f"{url}index.html")))
    return url.removesuffix(".html"), url


def _address_of(path: str, page: Page) -> str:
    """The address that readers know: as the page says it, or as hosts serve the file."""
    said = split_url(page.canonical).path
    return said if said and page_key(said).endswith(key_of(path)) else url_of(path)


def _traces(page: Page) -> Iterator[bytes]:
    """What an article is recognised by at another address: its text, or title and date."""
    if page.blocks:
        yield blake2b(repr(page.blocks).encode(), digest_size=16).digest()
    if page.title and page.date:
        yield blake2b(f"{page.title}\n{page.date[:10]}".encode(), digest_size=16).digest()
