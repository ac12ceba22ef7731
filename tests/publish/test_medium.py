"""Medium, which only takes stories: a second run never makes a second one."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import syndicate
from syndicate import PublishResult
from syndicate.publisher import Answer, NoAnswer
from syndicate.publishing.desk import Means
from syndicate.publishing.keys import HIDDEN, Key
from syndicate.publishing.transport import Network
from tests.copies.blog import make_blog
from tests.notes.site import run_syndicate
from tests.publish.desk import Clock, codes, post, verbs
from tests.services.loopback import Reply, served

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


def echo(status: int, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
    """An answer that repeats the whole request, in the ways that debugging pages do."""
    request = {"request": {"method": method, "path": path, "headers": headers, "body": f"{body!r}"}}
    said = f"bad request with {headers['Authorization']!r}: {json.dumps(request)}"
    spelled = "".join(f"\\u{ord(char):04x}" for char in TOKEN)
    text = json.dumps(
        {
            "errors": [{"message": said}],
            "data": {"id": said, "url": f"https://medium.example/{TOKEN}"},
            "token": TOKEN,
            **request,
        }
    )
    return status, {"X-Echo": str(headers)}, text[:-1] + f', "again": "{spelled}"}}'


@pytest.mark.parametrize("status", [200, 201, 302, 400, 401, 403, 404, 418, 422, 429, 500, 503])
@pytest.mark.parametrize("is_known", [False, True])
def test_no_text_holds_the_token_of_a_request_that_is_sent_back(
    tmp_path: Path, status: int, is_known: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """is_known: the account is given as it should be, and the story is answered with an echo."""
    caplog.set_level(logging.DEBUG)
    make_blog(tmp_path, {"a.md": post("First", slug="/a", tags="[one]")})
    asked: list[str] = []

    def answer(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        assert headers["Authorization"] == f"Bearer {TOKEN}"
        asked.append(path)
        if is_known and path.endswith("/me"):
            return 200, {}, json.dumps({"data": {"id": "u1", "username": "mina"}})
        return echo(status, method, path, headers, body)

    with served(answer) as address:
        means = Means(
            key=Key(TOKEN, "a test"),
            transport=Network(connect=5, read=5),
            pace=Clock().pace(),
            probe=lambda url: "",
        )
        try:
            result: object = syndicate.publish(
                syndicate.read(tmp_path),
                to="medium",
                means=means,
                choose=True,
                write_back=True,
                api_url=f"{address}/v1",
            )
        except syndicate.SyndicateError as error:
            result = "".join(traceback.format_exception(error))
    assert asked
    told = f"{result!r} {result} {caplog.text}"
    written = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert TOKEN not in told
    assert TOKEN.encode() not in written
    assert HIDDEN in told


def test_the_command_shows_no_token_that_is_sent_back(tmp_path: Path) -> None:
    site = tmp_path / "blog"
    make_blog(site, {"a.md": post("First", slug="/a", tags="[one]")})
    with served(partial(echo, 401)) as address:
        done = run_syndicate(
            "publish", site, "--to", "medium", "--all", "--yes", "--no-check", "-v",
            "--api-url", f"{address}/v1", "--report", tmp_path / "report.json",
            MEDIUM_TOKEN=TOKEN,
        )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert HIDDEN in done.stderr
    files = [file.read_text("utf-8") for file in tmp_path.rglob("*") if file.is_file()]
    assert all(TOKEN not in text for text in (done.stdout, done.stderr, *files))
