"""Redirects are checked, and each form sends every old path to its new one by the rules of its host."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, unquote

import pytest

from syndicate.web.redirects import FORMS, Rule, checked, rule, written

ORIGIN = "https://blog.example"


def result(
    *pairs: tuple[str, str], served: tuple[str, ...] = ()
) -> tuple[dict[str, str], list[str]]:
    rules, flaws = checked([rule(old, new) for old, new in pairs], served, ORIGIN)
    return {each.old: each.new for each in rules}, [flaw.code for flaw in flaws]


def test_a_chain_becomes_one_step() -> None:
    assert result(("/a", "/b"), ("/b/", "/c/")) == (
        {"/a": "/c/", "/b/": "/c/"},
        ["redirect-chain"],
    )


def test_what_leads_into_a_loop_is_left_out() -> None:
    rules, codes = result(("/a", "/b"), ("/b", "/a/"), ("/x", f"{ORIGIN}/a#top"), ("/y", "/z"))
    assert rules == {"/y": "/z"}
    assert codes == ["redirect-loop"] * 3


def test_an_address_leads_to_one_place_only() -> None:
    rules, codes = result(("/a", "/b"), ("/a/", "/b/"), ("/a", "/c"))
    assert (rules, codes) == ({"/a": "/b"}, ["redirect-collision"])


def test_a_page_is_not_hidden() -> None:
    assert result(("/a/", "/b/"), served=("/a", "/b/")) == ({}, ["redirect-collision"])


@pytest.mark.parametrize(
    ("old", "new"), [("/x", "/x/"), ("/x/index.html", "/x/"), ("/ä", "/%C3%A4/")]
)
def test_what_hosts_answer_by_themselves_is_no_change(old: str, new: str) -> None:
    assert result((old, new)) == ({}, [])


def test_a_file_ending_is_a_change() -> None:
    assert result(("/x.html", f"{ORIGIN}/x/"), served=("/x/",)) == ({"/x.html": "/x/"}, [])


def test_long_chains_take_no_longer_than_their_length() -> None:
    pairs = [(f"/{n}", f"/{n + 1}") for n in range(5000)]
    assert set(result(*pairs)[0].values()) == {"/5000"}


# -- the hosts -------------------------------------------------------------------------------------


def _netlify(files: Mapping[str, str], path: str) -> str | None:
    """A path as it is sent, final slashes do not count; `*` and `:name` stand for anything; "!" wins over a page."""
    for line in files["_redirects"].splitlines():
        old, new, status = line.split(" ")
        assert status == "301!"
        assert not re.search(r"\*/?$|/:", old)
        assert not re.search(r"\*|/:", new)
        if old.rstrip("/") == path.rstrip("/"):
            return new
    return None


def _cloudflare(files: Mapping[str, str], path: str) -> str | None:
    """A path as it is sent."""
    for line in files["_redirects"].splitlines():
        old, new, status = line.split(" ")
        assert status == "301"
        assert not re.search(r"\*|:[A-Za-z]", old)
        assert not re.search(r"\*|/:", new)
        if old == path:
            return new
    return None


def _vercel(files: Mapping[str, str], path: str) -> str | None:
    """path-to-regexp, strict: a backslash takes the meaning from a sign."""
    for each in json.loads(files["vercel.json"])["redirects"]:
        assert each["statusCode"] == 301
        assert not re.search(r"[*(){}+]|(?<!https):", each["destination"])
        assert not re.search(r"(?<!\\)[:()*+?{}]", each["source"])
        if re.sub(r"\\(.)", r"\1", each["source"]) == path:
            return str(each["destination"])
    return None


def _words(line: str) -> list[str]:
    return [re.sub(r"\\([\\\"])", r"\1", word) for word in re.findall(r'"((?:[^"\\]|\\.)*)"', line)]


def _nginx(files: Mapping[str, str], path: str) -> str | None:
    """The decoded path; plain entries first and whatever their case, then expressions in order."""
    assert "return 301 $syndicate_redirect" in files["nginx-server.conf"]
    pairs = [w for line in files["nginx-http.conf"].splitlines() if len(w := _words(line)) == 2]
    plain = [old.lower() for old, _ in pairs if not old.startswith("~")]
    assert len(plain) == len(set(plain)), "nginx refuses a key that is there twice"
    assert not any("$" in new for _, new in pairs)
    for old, new in pairs:
        if old.lower() == unquote(path).lower():
            return new
    for old, new in pairs:
        if old.startswith("~") and re.search(old[1:], unquote(path)):
            return new
    return None


def _apache(files: Mapping[str, str], path: str) -> str | None:
    """The decoded path; `$1` and the like stand for groups; the path of the target is escaped."""
    for line in files[".htaccess"].splitlines():
        assert line.startswith("RedirectMatch 301 ")
        pattern, target = _words(line)
        if re.search(pattern, unquote(path)):
            assert not re.search(r"(?<!\\)[$&]", target)
            target = re.sub(r"\\(.)", r"\1", target)
            return quote(target, safe="/:?#=!$&'()*+,;@~")
    return None


HOSTS: Mapping[str, Callable[[Mapping[str, str], str], str | None]] = {
    "netlify": _netlify,
    "cloudflare": _cloudflare,
    "vercel": _vercel,
    "nginx": _nginx,
    "apache": _apache,
}
CASES = {
    "/old/": "/new/",
    "/2020/01/x.html": "/x/",
    "/über uns/": "/%C3%BCber/",
    "/caf%C3%A9": "/kaffee 1/",
    "/a(b)c;d": "/e(f)*g/",
    "/a:1": "/b:c/",
    "/q\"uo'te": "/plain/",
    "/back\\slash": "/slash/",
    "/$1.50+tax": "/price$1/",
    "/100%": "/percent/",
    "/[x]{y}|z^": "/brackets/",
    "/Case": "/case",
    "/away": "https://other.example/x/?a=b#c",
    "/part": "/whole/#part",
}


@pytest.mark.parametrize("name", HOSTS)
def test_every_old_path_leads_to_its_new_one(name: str) -> None:
    cases = CASES if name in ("netlify", "cloudflare") else {**CASES, "/a*b:c*": "/wild/"}
    rules, flaws = checked([rule(*pair) for pair in cases.items()], (), ORIGIN)
    assert flaws == ()
    assert len(rules) == len(cases)
    files, unsaid = written(FORMS[name], rules)
    assert unsaid == ()
    for each in rules:
        found = HOSTS[name](files, each.old)
        assert found is not None, each
        assert unquote(found) == unquote(each.new)
        if not each.old.endswith(".html"):
            other = each.old.rstrip("/") if each.old.endswith("/") else f"{each.old}/"
            if "." not in each.old:
                assert HOSTS[name](files, other) == found
        assert HOSTS[name](files, f"{each.old.rstrip('/')}-and-more") is None
    if name != "netlify":
        assert HOSTS[name](files, "/case") is None


@pytest.mark.parametrize("name", HOSTS)
def test_without_a_redirect_there_is_no_file(name: str) -> None:
    assert written(FORMS[name], ()) == ({}, ())


@pytest.mark.parametrize(("name", "most"), [("cloudflare", 1000), ("vercel", 1024)])
def test_the_limit_of_a_host_is_told(name: str, most: int) -> None:
    rules = [Rule(old=f"/{n}", new="/x/") for n in range(most + 1)]
    assert written(FORMS[name], rules[:most])[1] == ()
    assert [flaw.code for flaw in written(FORMS[name], rules)[1]] == ["redirects-too-many"]


@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("nginx", "/a%0Ab"),
        ("apache", "/a%0Ab"),
        ("netlify", "/a*/"),
        ("netlify", "/:a/b"),
        ("cloudflare", "/a*b/"),
        ("cloudflare", "/a:b/"),
        ("cloudflare", f"/{'a' * 1000}/"),
    ],
)
def test_what_a_form_cannot_say_is_told(name: str, old: str) -> None:
    rules = [Rule(old=old, new="/x/", owner="a.md")]
    files, flaws = written(FORMS[name], rules)
    assert files == {}
    assert [(flaw.code, flaw.owner) for flaw in flaws] == [("redirect-unsayable", "a.md")]
