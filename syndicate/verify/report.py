"""The verdict in words, on one screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from syndicate.diagnostics import printable
from syndicate.verify.compare import Difference
from syndicate.verify.pages import PageKind
from syndicate.verify.verdict import PageVerdict, Status, Verdict
from syndicate.web.urls import unquote_path

_PAGES_SHOWN = 5
_LINES_SHOWN = 3
_KINDS_SHOWN = 12
_ADDRESSES_SHOWN = 3
_NAMES = {PageKind.POST: "posts", PageKind.PAGE: "pages", PageKind.LIST: "list pages"}


def summary(verdict: Verdict, *, width: int) -> str:
    """About forty lines at most, none longer than `width`, without a newline at the end."""
    lines = [*_counts(verdict), *_lost(verdict), *_differences(verdict, width), *_feeds(verdict)]
    return "\n".join(_cut(line, width) for line in lines)


def _counts(verdict: Verdict) -> Iterator[str]:
    name = _NAMES[verdict.scored]
    share = int(verdict.score * 1000) / 10
    kept = f"{verdict.posts_kept} of {verdict.posts} {name}"
    yield f"{kept} have the same address and read the same ({share:g} %)"
    for kind, name in _NAMES.items():
        by_status = verdict.pages.get(kind, {})
        said = [f"{number} {status}" for status in Status if (number := by_status.get(status, 0))]
        articles = [
            f"{number} {word}"
            for word, by_kind in (("equal", verdict.equal), ("different", verdict.different))
            if (number := by_kind.get(kind, 0))
        ]
        if said:
            yield f"{name + ':':12}{', '.join(said)}" + (
                f"; {', '.join(articles)}" if articles else ""
            )
    if verdict.aliases_kept or verdict.aliases_lost:
        yield f"{'redirects:':12}{verdict.aliases_kept} kept, {verdict.aliases_lost} lost"


def _lost(verdict: Verdict) -> Iterator[str]:
    """Addresses that no longer work, and pages that could not be read."""
    for status in (Status.MISSING, Status.MOVED, Status.RESPELLED):
        total = verdict.count(PageKind.POST, PageKind.PAGE, status=status)
        yield from _some(status.value, verdict.examples.get(status, ()), total)
    yield from _some("redirect lost", verdict.lost_aliases, verdict.aliases_lost)
    yield from _some("not readable", verdict.unreadable, verdict.unreadable_count)


def _some(word: str, found: Sequence[str], total: int) -> Iterator[str]:
    for address in found[:_ADDRESSES_SHOWN]:
        yield f"  {word}: {_address(address)}"
    if total > _ADDRESSES_SHOWN:
        yield f"  … and {total - _ADDRESSES_SHOWN} more {word}"


def _differences(verdict: Verdict, width: int) -> Iterator[str]:
    if verdict.kinds:
        kinds = [f"{number} {kind}" for kind, number in verdict.kinds.items()]
        more = [f"{len(kinds) - _KINDS_SHOWN} kinds more"] if len(kinds) > _KINDS_SHOWN else []
        yield f"differences: {', '.join([*kinds[:_KINDS_SHOWN], *more])}"
    for page in verdict.worst[:_PAGES_SHOWN]:
        yield from _page(page, width)
    if verdict.unsaid:
        said = ", ".join(f"{fact} (of {number})" for fact, number in verdict.unsaid.items())
        yield f"the theme of the new site shows no {said}"


def _page(page: PageVerdict, width: int) -> Iterator[str]:
    yield f"  {_address(page.address)}"
    for difference in page.differences[:_LINES_SHOWN]:
        yield side_by_side(difference, width)
    if len(page.differences) > _LINES_SHOWN:
        yield f"    … and {len(page.differences) - _LINES_SHOWN} more"


def side_by_side(difference: Difference, width: int) -> str:
    """One line: the kind, what was, what is, both from a little before where they part."""
    half = (width - 24) // 2
    old, new = _from_where_they_part(difference.old, difference.new, half)
    return f"    {difference.kind:15} {old or '(nothing)':{half}} | {new or '(nothing)'}"


def _from_where_they_part(old: str, new: str, width: int) -> tuple[str, str]:
    shorter = min(len(old), len(new))
    same = next((k for k in range(shorter) if old[k] != new[k]), shorter)
    start = max(0, same - width // 3) if max(len(old), len(new)) > width else 0
    lead = "…" if start else ""
    old, new = (_cut(_one_line(lead + text[start:]), width) if text else "" for text in (old, new))
    return old, new


def _feeds(verdict: Verdict) -> Iterator[str]:
    for feed in verdict.feeds:
        if not feed.is_found:
            yield f"feed {_address(feed.address)}: missing"
        elif feed.differences:
            number = len(feed.differences)
            word = "difference" if number == 1 else "differences"
            yield f"feed {_address(feed.address)}: {number} {word}"
            yield side_by_side(feed.differences[0], 100)


def _address(address: str) -> str:
    return printable(unquote_path(address))


def _one_line(text: str) -> str:
    return printable(text.replace("\n", "⏎").replace("\t", " "))


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
