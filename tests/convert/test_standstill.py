"""A run that would change nothing: told without reading the site, and never told where something changed."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import syndicate
from syndicate.conversion.report import summary_of
from syndicate.conversion.results import Result
from syndicate.conversion.sight import look
from syndicate.conversion.standstill import CACHE, NAME, Request, Seen, Told, standstill
from syndicate.model import FOREVER
from tests.notes.site import make_site, note

SAMPLES = Path(__file__).parents[2] / "samples"
POST = "---\ntitle: {}\ndate: 2024-01-02\n---\n![A](a.png) [b](/b/)\n"
PAGES = {
    "hugo": {"hugo.toml": 'baseURL = "https://a.example/"\n', "content/posts/a.md": POST},
    "jekyll": {"_config.yml": "url: https://a.example\n", "_posts/2024-01-02-a.md": POST},
    "docusaurus": {
        "docusaurus.config.js": "export default {title: 'A', url: 'https://a.example', baseUrl: '/'};\n",
        "blog/2024-01-02-a.md": POST,
    },
}


def laid(folder: Path, engine: str) -> Path:
    """A small site whose files are a day old."""
    for path, text in PAGES[engine].items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.replace("{}", "One"))
    return folder


def run(site: Path, out: Path, to: str = "hugo", *words: str) -> Told | Result:
    """One run as the command makes it."""
    seen = standstill(Request(site=site, out=out, words=(to, *words)))
    if isinstance(seen, Told):
        return seen
    return syndicate.convert(syndicate.read(site), to=to, out=out).run(seen=seen)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return laid(tmp_path / "site", "hugo")


@pytest.mark.parametrize("engine", ["docusaurus", "hugo", "jekyll"])
@pytest.mark.parametrize("to", ["docusaurus", "hugo", "jekyll"])
def test_what_is_told_is_what_the_run_would_say(engine: str, to: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(SAMPLES / engine, out, to)
    told = run(SAMPLES / engine, out, to)
    assert isinstance(told, Told)
    plan = syndicate.convert(syndicate.read(SAMPLES / engine), to=to, out=out)
    result = plan.run()
    assert result.written == ()
    assert told.diagnostics == result.diagnostics
    assert told.posts == [post.as_json() for post in result.posts]
    assert told.figures == summary_of(plan, result)
    assert (told.advice, told.root) == (result.advice, plan.site.root)


def rewritten(file: Path) -> None:
    """Another text of as many bytes, at the same time."""
    found = file.stat()
    file.write_text(file.read_text().replace("One", "Two"))
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert file.stat().st_size == found.st_size


CHANGES: dict[str, Callable[[Path, Path], object]] = {
    "post": lambda site, out: rewritten(site / "content/posts/a.md"),
    "new post": lambda site, out: (site / "content/posts/b.md").write_text(POST),
    "new picture": lambda site, out: (site / "content/posts/a.png").write_bytes(b"png"),
    "config": lambda site, out: (site / "hugo.toml").write_text("title = 'A'\n"),
    "rules": lambda site, out: (site / "syndicate.toml").write_text("[read]\n"),
    "post gone": lambda site, out: (site / "content/posts/a.md").unlink(),
    "edited": lambda site, out: rewritten(out / "content/posts/a.md"),
    "deleted": lambda site, out: (out / "content/posts/a.md").unlink(),
    "manifest": lambda site, out: (out / ".syndicate/manifest.json").unlink(),
    "foreign": lambda site, out: (out / "content/posts/x.md").write_text("mine"),
    "notes": lambda site, out: (out / CACHE / NAME).write_text("{}"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_never_overlooked(change: str, site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(site, out)
    assert isinstance(run(site, out), Told)
    CHANGES[change](site, out)
    assert isinstance(run(site, out), Result)


def test_another_request_is_another_run(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(site, out)
    assert isinstance(run(site, out, "hugo", "pages"), Result)


def test_what_engines_build_in_the_output_does_not_matter(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(site, out)
    (out / "public").mkdir()
    (out / "public/index.html").write_text("")
    assert isinstance(run(site, out), Told)


def test_after_a_change_it_is_told_again_when_a_run_changed_nothing(
    site: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run(site, out)
    rewritten(site / "content/posts/a.md")
    kinds = [type(run(site, out)) for _ in range(3)]
    assert kinds == [Result, Result, Told]


def test_an_edit_while_the_run_goes_on_is_seen_by_the_next(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    seen = standstill(Request(site=site, out=out, words=("hugo",)))
    assert isinstance(seen, Seen)
    plan = syndicate.convert(syndicate.read(site), to="hugo", out=out)

    def edit(done: int, total: int) -> None:
        if done == total:
            (out / "content/posts/a.md").write_text("edited")

    plan.run(seen=seen, progress=edit)
    again = run(site, out)
    assert isinstance(again, Result)
    assert "file-edited" in {found.code for found in again.diagnostics}


def test_a_file_that_could_change_unseen_is_read(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(site, out)
    file = out / CACHE / NAME
    head, *rest = file.read_text().split("\n")
    noted = json.loads(head)
    assert noted["young"]["site"].keys() == {"hugo.toml", "content/posts/a.md"}
    noted["young"]["site"]["hugo.toml"] = "0" * 64
    file.write_text("\n".join([json.dumps(noted), *rest]))
    assert isinstance(run(site, out), Result)


def test_a_new_commit_changes_the_dates_of_posts(site: Path, tmp_path: Path) -> None:
    def git(*words: str) -> None:
        names = ("-c", "user.name=A", "-c", "user.email=a@a.example")
        subprocess.run(["git", *names, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q")
    out = tmp_path / "out"
    run(site, out)
    assert isinstance(run(site, out), Told)
    git("add", "site")
    git("commit", "-q", "-m", "One")
    assert isinstance(run(site, out), Result)


def test_a_link_that_leads_out_of_the_site_ends_all_certainty(site: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.md").write_text("x")
    (site / "content/inside.md").symlink_to(site / "content/posts/a.md")
    assert look(site, skipped=frozenset()) is not None
    (site / "content/elsewhere.md").symlink_to(tmp_path / "elsewhere.md")
    assert standstill(Request(site=site, out=tmp_path / "out", words=())) is None


@pytest.mark.usefixtures("notes_installed")
def test_the_site_of_an_adapter_that_promises_nothing_is_read_each_time(tmp_path: Path) -> None:
    site, out = make_site(tmp_path / "site", {"a.md": note("A")}), tmp_path / "out"
    kinds = [type(run(site, out, "pages")) for _ in range(3)]
    assert kinds == [Result, Result, Result]


SOON = datetime(2999, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("engine", "header", "until"),
    [
        ("hugo", "date: 2024-01-02", FOREVER),
        ("hugo", f"date: {SOON.isoformat()}", SOON),
        ("hugo", f"expiryDate: {SOON.isoformat()}", SOON),
        ("jekyll", "date: 2024-01-02", FOREVER),
        ("jekyll", f"date: {SOON.isoformat()}", SOON),
        ("docusaurus", f"date: {SOON.isoformat()}", FOREVER),
    ],
)
def test_a_site_tells_how_long_it_is_the_same(
    engine: str, header: str, until: datetime, tmp_path: Path
) -> None:
    folder = laid(tmp_path, engine)
    (post,) = (path for path in PAGES[engine] if path.endswith(".md"))
    (folder / post).write_text(f"---\ntitle: A\n{header}\n---\nText\n")
    assert syndicate.read(folder).valid_until == until


def test_a_post_that_is_due_is_not_overlooked(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(site, out)
    file = out / CACHE / NAME
    head, *rest = file.read_text().split("\n")
    file.write_text("\n".join([json.dumps({**json.loads(head), "until_ns": 1}), *rest]))
    assert isinstance(run(site, out), Result)
