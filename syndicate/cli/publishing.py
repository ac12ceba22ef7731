"""The commands that speak with services: `publish` and `reconcile`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from syndicate.cli import options
from syndicate.cli.request import Choice, Findings, Source
from syndicate.cli.terminal import put_lines, say, say_all
from syndicate.diagnostics import counts_of, json_bytes, printable

if TYPE_CHECKING:
    from syndicate.publishing.desk import PublishPlan
    from syndicate.publishing.plan import Step
    from syndicate.publishing.publish import PublishResult
    from syndicate.publishing.run import Outcome

_LINES: Final = 40
"""Lines of a difference that are shown of one post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishWishes:
    """What may be done, and how."""

    all_: options.All = False
    public: options.Public = False
    dry_run: options.DryRunOfPublish = False
    offline: options.Offline = False
    no_check: options.NoCheck = False
    yes: options.Yes = False
    overwrite: options.Overwrite = False
    rerender: options.Rerender = False
    write_back: options.WriteBack = False
    option: options.ServiceOptions = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where the service and the ledger are."""

    api_url: options.ApiUrl = ""
    ledger: options.LedgerFile = None


def publish_copies(
    source: Source,
    to: options.PublishTo,
    choice: Choice,
    wishes: PublishWishes,
    reach: Reach,
    findings: Findings,
) -> None:
    """Create the chosen copies on a service, update those that changed, and never post twice."""
    from syndicate.publishing.publish import publish

    site = source.read()
    posts = choice.of(site)
    if posts is not None and not choice.post:  # whoever names no post means those that readers find
        posts = tuple(
            post for post in posts if post.url and not (post.is_draft or post.is_unlisted)
        )

    def show(plan: PublishPlan) -> None:
        put_lines(plan_lines(plan, is_whole=findings.verbose))

    def hear(outcome: Outcome) -> None:
        if outcome.is_done and not findings.quiet:
            say(printable(f"{outcome.step.verb.value}d  {outcome.step.post.source}  {outcome.url}"))

    result = publish(
        site,
        to=to,
        posts=posts,
        choose=wishes.all_ or bool(choice.post) or bool(choice.since),
        options=options.pairs(wishes.option, "-O"),
        public=wishes.public,
        dry_run=wishes.dry_run,
        offline=wishes.offline,
        check=not wishes.no_check,
        yes=wishes.yes,
        overwrite=wishes.overwrite,
        rerender=wishes.rerender,
        write_back=wishes.write_back,
        api_url=reach.api_url,
        ledger=reach.ledger,
        confirm=_agreed if sys.stdin.isatty() else None,
        show=show,
        hear=hear,
    )
    findings.say(result.diagnostics)
    if findings.report is not None:
        Path(findings.report).write_bytes(json_bytes(report_of(result)))
    raise typer.Exit(findings.code(result.diagnostics))


def _agreed(plan: PublishPlan) -> bool:
    from syndicate.publishing.plan import Verb

    say(f"{plan.count(Verb.CREATE)} copies will be made on {plan.service}.")
    return typer.confirm("Go on?", default=False, err=True)


def plan_lines(plan: PublishPlan, *, is_whole: bool) -> Iterator[str]:
    """The plan for people: a line for each post that something is done with, and what would differ below it."""
    from syndicate.publishing.plan import Verb

    for step in plan.steps:
        if step.verb is Verb.UNCHANGED and not step.reason:
            continue
        reason = f"  ({step.reason})" if step.reason else ""
        yield f"{step.verb.value:<9}  {step.post.source}  {step.post.title!r}{reason}"
        yield from _differences(step, is_whole=is_whole)
    for orphan in plan.orphans:
        yield f"{'orphan':<9}  {orphan.entry.url}  ({orphan.reason})"
    counts = ", ".join(f"{plan.count(verb)} {verb.value}" for verb in Verb if plan.count(verb))
    who = f" as {plan.account.name}" if plan.account is not None else ""
    yield f"{plan.service}{who}: {counts or 'nothing is chosen, and the ledger knows no copies'}"


def _differences(step: Step, *, is_whole: bool) -> Iterator[str]:
    for each in step.differences():
        old = f"{each.old!r} -> " if each.old is not None else ""
        yield f"    {each.field}: {old}{each.new!r}"
    lines = step.diff()
    yield from (f"    {line}" for line in (lines if is_whole else lines[:_LINES]))
    if len(lines) > _LINES and not is_whole:
        yield f"    … and {len(lines) - _LINES} more lines; see --verbose"


def report_of(result: PublishResult) -> dict[str, object]:
    """The result as JSON: `service`, `account`, `summary`, `posts`, `orphans`, `diagnostics`."""
    done = {each.step.post.source: each for each in result.outcomes}
    steps = result.plan.steps
    account = result.plan.account
    posts = [
        {
            "source": step.post.source,
            "action": step.verb.value,
            "reason": step.reason,
            "url": (outcome.url if (outcome := done.get(step.post.source)) else "") or None,
            "done": bool(outcome and outcome.is_done),
        }
        for step in steps
    ]
    verbs = {step.verb for step in steps}
    return {
        "service": result.plan.service,
        "account": account.name if account is not None else None,
        "dry_run": result.is_dry,
        "summary": {
            **{verb.value: result.plan.count(verb) for verb in sorted(verbs)},
            **counts_of(result.diagnostics),
        },
        "posts": posts,
        "orphans": [
            {
                "canonical_url": each.entry.canonical_url,
                "url": each.entry.url,
                "reason": each.reason,
            }
            for each in result.plan.orphans
        ],
        "diagnostics": [found.as_json() for found in result.diagnostics],
    }


def reconcile_ledger(
    source: Source,
    to: options.PublishTo,
    reach: Reach,
    findings: Findings,
    choice: Choice,
    dry_run: options.DryRunOfPublish = False,
) -> None:
    """Make the ledger anew from what a service has; nothing changes there."""
    from syndicate.publishing.reconcile import reconcile

    site = source.read()
    posts = choice.of(site)
    result = reconcile(
        site, to=to, dry_run=dry_run, api_url=reach.api_url, ledger=reach.ledger, posts=posts
    )
    lines: Iterable[str] = (
        *(f"+ {entry.canonical_url}  {entry.url}" for entry in result.added),
        *(f"- {entry.canonical_url}  {entry.url or 'intent'}" for entry in result.dropped),
        *(f"? {copy.title!r}  {copy.url}" for copy in result.unknown),
    )
    put_lines(lines)
    if not findings.quiet:
        say_all(
            [
                f"{len(result.entries)} copies of {len(site.posts)} posts on {result.account.name}'s account"
            ]
        )
    raise typer.Exit(findings.told(site.posts, result.diagnostics))
