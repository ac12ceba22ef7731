"""`reconcile`: the ledger, made anew from what the service has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from syndicate.adapter import adapter_named, chosen_options
from syndicate.catalogue import CODES
from syndicate.diagnostics import Diagnostic, ExitCode, UsageError, exit_code
from syndicate.model import Post, Site
from syndicate.original import about, canonical_of
from syndicate.publisher import Account, LiveCopy
from syndicate.publishing.desk import Desk, Means, service_of
from syndicate.publishing.keys import safe_url
from syndicate.publishing.ledger import (
    Entry,
    Marks,
    account_text,
    ledger_of,
    locked,
    read_ledger,
    time_text,
)
from syndicate.publishing.matching import Match, matched


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """The lines of the ledger for an account. unknown: copies there that belong to no post of the site."""

    account: Account
    entries: tuple[Entry, ...]
    added: tuple[Entry, ...]
    dropped: tuple[Entry, ...]
    unknown: tuple[LiveCopy, ...]
    diagnostics: tuple[Diagnostic, ...]

    def exit_code(self, *, is_strict: bool = False) -> ExitCode:
        """What the command line gives back."""
        return exit_code(self.diagnostics, is_strict=is_strict)


def reconcile(
    site: Site,
    *,
    to: str,
    posts: Sequence[Post] | None = None,
    dry_run: bool = False,
    options: Mapping[str, str] | None = None,
    api_url: str = "",
    ledger: Path | str | None = None,
    means: Means | None = None,
) -> Reconciled:
    """Makes the ledger say what the service `to` has of the posts of `site`; sends nothing that changes anything there.

    posts: only their lines. Those of other services and accounts stay; so do the hashes of a copy that is known.
    Raises UsageError where the service cannot tell, BrokenLedger, LedgerBusy, SyndicateError.
    """
    service = service_of(to)
    desk = Desk(
        site=site,
        to=to,
        service=service,
        options=chosen_options(adapter_named(to), site, options),
        means=means or Means(),
        file=Path(ledger) if ledger is not None else ledger_of(site.root),
        base=safe_url(api_url or service.api_url),
        is_public=False,
    )
    if not service.can_list:
        raise UsageError(
            f"{to} tells nobody what it has; the ledger is all there is, correct it by hand"
        )
    with nullcontext() if dry_run else locked(desk.file):
        lines = read_ledger(desk.file, is_dry=dry_run)
        publisher = desk.publisher()
        account = publisher.account()
        desk.check_account(lines, account)
        settled = lines.settled(desk.name, account.id)
        intents = lines.intents(desk.name, account.id)
        copies = list(publisher.copies() or ())
        matches = matched(site, site.posts, settled, intents, copies, service)
        now = time_text(desk.means.pace.now())
        name = account_text(account)
        chosen = set(map(id, posts)) if posts is not None else None
        meant = matches if chosen is None else [m for m in matches if id(m.post) in chosen]
        found = (_line(match, desk.name, name, now) for match in meant)
        entries = [entry for entry in found if entry is not None]
        added = [entry for entry in entries if entry not in settled]
        old = [*settled, *intents] if chosen is None else _lines_of(meant)
        dropped = [entry for entry in old if entry not in entries]
        if added or dropped:
            lines.change(drop=dropped, add=added)
    ours = {entry.id for entry in entries}
    return Reconciled(
        account=account,
        entries=tuple(entries),
        added=tuple(added),
        dropped=tuple(dropped),
        unknown=tuple(copy for copy in copies if copy.id not in ours),
        diagnostics=tuple(_doubts(matches)),
    )


def _line(match: Match, service: str, account: str, now: str) -> Entry | None:
    """The line for the copy of a post; None where it has none, or nobody can say which."""
    live = match.live
    if live is None:
        return None
    known = match.entry if match.entry is not None and match.entry.id == live.id else None
    entry = Entry(
        canonical_url=canonical_of(match.post) or live.canonical_url or live.url,
        service=service,
        account=account,
        id=live.id,
        url=live.url,
        state=live.state,
        time=now,
        marks=known.marks if known is not None else Marks(),
    )
    if known is not None and replace(known, time=now) == entry:
        return known
    return entry


def _lines_of(matches: list[Match]) -> list[Entry]:
    return [line for match in matches for line in (match.entry, match.intent) if line is not None]


def _doubts(matches: list[Match]) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    for match in matches:
        if match.twins:
            urls = ", ".join(copy.url for copy in match.twins)
            message = f"several copies could be its own: {urls}"
            found.append(about(match.post, "title", CODES["copy-twice"], message))
    return found
