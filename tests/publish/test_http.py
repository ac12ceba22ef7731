"""Requests: what is repeated, what is not, how long is waited, and that the key is never shown."""

from __future__ import annotations

import html
import json
import logging
import re
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from urllib.parse import quote, quote_plus

import pytest

from syndicate.diagnostics import SyndicateError, UsageError
from syndicate.publisher import Answer, NoAnswer, Request
from syndicate.publishing.http import Http, ServiceAway, ServiceBusy, asked_pause
from syndicate.publishing.keys import Key, NothingSent, find_key, safe_url
from syndicate.publishing.transport import Network
from syndicate_adapters.devto.api import SERVICE
from syndicate_adapters.devto.complaints import complaints_in, trouble_in
from tests.publish.desk import KEY, Clock
from tests.services.loopback import Reply, served

GET = Request(method="GET", path="/x")
POST = Request(method="POST", path="/x", body={"a": 1})
GOOD = Answer(status=200, text="{}")


class Script:
    """A transport that gives these answers, one after the other."""

    def __init__(self, *answers: Answer | SyndicateError) -> None:
        self.answers = list(answers)
        self.sent = 0

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        self.sent += 1
        answer = self.answers.pop(0)
        if isinstance(answer, SyndicateError):
            raise answer
        return answer


def http(script: Callable[..., Answer], clock: Clock | None = None) -> Http:
    return Http(
        base="https://dev.to/api",
        service=SERVICE,
        key=Key(KEY, "a test"),
        transport=script,
        pace=(clock or Clock()).pace(),
    )


def test_what_never_left_is_sent_again() -> None:
    script = Script(NothingSent("no connection"), NothingSent("no connection"), GOOD)
    assert http(script)(POST) == GOOD
    assert script.sent == 3


def test_a_write_without_an_answer_is_not_repeated_and_a_read_is() -> None:
    script = Script(NoAnswer("broke"), GOOD)
    with pytest.raises(NoAnswer):
        http(script)(POST)
    assert script.sent == 1
    assert http(Script(NoAnswer("broke"), Answer(status=502), GOOD))(GET) == GOOD
    with pytest.raises(NoAnswer):
        http(Script(Answer(status=503)))(POST)


def test_a_service_that_is_away_is_told_in_the_end() -> None:
    clock = Clock()
    with pytest.raises(ServiceAway, match="run the command again later"):
        http(Script(*[NothingSent("no connection")] * 6), clock)(GET)
    assert clock.seconds >= 1 + 2 + 4 + 8 + 16


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (Answer(status=429, headers={"retry-after": "30"}, text="Retry later\n"), 30),
        (Answer(status=429, text='{"error":"Rate limit reached, try again in 7 seconds"}'), 7),
        (Answer(status=429, headers={"retry-after": "Thu, 01 Jan 2026 00:00:09 GMT"}), 9),
        (Answer(status=429, headers={"retry-after": "soon"}, text="no"), None),
    ],
)
def test_both_forms_of_too_many_say_how_long(answer: Answer, seconds: float | None) -> None:
    assert asked_pause(answer, datetime(2026, 1, 1, tzinfo=UTC)) == seconds
    clock = Clock()
    if seconds != 9:
        assert http(Script(answer, GOOD), clock)(POST) == GOOD
        assert clock.seconds >= (seconds or 1)


def test_a_pause_that_is_too_long_ends_the_run() -> None:
    busy = Answer(status=429, headers={"retry-after": "86400"})
    with pytest.raises(ServiceBusy, match="it goes on where it stopped"):
        http(Script(busy))(POST)


def test_one_write_a_second() -> None:
    clock = Clock()
    client = http(Script(*[GOOD] * 4), clock)
    for _ in range(4):
        client(POST)
    assert clock.seconds == pytest.approx(3.0)


def test_the_key_is_in_no_text() -> None:
    key = Key("s3cr3t/+key", "X")
    assert "s3cr3t" not in f"{key} {key!r}"
    assert key.hidden_in("a s3cr3t/+key b s3cr3t%2F%2Bkey") == "a [key] b [key]"
    assert key.hidden_in("s3cr3t, key, /+key") == "s3cr3t, key, /+key"


SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    json.dumps,
    lambda text: json.dumps(json.dumps(text)),
    lambda text: text.replace("/", "\\/"),
    quote,
    partial(quote, safe=""),
    quote_plus,
    lambda text: quote_plus(quote_plus(text)),
    lambda text: re.sub("%..", lambda found: found[0].lower(), quote(text, safe="")),
    html.escape,
    lambda text: text.replace("/", "&sol;").replace("+", "&plus;"),
    lambda text: "".join(f"&#{ord(char)};" for char in text),
    lambda text: "".join(f"&#x{ord(char):04X};" for char in text),
    lambda text: "".join(f"\\u{ord(char):04x}" for char in text),
    lambda text: "".join(f"\\\\x{ord(char):02X}" for char in text),
)


@pytest.mark.parametrize("spelled", SPELLINGS)
@pytest.mark.parametrize("value", ["AbC-123", "a/b+c=", "k\"&<>'\\", "%2f%41&amp;", "....(a|b)*$"])
def test_the_key_is_found_however_it_is_spelled(value: str, spelled: Callable[[str], str]) -> None:
    hidden = Key(value, "X").hidden_in(f"before {spelled(value)} behind")
    assert hidden.replace('"', "").replace("\\", "") == "before [key] behind"


def test_an_answer_that_repeats_the_key_is_cleaned() -> None:
    echo = Answer(status=422, headers={"x-echo": KEY}, text=f'{{"error": "bad {KEY}"}}')
    answer = http(Script(echo))(POST)
    assert KEY not in f"{answer}"


def test_no_traceback_and_no_log_shows_the_key(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with served(lambda *request: None) as address:
        client = http(Network(connect=2, read=2))
        client.base = address
        try:
            client(POST)
        except NoAnswer as error:
            text = "".join(traceback.format_exception(error))
        assert KEY not in text + caplog.text
        assert "requests" not in text  # its exceptions know the headers


def test_the_network_tells_what_left_from_what_did_not() -> None:
    network = Network(connect=2, read=0.2)
    headers = {"User-Agent": "x"}
    with served(lambda *request: (-200, {}, "0123456789")) as address, pytest.raises(NoAnswer):
        network("GET", address, headers, None)
    with pytest.raises(NothingSent):
        network("GET", address, headers, None)

    def slow(*request: object) -> Reply | None:
        import time

        time.sleep(0.5)
        return None

    with served(slow) as address, pytest.raises(NoAnswer, match="in time"):
        network("POST", address, headers, b"{}")


def test_a_redirect_is_not_followed_with_the_key() -> None:
    seen: list[str] = []

    def lead(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        seen.append(path)
        return 302, {"Location": "/elsewhere"}, ""

    with served(lead) as address:
        assert Network()("GET", f"{address}/api", {"User-Agent": "x"}, None).status == 302
    assert seen == ["/api"]


def test_keys_come_from_the_environment_or_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_key(["A", "B"], {"B": " abcd \n"}).reveal() == "abcd"
    monkeypatch.setattr("syndicate.publishing.keys._from_keyring", lambda name: "from-ring")
    assert find_key(["A"], {}).source == "A in the keyring"
    monkeypatch.setattr("syndicate.publishing.keys._from_keyring", lambda name: None)
    with pytest.raises(UsageError, match="set the environment variable A"):
        find_key(["A"], {})
    for wrong in ("two words", "käse-key", "abc"):
        with pytest.raises(UsageError) as caught:
            find_key(["A"], {"A": wrong})
        assert wrong not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://dev.example/api",
        "ftp://x/y",
        "dev.to",
        "https://a@b/c",
        "http://localhost.evil.example/api",
        "http://127.evil.example/api",
        "http://[::1].evil.example/api",
    ],
)
def test_a_key_is_sent_to_no_address_where_it_could_be_read(url: str) -> None:
    with pytest.raises(UsageError):
        safe_url(url)


def test_an_address_of_this_machine_or_behind_tls_is_safe() -> None:
    assert safe_url("https://dev.to/api/") == "https://dev.to/api"
    for url in ("http://localhost:80/api", "http://127.0.0.1:3000/api", "http://[::1]:1/api"):
        assert safe_url(url) == url


def test_a_password_in_an_address_is_not_repeated() -> None:
    with pytest.raises(UsageError) as caught:
        safe_url("https://mina:s3cret@dev.to/api")
    assert "s3cret" not in str(caught.value)


def test_a_sentence_of_the_service_is_taken_apart() -> None:
    text = (
        'Title can\'t be blank, Tag "c++" contains non-alphanumeric or prohibited unicode characters '
        "and Canonical url has already been taken. Email x for further details"
    )
    found = [(each.keys[:1], each.needle) for each in complaints_in(text)]
    assert found == [(("title",), ""), (("tags",), "c++"), (("canonical_url",), "")]
    (one,) = complaints_in("Liquid error: Liquid#if tag is disabled")
    assert (one.keys, one.needle) == ((), "{% if")
    assert complaints_in("something new")[0].message == "something new"


def test_an_error_in_place_of_the_article_is_seen() -> None:
    assert trouble_in("<p>Liquid syntax error: Unknown tag 'x'</p>") is not None
    assert trouble_in("<p>I write of a Liquid syntax error.</p>") is None
