"""No hostile site gets out of its folder, runs anything, spoils its neighbours or breaks us."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

import syndicate
from syndicate import Result, Severity, SyndicateError
from tests.hostile.sites import HOSTILE, SECRET, Hostile, good, place
from tests.notes.site import run_syndicate

CASES = [(hostile, engine) for hostile in HOSTILE for engine in hostile.engines]
TARGETS = ("hugo", "docusaurus", "jekyll")
NAMES = [f"{hostile.name}, {engine}" for hostile, engine in CASES]
KNOWN = [name if to == "hugo" else f"{name} to {to}" for name in NAMES for to in TARGETS]
OUTCOMES = Path(__file__).with_name("outcomes.txt")
ESCAPES = [case for case in CASES if "escape" in case[0].name or "newline" in case[0].name]


def made(root: Path, hostile: Hostile, engine: str) -> Path:
    """The site, in a folder beside which the secret lies."""
    root.mkdir(exist_ok=True)
    (root / "secret.md").write_text(f"---\ntitle: {SECRET}\n---\n{SECRET}\n")
    (root / "secret.png").write_text(SECRET)
    site = root / "site"
    for path, content in {**good(engine), **hostile.files(engine)}.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    hostile.setup(site, engine)
    return site


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for where, _, names in os.walk(folder):
        for name in names:
            if os.path.isfile(file := os.path.join(where, name)):
                yield file, Path(file).read_bytes()


def told(result: Result) -> str:
    """How many posts are written of how many, and the codes of errors and losses."""
    written = sum(post.target is not None for post in result.posts)
    bad = (found for found in result.diagnostics if found.severity is not Severity.NOTE)
    codes = sorted({found.code for found in bad})
    return " ".join((f"{written}/{len(result.posts)}", *codes))


def outcomes() -> dict[str, str]:
    lines = OUTCOMES.read_text(encoding="utf-8").splitlines() if OUTCOMES.exists() else []
    return dict(line.split(": ", 1) for line in lines)


def expect(name: str, outcome: str, is_rewriting: bool) -> None:
    if is_rewriting:
        known = {**outcomes(), name: outcome}
        lines = (f"{each}: {known[each]}\n" for each in KNOWN if each in known)
        OUTCOMES.write_text("".join(lines), encoding="utf-8")
    assert outcomes().get(name) == outcome


@pytest.mark.parametrize("to", TARGETS)
@pytest.mark.parametrize(("hostile", "engine"), CASES, ids=NAMES)
def test_a_hostile_site_does_no_harm(
    tmp_path: Path, hostile: Hostile, engine: str, to: str, is_rewriting: bool
) -> None:
    root, out = tmp_path / "in", tmp_path / "out"
    site = made(root, hostile, engine)
    before = dict(files(root))
    name = f"{hostile.name}, {engine}{'' if to == 'hugo' else f' to {to}'}"
    try:
        read = syndicate.read(site, from_=engine)
    except SyndicateError as error:
        expect(name, f"cannot be read, {type(error).__name__}", is_rewriting)
        return
    result = syndicate.convert(read, to=to, out=out).run()
    assert dict(files(root)) == before
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}
    for path, data in files(out):
        assert "/.syndicate/" in path or not (SECRET.encode() in data or b"root:x:" in data), path
    posts = {post.source: post for post in result.posts}
    if not hostile.name.startswith("config with"):  # such a config may name another folder
        target = posts[place(engine, "good", 1)].target
        assert target is not None
        assert b"Good text." in (out / target).read_bytes()
    explained = {found.path for found in result.diagnostics}
    assert all(post.target is not None or post.source in explained for post in result.posts)
    expect(name, told(result), is_rewriting)


@pytest.mark.parametrize(("hostile", "engine"), CASES, ids=NAMES)
def test_the_feed_of_a_hostile_site_is_clean(tmp_path: Path, hostile: Hostile, engine: str) -> None:
    site = made(tmp_path / "in", hostile, engine)
    try:
        text = syndicate.feed(syndicate.read(site, from_=engine)).text
    except SyndicateError:
        return  # the test above says which ones
    assert ElementTree.fromstring(text.encode()).tag.endswith(("feed", "rss"))
    assert "<script" not in text
    assert SECRET not in text


@pytest.mark.parametrize("to", ["devto", "medium", "reviews"])
@pytest.mark.parametrize(("hostile", "engine"), CASES, ids=NAMES)
def test_the_copies_of_a_hostile_site_are_clean(
    tmp_path: Path, hostile: Hostile, engine: str, to: str
) -> None:
    site, out = made(tmp_path / "in", hostile, engine), tmp_path / "out"
    before = dict(files(tmp_path / "in"))
    try:
        read = syndicate.read(site, from_=engine)
    except SyndicateError:
        return  # the test above says which ones
    result = syndicate.export(read, out, to=to)
    assert dict(files(tmp_path / "in")) == before
    assert {path.name for path in tmp_path.iterdir()} <= {"in", "out"}
    for path, data in files(out):
        assert Path(path).parent == out
        for secret in (SECRET.encode(), b"root:x:", b"\x1b"):
            assert secret not in data, path
        if path.endswith(".html"):
            assert b"<script" not in re.sub(rb"<!--.*?-->", b"", data, flags=re.DOTALL)
    if to == "reviews":
        return
    explained = {found.path for found in result.diagnostics} | {*result.files, *result.skipped}
    assert {post.source for post in read.posts} <= explained
    if not hostile.name.startswith("config with"):
        assert place(engine, "good", 1) in result.files


@pytest.mark.parametrize(
    ("hostile", "engine"), ESCAPES, ids=lambda value: getattr(value, "name", value)
)
@pytest.mark.parametrize("command", ["list", "convert"])
def test_no_escape_reaches_the_terminal(
    tmp_path: Path, hostile: Hostile, engine: str, command: str
) -> None:
    site = made(tmp_path / "in", hostile, engine)
    words = (
        ["list", site] if command == "list" else ["convert", site, tmp_path / "out", "--to", "hugo"]
    )
    done = run_syndicate(*words, "-v")
    for text in (done.stdout, done.stderr):
        assert all(char.isprintable() or char == "\n" for char in text), repr(text)
