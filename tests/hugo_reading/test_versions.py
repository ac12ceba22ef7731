"""What earlier versions of the engine do otherwise, on sites that pin them; and dates by git."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from syndicate_adapters.hugo.reading.history import commit_times
from tests.hugo_reading.engine import by_source, read, spoken, write

CONFIG = 'baseURL = "https://example.org/"\n'


def link(folder: Path, version: str, config: str, page: str) -> str:
    """Where a page is served by a version."""
    host = f'[build.environment]\nHUGO_VERSION = "{version}"\n'
    write(folder, {"netlify.toml": host, "hugo.toml": config, "content/p/a.md": page})
    editions, _ = read(folder)
    return next(
        page.permalink
        for (_, source), (page, _) in by_source(editions).items()
        if source == "content/p/a.md"
    )


@pytest.mark.parametrize(
    ("version", "config", "page", "path"),
    [
        ("0.152.2", '[permalinks]\np = "/:title/"', 'title: "A / B"', "a-/-b/"),
        ("0.166.0", '[permalinks]\np = "/:title/"', 'title: "A / B"', "a-b/"),
        ("0.135.0", "", "url: /:title/\ntitle: x", ":title/"),
        ("0.136.0", "", "url: /:title/\ntitle: x", "x/"),
        ("0.160.0", "permalinks = [{pattern = '/x/:slug/'}]", "title: x", "p/a/"),
        ("0.161.0", "permalinks = [{pattern = '/x/:slug/'}]", "title: x", "x/x/"),
    ],
)
def test_addresses_are_those_of_the_pinned_version(
    version: str, config: str, page: str, path: str, tmp_path: Path
) -> None:
    found = link(tmp_path, version, f"{CONFIG}{config}", f"---\n{page}\n---\n")
    assert found == f"https://example.org/{path}"


@pytest.mark.parametrize(
    ("version", "url"), [("0.166.0", "/p/a/"), ("0.167.0", "https://example.org/p/a/")]
)
def test_a_site_without_an_address_has_one_since_0_167(
    version: str, url: str, tmp_path: Path
) -> None:
    assert link(tmp_path, version, "", "---\n---\n") == url


@pytest.mark.parametrize(("version", "folder"), [("0.166.0", "p"), ("0.167.0", "renamed")])
def test_a_section_is_renamed_by_its_slug_since_0_167(
    version: str, folder: str, tmp_path: Path
) -> None:
    write(tmp_path, {"content/p/_index.md": "---\nslug: renamed\n---\n"})
    assert link(tmp_path, version, CONFIG, "---\n---\n") == f"https://example.org/{folder}/a/"


@pytest.mark.parametrize(("version", "is_draft"), [("0.111.3", True), ("0.152.2", False)])
def test_yes_was_true_once(version: str, is_draft: bool, tmp_path: Path) -> None:
    link(tmp_path, version, CONFIG, "---\ndraft: yes\n---\n")
    ((page, _),) = by_source(read(tmp_path)[0]).values()
    assert page.is_draft is is_draft


@pytest.mark.parametrize(("version", "is_refused"), [("0.161.0", False), ("0.162.0", True)])
def test_html_must_be_allowed_since_0_162(version: str, is_refused: bool, tmp_path: Path) -> None:
    write(tmp_path, {"content/p/b.html": "---\ntitle: x\n---\n<p>x</p>"})
    link(tmp_path, version, CONFIG, "---\n---\n")
    pages = {source: page for (_, source), (page, _) in by_source(read(tmp_path)[0]).items()}
    assert pages["content/p/b.html"].is_refused is is_refused


@pytest.mark.parametrize(
    ("version", "day", "slug"),
    [("0.147.0", "2024-01-02 00:00:00", "03-04-05-x"), ("0.148.0", "2024-01-02 03:04:05", "x")],
)
def test_a_file_name_may_say_the_time_since_0_148(
    version: str, day: str, slug: str, tmp_path: Path
) -> None:
    config = f'{CONFIG}[frontmatter]\ndate = [":filename"]\n'
    write(tmp_path, {"content/q/2024-01-02-03-04-05-x.md": "---\n---\n"})
    link(tmp_path, version, config, "---\n---\n")
    pages = {source: page for (_, source), (page, _) in by_source(read(tmp_path)[0]).items()}
    fields = pages["content/q/2024-01-02-03-04-05-x.md"].node.fields
    assert (spoken(fields.dates.date), fields.slug) == (f"{day} +0000 UTC", slug)


# --- git -----------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str, date: str = "2020-01-01T00:00:00Z") -> None:
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.example"}
    who |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b.example"}
    when = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": "2025-01-01T00:00:00Z"}
    subprocess.run(
        ["git", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env=os.environ | who | when,
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    config = f'{CONFIG}enableGitInfo = true\n[frontmatter]\ndate = ["date", ":git"]\n'
    config += '[permalinks]\np = "/:year/:month/:day/:contentbasename/"\n'
    page = "---\ntitle: x\n---\n"
    write(tmp_path, {"site/hugo.toml": config, "site/content/p/새 글.md": page, "other.txt": "x"})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one", date="2024-01-02T23:30:00-0500")
    (tmp_path / "site/content/p/새 글.md").write_text(f"{page}more")
    git(tmp_path, "commit", "-qam", "two", date="2024-02-03T23:30:00-0500")
    return tmp_path / "site"


def test_a_page_has_the_author_s_date_of_its_last_commit(repository: Path) -> None:
    ((page, _),) = by_source(read(repository)[0]).values()
    assert page.permalink == "https://example.org/2024/02/03/%EC%83%88-%EA%B8%80/"
    assert spoken(page.node.fields.dates.lastmod) == "2024-02-03 23:30:00 -0500 -0500"


def test_nothing_is_known_outside_of_a_repository(tmp_path: Path) -> None:
    assert commit_times(tmp_path) == {}
    assert commit_times(tmp_path / "gone") == {}
