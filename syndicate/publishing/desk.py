"""What a run knows before anything is sent: the site, the service, the account, and the plan that follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from syndicate.adapter import Adapter, adapter_named, installed_adapters
from syndicate.catalogue import CODES
from syndicate.copies.context import context_of
from syndicate.diagnostics import (
    Diagnostic,
    Report,
    SyndicateError,
    UsageError,
    in_order,
)
from syndicate.model import Post, Site
from syndicate.original import about, canonical_of
from syndicate.publisher import Account, Article, Complaint, LiveCopy, Publisher, Service
from syndicate.publishing.checks import MOST, Probe, failures, probe
from syndicate.publishing.decide import Rules, decided
from syndicate.publishing.http import Http, Pace
from syndicate.publishing.keys import Key, find_key
from syndicate.publishing.ledger import (
    NAME,
    Entry,
    Ledger,
    key_of,
)
from syndicate.publishing.matching import Match, keys_of, matched
from syndicate.publishing.plan import Step, Verb
from syndicate.publishing.run import placed_finding
from syndicate.publishing.transport import Network, Transport
from syndicate.source.text import SourceText
from syndicate.version import version
from syndicate.web.urls import split_url

CHOSEN: Final = "syndicate"
"""The key of the header that names the services for a post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """By what means a run works; everything but the key has a usual value."""

    key: Key | None = None
    transport: Transport = field(default_factory=Network)
    pace: Pace = field(default_factory=Pace)
    probe: Probe = probe
    tool: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """A copy whose post is gone or a draft now; nothing is done with it."""

    entry: Entry
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPlan:
    """What would be done, in the order of the site's posts. account: None where the service was not asked."""

    service: str
    account: Account | None
    steps: tuple[Step, ...]
    orphans: tuple[Orphan, ...] = ()

    def count(self, verb: Verb) -> int:
        """How many posts that is done with."""
        return sum(step.verb is verb for step in self.steps)


def service_of(to: str) -> Service:
    adapter: Adapter = adapter_named(to)
    if adapter.service is None:
        known = ", ".join(a.name for a in installed_adapters().values() if a.service is not None)
        raise UsageError(f"nothing is published to {to}; there are: {known}")
    return adapter.service


@dataclass(slots=True, kw_only=True)
class Desk:
    """What one run needs everywhere: the site, the service, what was found so far."""

    site: Site
    to: str
    service: Service
    options: Any
    means: Means
    file: Path
    base: str
    is_public: bool
    found: list[Diagnostic] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The service in the ledger: another site with the same API has its host in the name."""
        if self.base == self.service.api_url:
            return self.to
        host = (split_url(self.base).host or "").lower().partition(":")[0]
        return f"{self.to}@{host}"

    def publisher(self) -> Publisher:
        """The account. Raises UsageError where there is no key."""
        key = self.means.key or find_key(self.service.keys)
        http = Http(
            base=self.base,
            service=self.service,
            key=key,
            transport=self.means.transport,
            pace=self.means.pace,
        )
        return self.service.connect(http, self.options)

    def check_account(self, lines: Ledger, account: Account | None) -> None:
        """Raises SyndicateError where the ledger is that of another account."""
        known = lines.accounts(self.name)
        if account is None or not known:
            return
        if account.id not in {text.partition("/")[0] for text in known}:
            raise SyndicateError(
                f"the key belongs to {account.name!r} (id {account.id}), and {self.file} knows copies of "
                f"{', '.join(sorted(known))}; nothing was sent. Use the key of that account, or another --ledger"
            )

    def rules(self, *, is_asked: bool, overwrite: bool, rerender: bool) -> Rules:
        """How posts are compared."""
        context = context_of(self.site)

        def make(post: Post, report: Report) -> Article:
            return self.service.article(context, post, self.options, report)

        return Rules(
            service=self.service,
            make=make,
            now=self.means.pace.now(),
            tool=self.means.tool or version(),
            is_asked=is_asked,
            is_public=self.is_public or self.service.is_public(self.options),
            may_overwrite=overwrite,
            may_rerender=rerender,
        )

    def plan(
        self,
        posts: Sequence[Post] | None,
        may_create: bool,
        lines: Ledger,
        publisher: Publisher | None,
        account: Account | None,
        rules: Rules,
    ) -> PublishPlan:
        """What is to be done with `posts`; what stops some of them is found."""
        copies: Iterable[LiveCopy] = (publisher.copies() or ()) if publisher is not None else ()
        entries, intents = self._lines(lines, account)
        matches = matched(self.site, self.site.posts, entries, intents, copies, self.service)
        wanted = None if posts is None else {(post.lang, post.source) for post in posts}
        steps: list[Step] = []
        for match in matches:
            post = match.post
            if wanted is not None and (post.lang, post.source) not in wanted:
                continue
            is_chosen = self._is_chosen(match, may_create, is_named=wanted is not None)
            step = decided(match, rules, is_chosen=is_chosen, report=self.found.append)
            if step is not None:
                steps.append(step)
        orphans = self._orphans(entries, matches) if posts is None else ()
        return PublishPlan(
            service=self.name,
            account=account,
            steps=_apart(steps, self.found.append),
            orphans=orphans,
        )

    def _lines(self, lines: Ledger, account: Account | None) -> tuple[list[Entry], list[Entry]]:
        if account is not None:
            settled = lines.settled(self.name, account.id)
            return settled, lines.intents(self.name, account.id)
        ours = [entry for entry in lines.entries if entry.service == self.name]
        return [e for e in ours if not e.is_intent], [e for e in ours if e.is_intent]

    def _is_chosen(self, match: Match, may_create: bool, *, is_named: bool) -> bool:
        post = match.post
        if _names_service(post, self.to) and not post.is_draft and post.url is not None:
            return True
        is_hidden = post.is_draft or post.is_unlisted or post.is_fallback or post.is_page
        return may_create and (is_named or not is_hidden)

    def _orphans(self, entries: Sequence[Entry], matches: Sequence[Match]) -> tuple[Orphan, ...]:
        """The copies whose post is gone or a draft; they are told, and stay."""
        if self.site.is_one_post:
            return ()
        used = {id(m.entry): m.post for m in matches if m.entry is not None}
        drafts = {key for m in matches if m.post.is_draft for key in keys_of(m.post, self.site)}
        found: list[Orphan] = []
        for entry in entries:
            post = used.get(id(entry))
            if post is None:
                is_draft = key_of(entry.canonical_url) in drafts
                found.append(
                    Orphan(
                        entry=entry,
                        reason="its post is a draft" if is_draft else "its post is gone",
                    )
                )
            elif post.is_draft or post.url is None:
                found.append(Orphan(entry=entry, reason="its post is a draft"))
        for orphan in found:
            message = (
                f"{orphan.entry.url} stays, though {orphan.reason}: {orphan.entry.canonical_url}"
            )
            self.found.append(self._at_line(orphan.entry, "copy-orphaned", message))
        return tuple(found)

    def _at_line(self, entry: Entry, code: str, message: str) -> Diagnostic:
        text = SourceText(NAME, "\n" * entry.line)
        return text.diagnostic(max(entry.line - 1, 0), CODES[code], message)

    # -- before anything is sent -------------------------------------------------------------------

    def checked(self, plan: PublishPlan) -> PublishPlan:
        """The plan without the posts whose original does not answer; dead pictures are told."""
        writes = [step for step in plan.steps if step.is_write]
        originals = {url: "" for step in writes if (url := canonical_of(step.post))}
        silent = failures(originals, self.means.probe)
        steps = tuple(self._answering(step, silent) for step in plan.steps)
        self._check_pictures([step for step in steps if step.is_write])
        return PublishPlan(
            service=plan.service, account=plan.account, steps=steps, orphans=plan.orphans
        )

    def _answering(self, step: Step, silent: dict[str, str]) -> Step:
        url = canonical_of(step.post)
        if not step.is_write or url is None or url not in silent:
            return step
        reason = f"its original does not answer: {url} ({silent[url]})"
        message = f"{reason}; deploy the site first, or say --no-check"
        self.found.append(about(step.post, "title", CODES["original-silent"], message))
        return Step(post=step.post, verb=Verb.SKIP, reason=reason, entry=step.entry, live=step.live)

    def _check_pictures(self, steps: Sequence[Step]) -> None:
        shown = [
            (step.post, url)
            for step in steps
            if step.article is not None
            for url in self.service.pictures(step.article)
        ]
        dead = failures((url for _, url in shown), self.means.probe)
        for post, url in shown:
            if url in dead:
                needle = url.rpartition("/")[2] or url
                message = f"the picture {url} does not answer ({dead[url]})"
                complaint = Complaint(message=message, needle=needle)
                code = CODES["picture-silent"]
                self.found.append(placed_finding(post, complaint, code, message))
        if len({url for _, url in shown}) > MOST:
            message = f"{MOST} pictures were asked for; the others were not"
            self.found.append(
                SourceText(".", "").diagnostic(0, CODES["pictures-unchecked"], message)
            )

    def findings(self, plan: PublishPlan) -> tuple[Diagnostic, ...]:
        """What was found, with what reading found in the posts that are sent."""
        sources = {step.post.source for step in plan.steps if step.is_write}
        own = [each for each in self.site.diagnostics if each.path in sources]
        return in_order(own, self.found)


def _names_service(post: Post, to: str) -> bool:
    value = post.front.get(CHOSEN)
    values = value if isinstance(value, list) else [value]
    return any(isinstance(each, str) and each.strip().lower() == to for each in values)


def _apart(steps: Sequence[Step], report: Report) -> tuple[Step, ...]:
    """The steps, of which no two are about one original: the later ones are left out and reported."""
    seen: dict[str, str] = {}
    kept: list[Step] = []
    for step in steps:
        key = key_of(canonical_of(step.post) or "")
        other = seen.setdefault(key, step.post.source)
        if step.is_write and key and other != step.post.source:
            message = f"{other} names the same original; only that one has a copy"
            report(about(step.post, "canonical_url", CODES["canonical-shared"], message))
            step = Step(post=step.post, verb=Verb.SKIP, reason=message)
        kept.append(step)
    return tuple(kept)
