"""The commands that write copies of posts: feeds, and what services take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from syndicate.cli import options
from syndicate.cli.request import Choice, Findings, Source
from syndicate.cli.terminal import put, say, say_all
from syndicate.diagnostics import UsageError, printable

if TYPE_CHECKING:
    from syndicate.diagnostics import Diagnostic
    from syndicate.model import Post, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedWishes:
    """What a feed should be like; the command's own words for options of the adapter."""

    format: options.FeedFormats = None
    limit: options.Limit = None
    summary: options.Summary = False
    self_url: options.SelfUrl = ""
    ids: options.Ids = ""
    option: options.FeedOptions = None

    def options(self) -> dict[str, str]:
        """The options of the adapter by name. Raises UsageError."""
        given = {
            "format": ",".join(self.format or ()),
            "limit": "" if self.limit is None else str(self.limit),
            "summary": "true" if self.summary else "",
            "self-url": self.self_url,
            "ids": self.ids,
        }
        return options.pairs(self.option, "-O") | {key: text for key, text in given.items() if text}


def write_feeds(
    source: Source, out: options.FeedOut, wishes: FeedWishes, choice: Choice, findings: Findings
) -> None:
    """Write a feed that readers of the engine's own feed can follow without seeing a post twice."""
    from syndicate.copies.feed import feed, write_feed

    found = source.read()
    posts = choice.of(found)
    wanted = wishes.options()
    if out == "-":
        text = feed(found, posts=posts, options=wanted)
        put(text.text)
        diagnostics = text.diagnostics
    else:
        result = write_feed(found, Path(out), posts=posts, options=wanted)
        diagnostics = result.diagnostics
        if not findings.quiet:
            say_all(printable(f"wrote {file}") for file in result.files)
    raise typer.Exit(findings.told(found.posts if posts is None else posts, diagnostics))


def export_copies(
    source: Source,
    out: options.ExportOut,
    to: options.Service,
    choice: Choice,
    findings: Findings,
    option: options.ServiceOptions = None,
) -> None:
    """Write copies of posts that a service takes, each naming its original."""
    from syndicate.copies.collection import is_collector

    found = source.read()
    posts = choice.of(found)
    wanted = options.pairs(option, "-O")
    export = _collected if is_collector(to) else _exported
    diagnostics = export(found, posts, out, to, wanted, is_silent=findings.quiet)
    raise typer.Exit(findings.told(found.posts if posts is None else posts, diagnostics))


def _collected(
    site: Site,
    posts: Sequence[Post] | None,
    out: str,
    to: str,
    wanted: dict[str, str],
    *,
    is_silent: bool,
) -> tuple[Diagnostic, ...]:
    """Writes one thing made of many posts; gives what was found."""
    from syndicate.copies.collection import collect

    collection = collect(site, to=to, posts=posts, options=wanted)
    if out == "-":
        put(collection.text)
    else:
        files = collection.write(Path(out))
        if not is_silent:
            say_all(printable(f"wrote {file}") for file in files)
    return collection.diagnostics


def _exported(
    site: Site,
    posts: Sequence[Post] | None,
    out: str,
    to: str,
    wanted: dict[str, str],
    *,
    is_silent: bool,
) -> tuple[Diagnostic, ...]:
    """Writes a copy of each post; gives what was found."""
    from syndicate.copies.export import export, export_post

    chosen = site.posts if posts is None else posts
    if out == "-":
        copy = export_post(site, _the_one(chosen), to=to, options=wanted)
        put(copy.text)
        return copy.diagnostics
    result = export(site, Path(out), to=to, posts=posts, options=wanted)
    if not is_silent:
        say(printable(f"{len(result.files)} of {len(chosen)} posts exported to {out} for {to}"))
        if result.skipped:
            say(f"{len(result.skipped)} are drafts or unlisted; choose them with --post")
    return result.diagnostics


def _the_one(posts: Sequence[Post]) -> Post:
    if len(posts) != 1:
        raise UsageError(
            f'"-" prints one copy, and {len(posts)} posts are meant; choose with --post'
        )
    return posts[0]
