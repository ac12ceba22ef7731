"""A plan is run, tried and compared; what it writes, it writes once."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import syndicate
from syndicate.conversion import workers
from syndicate.conversion.manifest import read_manifest
from tests.notes.site import ORIGIN, make_site, note, times, tree

SITE = {
    "a.md": note("First", "Text.\nimage: a.png\n", date="2024-01-02"),
    "b.md": note("Second", "Also.\nimage: a.png\n", date="2024-02-03"),
    "a.png": b"\x89PNG a",
}


def read(root: Path) -> syndicate.Site:
    return syndicate.read(root, url=ORIGIN)


def converted(root: Path, out: Path, **options: str) -> syndicate.Result:
    return syndicate.convert(read(root), to="pages", out=out, options=options).run()


def codes(result: syndicate.Result | syndicate.TextResult) -> list[str]:
    return [found.code for found in result.diagnostics]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site", SITE)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_a_site_becomes_files(site: Path, out: Path) -> None:
    result = converted(site, out)
    assert tree(out) == {
        "pages.cfg": b"theme = plain\n",
        "pages/a.md": b"Title: First\n\nText.\nimage: a.png\n",
        "pages/b.md": b"Title: Second\n\nAlso.\nimage: a.png\n",
        "pages/img/a.png": b"\x89PNG a",
        "urls.txt": b"/notes/a/\n/notes/b/\n",
    }
    assert sorted(result.written) == sorted(tree(out))
    assert [(p.source, p.target, p.url, p.body_bytes, p.is_kept) for p in result.posts] == [
        ("a.md", "pages/a.md", f"{ORIGIN}/notes/a/", 19, True),
        ("b.md", "pages/b.md", f"{ORIGIN}/notes/b/", 19, True),
    ]
    assert result.diagnostics == ()


def test_a_second_run_writes_nothing_and_says_the_same(site: Path, out: Path) -> None:
    (site / "a.md").write_text(note("First", "loss\n"))
    first = converted(site, out)
    before = times(out)
    second = converted(site, out)
    assert times(out) == before
    assert second.written == ()
    assert second.unchanged == len(first.written)
    assert (second.posts, second.diagnostics) == (first.posts, first.diagnostics)
    assert codes(second) == ["callout-degraded"]


def test_an_unchanged_post_is_not_rendered_again(site: Path, out: Path) -> None:
    converted(site, out)
    log = site.with_name("rendered.log")
    log.touch()
    (site / "a.md").write_text(note("First", "New text.\n"))
    result = converted(site, out)
    assert log.read_text() == "a.md\n"
    assert result.written == ("pages/a.md",)
    assert b"New text" in tree(out)["pages/a.md"]


@pytest.mark.parametrize(
    "change",
    [
        lambda site: (site / "notes.cfg").write_text("other\n"),
        lambda site: (site / "c.md").write_text(note("Third")),
        lambda site: (site / "b.md").write_text(note("Second", "Also.\n", slug="new")),
    ],
    ids=["the configuration", "another post", "where another post is served"],
)
def test_what_a_post_depends_on_has_it_rendered_again(site: Path, out: Path, change: Any) -> None:
    converted(site, out)
    log = site.with_name("rendered.log")
    log.touch()
    change(site)
    converted(site, out)
    assert "a.md" in log.read_text().split()


def test_other_options_render_everything_again(site: Path, out: Path) -> None:
    converted(site, out)
    converted(site, out, loud="yes")
    assert tree(out)["pages/a.md"] == b"TITLE: FIRST\n\nTEXT.\nIMAGE: A.PNG\n"


def test_a_change_that_keeps_size_and_time_is_seen_right_after_a_run(site: Path, out: Path) -> None:
    import os

    converted(site, out)
    file = site / "a.md"
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"Text", b"Tent"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    converted(site, out)
    assert b"Tent" in tree(out)["pages/a.md"]


def test_a_file_that_a_post_takes_in_counts_as_part_of_it(site: Path, out: Path) -> None:
    (site / "part.txt").write_text("one")
    (site / "a.md").write_text(note("First", "include: part.txt\n"))
    converted(site, out)
    (site / "part.txt").write_text("two")
    converted(site, out)
    assert tree(out)["pages/a.md"] == b"Title: First\n\ntwo\n"


def test_a_missing_image_that_comes_later_is_copied(site: Path, out: Path) -> None:
    (site / "a.png").rename(site / "kept-back")
    assert codes(converted(site, out)) == ["source-asset-missing"] * 2
    (site / "kept-back").rename(site / "a.png")
    assert codes(converted(site, out)) == []
    assert tree(out)["pages/img/a.png"] == b"\x89PNG a"


def test_a_changed_image_is_copied_again(site: Path, out: Path) -> None:
    converted(site, out)
    (site / "a.png").write_bytes(b"\x89PNG b!")
    assert converted(site, out).written == ("pages/img/a.png",)
    assert tree(out)["pages/img/a.png"] == b"\x89PNG b!"


# -- without touching anything --------------------------------------------------------------------


def test_a_dry_run_says_what_a_run_does_and_touches_nothing(site: Path, out: Path) -> None:
    dry = syndicate.convert(read(site), to="pages", out=out).dry_run()
    assert not out.exists()
    real = converted(site, out)
    assert (dry.posts, dry.diagnostics, dry.written) == (
        real.posts,
        real.diagnostics,
        real.written,
    )
    (site / "b.md").unlink()
    before = times(out)
    again = syndicate.convert(read(site), to="pages", out=out).dry_run()
    assert times(out) == before
    assert again.removed == ("pages/b.md",)


def test_a_difference_shows_new_changed_and_removed_files(site: Path, out: Path) -> None:
    plan = syndicate.convert(read(site), to="pages", out=out)
    assert "".join(plan.diff()).startswith(
        "--- /dev/null\n+++ b/pages/a.md\n@@ -0,0 +1,4 @@\n+Title: First\n+\n+Text.\n+image: a.png\n"
    )
    assert not out.exists()
    converted(site, out)
    assert "".join(syndicate.convert(read(site), to="pages", out=out).diff()) == ""
    (site / "a.md").write_text(note("First", "Else.\n"))
    (site / "b.md").unlink()
    before = times(out)
    assert "".join(syndicate.convert(read(site), to="pages", out=out).diff()) == (
        "--- a/pages/a.md\n+++ b/pages/a.md\n@@ -1,4 +1,3 @@\n Title: First\n \n"
        "-Text.\n-image: a.png\n+Else.\n"
        "--- a/urls.txt\n+++ b/urls.txt\n@@ -1,2 +1 @@\n /notes/a/\n-/notes/b/\n"
        "--- a/pages/b.md\n+++ /dev/null\n@@ -1,4 +0,0 @@\n"
        "-Title: Second\n-\n-Also.\n-image: a.png\n"
        "Binary files a/pages/img/a.png and /dev/null differ\n"
    )
    assert times(out) == before


def test_the_difference_applies(site: Path, out: Path) -> None:
    import subprocess

    (site / "a.md").write_text(note("First", "no newline\x0cand a form feed"))
    converted(site, out)
    (site / "a.md").write_text(note("First", "no newline\x0cand a feed\nnow"))
    diff = "".join(syndicate.convert(read(site), to="pages", out=out).diff())
    subprocess.run(
        ["git", "apply", "--whitespace=nowarn"],
        cwd=out,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(out.parent)},  # in no repository
        input=diff.encode(),
        check=True,
        capture_output=True,
    )
    assert tree(out)["pages/a.md"] == b"Title: First\n\nno newline\x0cand a feed\nnow"


# -- some of the posts ----------------------------------------------------------------------------


def test_some_posts_can_be_converted_and_the_others_stay(site: Path, out: Path) -> None:
    converted(site, out)
    for name in ("a.md", "b.md"):
        (site / name).write_text(note("New", "New.\n"))
    whole = read(site)
    plan = syndicate.convert(whole, to="pages", out=out, posts=[whole.posts[1]])
    result = plan.run()
    assert [post.source for post in result.posts] == ["b.md"]
    assert b"New" in tree(out)["pages/b.md"]
    assert b"First" in tree(out)["pages/a.md"]
    assert result.removed == ()
    assert set(converted(site, out).written) == {"pages/a.md"}


def test_findings_on_other_posts_are_not_told(site: Path, out: Path) -> None:
    (site / "a.md").write_text(note("First", "half of it\n"))
    whole = read(site)
    assert [found.code for found in whole.diagnostics] == ["callout-degraded"]
    plan = syndicate.convert(whole, to="pages", out=out, posts=[whole.posts[1]])
    assert plan.diagnostics == ()


# -- elsewhere ------------------------------------------------------------------------------------


@pytest.mark.parametrize("pool", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_any_executor_gives_the_same_bytes(
    tmp_path: Path, pool: Callable[..., Executor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("syndicate.conversion.run.CHUNK", 3)
    notes = {f"{n:02}.md": note(f"Note {n}", f"loss {n}\nimage: a.png\n") for n in range(20)}
    site = make_site(tmp_path / "site", {**notes, "a.png": b"a"})
    serial = converted(site, tmp_path / "serial")
    plan = syndicate.convert(read(site), to="pages", out=tmp_path / "pool")
    seen: list[tuple[int, int]] = []
    with pool(max_workers=2) as executor:
        result = plan.run(executor=executor, progress=lambda *now: seen.append(now))
    assert tree(tmp_path / "pool") == tree(tmp_path / "serial")
    assert (result.posts, result.diagnostics) == (serial.posts, serial.diagnostics)
    assert seen[-1] == (24, 24)  # the map of addresses is one of them
    manifest = read_manifest(tmp_path / "pool")
    assert manifest is not None
    assert manifest.journals == {}


def test_jobs_are_processes_for_a_large_site(
    site: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "WORTH_IT", 1)
    result = syndicate.convert(read(site), to="pages", out=out).run(jobs=2)
    assert sorted(result.written) == sorted(tree(out))


def test_files_that_stay_as_they_are_are_copied_without_processes(
    site: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "WORTH_IT", 1)
    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", None)
    plan = syndicate.convert(read(site), to="pages", out=out)
    same = replace(plan, conversion=replace(plan.conversion, is_verbatim=True))
    assert sorted(same.run(jobs=2).written) == sorted(tree(out))


def test_a_worker_that_dies_is_told_clearly(site: Path, out: Path) -> None:
    from tests.notes.dying import DyingExecutor

    plan = syndicate.convert(read(site), to="pages", out=out)
    with pytest.raises(syndicate.SyndicateError, match="came to its end"):
        plan.run(executor=DyingExecutor())
    assert sorted(plan.run().written) == sorted(tree(out))


# -- the text of one post -------------------------------------------------------------------------


def test_the_text_of_one_post_is_converted_without_files() -> None:
    result = syndicate.convert_text(note("Hi", "loss\n"), from_="notes", to="pages")
    assert result.text == "Title: Hi\n\nloss\n"
    assert codes(result) == ["callout-degraded"]


def test_the_name_of_a_text_is_its_path(tmp_path: Path) -> None:
    result = syndicate.convert_text("no header\n", from_="notes", to="pages", path="x/name.md")
    assert result.text == "Title: name\n\nno header\n"
    with pytest.raises(syndicate.UsageError, match="no path of a post"):
        syndicate.convert_text("", from_="notes", to="pages", path="../name.md")


def test_a_text_that_cannot_be_read_raises() -> None:
    with pytest.raises(syndicate.SyndicateError, match=r"cannot be converted: post\.md"):
        syndicate.convert_text("---\na: [\n---\n", from_="notes", to="pages")


def test_the_report_has_figures_posts_and_findings(site: Path, out: Path) -> None:
    from syndicate.conversion.report import write_report

    (site / "b.md").write_text(note("Second", "loss moved\n"))
    (site / "c.md").write_text(note("Third", "panic\n"))
    plan = syndicate.convert(read(site), to="pages", out=out)
    write_report(out.with_name("report.json"), plan, plan.run())
    report = json.loads(out.with_name("report.json").read_bytes())
    assert report["summary"] == {
        "from": "notes",
        "to": "pages",
        "posts": 3,
        "posts_failed": 1,
        "urls": 3,
        "urls_kept": 1,
        "bytes": 30,
        "bytes_kept": 29,
        "files_written": 5,
        "files_unchanged": 0,
        "files_removed": 0,
        "errors": 1,
        "losses": 1,
        "notes": 0,
        "source_notes": 0,
    }
    assert report["posts"][1:] == [
        {
            "source": "b.md",
            "target": "pages/b.md",
            "url": f"{ORIGIN}/notes/moved/",
            "bytes": 11,
            "bytes_kept": 10,
        },
        {"source": "c.md", "target": None, "url": None, "bytes": 0, "bytes_kept": 0},
    ]
    assert [tuple(found) for found in report["diagnostics"]] == [
        ("path", "line", "column", "severity", "code", "message")
    ] * 2
    assert [found["code"] for found in report["diagnostics"]] == [
        "callout-degraded",
        "parser-failed",
    ]
