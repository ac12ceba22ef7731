"""What a run creates, updates and leaves alone."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

import syndicate
from syndicate import SyndicateError, UsageError
from syndicate.publisher import State
from tests.publish.desk import Desk, codes, post, verbs


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "blog")


def test_drafts_are_made_once_and_then_left_alone(desk: Desk) -> None:
    desk.blog({"a.md": post("First", slug="/a"), "b.md": post("Second", slug="/b")})
    result = desk.publish()
    assert verbs(result) == {"a.md": "create", "b.md": "create"}
    assert [article.published for article in desk.articles()] == [False, False]
    assert {a.canonical_url for a in desk.articles()} == {
        "https://small.example/blog/a",
        "https://small.example/blog/b",
    }
    assert all(url.startswith("https://dev.to/mina/") for url in result.urls.values())
    before = desk.ledger()
    assert before.count("\tdraft\t") == 2
    again = desk.publish()
    assert verbs(again) == {"a.md": "unchanged", "b.md": "unchanged"}
    assert desk.ledger() == before
    assert desk.writes() == 2


def test_what_changed_is_updated_with_every_field(desk: Desk) -> None:
    desk.blog({"a.md": post("First", "Old text.", slug="/a", series="S", description="D")})
    desk.publish()
    desk.blog({"a.md": post("First", "New text.", slug="/a", tags="[x]")})
    result = desk.publish(choose=False)
    assert verbs(result) == {"a.md": "update"}
    (article,) = desk.articles()
    assert (article.body.strip(), article.tags, article.series) == ("New text.", ("x",), None)
    assert article.description != "D"
    assert verbs(desk.publish(choose=False)) == {"a.md": "unchanged"}


def test_nothing_is_created_that_nobody_chose(desk: Desk) -> None:
    site = desk.blog(
        {
            "a.md": post("First", slug="/a"),
            "b.md": post("Second", slug="/b", syndicate="[devto]"),
            "c.md": post("Third", slug="/c", syndicate="[medium]"),
            "d.md": post("Fourth", slug="/d", syndicate="devto", draft="true"),
        }
    )
    assert verbs(desk.publish(choose=False)) == {"b.md": "create"}
    chosen = [each for each in site.posts if each.source.endswith("a.md")]
    assert verbs(desk.publish(site=site, posts=chosen, choose=None)) == {"a.md": "create"}
    assert len(desk.articles()) == 2


def test_more_than_ten_need_a_yes(desk: Desk) -> None:
    desk.blog({f"{n}.md": post(f"Post {n}", slug=f"/{n}") for n in range(11)})
    with pytest.raises(UsageError, match="11 copies would be made; say --yes"):
        desk.publish(yes=False)
    with pytest.raises(UsageError, match="nothing was sent"):
        desk.publish(yes=False, confirm=lambda plan: False)
    assert desk.writes() == 0
    desk.publish(yes=False, confirm=lambda plan: True)
    assert len(desk.articles()) == 11


def test_a_dry_run_says_the_same_and_touches_nothing(desk: Desk) -> None:
    desk.blog({"a.md": post("First", slug="/a")})
    result = desk.publish(dry_run=True)
    assert verbs(result) == {"a.md": "create"}
    assert {d.field: d.new for d in result.plan.steps[0].differences()}["title"] == "First"
    assert desk.writes() == 0
    assert not (desk.root / ".syndicate").exists()
    offline = desk.publish(dry_run=True, offline=True)
    assert verbs(offline) == {"a.md": "create"}
    assert desk.forem.log.count(("GET", "/users/me")) == 1


def test_public_copies_bear_the_day_and_later_ones_are_scheduled(desk: Desk) -> None:
    later = desk.clock.now() + timedelta(days=3)
    files = {"a.md": post("First", slug="/a"), "b.md": post("Second", slug="/b")}
    files["b.md"] = files["b.md"].replace("2024-01-02", later.strftime("%Y-%m-%dT%H:%M:%SZ"))
    desk.blog(files)
    result = desk.publish(public=True)
    by_title = {article.title: article for article in desk.articles()}
    assert by_title["First"].published
    assert by_title["Second"].published_at == later
    assert "\tscheduled\t" in desk.ledger()
    assert "\tpublic\t" in desk.ledger()
    assert codes(result) == ["date-not-kept"]
    assert set(verbs(desk.publish()).values()) == {"unchanged"}
    desk.blog({"b.md": files["b.md"].replace("Hello.", "Hello again.")})
    desk.publish()
    assert by_title["Second"].id in {a.id for a in desk.articles() if a.published}


def test_a_draft_becomes_public_and_stays_so(desk: Desk) -> None:
    desk.blog({"a.md": post("First", slug="/a")})
    desk.publish()
    assert verbs(desk.publish(public=True)) == {"a.md": "update"}
    assert desk.articles()[0].published
    desk.blog({"a.md": post("First", "Changed.", slug="/a")})
    desk.publish()
    assert desk.articles()[0].published
    assert desk.articles()[0].body.strip() == "Changed."


def test_what_others_changed_is_a_conflict(desk: Desk) -> None:
    desk.blog({"a.md": post("First", slug="/a")})
    desk.publish()
    desk.articles()[0].body = "Corrected there."
    desk.blog({"a.md": post("First", "Changed here.", slug="/a")})
    result = desk.publish()
    assert verbs(result) == {"a.md": "conflict"}
    assert result.exit_code() == 1
    assert codes(result) == ["copy-conflict"]
    assert desk.articles()[0].body == "Corrected there."
    assert "-Corrected there." in result.plan.steps[0].diff()
    assert verbs(desk.publish(overwrite=True)) == {"a.md": "update"}
    assert desk.articles()[0].body.strip() == "Changed here."


def test_another_version_of_the_tool_updates_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.blog({"a.md": post("First", slug="/a")})
    desk.publish()
    from syndicate_adapters.devto import payload

    render = payload._body
    monkeypatch.setattr(payload, "_body", lambda *given: f"{render(*given)}\nNew style.\n")
    desk.tool = "2"
    result = desk.publish()
    assert verbs(result) == {"a.md": "unchanged"}
    assert "--rerender" in result.plan.steps[0].reason
    assert verbs(desk.publish(rerender=True)) == {"a.md": "update"}
    assert "New style." in desk.articles()[0].body


def test_without_a_ledger_the_service_is_asked_first(desk: Desk) -> None:
    desk.blog({f"{n}.md": post(f"Post {n}", slug=f"/{n}") for n in range(3)})
    desk.publish()
    before = desk.ledger()
    (desk.root / ".syndicate/ledger.txt").unlink()
    result = desk.publish()
    assert set(verbs(result).values()) == {"unchanged"}
    assert len(desk.articles()) == 3
    time = re.compile(r"\t\S+Z\t")
    assert time.sub("", desk.ledger()) == time.sub("", before)


def test_a_copy_made_by_hand_is_found_by_its_title_and_left_alone(desk: Desk) -> None:
    desk.blog({"a.md": post("First Steps", slug="/a")})
    desk.publish()
    (article,) = desk.articles()
    article.canonical_url, article.body = None, "By hand."
    (desk.root / ".syndicate/ledger.txt").unlink()
    assert codes(desk.publish()) == ["copy-conflict"]
    assert len(desk.articles()) == 1


def test_an_article_of_another_blog_with_the_same_title_is_none_of_ours(desk: Desk) -> None:
    desk.blog({"a.md": post("First Steps", slug="/a")})
    desk.publish()
    desk.articles()[0].canonical_url = "https://other.example/first"
    (desk.root / ".syndicate/ledger.txt").unlink()
    desk.clock.sleep(600)
    assert verbs(desk.publish()) == {"a.md": "create"}


def test_two_copies_of_one_post_are_told(desk: Desk) -> None:
    desk.blog({"a.md": post("First", slug="/a")})
    desk.publish()
    (desk.root / ".syndicate/ledger.txt").unlink()
    first = desk.articles()[0]
    desk.clock.sleep(600)
    desk.forem._create({"title": "First", "body_markdown": "x", "tags": [],
                        "canonical_url": first.canonical_url}, (12, "mina"))  # fmt: skip
    assert codes(desk.publish()) == ["copy-twice"]
    assert len(desk.articles()) == 2


def test_a_copy_that_was_deleted_is_not_made_again(desk: Desk) -> None:
    desk.blog({"a.md": post("First", slug="/a")})
    desk.publish()
    desk.forem.articles.clear()
    assert codes(desk.publish()) == ["copy-gone"]
    assert desk.articles() == []


def test_posts_that_vanish_leave_orphans(desk: Desk) -> None:
    desk.blog({"a.md": post("First", slug="/a"), "b.md": post("Second", slug="/b")})
    desk.publish()
    (desk.root / "blog/a.md").unlink()
    desk.blog({"b.md": post("Second", slug="/b", draft="true")})
    result = desk.publish()
    assert sorted(each.reason for each in result.plan.orphans) == [
        "its post is a draft",
        "its post is gone",
    ]
    assert codes(result) == ["copy-orphaned", "copy-orphaned"]
    assert len(desk.articles()) == 2


def test_a_key_of_another_account_is_refused(desk: Desk) -> None:
    desk.blog({"a.md": post("First", slug="/a"), "b.md": post("Second", slug="/b")})
    desk.publish()
    desk.forem.users["other-key"] = (99, "noah")
    desk.key = "other-key"
    desk.forem.log.clear()
    with pytest.raises(SyndicateError, match="the key belongs to 'noah'"):
        desk.publish()
    assert desk.forem.log == [("GET", "/users/me")]


def test_an_original_that_does_not_answer_stops_its_copy(desk: Desk) -> None:
    desk.blog({"a.md": post("First", slug="/a"), "b.md": post("Second", slug="/b")})
    desk.dead["https://small.example/blog/a"] = "HTTP 404"
    result = desk.publish()
    assert verbs(result) == {"a.md": "skip", "b.md": "create"}
    assert codes(result) == ["original-silent"]
    assert verbs(desk.publish(check=False)) == {"a.md": "create", "b.md": "unchanged"}


def test_dead_pictures_are_told_with_their_line(desk: Desk) -> None:
    url = "https://elsewhere.example/p.png"
    desk.blog({"a.md": post("First", f"Text.\n\n![P]({url})", slug="/a")})
    desk.dead[url] = "HTTP 404"
    result = desk.publish()
    (found,) = result.diagnostics
    assert (found.code, found.line) == ("picture-silent", 9)
    assert len(desk.articles()) == 1


def test_more_pictures_than_are_asked_for_are_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("syndicate.publishing.checks.MOST", 2)
    monkeypatch.setattr("syndicate.publishing.desk.MOST", 2)
    images = "\n\n".join(f"![P](https://e.example/{n}.png)" for n in range(3))
    desk.blog({"a.md": post("First", images, slug="/a")})
    assert codes(desk.publish()) == ["pictures-unchecked"]


def test_a_chosen_draft_has_no_original(desk: Desk) -> None:
    site = desk.blog({"a.md": post("First", slug="/a", draft="true")})
    assert codes(desk.publish(posts=site.posts)) == ["post-unpublished"]


def test_two_posts_with_one_original_make_one_copy(desk: Desk) -> None:
    desk.blog(
        {
            "a.md": post("First", slug="/a"),
            "b.md": post("Second", slug="/b"),
        }
    )
    site = syndicate.read(desk.root)
    import dataclasses

    posts = tuple(
        dataclasses.replace(p, canonical_url="https://small.example/blog/a") for p in site.posts
    )
    result = desk.publish(site=dataclasses.replace(site, posts=posts))
    assert codes(result) == ["canonical-shared"]
    assert len(desk.articles()) == 1


def test_what_the_service_refuses_is_told_at_its_line(desk: Desk) -> None:
    desk.blog({"a.md": post("First", slug="/a"), "b.md": post("Second", slug="/b")})
    desk.forem.users["x-other"] = (5, "x")
    desk.forem._create({"title": "Other", "body_markdown": "x", "tags": [], "published": True,
                        "canonical_url": "https://small.example/blog/a"}, (5, "x"))  # fmt: skip
    result = desk.publish(public=True)
    refused = [found for found in result.diagnostics if found.code == "copy-refused"]
    assert [(found.path, found.line) for found in refused] == [("blog/a.md", 4)]
    assert "has already been taken" in refused[0].message
    assert "intent" not in desk.ledger()
    assert {a.title for a in desk.articles()} == {"Other", "Second"}


def test_an_article_that_shows_an_error_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from syndicate_adapters.devto import payload

    monkeypatch.setattr(payload, "_body", lambda *given: "One\n\n{% nosuchtag x %}\n")
    desk.blog({"a.md": post("First", "One\n\n{% nosuchtag x %}", slug="/a", format="md")})
    result = desk.publish()
    (found,) = (each for each in result.diagnostics if each.code == "copy-broken")
    assert "Unknown tag 'nosuchtag'" in found.message
    assert found.line == 10


def test_the_address_goes_back_into_the_post_and_nothing_else_changes(desk: Desk) -> None:
    text = post("First", "Text.\r\n\r\nMore.", slug="/a", x="'kept'  # so").replace("\n", "\r\n")
    desk.blog({"a.md": text})
    result = desk.publish(write_back=True)
    url = desk.forem.url_of(desk.articles()[0])
    now = (desk.root / "blog/a.md").read_bytes().decode()
    assert f"syndication:\r\n- {url}\r\n" in now or f"syndication:\r\n  - {url}\r\n" in now
    lines = now.splitlines(keepends=True)
    kept = [line for line in lines if "syndication" not in line and url not in line]
    assert "".join(kept) == text
    assert verbs(result) == {"a.md": "create"}
    assert verbs(desk.publish(write_back=True)) == {"a.md": "unchanged"}
    desk.publish(public=True, write_back=True)
    now = (desk.root / "blog/a.md").read_bytes().decode()
    assert "temp-slug" not in now
    assert desk.forem.url_of(desk.articles()[0]) in now


def test_a_header_that_cannot_take_the_address_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> None:
        raise SyndicateError("no space")

    monkeypatch.setattr("syndicate.publishing.run.write_back", fail)
    desk.blog({"a.md": post("First", slug="/a")})
    assert codes(desk.publish(write_back=True)) == ["copy-not-noted"]
    assert len(desk.articles()) == 1


def test_a_blog_that_moved_keeps_its_copies(desk: Desk, tmp_path: Path) -> None:
    desk.blog({f"{n}.md": post(f"Post {n}", slug=f"/{n}") for n in range(4)})
    desk.publish()
    ledger = desk.root / ".syndicate/ledger.txt"
    moved = tmp_path / "moved"
    syndicate.convert(syndicate.read(desk.root), to="hugo", out=moved).run()
    result = desk.publish(site=syndicate.read(moved), ledger=ledger)
    assert result.plan.orphans == ()
    assert "create" not in verbs(result).values()
    assert len(desk.articles()) == 4


def test_requests_keep_the_pace_of_the_service(desk: Desk) -> None:
    desk.blog({f"{n}.md": post(f"Post {n}", slug=f"/{n}") for n in range(12)})
    desk.publish(public=True)
    assert len(desk.articles()) == 12
    assert desk.forem.refusals == 1  # the tenth within 30 seconds, which cannot be known before
    assert desk.clock.seconds >= 12 + 19


def test_states_are_read_back(desk: Desk) -> None:
    desk.blog({"a.md": post("First", slug="/a")})
    desk.publish()
    desk.articles()[0].published = True
    desk.articles()[0].published_at = desk.clock.now() - timedelta(hours=1)
    assert verbs(desk.publish()) == {"a.md": "unchanged"}
    assert f"\t{State.PUBLIC.value}\t" in desk.ledger()


def test_what_a_copy_loses_is_told_when_it_is_sent_and_not_again(desk: Desk) -> None:
    desk.blog({"a.md": post("First", ":::tip\n\nText.\n\n:::", slug="/a")})
    assert "callout-degraded" in codes(desk.publish())
    assert codes(desk.publish()) == []
