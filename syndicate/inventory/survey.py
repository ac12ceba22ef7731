"""The inventory of a site: its posts, what stands in them, and what will need a decision."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from syndicate.adapter import adapter_named
from syndicate.body.nodes import (
    Autolink,
    Component,
    Defined,
    Destination,
    Dropped,
    Insert,
    Meaning,
    Node,
    Role,
)
from syndicate.body.rules import walk
from syndicate.catalogue import CODES
from syndicate.conversion.collisions import url_collisions
from syndicate.conversion.convert import convert, unread_posts
from syndicate.conversion.gathering import gathered
from syndicate.diagnostics import Diagnostic, Severity, SyndicateError
from syndicate.inventory.counts import Tally, counted
from syndicate.inventory.inventory import Inventory
from syndicate.model import Post, Site
from syndicate.source.text import SourceText
from syndicate.web.links import Dead, PageLink

_UNCOUNTED: Final = (Component, Destination, Autolink, Defined, Dropped, Insert, Meaning)


def scan(site: Site, to: str | None = None) -> Inventory:
    """The inventory of `site`; nothing is written.

    to: the engine that it may move to, whose losses are found by writing every post into nothing.
    Raises UsageError where `to` cannot be written.
    """
    survey = _Survey(site=site)
    for post in site.posts:
        survey.look_at(post)
    said = [*site.diagnostics, *survey.said]
    said += list(url_collisions(((p, p.url) for p in site.posts if p.url is not None), said))
    losses: tuple[Diagnostic, ...] = ()
    if to:
        with tempfile.TemporaryDirectory(prefix="syndicate-") as folder:
            losses = convert(site, to=to, out=Path(folder, "out")).dry_run().diagnostics
        losses = tuple(d for d in losses if d not in said and d.severity is not Severity.NOTE)
    return survey.inventory(tuple(dict.fromkeys(said)), losses, to or "")


@dataclass(slots=True, kw_only=True)
class _Survey:
    """What was seen so far; holds counts, and no text."""

    site: Site
    constructs: Tally = field(default_factory=Tally)
    unmapped: Tally = field(default_factory=Tally)
    unknown: Tally = field(default_factory=Tally)
    dead: Tally = field(default_factory=Tally)
    missing: Tally = field(default_factory=Tally)
    said: list[Diagnostic] = field(default_factory=list)

    def look_at(self, post: Post) -> None:
        """Counts what stands in a post; one that cannot be read is told, and counted as such."""
        try:
            body = post.body(self.said.append)
        except SyndicateError as error:
            code = CODES["post-failed"]
            self.said.append(SourceText(post.source, "").diagnostic(0, code, str(error)))
            return
        for call in body.calls:
            self.unmapped.add(f"{call.call} {call.name}", _place(body.source, call.span.start))
        for part, node in walk(body):
            self._node(post, part.source, node)

    def _node(self, post: Post, source: SourceText, node: Node) -> None:
        if isinstance(node, Component):
            place = _place(source, node.span.start)
            self.unmapped.add(f"{node.call} {node.name.lstrip(':')}", place)
        elif isinstance(node, Destination):
            self._address(post, source, node)
        elif not isinstance(node, _UNCOUNTED):
            self.constructs.add(type(node).KIND, _place(source, node.span.start))

    def _address(self, post: Post, source: SourceText, node: Destination) -> None:
        resolve = adapter_named(self.site.engine).resolve
        target = resolve(self.site, post, node) if resolve is not None else None
        place = _place(source, node.span.start)
        if isinstance(target, PageLink) and not target.is_known:
            self.unknown.add(node.url, place)
        if not isinstance(target, Dead):
            return
        is_asset = node.role is Role.IMAGE
        (self.missing if is_asset else self.dead).add(node.url, place)
        code = CODES["source-asset-missing" if is_asset else "source-link-dead"]
        self.said.append(source.diagnostic(node.span.start, code, target.reason))

    def inventory(
        self, said: tuple[Diagnostic, ...], losses: tuple[Diagnostic, ...], to: str
    ) -> Inventory:
        site = self.site
        days = sorted(p.date.date().isoformat() for p in site.posts if p.date is not None)
        return Inventory(
            engine=site.engine,
            to=to,
            url=site.url,
            posts=len(site.posts),
            drafts=sum(post.is_draft for post in site.posts),
            unlisted=sum(post.is_unlisted for post in site.posts),
            undated=sum(post.date is None for post in site.posts),
            unread=tuple(sorted(unread_posts(site))),
            first_day=days[0] if days else "",
            last_day=days[-1] if days else "",
            languages=counted((p.lang or site.lang or "-", p.source) for p in site.posts),
            schemes=counted((scheme_of(p), p.source) for p in site.posts if _is_served(site, p)),
            constructs=self.constructs.counts(),
            unmapped=self.unmapped.counts(),
            losses=counted((f.code, f"{f.path}:{f.line}") for f in losses),
            reading=counted(
                (f.code, f"{f.path}:{f.line}") for f in said if f.severity is not Severity.NOTE
            ),
            unknown_links=self.unknown.counts(),
            dead_links=self.dead.counts(),
            missing_assets=self.missing.counts(),
            shared_urls=counted(
                (f.message, f.path)
                for f in said
                if f.code in ("url-collision", "source-url-shared")
            ),
            broken_dates=counted(
                (f.code, f"{f.path}:{f.line}") for f in said if "date" in f.code.split("-")
            ),
            diagnostics=gathered([*said, *losses]),
        )


def _is_served(site: Site, post: Post) -> bool:
    """Whether readers find the post; where nobody says the site's own address, its path is known all the same."""
    is_hidden = post.is_draft or post.is_refused
    return post.url is not None or (not site.url and bool(post.path) and not is_hidden)


def _place(source: SourceText, offset: int) -> str:
    found = source.diagnostic(
        offset, CODES["source-link-dead"], ""
    )  # knows where made text is from
    return f"{found.path}:{found.line}"


def scheme_of(post: Post) -> str:
    """The address of a post with the parts that its date and name make replaced: "/blog/:year/:month/:slug/"."""
    return "/".join(_parts(post)) or "/"


def _parts(post: Post) -> Iterator[str]:
    day = post.date
    segments = post.path.split("/")
    due = (
        []
        if day is None
        else [(":year", f"{day:%Y}"), (":month", f"{day:%m}"), (":day", f"{day:%d}")]
    )
    last = max((n for n, segment in enumerate(segments) if segment), default=-1)
    for number, segment in enumerate(segments):
        if number == last:
            ending = re.search(r"\.html?$", segment)
            yield f":slug{ending[0] if ending else ''}"
        elif due and segment in (due[0][1], due[0][1].lstrip("0")):
            yield due.pop(0)[0]
        elif day is not None and segment == f"{day:%Y-%m-%d}":
            yield ":date"
        else:
            yield segment
