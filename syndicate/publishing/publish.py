"""`publish`: copies of posts on a service, each of them once, whatever happened to the runs before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from syndicate.adapter import adapter_named, chosen_options
from syndicate.diagnostics import (
    Diagnostic,
    ExitCode,
    UsageError,
    exit_code,
)
from syndicate.model import Post, Site
from syndicate.publishing.desk import Desk, Means, PublishPlan, service_of
from syndicate.publishing.keys import safe_url
from syndicate.publishing.ledger import (
    account_text,
    ledger_of,
    locked,
    read_ledger,
)
from syndicate.publishing.plan import Verb
from syndicate.publishing.run import Outcome, Run

MANY: Final = 10
"""Copies that are made without asking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishResult:
    """What a run did. outcomes: empty for a dry run; diagnostics: those of the posts it is about, and of the run."""

    plan: PublishPlan
    outcomes: tuple[Outcome, ...]
    diagnostics: tuple[Diagnostic, ...]
    is_dry: bool

    @property
    def urls(self) -> dict[str, str]:
        """The addresses of the copies by the sources of their posts."""
        return {each.step.post.source: each.url for each in self.outcomes if each.url}

    def exit_code(self, *, is_strict: bool = False) -> ExitCode:
        """What the command line gives back."""
        return exit_code(self.diagnostics, is_strict=is_strict)


def publish(
    site: Site,
    *,
    to: str,
    posts: Sequence[Post] | None = None,
    choose: bool | None = None,
    options: dict[str, str] | None = None,
    public: bool = False,
    dry_run: bool = False,
    offline: bool = False,
    check: bool = True,
    yes: bool = False,
    overwrite: bool = False,
    rerender: bool = False,
    write_back: bool = False,
    api_url: str = "",
    ledger: Path | str | None = None,
    means: Means | None = None,
    confirm: Callable[[PublishPlan], bool] | None = None,
    show: Callable[[PublishPlan], None] | None = None,
    hear: Callable[[Outcome], None] | None = None,
) -> PublishResult:
    """Creates the copies that are chosen on the service `to`, updates those that changed, leaves alone what did not.

    posts: only these; without them all. choose: whether `posts` (or all) may be created; without it they may where
    `posts` were given. A post may always be created whose header has `syndicate: [NAME]`.
    offline: asks nobody but the service, and with dry_run not even that. check: originals and pictures must answer.
    yes: more than MANY copies may be made without `confirm`. ledger: another file than `.syndicate/ledger.txt`.
    show: hears the plan before anything is sent, hear: each result.
    Raises UsageError, BrokenLedger, LedgerBusy, SyndicateError where the service cannot be reached or refuses the key;
    what was sent until then is in the ledger.
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
        is_public=public,
    )
    may_create = choose if choose is not None else posts is not None
    with nullcontext() if dry_run else locked(desk.file):
        lines = read_ledger(desk.file, is_dry=dry_run)
        publisher = None if dry_run and offline else desk.publisher()
        account = publisher.account() if publisher is not None else None
        desk.check_account(lines, account)
        rules = desk.rules(is_asked=account is not None, overwrite=overwrite, rerender=rerender)
        plan = desk.plan(posts, may_create, lines, publisher, account, rules)
        if check and not offline:
            plan = desk.checked(plan)
        if show is not None:
            show(plan)
        outcomes: list[Outcome] = []
        if publisher is not None and account is not None and not dry_run:
            _ask(plan, yes, confirm)
            run = Run(
                site=site,
                service=service,
                name=desk.name,
                account=account_text(account),
                publisher=publisher,
                ledger=lines,
                pace=desk.means.pace,
                report=desk.found.append,
                writes_back=write_back,
                hear=hear or (lambda outcome: None),
            )
            outcomes = [run.carry_out(step) for step in plan.steps]
    return PublishResult(
        plan=plan, outcomes=tuple(outcomes), diagnostics=desk.findings(plan), is_dry=dry_run
    )


def _ask(plan: PublishPlan, is_agreed: bool, confirm: Callable[[PublishPlan], bool] | None) -> None:
    number = plan.count(Verb.CREATE)
    if number <= MANY or is_agreed:
        return
    if confirm is None:
        raise UsageError(
            f"{number} copies would be made; say --yes if that is meant. Nothing was sent"
        )
    if not confirm(plan):
        raise UsageError("nothing was sent")
