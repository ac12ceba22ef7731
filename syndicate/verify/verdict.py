"""The judgement of a site: what of it is where it was, and reads as it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from syndicate.verify.compare import FACTS, Difference
from syndicate.verify.pages import PageKind


class Status(StrEnum):
    """What became of an address; the first three lead a reader to the page."""

    SAME = "same"
    RESPELLED = "respelled"  # the same page to most hosts, not to all: /x.html and /x/
    REDIRECTED = "redirected"
    MOVED = "moved"  # the article is elsewhere, and the old address leads nowhere
    MISSING = "missing"
    EXTRA = "extra"


_OLD = tuple(status for status in Status if status is not Status.EXTRA)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVerdict:
    """One page; `address` is the old one (of an extra page the new one), below the base."""

    address: str
    kind: PageKind
    status: Status
    new_address: str = ""
    differences: tuple[Difference, ...] = ()

    @property
    def is_article_equal(self) -> bool:
        """Whether its article reads the same, whatever its date or tags say."""
        return all(difference.kind in FACTS for difference in self.differences)

    def as_json(self) -> dict[str, object]:
        return {
            "address": self.address,
            "kind": self.kind.value,
            "status": self.status.value,
            "new_address": self.new_address,
            "differences": [difference.as_json() for difference in self.differences],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedVerdict:
    """One feed; `differences` have the kinds "feed-id", "feed-order", "feed-date", "feed-title"."""

    address: str
    is_found: bool
    differences: tuple[Difference, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "address": self.address,
            "found": self.is_found,
            "differences": [difference.as_json() for difference in self.differences],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The whole judgement.

    pages: how many by kind and status. equal, different: articles that were compared, by kind.
    kept: articles with the same address and equal blocks, by kind. kinds: how often each kind of
    difference was found, most frequent first. unsaid: facts that the new site gives on no page,
    and how many old pages gave them. aliases: old redirects that still lead to their page, or not.
    worst: the pages with most differences. examples, lost_aliases, unreadable: some addresses.
    """

    old: str
    new: str
    pages: Mapping[PageKind, Mapping[Status, int]]
    equal: Mapping[PageKind, int]
    different: Mapping[PageKind, int]
    kept: Mapping[PageKind, int]
    kinds: Mapping[str, int]
    unsaid: Mapping[str, int]
    aliases_kept: int
    aliases_lost: int
    unreadable_count: int
    worst: tuple[PageVerdict, ...]
    examples: Mapping[Status, Sequence[str]]
    lost_aliases: tuple[str, ...]
    unreadable: tuple[str, ...]
    feeds: tuple[FeedVerdict, ...]

    def count(self, *kinds: PageKind, status: Status) -> int:
        return sum(self.pages.get(kind, {}).get(status, 0) for kind in kinds)

    @property
    def scored(self) -> PageKind:
        """What the score is about: posts, or pages where the old site dates none of them."""
        has_posts = any(self.pages.get(PageKind.POST, {}).get(status) for status in _OLD)
        return PageKind.POST if has_posts else PageKind.PAGE

    @property
    def posts(self) -> int:
        """The posts of the old site."""
        return sum(self.count(self.scored, status=status) for status in _OLD)

    @property
    def posts_kept(self) -> int:
        """Its posts that have the same address and read the same."""
        return self.kept.get(self.scored, 0)

    @property
    def score(self) -> float:
        """The share of posts that were kept; 1 where there are none."""
        return self.posts_kept / self.posts if self.posts else 1.0

    @property
    def is_worse(self) -> bool:
        """Whether a reader of the new site would miss something, list pages aside."""
        articles = (PageKind.POST, PageKind.PAGE)
        lost = (Status.MISSING, Status.MOVED, Status.RESPELLED)
        return bool(
            any(self.count(*articles, status=status) for status in lost)
            or self.kinds
            or self.aliases_lost
            or self.unreadable_count
            or any(not feed.is_found or feed.differences for feed in self.feeds)
        )

    def as_json(self) -> dict[str, object]:
        """All that is known, as values JSON can hold; pages beyond the worst are counted only."""
        return {
            "old": self.old,
            "new": self.new,
            "score": self.score,
            "worse": self.is_worse,
            "posts": self.posts,
            "kept": self.posts_kept,
            "pages": {k.value: {s.value: n for s, n in v.items()} for k, v in self.pages.items()},
            "equal": {kind.value: number for kind, number in self.equal.items()},
            "different": {kind.value: number for kind, number in self.different.items()},
            "differences": dict(self.kinds),
            "unsaid": dict(self.unsaid),
            "aliases": {
                "kept": self.aliases_kept,
                "lost": self.aliases_lost,
                "examples": list(self.lost_aliases),
            },
            "unreadable": {"count": self.unreadable_count, "examples": list(self.unreadable)},
            "worst": [page.as_json() for page in self.worst],
            "examples": {status.value: list(found) for status, found in self.examples.items()},
            "feeds": [feed.as_json() for feed in self.feeds],
        }

    def summary(self, *, width: int = 100) -> str:
        """The judgement on one screen."""
        from syndicate.verify.report import summary  # the words depend on the values

        return summary(self, width=width)
