"""Runs that are cut off in every way, then one clean run: each post once, the copies right, the ledger true.

The service and the clock are in this process, so that hundreds of runs take seconds; test_killed.py beside it does the
same with real processes.
"""

from __future__ import annotations

import contextlib
import dataclasses
import errno
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

import syndicate
from syndicate.diagnostics import SyndicateError
from syndicate.model import Post, Site
from syndicate.publisher import Answer, Article, NoAnswer
from syndicate.publishing import ledger as ledgers
from syndicate.publishing.keys import NothingSent
from syndicate.publishing.ledger import BrokenLedger, LedgerBusy, body_digest, locked, read_ledger
from syndicate.source.text import UnwritableTarget
from syndicate_adapters.devto import api
from tests.publish.desk import Desk, post

POSTS = 50
RUNS = 220
SHARDS = 11


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A blog of 50 posts, two pairs of which share a title."""
    root = tmp_path_factory.mktemp("blog")
    titles = {n: f"Post {n}" for n in range(POSTS)} | {7: "Notes", 19: "Notes"}
    return Desk(root).blog(
        {f"{n}.md": post(titles[n], f"Text {n}.", slug=f"/p{n}") for n in range(POSTS)}
    )


ARTICLES: dict[str, Article] = {}


def written(file: Path, data: bytes, *, is_lasting: bool = False) -> None:
    """Writes a file without another one beside it: nobody is killed here in the midst of that."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


@pytest.fixture(autouse=True)
def _articles(monkeypatch: pytest.MonkeyPatch) -> None:
    """The article of a post is not rendered again for every run, and no disk is waited for."""
    monkeypatch.setattr(ledgers, "_make_lasting", lambda folder: None)
    monkeypatch.setattr(ledgers, "write_atomically", written)
    make = api.SERVICE.article

    def cached(context: object, each: Post, options: object, report: object) -> Article:
        if each.source not in ARTICLES:
            ARTICLES[each.source] = make(context, each, options, report)
        return ARTICLES[each.source]

    service = dataclasses.replace(api.SERVICE, article=cached)
    for module in ("publish", "reconcile"):
        monkeypatch.setattr(f"syndicate.publishing.{module}.service_of", lambda to: service)


def faulty(random: Random, rate: float) -> Callable[[str, str, Callable[[], Answer]], Answer]:
    """A network in which everything goes wrong now and then."""

    def between(method: str, path: str, ask: Callable[[], Answer]) -> Answer:
        if random.random() >= rate:
            return ask()
        match random.randrange(8):
            case 0:
                raise NothingSent("no connection")
            case 1:
                raise NoAnswer("the connection broke")  # before the service read it
            case 2:
                ask()
                raise NoAnswer("no answer in time")  # after it was done
            case 3:
                answer = ask()
                return Answer(status=answer.status, text=answer.text[: len(answer.text) // 2])
            case 4:
                return Answer(status=500, text="<h1>We're sorry</h1>")
            case 5:
                ask()
                return Answer(status=502, text="bad gateway")
            case 6:
                return Answer(status=429, headers={"retry-after": "2"}, text="Retry later\n")
            case _:
                if random.random() < 0.5:
                    ask()
                raise Killed

    return between


def full_disk(random: Random, monkeypatch: pytest.MonkeyPatch) -> None:
    """From some write on, nothing can be written any more."""
    left = random.randrange(2 * POSTS)
    write = ledgers.write_atomically

    def failing(file: Path, data: bytes, *, is_lasting: bool = False) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            cause = OSError(errno.ENOSPC, "No space left on device")
            raise UnwritableTarget(f"cannot write {file}: {cause.strerror}") from cause
        write(file, data, is_lasting=is_lasting)

    monkeypatch.setattr(ledgers, "write_atomically", failing)


def stumbled(desk: Desk, site: Site, *, public: bool) -> None:
    """A run that may end anyhow."""
    with contextlib.suppress(Killed, SyndicateError):
        desk.publish(site=site, public=public)


def must_be_right(desk: Desk, site: Site) -> None:
    """Every post once, the copies right, the ledger true."""
    articles = desk.articles()
    urls = [article.canonical_url for article in articles]
    assert len(urls) == len(set(urls)) == len(site.posts)
    by_url = {article.canonical_url: article for article in articles}
    for each in site.posts:
        wanted, found = ARTICLES[each.source], by_url[each.url]
        assert (found.title, found.body) == (wanted.title, wanted.body)
    lines = read_ledger(desk.root / ".syndicate/ledger.txt").entries
    assert len(lines) == len(articles)
    for line in lines:
        article = desk.forem.articles[int(line.id)]
        assert (line.canonical_url, line.url) == (article.canonical_url, desk.forem.url_of(article))
        assert line.marks.body == body_digest(article.body)
        assert line.state is not None
        assert (line.state.value == "draft") == (not article.published)


@pytest.mark.parametrize("shard", range(SHARDS))
def test_after_any_fault_a_clean_run_puts_all_right(blog: Site, tmp_path: Path, shard: int) -> None:
    for seed in range(shard, RUNS, SHARDS):
        with pytest.MonkeyPatch.context() as patch:
            one_run(blog, tmp_path / str(seed), seed, patch)


def one_run(blog: Site, root: Path, seed: int, patch: pytest.MonkeyPatch) -> None:
    random = Random(seed)
    desk = Desk(root)
    desk.forem.seed = seed
    desk.forem.checks = seed % 20 == 0  # the contract is the same in all of them
    site = dataclasses.replace(blog, root=root)
    is_public = bool(seed % 2)
    desk.fault = faulty(random, random.choice((0.02, 0.1, 0.3)))
    for _ in range(random.randrange(1, 4)):
        with pytest.MonkeyPatch.context() as inner:
            if random.random() < 0.2:
                full_disk(random, inner)
            stumbled(desk, site, public=is_public)
    if random.random() < 0.2:
        damaged(root, random, desk, site)
    desk.fault = None
    result = desk.publish(site=site, public=is_public)
    assert [found for found in result.diagnostics if found.severity == "error"] == [], seed
    must_be_right(desk, site)
    writes = desk.writes()
    again = desk.publish(site=site)
    assert {step.verb.value for step in again.plan.steps} == {"unchanged"}
    assert desk.writes() == writes


def damaged(root: Path, random: Random, desk: Desk, site: Site) -> None:
    """Bytes of the ledger are lost: the next run says so, keeps the file, and sends nothing."""
    file = root / ".syndicate/ledger.txt"
    if not file.exists():
        return
    data = file.read_bytes()
    head = data.index(b"\n") + 2
    cut = data[: random.randrange(head, max(head + 1, len(data) - 2))].rstrip(b"\n") + b"\tx"
    file.write_bytes(cut)
    desk.fault, writes = None, desk.writes()
    with pytest.raises(BrokenLedger, match="Nothing was sent, and the file is as it was"):
        desk.publish(site=site)
    assert (file.read_bytes(), desk.writes()) == (cut, writes)
    file.unlink()
    syndicate.reconcile(site, to="devto", means=desk.means())


def test_two_runs_at_once_make_no_second_copy(blog: Site, tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    site = dataclasses.replace(blog, root=tmp_path)
    tried: list[str] = []

    def second(method: str, path: str, ask: Callable[[], Answer]) -> Answer:
        if method == "POST" and len(tried) < 3:
            with pytest.raises(LedgerBusy):
                desk.publish(site=site)
            tried.append(path)
        return ask()

    desk.fault = second
    desk.publish(site=site)
    assert len(tried) == 3
    must_be_right(desk, site)
    with locked(tmp_path / ".syndicate/ledger.txt"):
        assert desk.publish(site=site, dry_run=True).plan.steps  # a plan needs no lock
