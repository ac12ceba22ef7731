"""Where every post was and is, kept for hosts, for other tools and for the comments."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import syndicate
from syndicate.conversion.addresses import Moved, map_files
from syndicate.conversion.manifest import read_manifest
from tests.notes.site import ORIGIN, make_site, note, times

SITE = {
    "b.md": note("Second", "moved\n", date="2024-02-03"),
    "a.md": note("First", "Text.\n", date="2024-01-02"),
    "c.md": note("Third", "Text.\n", date="2024-01-03", draft=True),
}
OLD, NEW = f"{ORIGIN}/notes/b/", f"{ORIGIN}/notes/moved/"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site", SITE)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def plan(root: Path, out: Path, *sources: str) -> syndicate.Plan:
    site = syndicate.read(root, url=ORIGIN)
    posts = [post for post in site.posts if post.source in sources] if sources else None
    return syndicate.convert(site, to="pages", out=out, posts=posts)


def url_map(out: Path) -> list[dict[str, str | None]]:
    found: list[dict[str, str | None]] = json.loads((out / ".syndicate/url-map.json").read_bytes())
    return found


def test_the_map_has_every_post_in_the_order_of_its_source(site: Path, out: Path) -> None:
    plan(site, out).run()
    found = url_map(out)
    assert [(each["source"], each["status"]) for each in found] == [
        ("a.md", "same"),
        ("b.md", "moved"),
        ("c.md", "unpublished"),
    ]
    b = found[1]
    assert (b["old"], b["new"], b["target"]) == (OLD, NEW, "pages/b.md")
    text = (out / ".syndicate/url-map.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()))
    assert rows == [[OLD, NEW]]


def test_the_map_is_ours_and_written_once(site: Path, out: Path) -> None:
    plan(site, out).run()
    manifest = read_manifest(out)
    assert manifest is not None
    assert {".syndicate/url-map.json", ".syndicate/url-map.csv"} <= set(manifest.files)
    before = times(out)
    assert plan(site, out).run().written == ()
    assert times(out) == before


def test_a_trial_writes_no_map(site: Path, out: Path) -> None:
    plan(site, out).dry_run()
    assert "url-map" not in "".join(plan(site, out).diff())
    assert not out.exists()


def test_an_edited_map_is_left_alone(site: Path, out: Path) -> None:
    plan(site, out).run()
    file = out / ".syndicate/url-map.csv"
    file.write_text("mine\n")
    (site / "a.md").write_text(note("First", "moved\n", date="2024-01-02"))
    result = plan(site, out).run()
    assert file.read_text() == "mine\n"
    assert ("file-edited", ".syndicate/url-map.csv") in {
        (d.code, d.path) for d in result.diagnostics
    }


def test_the_csv_goes_where_nothing_changes_any_more(site: Path, out: Path) -> None:
    plan(site, out).run()
    (site / "b.md").unlink()
    result = plan(site, out).run()
    assert result.removed == ("pages/b.md",)
    assert not (out / ".syndicate/url-map.csv").exists()
    assert [each["source"] for each in url_map(out)] == ["a.md", "c.md"]


def test_a_run_for_some_posts_keeps_what_is_known_of_the_others(site: Path, out: Path) -> None:
    plan(site, out, "a.md").run()
    assert [each["status"] for each in url_map(out)] == ["same", "missing", "missing"]
    plan(site, out, "b.md").run()
    assert [each["status"] for each in url_map(out)] == ["same", "moved", "missing"]


def test_addresses_in_the_csv_are_whole_and_encoded(site: Path) -> None:
    from dataclasses import replace

    found = syndicate.read(site, url=ORIGIN)
    post = replace(found.posts[0], aliases=("/ä, b/", "/c%20d"))
    files = list(map_files(found, [Moved(post=post, target="x.md", url=post.url)]))
    assert files[1].text == (f'"{ORIGIN}/%C3%A4,%20b/",{post.url}\n{ORIGIN}/c%20d,{post.url}\n')


# -- redirects in the form of a host ---------------------------------------------------------------


def hosted(root: Path, out: Path, form: str) -> syndicate.Plan:
    site = syndicate.read(root, url=ORIGIN)
    return syndicate.convert(site, to="pages", out=out, redirects=form)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("netlify", "_redirects"),
        ("cloudflare", "_redirects"),
        ("vercel", "vercel.json"),
        ("apache", ".htaccess"),
        ("nginx", ".syndicate/nginx-http.conf"),
    ],
)
def test_a_path_that_changed_leads_on(site: Path, out: Path, form: str, name: str) -> None:
    assert hosted(site, out, form).dry_run().is_dry
    assert not out.exists()
    hosted(site, out, form).run()
    text = (out / name).read_text(encoding="utf-8")
    assert "/notes/b" in text
    assert "/notes/moved/" in text
    assert "/notes/a" not in text
    manifest = read_manifest(out)
    assert manifest is not None
    assert name in manifest.files
    before = times(out)
    assert hosted(site, out, form).run().written == ()
    assert times(out) == before
    (out / name).write_text("mine")
    (site / "a.md").write_text(note("First", "moved\n", date="2024-01-02"))
    result = hosted(site, out, form).run()
    assert (out / name).read_text() == "mine"
    assert ("file-edited", name) in {(d.code, d.path) for d in result.diagnostics}


def test_another_form_takes_the_place_of_the_first(site: Path, out: Path) -> None:
    hosted(site, out, "netlify").run()
    assert "_redirects" in hosted(site, out, "engine").run().removed


def test_a_form_that_nobody_knows_is_wrong_usage(site: Path, out: Path) -> None:
    with pytest.raises(syndicate.UsageError, match="netlify"):
        hosted(site, out, "iis")
