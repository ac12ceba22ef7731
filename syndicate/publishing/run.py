"""Carrying out a plan, one post after the other: note what is about to be sent, send it, note what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from syndicate.catalogue import CODES
from syndicate.diagnostics import Code, Diagnostic, Report, SyndicateError
from syndicate.model import Post, Site
from syndicate.original import about
from syndicate.publisher import (
    Article,
    Complaint,
    LiveCopy,
    NoAnswer,
    Placed,
    Publisher,
    Refused,
    Service,
)
from syndicate.publishing.http import Pace, ServiceAway
from syndicate.publishing.ledger import Entry, Ledger, Marks, body_digest, digest, time_text
from syndicate.publishing.matching import matched
from syndicate.publishing.plan import Step, Verb
from syndicate.publishing.writeback import write_back
from syndicate.source.frontmatter import FrontMatterError

_TWICE: Final = "last five minutes"
"""Forem's refusal of a second article with one title: the first may be ours, made by a request without an answer."""


_TITLE_PAUSE: Final = 300.0
"""Seconds after which Forem takes a second article with one title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one step. url: of the copy, "" where there is none; is_done: it was sent and taken."""

    step: Step
    url: str = ""
    is_done: bool = False


@dataclass(slots=True, kw_only=True)
class Run:
    """One run over one account. name: of the service in the ledger; account: as the ledger names it."""

    site: Site
    service: Service
    name: str
    account: str
    publisher: Publisher
    ledger: Ledger
    pace: Pace
    report: Report
    writes_back: bool = False
    hear: Callable[[Outcome], None] = field(default=lambda outcome: None)

    def carry_out(self, step: Step) -> Outcome:
        """Does what the step says. Raises SyndicateError where nothing more can be sent; the ledger is true then."""
        if not step.is_write:
            outcome = self._noted(step)
        else:
            try:
                outcome = self._sent(step)
            except Refused as error:
                self._forget(step)
                self._complain(step, error)
                outcome = Outcome(step=step)
            except NoAnswer as error:
                message = f"nobody knows what came of it: {error}; run the command again"
                self.report(about(step.post, "title", CODES["copy-unsure"], message))
                outcome = Outcome(step=step)
        self.hear(outcome)
        return outcome

    def _noted(self, step: Step) -> Outcome:
        """Has the ledger learn what it does not know of a copy that stays as it is."""
        live = step.live
        if live is None or not step.is_new_line:
            url = live.url if live else step.entry.url if step.entry else ""
            return Outcome(step=step, url=url)
        placed = Placed(id=live.id, url=live.url, state=live.state)
        marks = step.marks if step.verb is Verb.UNCHANGED else Marks()
        self._settle(step, placed, marks)
        return Outcome(step=step, url=live.url)

    def _sent(self, step: Step) -> Outcome:
        article = step.article
        assert article is not None
        intent = self._intend(step, article)
        step = replace(step, intent=intent)
        waited = False
        for attempt in range(1, self.pace.attempts + 1):
            self.pace.wait_before(attempt)
            try:
                placed = self._request(step, article)
            except NoAnswer:
                if not self.service.can_list:
                    raise
                step, arrived = self._looked(step, article)
            except Refused as error:
                # The article may be one that we made: by a request that we took for lost.
                if step.verb is not Verb.CREATE or _TWICE not in str(error):
                    raise
                step, arrived = self._looked(step, article)
                if step.verb is Verb.CREATE:  # another post has the same title
                    if waited:
                        raise
                    waited = True
                    self.pace.sleep(_TITLE_PAUSE)
            except BaseException as error:
                if (
                    isinstance(error, SyndicateError) and attempt == 1
                ):  # nothing came of it, and nothing will
                    self._forget(step)
                raise
            else:
                return self._taken(step, article, placed)
            if arrived is not None:
                return self._taken(step, article, arrived)
        raise NoAnswer(f"no answer, {self.pace.attempts} times")

    def _request(self, step: Step, article: Article) -> Placed:
        if step.verb is Verb.CREATE and step.live is None:
            return self.publisher.create(article, step.wish)
        assert step.live is not None
        return self.publisher.update(step.live, article, step.wish)

    def _looked(self, step: Step, article: Article) -> tuple[Step, Placed | None]:
        """What came of a request without an answer, as the service tells it: the step that is left, or its result."""
        live = self._found(step.post)
        if live is None:
            return replace(step, verb=Verb.CREATE, live=None), None
        step = replace(step, verb=Verb.UPDATE, live=live)
        is_ours = (
            body_digest(live.body) == body_digest(article.body) and live.title == article.title
        )
        if is_ours and not list(step.differences()):
            return step, Placed(id=live.id, url=live.url, state=live.state, body=live.body)
        return step, None

    def _found(self, post: Post) -> LiveCopy | None:
        copies = self.publisher.copies()
        entries = self.ledger.settled(self.name, self.account.partition("/")[0])
        intents = self.ledger.intents(self.name, self.account.partition("/")[0])
        match = next(
            match
            for match in matched(
                self.site, self.site.posts, entries, intents, copies or (), self.service
            )
            if match.post is post
        )
        return match.live or (match.twins[0] if match.twins else None)

    # -- the ledger --------------------------------------------------------------------------------

    def _intend(self, step: Step, article: Article) -> Entry:
        intent = Entry(
            canonical_url=article.canonical_url,
            service=self.name,
            account=self.account,
            id=step.live.id if step.live else "",
            time=time_text(self.pace.now()),
            marks=step.marks,
        )
        self.ledger.change(drop=filter(None, [step.intent]), add=(intent,))
        return intent

    def _forget(self, step: Step) -> None:
        """Takes the intent away: the service has told that nothing came of it."""
        account = self.account.partition("/")[0]
        key = step.article.canonical_url if step.article else ""
        gone = [e for e in self.ledger.intents(self.name, account) if e.canonical_url == key]
        self.ledger.change(drop=gone)

    def _settle(self, step: Step, placed: Placed, marks: Marks) -> Entry:
        assert step.article is not None
        entry = Entry(
            canonical_url=step.article.canonical_url,
            service=self.name,
            account=self.account,
            id=placed.id,
            url=placed.url,
            state=placed.state,
            time=time_text(self.pace.now()),
            marks=marks,
        )
        same = [e for e in self.ledger.settled(self.name, entry.account_id) if e.id == entry.id]
        self.ledger.change(drop=[*same, *filter(None, [step.entry, step.intent])], add=(entry,))
        return entry

    def _taken(self, step: Step, article: Article, placed: Placed) -> Outcome:
        """Notes what the service has taken, and tells where it cannot show it."""
        body = body_digest(placed.body if placed.body is not None else article.body)
        entry = self._settle(step, placed, replace(step.marks, body=body))
        if placed.trouble is not None:
            self._tell(step.post, placed.trouble, CODES["copy-broken"], f"{placed.url} shows")
        if self.writes_back:
            self._write_back(step, entry)
        return Outcome(step=step, url=placed.url, is_done=True)

    def _write_back(self, step: Step, entry: Entry) -> None:
        try:
            data = write_back(step.post, entry.url, step.entry.url if step.entry else "")
        except (FrontMatterError, SyndicateError) as error:
            message = f"the address of the copy cannot be written into it: {error}"
            self.report(about(step.post, "title", CODES["copy-not-noted"], message))
            return
        if data is not None:
            text = data.decode("utf-8", "surrogateescape")
            marks = replace(entry.marks, source=digest(text))
            self.ledger.change(drop=[entry], add=[replace(entry, marks=marks)])

    # -- what the service says ---------------------------------------------------------------------

    def _complain(self, step: Step, error: Refused) -> None:
        complaints = error.complaints or (Complaint(message=str(error)),)
        for complaint in complaints:
            self._tell(step.post, complaint, CODES["copy-refused"], "the service says")

    def _tell(self, post: Post, complaint: Complaint, code: Code, who: str) -> None:
        self.report(placed_finding(post, complaint, code, f"{who}: {complaint.message}"))


def placed_finding(post: Post, complaint: Complaint, code: Code, message: str) -> Diagnostic:
    """A finding where the author can mend it: at the key that is meant, or at the words in the text."""
    for key in complaint.keys:
        if key in post.front:
            return about(post, key, code, message)
    if complaint.keys:
        return about(post, complaint.keys[0], code, message)
    try:
        source = post.read()
    except SyndicateError:
        return about(post, "title", code, message)
    start = post.front.body_start
    at = source.text.find(complaint.needle, start) if complaint.needle else -1
    return source.diagnostic(at if at >= 0 else start, code, message)


__all__ = ["Outcome", "Run", "ServiceAway", "placed_finding"]
