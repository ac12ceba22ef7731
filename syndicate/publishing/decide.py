"""How a step is found from what is known: the post as it is now, the ledger, and the copy as the service has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from syndicate.catalogue import CODES
from syndicate.diagnostics import Diagnostic, Report, SyndicateError
from syndicate.model import Post
from syndicate.original import about, canonical_of
from syndicate.publisher import Article, LiveCopy, Service, State, Wish
from syndicate.publishing.ledger import Entry, Marks, body_digest
from syndicate.publishing.matching import Match
from syndicate.publishing.plan import Step, Verb, differing, marks_of

Make = Callable[[Post, Report], Article]
"""Makes the article of a post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How a run decides. is_asked: the service has told what it has. may_overwrite: what others changed there.

    may_rerender: what only this version of the tool writes otherwise. tool: that version.
    """

    service: Service
    make: Make
    now: datetime
    tool: str
    is_asked: bool
    is_public: bool = False
    may_overwrite: bool = False
    may_rerender: bool = False


def decided(match: Match, rules: Rules, *, is_chosen: bool, report: Report) -> Step | None:
    """What to do with a post; None where it is of no interest. What stops it is reported."""
    post = match.post
    if not match.is_known and not is_chosen:
        return None
    if post.is_draft or post.is_refused or canonical_of(post) is None:
        if not is_chosen:
            return None  # an orphan, which is told with the others
        return _skipped(
            match,
            "post-unpublished",
            "it is not published, so its copy would name no original",
            report,
        )
    if match.twins:
        urls = ", ".join(copy.url for copy in match.twins)
        return _skipped(match, "copy-twice", f"several copies could be its own: {urls}", report)
    is_nowhere = match.live is None and match.entry is None
    if not is_chosen and (match.is_by_title or (is_nowhere and rules.service.can_list)):
        return None
    if is_nowhere and match.intent is None and match.written_back:
        return Step(post=post, verb=Verb.UNCHANGED, reason=f"it is at {match.written_back}")
    if match.live is None and rules.is_asked and rules.service.can_list and match.entry:
        message = f"the copy {match.entry.url} is there no more; nothing is made in its place"
        report(about(post, "title", CODES["copy-gone"], message))
        return Step(post=post, verb=Verb.SKIP, reason="its copy is gone", entry=match.entry)
    if match.live is None and match.intent is not None and not rules.service.can_list:
        line = match.intent.line
        message = (
            f"an earlier run was cut off while it made the copy (line {line} of the ledger). Look whether it is there: "
            "if so, fill in its id and address in that line and write draft or public for intent; else delete the line"
        )
        return _skipped(match, "copy-unsure", message, report)
    losses: list[Diagnostic] = []
    try:
        article = rules.make(post, losses.append)
        source = post.read().encoded()
    except SyndicateError as error:
        report(about(post, "title", CODES["post-failed"], f"left out: {error}"))
        return Step(post=post, verb=Verb.SKIP, reason="it cannot be read", entry=match.entry)
    step = _compared(match, article, marks_of(article, source, rules.tool), rules, report)
    for loss in (
        losses if step.is_write else ()
    ):  # of a copy that stays they were told when it was sent
        report(loss)
    return step


def _skipped(match: Match, code: str, message: str, report: Report) -> Step:
    report(about(match.post, "title", CODES[code], message))
    return Step(post=match.post, verb=Verb.SKIP, reason=message, entry=match.entry)


def _compared(match: Match, article: Article, marks: Marks, rules: Rules, report: Report) -> Step:
    post, live = match.post, match.live
    wish = wished(post, rules)
    known = _known(match)

    def step(verb: Verb, reason: str = "", *, is_new_line: bool = False, m: Marks = marks) -> Step:
        return Step(
            post=post, verb=verb, reason=reason, article=article, entry=match.entry, intent=match.intent, live=live,
            marks=m, wish=wish, is_new_line=is_new_line,
        )  # fmt: skip

    if live is None:
        return _without_copy(match, marks, rules, step, report)
    body = body_digest(live.body)
    is_news = (
        match.entry is None or match.intent is not None or _is_moved(match.entry, article, live)
    )
    wants_readers = rules.is_public and live.state is State.DRAFT
    is_same = known.sent == marks.sent or (not known.sent and _reads_same(article, live))
    if body not in (known.body, marks.body) and not rules.may_overwrite:
        why = (
            "it was changed there" if known.body else "no ledger tells whether it was changed there"
        )
        message = f"the copy {live.url} says something else, and {why}; left alone, see --overwrite"
        report(about(post, "title", CODES["copy-conflict"], message))
        return step(Verb.CONFLICT, why, is_new_line=match.entry is None, m=Marks())
    if is_same and body == marks.body and not wants_readers:
        return step(Verb.UNCHANGED, is_new_line=is_news or (known != marks and not known.sent))
    is_ours_only = known.source == marks.source and known.tool not in ("", marks.tool)
    if is_ours_only and body == known.body and not (rules.may_rerender or wants_readers):
        m = known
        reason = "only this version of syndicate writes it otherwise; see --rerender"
        return step(Verb.UNCHANGED, reason, is_new_line=is_news, m=m)
    return step(Verb.UPDATE)


def _without_copy(
    match: Match, marks: Marks, rules: Rules, step: Callable[..., Step], report: Report
) -> Step:
    """A post of which the service has no copy, or has told none."""
    if match.entry is None:
        if rules.is_public and step(Verb.CREATE).wish.moment is None:
            _tell_date(match.post, rules, report)
        return step(Verb.CREATE)
    known = match.entry.marks
    if known.sent == marks.sent:
        return step(Verb.UNCHANGED)
    if known.source == marks.source and known.tool != marks.tool and not rules.may_rerender:
        return step(Verb.UNCHANGED, "only this version of syndicate writes it otherwise", m=known)
    if not rules.service.can_update:
        message = (
            f"it changed, and the service changes no copies; do it by hand at {match.entry.url}"
        )
        report(about(match.post, "title", CODES["copy-outdated"], message))
        return step(Verb.UNCHANGED, "it changed; the copy has to be changed by hand", m=known)
    return step(Verb.UPDATE)


def _known(match: Match) -> Marks:
    """What was sent last, as far as the copy bears it out: an intent counts where its text has arrived."""
    live, intent = match.live, match.intent
    if live is not None and intent is not None and intent.marks.body == body_digest(live.body):
        return intent.marks
    return match.entry.marks if match.entry is not None else Marks()


def _is_moved(entry: Entry, article: Article, live: LiveCopy) -> bool:
    """Whether the line of the ledger says something of the copy that is no longer so."""
    told = (entry.id, entry.url, entry.state, entry.canonical_url)
    return told != (live.id, live.url, live.state, article.canonical_url)


def _reads_same(article: Article, live: LiveCopy) -> bool:
    return not any(True for _ in differing(article, live))


def wished(post: Post, rules: Rules) -> Wish:
    """How the copy should come to its readers: a draft, at once, or at the date of a post that is to come."""
    is_later = post.date is not None and post.date > rules.now
    moment = post.date if rules.is_public and is_later and rules.service.can_schedule else None
    return Wish(is_public=rules.is_public, moment=moment)


def _tell_date(post: Post, rules: Rules, report: Report) -> None:
    if post.date is not None and post.date.date() < rules.now.date():
        message = f"the service keeps no old date: the copy will bear that of today, not {post.date:%Y-%m-%d}"
        report(about(post, "date", CODES["date-not-kept"], message))
