"""One bad file spoils no site: it is told with its place, and the rest of the blog moves.

Those files that the engine would refuse are errors; what it reads in silence is a note on the source.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pyromark import Options

from syndicate.body import markdown
from tests.notes.site import run_syndicate
from tests.sites.moving import Moved, build, config, move, write

HEADER = "---\ntitle: Bad\n---\n\n"
BAD = "blog/2024-01-02-bad.md"
GOOD = {
    "docusaurus.config.js": config(),
    "package.json": '{"dependencies": {"@docusaurus/core": "3.10.2"}}',
    "blog/2024-01-01-before.md": "---\ntitle: Before\n---\n\nOne, see [after](./2024-01-03-after.md).\n",
    "blog/2024-01-03-after.md": "---\ntitle: After\n---\n\n:::tip\nTwo.\n:::\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A way to spoil a site.

    spoil: gets the folder of the site. said: path, line, column and code of each finding.
    is_written: whether the bad post is moved all the same. has_errors: whether one of them is an error.
    """

    spoil: Callable[[Path], object]
    said: tuple[str, ...]
    is_written: bool = False
    has_errors: bool = True


def text(content: str | bytes) -> Callable[[Path], object]:
    return lambda site: write(site, {BAD: content})


def link(path: str, target: str) -> Callable[[Path], object]:
    def spoil(site: Path) -> None:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).symlink_to(target)

    return spoil


def shown_by_link(site: Path) -> None:
    write(site, {BAD: f"{HEADER}![a](./out.png)\n", "../secret.png": b"secret"})
    link("blog/out.png", "../../secret.png")(site)


CASES: Mapping[str, Bad] = {
    # -- headers
    "broken YAML": Bad(
        spoil=text("---\ntitle: Bad\nlist: [\n---\nText.\n"),
        said=(f"{BAD}:4:1 front-matter-broken",),
    ),
    "a tab before a key": Bad(
        spoil=text("---\ntitle: Bad\n\tkey: value\n---\nText.\n"),
        said=(f"{BAD}:3:1 front-matter-broken",),
    ),
    "a key twice": Bad(
        spoil=text("---\ntitle: Bad\ndate: 2024-01-02\ntitle: Worse\n---\nText.\n"),
        said=(f"{BAD}:4:1 front-matter-broken",),
    ),
    "a header that is never closed": Bad(
        spoil=text("---\ntitle: Bad\n\nText.\n"), said=(f"{BAD}:5:1 front-matter-broken",)
    ),
    "a list for a header": Bad(
        spoil=text("---\n- Bad\n---\nText.\n"), said=(f"{BAD}:2:1 front-matter-broken",)
    ),
    "a value of the wrong kind": Bad(
        spoil=text("---\ntitle: Bad\ntags: one\n---\nText.\n"),
        said=(f"{BAD}:3:1 source-header-refused",),
        is_written=True,
        has_errors=False,
    ),
    "a header nested a thousand times": Bad(
        spoil=text(f"---\nkey: {'[' * 1000}{']' * 1000}\n---\nText.\n"),
        said=(f"{BAD}:2:1005 front-matter-broken",),
    ),
    "aliases that stand for a billion values": Bad(
        spoil=text(
            "---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
            + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
            + "---\nText.\n"
        ),
        said=(f"{BAD}:6:45 front-matter-broken",),
    ),
    # -- bytes
    "bytes that are no UTF-8": Bad(
        spoil=text(f"{HEADER}Good, ".encode() + b"\xff\xfe bad \xe0\xa4\n"),
        said=(f"{BAD}:5:7 encoding-replaced",),
        is_written=True,
    ),
    "bytes that are no UTF-8 in the header": Bad(
        spoil=text(b"---\ntitle: B\xe4d\n---\n\nText.\n"),
        said=(f"{BAD}:2:9 encoding-replaced",),
        is_written=True,
    ),
    "a line of 50 MB": Bad(
        spoil=text(HEADER.encode() + b"*a " * 16_666_667), said=(f"{BAD}:1:1 source-unreadable",)
    ),
    # -- markers
    "a fence that is never closed": Bad(
        spoil=text(f"{HEADER}Text.\n\n```js\ncode\n:::tip\n"),
        said=(f"{BAD}:7:1 source-marker-unpaired",),
        is_written=True,
        has_errors=False,
    ),
    "an admonition that is never closed": Bad(
        spoil=text(f"{HEADER}- item\n\n  :::tip\n  Text.\n\nMore.\n"),
        said=(f"{BAD}:7:3 source-marker-unpaired",),
        is_written=True,
        has_errors=False,
    ),
    "a tag that is never closed": Bad(
        spoil=text(f"{HEADER}Text <b>bold.\n"),
        said=(f"{BAD}:5:6 source-marker-unpaired",),
        is_written=True,
        has_errors=False,
    ),
    # -- files
    "a link to a folder around it": Bad(
        spoil=link("blog/deep/again", "../.."),
        said=("blog/deep/again:1:1 source-link-loop",),
        has_errors=False,
    ),
    "a link to itself": Bad(
        spoil=link(BAD, "2024-01-02-bad.md"), said=(f"{BAD}:1:1 source-unreadable",)
    ),
    "a link to nothing": Bad(spoil=link(BAD, "gone.md"), said=(f"{BAD}:1:1 source-unreadable",)),
    "a post behind a link out of the site": Bad(
        spoil=lambda site: (write(site, {"../post.md": HEADER}), link(BAD, "../../post.md")(site)),
        said=(f"{BAD}:1:1 asset-outside",),
    ),
    "a folder behind a link out of the site": Bad(
        spoil=link("blog/other", "../.."), said=("blog/other:1:1 asset-outside",)
    ),
    "a static file behind a link out of the site": Bad(
        spoil=link("static/other", "../.."), said=("static/other:1:1 asset-outside",)
    ),
    # -- assets
    "a picture above the site": Bad(
        spoil=lambda site: write(site, {BAD: f"{HEADER}![a](../../out.png)\n", "../out.png": b"x"}),
        said=(f"{BAD}:5:6 asset-outside",),
        is_written=True,
    ),
    "a file above the static files": Bad(
        spoil=text(f"{HEADER}[a](/../../../../../../../../etc/hostname)\n"),
        said=(f"{BAD}:5:5 asset-outside",),
        is_written=True,
    ),
    "a file above the site, in other words": Bad(
        spoil=text(
            f"{HEADER}![a](@site/../out.png)\n\n![b](%2e%2e/%2e%2e/out.png)\n\n"
            "![c](..%2f..%2fout.png)\n"
        ),
        said=tuple(f"{BAD}:{line}:6 asset-outside" for line in (5, 7, 9)),
        is_written=True,
    ),
    "a picture behind a link out of the site": Bad(
        spoil=shown_by_link, said=(f"{BAD}:5:6 asset-outside",), is_written=True
    ),
    "a picture that is not there": Bad(
        spoil=text(f"{HEADER}![a](./gone.png)\n"),
        said=(f"{BAD}:5:6 source-asset-missing",),
        is_written=True,
        has_errors=False,
    ),
}


def said_of(moved: Moved) -> list[str]:
    return [
        f"{found.path}:{found.line}:{found.column} {found.code}"
        for found in moved.result.diagnostics
    ]


def targets(moved: Moved) -> dict[str, bool]:
    """Which posts were written."""
    return {post.source: post.target is not None for post in moved.result.posts}


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_is_told_and_leaves_the_others_alone(name: str, tmp_path: Path) -> None:
    bad = CASES[name]
    site = write(tmp_path / "around" / "site", GOOD)
    bad.spoil(site)
    moved = move(site, tmp_path / "out")
    assert said_of(moved) == list(bad.said)
    assert moved.result.exit_code() == (1 if bad.has_errors else 0)
    posts = targets(moved)
    assert posts.pop("blog/2024-01-01-before.md")
    assert posts.pop("blog/2024-01-03-after.md")
    is_post = bad.is_written or bad.said[0].startswith(f"{BAD}:")
    assert posts == ({BAD: bad.is_written} if is_post else {})


def test_all_of_it_at_once_leaves_a_site_that_hugo_builds(tmp_path: Path) -> None:
    site = write(tmp_path / "around" / "site", GOOD)
    for number, bad in enumerate(CASES.values(), 1):
        folder = tmp_path / "around" / f"site{number}"
        bad.spoil(folder)
        for file in (folder / "blog").rglob("*") if (folder / "blog").is_dir() else ():
            place = site / "blog" / str(number) / file.relative_to(folder / "blog")
            place.parent.mkdir(parents=True, exist_ok=True)
            if file.is_symlink() or file.is_file():
                file.rename(place)
    moved = move(site, tmp_path / "out")
    assert len({found.path for found in moved.result.diagnostics}) > 20
    public = build(moved, tmp_path / "public")
    for post in moved.result.posts:
        if post.target is not None and post.url is not None:
            assert (
                public / post.url.removeprefix("https://blog.example/") / "index.html"
            ).is_file()


def test_the_command_tells_it_too(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {**GOOD, BAD: "---\ntitle: Bad\nlist: [\n---\n"})
    report = tmp_path / "report.json"
    done = run_syndicate("convert", site, tmp_path / "out", "--to", "hugo", "--report", report)
    assert done.returncode == 1
    first = done.stderr.splitlines()[0]
    assert first.startswith(f"{BAD}:4:1: error: ")
    assert first.endswith(" [front-matter-broken]")
    said = json.loads(report.read_bytes())
    assert (said["summary"]["posts"], said["summary"]["posts_failed"]) == (3, 1)
    assert [found["code"] for found in said["diagnostics"]] == ["front-matter-broken"]
    assert done.stdout == ""


def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write(tmp_path / "site", {**GOOD, BAD: HEADER})
    opened = os.open

    def refuse(path: str | Path, *words: Any, **named: Any) -> int:
        if os.fspath(path).endswith(Path(BAD).name):  # root may read everything
            raise PermissionError(13, "Permission denied")
        return opened(path, *words, **named)

    monkeypatch.setattr(os, "open", refuse)
    moved = move(site, tmp_path / "out")
    assert said_of(moved) == [f"{BAD}:1:1 source-unreadable"]
    assert targets(moved)[BAD] is False
    assert moved.result.exit_code() == 1


# -- the parser -----------------------------------------------------------------------------------

PANIC = "\ufffd\ufffd  2\n:<\n  {}\n -\n"


def test_a_panic_of_the_parser_is_an_error_of_that_post(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    # No text is known that it panics at with the options of this engine: it gets all there are.
    names = [name.removeprefix("ENABLE_") for name in dir(Options) if name.startswith("ENABLE_")]
    monkeypatch.setattr(markdown, "GFM", tuple(names))
    site = write(tmp_path / "site", {**GOOD, BAD: f"---\nmdx: {{format: md}}\n---\n{PANIC}"})
    moved = move(site, tmp_path / "out")
    assert said_of(moved) == [f"{BAD}:4:1 parser-failed"]
    assert targets(moved) == {
        "blog/2024-01-01-before.md": True,
        BAD: False,
        "blog/2024-01-03-after.md": True,
    }
    assert moved.result.exit_code() == 1
    assert capfd.readouterr().out == ""


DEEP = {
    "quotes": "> " * 5000 + "x\n",
    "lists": "".join(f"{'  ' * depth}- x\n" for depth in range(400)),
    "brackets": "[" * 20_000 + "x" + "](y)" * 20_000,
    "emphasis": "*a **b " * 5000 + "x" + "** *" * 5000,
    "tags": "<div>\n" * 500 + "x\n" + "</div>\n" * 500,
    "inline tags": "<b>" * 2000 + "x" + "</b>" * 2000,
    "admonitions": "".join(f"{':' * (503 - n)}note\n" for n in range(500))
    + "x\n"
    + "".join(f"{':' * (4 + n)}\n" for n in range(500)),
    "admonitions in lists": "".join(f"{'  ' * n}- :::note\n" for n in range(200)),
    "braces": "{" * 20_000 + "x" + "}" * 20_000,
    "open braces": "{" * 20_000,
    "expressions": "{a} " * 20_000,
    "expressions over constants": "".join(f"export const a{n} = {n};\n" for n in range(2000))
    + "\n"
    + " ".join(f"{{a{n}}}" for n in range(2000)),
    "open tags": "<a " * 20_000,
    "open comments": "<!-- " * 20_000,
    "open links": "[a](" * 20_000,
    "footnotes": "".join(f"[^{n}]: [^{n + 1}]\n" for n in range(2000)),
    "ticks": "".join(f"{'`' * n} " for n in range(1, 500)),
    "cells": f"|{'a|' * 5000}\n|{'-|' * 5000}\n",
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_nesting_is_no_danger(name: str, tmp_path: Path) -> None:
    site = write(tmp_path / "site", {**GOOD, BAD: f"{HEADER}{DEEP[name]}\n"})
    moved = move(site, tmp_path / "out")
    posts = targets(moved)
    assert posts["blog/2024-01-01-before.md"]
    assert posts["blog/2024-01-03-after.md"]
    assert posts[BAD] or moved.found(BAD), "a post may fail, but never in silence"
