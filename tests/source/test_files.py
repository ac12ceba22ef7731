"""Files below a folder: links are followed as far as the site goes, and what is not read is told."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from syndicate.source.files import LeftOut, Within, files_below, is_file_inside, leads_inside


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a folder `blog`, and files around it."""
    site = tmp_path / "site"
    (site / "blog/deep").mkdir(parents=True)
    (site / "shared").mkdir()
    for file in ("blog/a.md", "shared/b.md", "../secret.md"):
        (site / file).write_text("x")
    return site


def walked(site: Path) -> tuple[list[str], list[LeftOut]]:
    left_out: list[LeftOut] = []
    return list(files_below(site / "blog", site, left_out.append)), left_out


def test_links_are_followed_inside_of_the_site(site: Path) -> None:
    (site / "blog/linked").symlink_to(site / "shared")
    (site / "blog/z.md").symlink_to("../shared/b.md")
    (site / "blog/deep/again").symlink_to(site / "shared")
    assert walked(site) == (["a.md", "deep/again/b.md", "linked/b.md", "z.md"], [])


@pytest.mark.parametrize(
    ("link", "target", "is_folder", "code"),
    [
        ("deep/loop", "..", True, "source-link-loop"),
        ("deep/self", "../deep", True, "source-link-loop"),
        ("deep/site", "../..", True, "source-link-loop"),
        ("deep/out", "../../..", True, "asset-outside"),
        ("out.md", "../../secret.md", False, "asset-outside"),
        ("dead.md", "nothing.md", False, "source-unreadable"),
        ("itself.md", "itself.md", False, "source-unreadable"),
    ],
)
def test_a_link_that_is_not_followed_is_told(
    site: Path, link: str, target: str, is_folder: bool, code: str
) -> None:
    (site / "blog" / link).symlink_to(target)
    found, (left_out,) = walked(site)
    assert found == ["a.md"]
    assert left_out[:3] == (link, is_folder, code)


def test_links_to_each_other_end(site: Path) -> None:
    places = [site / f"blog/{n}" for n in range(40)]
    for place in places:
        place.mkdir()
    for place, other in pairwise(places):
        (place / "a").symlink_to(other)
        (place / "b").symlink_to(other)
    found, left_out = walked(site)
    assert found == ["a.md"]
    assert {told.code for told in left_out} == {"source-unreadable"}


def test_modules_and_history_are_no_content(site: Path) -> None:
    for name in ("node_modules", ".git"):
        (site / "blog/deep" / name).mkdir()
        (site / "blog/deep" / name / "x.md").write_text("x")
    assert walked(site) == (["a.md"], [])


def test_a_folder_that_may_not_be_read_is_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    scan = os.scandir

    def refuse(folder: str) -> object:
        if folder.endswith("deep"):
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr("syndicate.source.files.os.scandir", refuse)
    found, (told,) = walked(site)
    assert found == ["a.md"]
    assert told == (
        "deep",
        True,
        "source-unreadable",
        "the folder cannot be read: Permission denied",
    )


@pytest.mark.parametrize(
    ("way", "is_inside"),
    [
        ("blog/a.md", True),
        ("blog/../shared/b.md", True),
        ("blog/../../secret.md", False),
        ("blog/deep", False),
        ("blog/none.md", False),
        ("linked/b.md", True),
        ("around/secret.md", False),
        ("out.md", False),
        ("in.md", True),
        ("a..b.md", True),
    ],
)
def test_a_file_is_inside_where_every_link_leads(site: Path, way: str, is_inside: bool) -> None:
    (site / "linked").symlink_to(site / "shared")
    (site / "around").symlink_to(site.parent)
    (site / "out.md").symlink_to(site.parent / "secret.md")
    (site / "in.md").symlink_to(site / "blog/a.md")
    (site / "a..b.md").touch()
    entrance = site.parent / "entrance"
    entrance.symlink_to(site)
    assert is_file_inside(site / way, site) == is_inside
    assert is_file_inside(entrance / way, entrance) == is_inside


def test_many_files_are_judged_as_one_is(tmp_path: Path) -> None:
    site, other = tmp_path / "site", tmp_path / "site2"
    for folder in (site / "a" / "b", site / "..c", other):
        folder.mkdir(parents=True)
        (folder / "file").touch()
    (site / "out").symlink_to(other)
    (site / "within").symlink_to(site / "a")
    (site / "a" / "away").symlink_to(other / "file")
    (site / "a" / "here").symlink_to(site / "a" / "b" / "file")
    names = [
        *("a/b/file", "a/b/../b/file", "a/b/../../../site2/file", "a/away", "a/here", "a/away"),
        *("out/file", "within/b/file", "within/away", "..c/file", "../site2/file", "a/b/.."),
    ]
    within = Within(site)
    for place in [site / name for name in (*names, *reversed(names))]:
        assert within.holds(place) == leads_inside(place, site), place
