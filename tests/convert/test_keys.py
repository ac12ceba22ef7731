"""What a post's key hangs on: whatever could change its rendering changes the key, and nothing else does."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from subprocess import run

import pytest

import syndicate
from syndicate.conversion.manifest import read_manifest
from tests.notes.site import ROOT, make_site

CONFIG = "baseURL = 'https://a.example/'\ntitle = 'T'\n"
FILES = {
    "hugo.toml": CONFIG,
    "content/posts/a.md": "---\ntitle: A\ndate: 2024-01-01\n---\n\nSee [b](b.md).\n",
    "content/posts/b.md": "---\ntitle: B\ndate: 2024-01-02\n---\n\nText.\n",
}


def keys(site: Path, out: Path, options: Mapping[str, str] | None = None) -> dict[str, str]:
    """The key of each post after a run."""
    read = syndicate.read(site, from_="hugo")
    syndicate.convert(read, to="hugo", out=out, options=options).run()
    manifest = read_manifest(out)
    assert manifest is not None
    return {record.source: record.key for record in manifest.posts.values()}


def changed(tmp_path: Path, change: Callable[[Path], object]) -> set[str]:
    """The posts whose key is another one after `change` to the site."""
    site = make_site(tmp_path / "site", FILES)
    before = keys(site, tmp_path / "out")
    change(site)
    after = keys(site, tmp_path / "out")
    return {source for source, key in before.items() if after.get(source, key) != key}


A, B = "content/posts/a.md", "content/posts/b.md"


def edit(path: str, old: str, new: str) -> Callable[[Path], object]:
    def change(site: Path) -> None:
        file = site / path
        file.write_text(file.read_text().replace(old, new))

    return change


@pytest.mark.parametrize(
    ("change", "posts"),
    [
        (lambda site: None, set()),
        (edit("hugo.toml", "'T'", "'Other'"), {A, B}),  # config
        (edit(B, "title: B", "title: B\nslug: elsewhere"), {A, B}),  # the route of a link's target
        (edit(B, "title: B", "title: Other"), {B}),  # the model of the post itself
        (edit(B, "Text.", "Other text."), set()),  # its file's hash is compared beside the key
        (lambda site: (site / B).unlink(), {A}),  # a target that is gone
    ],
    ids=["nothing", "config", "route of a target", "title", "body", "target gone"],
)
def test_a_key_changes_with_what_rendering_hangs_on(
    tmp_path: Path, change: Callable[[Path], object], posts: set[str]
) -> None:
    assert changed(tmp_path, change) == posts


def test_options_change_every_key(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", FILES)
    before = keys(site, tmp_path / "out")
    after = keys(site, tmp_path / "out", {"bundles": "always"})
    assert not set(before.values()) & set(after.values())


def test_the_code_of_the_tool_changes_every_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(tmp_path / "site", FILES)
    before = keys(site, tmp_path / "out")
    monkeypatch.setattr("syndicate.conversion.keys._code_digest", lambda *names: "another version")
    after = keys(site, tmp_path / "out")
    assert not set(before.values()) & set(after.values())


def test_a_changed_body_is_written_again(tmp_path: Path) -> None:
    site, out = make_site(tmp_path / "site", FILES), tmp_path / "out"
    keys(site, out)
    edit(B, "Text.", "Other text.")(site)
    result = syndicate.convert(syndicate.read(site, from_="hugo"), to="hugo", out=out).run()
    assert result.written == ("content/posts/b.md",)


def test_settings_that_posts_share_are_told_apart_by_what_differs(tmp_path: Path) -> None:
    site = syndicate.read(make_site(tmp_path / "site", FILES), from_="hugo")
    first, second = site.posts
    other = replace(site, posts=(replace(first, settings=replace(first.settings)), second))
    out = tmp_path / "out"
    syndicate.convert(site, to="hugo", out=out).run()
    result = syndicate.convert(other, to="hugo", out=out).run()
    assert result.written == ()  # equal settings in another object are the same


_PRINT_KEYS = """
import sys, syndicate
from pathlib import Path
from syndicate.conversion.keys import key_maker
plan = syndicate.convert(syndicate.read(sys.argv[1]), to="hugo", out=Path("nowhere"), redirects="netlify")
key_of = key_maker(plan.site, plan.conversion, target="hugo", options=plan.options, is_new=True)
print(*map(key_of, plan.writes), sep="\\n")
"""


@pytest.mark.parametrize("engine", ["docusaurus", "hugo", "jekyll"])
def test_keys_are_the_same_in_every_process(engine: str) -> None:
    site = ROOT / "samples" / engine
    printed = [
        run(
            [sys.executable, "-c", _PRINT_KEYS, str(site)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1]
    assert all(printed[0].splitlines())
