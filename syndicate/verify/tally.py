"""What was found so far, as counts and a few examples."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import count

from syndicate.verify.compare import FACTS
from syndicate.verify.pages import PageKind
from syndicate.verify.verdict import FeedVerdict, PageVerdict, Status, Verdict

_EXAMPLES = 20


class Tally:
    """Takes the verdict of one page after the other."""

    def __init__(self, worst: int, report: Callable[[PageVerdict], None] | None) -> None:
        """worst: how many pages to keep. report: hears of every page."""
        self._report = report
        self._pages: dict[PageKind, Counter[Status]] = defaultdict(Counter)
        self._equal: Counter[PageKind] = Counter()
        self._different: Counter[PageKind] = Counter()
        self._kept: Counter[PageKind] = Counter()
        self._kinds: Counter[str] = Counter()
        self._facts: Counter[str] = Counter()
        self._aliases: Counter[bool] = Counter()
        self._lost_aliases: list[str] = []
        self._unreadable_count = 0
        self._unreadable: list[str] = []
        self._examples: dict[Status, list[str]] = defaultdict(list)
        self._worst_size = worst
        self._worst: list[tuple[int, int, PageVerdict]] = []
        self._number = count(0, -1)

    def add(self, page: PageVerdict) -> None:
        self._pages[page.kind][page.status] += 1
        if page.kind is not PageKind.LIST:
            if page.status not in (Status.MISSING, Status.EXTRA):
                self._add_compared(page)
            if page.status is not Status.SAME:
                _remember(self._examples[page.status], page.address)
        if self._report is not None:
            self._report(page)

    def _add_compared(self, page: PageVerdict) -> None:
        (self._equal if page.is_article_equal else self._different)[page.kind] += 1
        self._kept[page.kind] += page.status is Status.SAME and page.is_article_equal
        self._kinds.update(difference.kind for difference in page.differences)
        weight = sum(1 if d.kind in FACTS else 3 for d in page.differences)
        if weight:
            heapq.heappush(self._worst, (weight, next(self._number), page))
            if len(self._worst) > self._worst_size:
                heapq.heappop(self._worst)

    def add_facts(self, facts: Iterable[str]) -> None:
        """What a page of the new site says about its article."""
        self._facts.update(facts)

    def add_alias(self, address: str, *, is_kept: bool) -> None:
        """A redirect of the old site."""
        self._aliases[is_kept] += 1
        if not is_kept:
            _remember(self._lost_aliases, address)

    def add_unreadable(self, address: str, error: str) -> None:
        """A page that could not be compared."""
        self._unreadable_count += 1
        _remember(self._unreadable, f"{address}: {error}")

    def verdict(self, old: str, new: str, feeds: tuple[FeedVerdict, ...]) -> Verdict:
        """All of it; a fact that the new site never gives counts as a matter of its theme."""
        unsaid = {k: n for k, n in self._kinds.items() if k in FACTS and not self._facts[k]}
        worst = (page for _, _, page in sorted(self._worst, key=lambda w: w[:2], reverse=True))
        return Verdict(
            old=old,
            new=new,
            pages=self._pages,
            equal=self._equal,
            different=self._different,
            kept=self._kept,
            kinds={k: n for k, n in self._kinds.most_common() if k not in unsaid},
            unsaid=unsaid,
            aliases_kept=self._aliases[True],
            aliases_lost=self._aliases[False],
            worst=tuple(page for p in worst if (page := _without(p, unsaid)).differences),
            examples=self._examples,
            lost_aliases=tuple(self._lost_aliases),
            unreadable_count=self._unreadable_count,
            unreadable=tuple(self._unreadable),
            feeds=feeds,
        )


def _without(page: PageVerdict, kinds: Iterable[str]) -> PageVerdict:
    kept = tuple(d for d in page.differences if d.kind not in kinds)
    return replace(page, differences=kept)


def _remember(examples: list[str], address: str) -> None:
    if len(examples) < _EXAMPLES:
        examples.append(address)
