"""Medium, which only takes stories: a second run never makes a second one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import syndicate
from syndicate import PublishResult
from syndicate.publisher import Answer, NoAnswer
from syndicate.publishing.desk import Means
from syndicate.publishing.keys import Key
from tests.copies.blog import make_blog
from tests.publish.desk import Clock, codes, post, verbs

TOKEN = "medium-token"


class Medium:
    """The part of Medium's API that there is."""

    def __init__(self) -> None:
        self.stories: list[dict[str, Any]] = []
        self.cuts = 0

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        assert headers["Authorization"] == f"Bearer {TOKEN}"
        path = url.removeprefix("https://api.medium.com/v1")
        if (method, path) == ("GET", "/me"):
            return self.data(200, {"id": "u1", "username": "mina"})
        assert (method, path) == ("POST", "/users/u1/posts")
        fields = json.loads(body or b"")
        if not fields["tags"]:
            text = json.dumps({"errors": [{"message": "tags are missing", "code": 2002}]})
            return Answer(status=400, text=text)
        self.stories.append(fields)
        if self.cuts:
            self.cuts -= 1
            raise NoAnswer("the connection broke")
        number = len(self.stories)
        story = {"id": f"s{number}", "url": f"https://medium.com/@mina/s{number}"}
        return self.data(201, {**story, "publishStatus": fields["publishStatus"]})

    def data(self, status: int, value: object) -> Answer:
        return Answer(status=status, text=json.dumps({"data": value}))


@pytest.fixture
def medium() -> Medium:
    return Medium()


def publish(root: Path, medium: Medium, **wishes: Any) -> PublishResult:
    means = Means(
        key=Key(TOKEN, "a test"), transport=medium, pace=Clock().pace(), probe=lambda url: ""
    )
    site = syndicate.read(root)
    return syndicate.publish(site, to="medium", means=means, choose=True, **wishes)


def test_a_story_is_a_draft_with_three_tags_and_its_original(
    tmp_path: Path, medium: Medium
) -> None:
    make_blog(tmp_path, {"a.md": post("First", slug="/a", tags="[one, two, three, four]")})
    result = publish(tmp_path, medium)
    (story,) = medium.stories
    assert story["publishStatus"] == "draft"
    assert story["tags"] == ["one", "two", "three"]
    assert story["canonicalUrl"] == "https://small.example/blog/a"
    assert story["content"].startswith("<h1>First</h1>")
    assert codes(result) == ["tags-cut"]
    assert result.urls == {"blog/a.md": "https://medium.com/@mina/s1"}


def test_a_second_run_makes_no_second_story(tmp_path: Path, medium: Medium) -> None:
    make_blog(tmp_path, {"a.md": post("First", slug="/a", tags="[one]")})
    publish(tmp_path, medium, public=True)
    assert verbs(publish(tmp_path, medium, public=True)) == {"a.md": "unchanged"}
    make_blog(tmp_path, {"a.md": post("First", "Changed.", slug="/a", tags="[one]")})
    result = publish(tmp_path, medium)
    assert verbs(result) == {"a.md": "unchanged"}
    assert codes(result) == ["copy-outdated"]
    assert [story["publishStatus"] for story in medium.stories] == ["public"]


def test_a_story_whose_fate_is_unknown_is_not_made_again(tmp_path: Path, medium: Medium) -> None:
    make_blog(tmp_path, {"a.md": post("First", slug="/a", tags="[one]")})
    medium.cuts = 1
    assert codes(publish(tmp_path, medium)) == ["copy-unsure"]
    result = publish(tmp_path, medium)
    assert codes(result) == ["copy-unsure"]
    assert "line 2 of the ledger" in result.diagnostics[0].message
    assert len(medium.stories) == 1
    ledger = tmp_path / ".syndicate/ledger.txt"
    columns = ledger.read_text("utf-8").splitlines()[1].split("\t")
    columns[3:6] = ["s1", "https://medium.com/@mina/s1", "draft"]
    ledger.write_text("# syndicate ledger 1\n" + "\t".join(columns) + "\n", "utf-8")
    assert verbs(publish(tmp_path, medium)) == {"a.md": "unchanged"}


def test_a_story_that_is_refused_may_be_sent_again(tmp_path: Path, medium: Medium) -> None:
    make_blog(tmp_path, {"a.md": post("First", slug="/a")})
    (found,) = publish(tmp_path, medium).diagnostics
    assert (found.code, found.line) == ("copy-refused", 1)
    make_blog(tmp_path, {"a.md": post("First", slug="/a", tags="[one]")})
    assert verbs(publish(tmp_path, medium)) == {"a.md": "create"}


def test_the_address_in_the_header_counts_without_a_ledger(tmp_path: Path, medium: Medium) -> None:
    make_blog(tmp_path, {"a.md": post("First", slug="/a", tags="[one]")})
    publish(tmp_path, medium, write_back=True)
    (tmp_path / ".syndicate/ledger.txt").unlink()
    assert verbs(publish(tmp_path, medium)) == {"a.md": "unchanged"}
    assert len(medium.stories) == 1
