"""The sample blog becomes a Hugo site that the real Hugo builds, whoever does the work."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

import syndicate
from syndicate.adapter import Write, Written
from syndicate.diagnostics import Report
from syndicate.web.urls import same_page, unquote_path
from tests.engines import builds
from tests.notes.site import ROOT, run_syndicate, times, tree

SAMPLE = ROOT / "samples" / "docusaurus"


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a Hugo site, converted by the command."""
    out = tmp_path_factory.mktemp("sample") / "hugo"
    done = run_syndicate(
        "convert", SAMPLE, out, "--to", "hugo", "--report", out.parent / "report.json"
    )
    assert done.returncode == 0, done.stderr
    assert len(done.stderr.splitlines()) <= 24, "the summary must fit a screen"
    return out


def test_hugo_serves_every_post_where_readers_know_it(
    converted: Path, tmp_path: Path, hugo_binary: Path
) -> None:
    built = builds.build_hugo(converted, tmp_path / "public")
    assert built.is_ok, built.log
    assert built.warnings == ()
    site = syndicate.read(SAMPLE)
    published = [post for post in site.posts if post.url is not None]
    assert len(published) == 16
    for post in published:
        page = tmp_path / "public" / unquote_path(post.path).strip("/") / "index.html"
        canonical = re.search(
            r'<link[^>]*rel="?canonical"?[^>]*href="?([^" >]+)', page.read_text(encoding="utf-8")
        )
        assert canonical is not None
        assert same_page(canonical[1], post.url)


def test_the_report_tells_all(converted: Path) -> None:
    report = json.loads((converted.parent / "report.json").read_bytes())
    summary = report["summary"]
    assert (summary["posts"], summary["posts_failed"], summary["errors"]) == (17, 0, 0)
    assert (summary["urls"], summary["urls_kept"]) == (16, 16)
    assert 0.8 * summary["bytes"] < summary["bytes_kept"] <= summary["bytes"]
    for post in report["posts"]:
        assert (SAMPLE / post["source"]).is_file()
        assert (converted / post["target"]).is_file()
        assert post["bytes_kept"] <= post["bytes"]


def test_a_second_run_changes_nothing(converted: Path) -> None:
    before = times(converted)
    plan = syndicate.convert(syndicate.read(SAMPLE), to="hugo", out=converted)
    assert plan.run().written == ()
    assert "".join(plan.diff()) == ""
    assert times(converted) == before


def test_a_second_run_renders_nothing(converted: Path) -> None:
    plan = syndicate.convert(syndicate.read(SAMPLE), to="hugo", out=converted)

    def render(write: Write, report: Report) -> Written:
        raise AssertionError(f"{write.path} need not be rendered")

    conversion = replace(plan.conversion, render=render)
    assert replace(plan, conversion=conversion).run().written == ()


def test_processes_write_the_same_bytes(converted: Path, tmp_path: Path) -> None:
    plan = syndicate.convert(syndicate.read(SAMPLE), to="hugo", out=tmp_path / "out")
    with ProcessPoolExecutor(2) as executor:
        result = plan.run(executor=executor)
    assert tree(tmp_path / "out") == tree(converted)
    report = json.loads((converted.parent / "report.json").read_bytes())
    assert [found.as_json() for found in result.diagnostics] == report["diagnostics"]


def test_one_post_becomes_the_same_text_everywhere(converted: Path) -> None:
    source = "blog/2023-05-07-code-that-reads-well.md"
    written = (converted / "content/blog/2023-05-07-code-that-reads-well.md").read_text("utf-8")
    done = run_syndicate("convert", SAMPLE, "-", "--to", "hugo", "--post", source)
    assert done.stdout == written
    result = syndicate.convert_text(
        (SAMPLE / source).read_text("utf-8"),
        from_="docusaurus",
        to="hugo",
        path="2023-05-07-code-that-reads-well.md",
    )
    assert without_header(result.text) == without_header(written)


def without_header(text: str) -> str:
    return text.partition("\n---\n")[2]


HEADER = "---\ntitle: x\n---\n"
BAD: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "broken YAML": (lambda f: f.write_text("---\na: [\n---\ntext\n"), ["front-matter-broken"]),
    "no UTF-8": (lambda f: f.write_bytes(HEADER.encode() + b"\xff t\n"), ["encoding-replaced"]),
    "an asset outside": (
        lambda f: f.write_text(f"{HEADER}![](../../../../../../etc/hostname)\n"),
        ["asset-outside"],
    ),
    "an open admonition": (
        lambda f: f.write_text(f"{HEADER}:::tip\ntext\n"),
        ["source-marker-unpaired"],
    ),
    "an open fence": (
        lambda f: f.write_text(f"{HEADER}```js\ncode\n"),
        ["source-marker-unpaired"],
    ),
    "a folder that links to itself": (
        lambda f: f.with_suffix("").symlink_to(f.parent),
        ["source-link-loop"],
    ),
    "a link to nothing": (lambda f: f.symlink_to("nowhere.md"), ["source-unreadable"]),
    # what the engine does not mind
    "what the parser panics at": (
        lambda f: f.write_text(f"{HEADER}\ufffd\ufffd  2\n:<\n  {{}}\n -\n"),
        [],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_one_bad_file_leaves_the_others_alone(tmp_path: Path, name: str) -> None:
    spoil, codes = BAD[name]
    shutil.copytree(SAMPLE, tmp_path / "site")
    spoil(tmp_path / "site/blog/2024-01-01-bad.md")
    site = syndicate.read(tmp_path / "site")
    result = syndicate.convert(site, to="hugo", out=tmp_path / "out").run()
    good = [post for post in result.posts if post.target is not None and "bad" not in post.source]
    assert len(good) == 17
    said = [found.code for found in result.diagnostics if "2024-01-01-bad" in found.path]
    assert [code for code in said if code != "url-respelled"] == codes


def test_a_post_that_could_not_be_read_is_counted(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "site")
    (tmp_path / "site/blog/2024-01-01-bad.md").write_text("---\na: [\n---\n")
    site = syndicate.read(tmp_path / "site")
    result = syndicate.convert(site, to="hugo", out=tmp_path / "out").run()
    assert len(result.posts) == 18
    assert [p.source for p in result.posts if p.target is None] == ["blog/2024-01-01-bad.md"]
    some = syndicate.convert(site, to="hugo", out=tmp_path / "out", posts=site.posts[:2]).run()
    assert len(some.posts) == 2
    assert "front-matter-broken" not in [found.code for found in some.diagnostics]
