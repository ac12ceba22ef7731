"""Nothing that is not ours is ever touched, and nothing leaves the output folder."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path

import pytest

import syndicate
from syndicate.adapter import Action, Copy, WriteText
from syndicate.conversion.collisions import folded
from syndicate.conversion.manifest import manifest_file, read_manifest
from syndicate.diagnostics import Severity
from syndicate.source.text import UnwritableTarget
from tests.notes.site import ORIGIN, make_site, note, times, tree


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(
        tmp_path / "site",
        {"a.md": note("First", "image: a.png\n"), "b.md": note("Second"), "a.png": b"a"},
    )


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


def planned(root: Path, out: Path) -> syndicate.Plan:
    return syndicate.convert(syndicate.read(root, url=ORIGIN), to="pages", out=out)


def converted(root: Path, out: Path) -> syndicate.Result:
    return planned(root, out).run()


def said(result: syndicate.Result) -> list[tuple[str, str]]:
    return [(found.path, found.code) for found in result.diagnostics]


# -- files of others ------------------------------------------------------------------------------


def test_a_file_that_we_did_not_write_is_left_alone(site: Path, out: Path) -> None:
    make_site(out, {"pages/a.md": "mine\n", "pages/img/a.png": b"mine too"})
    result = converted(site, out)
    assert tree(out)["pages/a.md"] == b"mine\n"
    assert tree(out)["pages/img/a.png"] == b"mine too"
    assert said(result) == [("a.md", "file-foreign")] * 2
    assert result.exit_code() == 1
    again = converted(site, out)
    assert said(again) == said(result)
    assert tree(out)["pages/a.md"] == b"mine\n"


def test_a_file_with_the_very_text_stays_its_owner_s(site: Path, out: Path) -> None:
    make_site(out, {"pages/b.md": "Title: Second\n\nText.\n"})
    assert said(converted(site, out)) == []
    (site / "b.md").write_text(note("Changed"))
    assert said(converted(site, out)) == [("b.md", "file-foreign")]
    assert tree(out)["pages/b.md"] == b"Title: Second\n\nText.\n"


def test_an_edited_file_is_left_alone_until_it_is_deleted(site: Path, out: Path) -> None:
    converted(site, out)
    (out / "pages/a.md").write_text("edited\n")
    (out / "pages/img/a.png").write_bytes(b"painted over")
    (site / "a.md").write_text(note("New", "image: a.png\n"))
    result = converted(site, out)
    assert said(result) == [("a.md", "file-edited")] * 2
    assert tree(out)["pages/a.md"] == b"edited\n"
    assert said(converted(site, out)) == said(result)
    (out / "pages/a.md").unlink()
    (out / "pages/img/a.png").unlink()
    assert said(converted(site, out)) == []
    assert tree(out)["pages/a.md"].startswith(b"Title: New")
    assert tree(out)["pages/img/a.png"] == b"a"


def test_an_edit_is_seen_even_where_nothing_else_changed(site: Path, out: Path) -> None:
    converted(site, out)
    file = out / "pages/b.md"
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"Text", b"Tent"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert said(converted(site, out)) == [("b.md", "file-edited")]


def test_scaffold_belongs_to_the_user_after_the_first_run(site: Path, out: Path) -> None:
    converted(site, out)
    (out / "pages.cfg").write_text("theme = mine\n")
    result = converted(site, out)
    assert said(result) == [("pages.cfg", "scaffold-edited")]
    assert result.exit_code(is_strict=True) == 0
    assert tree(out)["pages.cfg"] == b"theme = mine\n"
    manifest = read_manifest(out)
    assert manifest is not None
    assert "pages.cfg" in manifest.files


@pytest.mark.parametrize("kind", ["folder", "link", "pipe"])
def test_what_is_no_file_is_left_alone(site: Path, out: Path, kind: str) -> None:
    place = out / "pages/a.md"
    place.parent.mkdir(parents=True)
    if kind == "folder":
        place.mkdir()
    elif kind == "link":
        place.symlink_to(site / "b.md")
    else:
        os.mkfifo(place)
    before = stat.S_IFMT(place.lstat().st_mode)
    result = converted(site, out)
    assert said(result) == [("a.md", "file-foreign")]
    assert stat.S_IFMT(place.lstat().st_mode) == before
    assert (site / "b.md").read_text() == note("Second")


# -- files of earlier runs ------------------------------------------------------------------------


def test_what_is_no_longer_wanted_is_removed_with_its_folder(site: Path, out: Path) -> None:
    converted(site, out)
    (site / "a.md").unlink()
    result = converted(site, out)
    assert result.removed == ("pages/a.md", "pages/img/a.png")
    assert sorted(tree(out)) == ["pages.cfg", "pages/b.md", "urls.txt"]
    assert not (out / "pages/img").exists()


def test_what_was_edited_or_is_foreign_is_not_removed(site: Path, out: Path) -> None:
    converted(site, out)
    (out / "pages/a.md").write_text("edited\n")
    (out / "pages/img/mine.png").write_bytes(b"mine")
    (site / "a.md").unlink()
    result = converted(site, out)
    assert result.removed == ("pages/img/a.png",)
    assert said(result) == [("pages/a.md", "file-left")]
    assert tree(out)["pages/a.md"] == b"edited\n"
    assert tree(out)["pages/img/mine.png"] == b"mine"
    assert said(converted(site, out)) == []


@pytest.mark.parametrize("text", ["---\na: [\n---\n", note("x", "panic\n"), note("x", "refuse\n")])
def test_a_post_that_breaks_keeps_its_files(site: Path, out: Path, text: str) -> None:
    converted(site, out)
    whole = (site / "a.md").read_text()
    before = {path: data for path, data in tree(out).items() if path != "urls.txt"}
    (site / "a.md").write_text(text)
    result = converted(site, out)
    assert result.removed == ()
    assert [found.severity for found in result.diagnostics] == [Severity.ERROR]
    assert {path: data for path, data in tree(out).items() if path != "urls.txt"} == before
    (site / "a.md").write_text(whole)
    assert said(converted(site, out)) == []
    assert {path: data for path, data in tree(out).items() if path != "urls.txt"} == before


def test_scaffold_is_not_removed(site: Path, out: Path) -> None:
    converted(site, out)
    plan = planned(site, out)
    fewer = tuple(a for a in plan.conversion.actions if not isinstance(a, WriteText))
    result = with_actions(plan, fewer).run()
    assert result.removed == ("urls.txt",)
    assert "pages.cfg" in tree(out)


def with_actions(plan: syndicate.Plan, actions: tuple[Action, ...]) -> syndicate.Plan:
    from dataclasses import replace

    conversion = replace(plan.conversion, actions=actions)
    return replace(plan, conversion=conversion)


# -- the way out ----------------------------------------------------------------------------------


BAD_PATHS = ["../x.txt", "/tmp/x.txt", "a/../../x.txt", "a//b", "", ".", "a/./b", "a\0b", "a/.."]


@pytest.mark.parametrize("path", BAD_PATHS)
def test_a_path_that_leaves_the_folder_is_refused(site: Path, out: Path, path: str) -> None:
    plan = planned(site, out)
    before = set(out.parent.iterdir())
    actions = (WriteText(path=path, text="x"), *plan.conversion.actions)
    result = with_actions(plan, actions).run()
    assert said(result) == [(path, "path-outside")]
    assert set(out.parent.iterdir()) == before | {out}
    assert "pages/a.md" in tree(out)


@pytest.mark.parametrize("path", [".syndicate/manifest.json", ".SYNDICATE/x"])
def test_our_own_notes_are_nobody_s_target(site: Path, out: Path, path: str) -> None:
    plan = with_actions(planned(site, out), (WriteText(path=path, text="x"),))
    assert said(plan.run()) == [(path, "path-outside")]


def test_a_slug_that_climbs_is_refused(site: Path, out: Path) -> None:
    (site / "b.md").write_text(note("Second", slug="../../../b"))
    assert said(converted(site, out)) == [("b.md", "path-outside")]
    assert list(out.parent.glob("*.md")) == []


def test_a_link_that_leads_out_is_not_followed(site: Path, out: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (out / "inner").mkdir(parents=True)
    (out / "pages").symlink_to(tmp_path / "elsewhere")
    result = converted(site, out)
    assert said(result) == [("a.md", "path-outside"), ("b.md", "path-outside")]
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_inside_the_folder_is_followed(site: Path, out: Path) -> None:
    (out / "real").mkdir(parents=True)
    (out / "pages").symlink_to("real")
    assert said(converted(site, out)) == []
    assert sorted(os.listdir(out / "real")) == ["a.md", "b.md", "img"]


def test_a_manifest_that_lies_cannot_have_files_removed(site: Path, out: Path) -> None:
    victim = out.parent / "victim.txt"
    victim.write_bytes(b"a")
    converted(site, out)
    manifest = json.loads(manifest_file(out).read_bytes())
    manifest["files"]["../victim.txt"] = manifest["files"]["pages/img/a.png"]
    manifest_file(out).write_text(json.dumps(manifest))
    result = converted(site, out)
    assert victim.exists()
    assert said(result) == [("../victim.txt", "path-outside")]


@pytest.mark.parametrize("is_link", [False, True], ids=["a path", "a symbolic link"])
def test_a_file_outside_of_the_site_is_not_copied(
    site: Path, out: Path, tmp_path: Path, is_link: bool
) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    if is_link:
        (site / "a.png").unlink()
        (site / "a.png").symlink_to(tmp_path / "secret.png")
    else:
        (site / "a.md").write_text(note("First", "image: ../secret.png\n"))
    assert said(converted(site, out)) == [("a.md", "asset-outside")]
    assert b"secret" not in tree(out).values()


# -- collisions -----------------------------------------------------------------------------------


def test_names_that_differ_in_case_only_are_a_collision(site: Path, out: Path) -> None:
    (site / "c.md").write_text(note("Third", slug="A"))
    result = converted(site, out)
    assert said(result) == [("c.md", "path-collision")]
    assert "taken by pages/a.md" in result.diagnostics[0].message
    assert "pages/A.md" not in tree(out)
    assert [post.target for post in result.posts] == ["pages/a.md", "pages/b.md", None]


def test_one_file_for_two_posts_is_copied_once(site: Path, out: Path) -> None:
    (site / "b.md").write_text(note("Second", "image: a.png\n"))
    result = converted(site, out)
    assert result.written.count("pages/img/a.png") == 1
    assert said(result) == []


def test_two_files_for_one_path_are_a_collision(site: Path, out: Path) -> None:
    make_site(site, {"deep/c.md": note("Third", "image: a.png\n"), "deep/a.png": b"other"})
    assert said(converted(site, out)) == [("deep/c.md", "path-collision")]


def test_two_posts_at_one_new_address_are_an_error(site: Path, out: Path) -> None:
    (site / "a.md").write_text(note("First", "moved\n"))
    (site / "b.md").write_text(note("Second", "moved\n"))
    assert said(converted(site, out)) == [("b.md", "url-collision")]


def test_posts_that_shared_an_address_before_are_a_note(site: Path, out: Path) -> None:
    (site / "a.md").write_text(note("First", "moved\n"))
    (site / "b.md").write_text(note("Second", "moved\n", slug="a/index.html"))
    result = converted(site, out)
    assert said(result) == [("b.md", "source-url-shared")]
    assert result.exit_code(is_strict=True) == 0


@pytest.mark.parametrize(
    ("a", "b", "is_same"),
    [
        ("A/b", "a/B", True),
        ("caf\u00e9", "cafe\u0301", True),
        ("STRASSE", "stra\u00dfe", True),
        ("ab", "a/b", False),
        ("a-b", "a_b", False),
    ],
)
def test_what_file_systems_take_for_one_name(a: str, b: str, is_same: bool) -> None:
    assert (folded(a) == folded(b)) is is_same


# -- what is asked for ----------------------------------------------------------------------------


def test_site_and_output_must_be_apart(site: Path, tmp_path: Path) -> None:
    for out in (site, site / "out", tmp_path, site / ".." / "site" / "deep"):
        with pytest.raises(syndicate.UsageError, match="folder"):
            planned(site, out)
    (tmp_path / "link").symlink_to(site)
    with pytest.raises(syndicate.UsageError, match="site itself"):
        planned(site, tmp_path / "link")
    with pytest.raises(syndicate.UsageError, match="is a file"):
        planned(site, site / "a.md")


def test_a_single_post_can_be_converted_into_a_folder_beside_it(site: Path) -> None:
    result = converted_post(site / "b.md", site / "out")
    assert result.written == ("pages/b.md", "pages.cfg", "urls.txt")
    with pytest.raises(syndicate.UsageError, match="site itself"):
        converted_post(site / "b.md", site)


def converted_post(file: Path, out: Path) -> syndicate.Result:
    return syndicate.convert(syndicate.read(file, from_="notes"), to="pages", out=out).run()


def test_a_folder_with_another_conversion_is_refused(site: Path, out: Path, tmp_path: Path) -> None:
    converted(site, out)
    make_site(tmp_path / "other", {"x.md": note("Other")})
    other = syndicate.read(tmp_path / "other", url="https://other.example")
    with pytest.raises(syndicate.UsageError, match=r"converted from https://notes\.example"):
        syndicate.convert(other, to="pages", out=out)
    site.rename(tmp_path / "moved")
    assert said(converted(tmp_path / "moved", out)) == []


def test_a_new_site_stays_one_though_others_put_files_there(site: Path, out: Path) -> None:
    (out / ".git").mkdir(parents=True)
    assert planned(site, out).is_new
    converted(site, out)
    make_site(out, {"public/index.html": "built"})
    assert planned(site, out).is_new
    assert "pages.cfg" in tree(out)


def test_an_existing_site_gets_posts_only(site: Path, out: Path) -> None:
    make_site(out, {"theirs.txt": "theirs"})
    result = converted(site, out)
    assert result.advice == ("pages.cfg must name a theme",)
    assert sorted(result.written) == ["pages/a.md", "pages/b.md", "pages/img/a.png"]
    assert not planned(site, out).is_new


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"format": 1}',
        b'{"format": 1, "files": []}',
        b"\xff",
        b"[" * 100_000,
    ],
)
def test_a_damaged_manifest_is_told_and_nothing_is_touched(
    site: Path, out: Path, damage: bytes
) -> None:
    converted(site, out)
    manifest_file(out).write_bytes(damage)
    before = times(out)
    with pytest.raises(syndicate.SyndicateError, match=r"manifest\.json is damaged"):
        planned(site, out)
    assert times(out) == before


@pytest.mark.parametrize("indent", [None, 1], ids=["one line", "each value on a line"])
def test_a_manifest_that_was_laid_out_anew_says_the_same(
    site: Path, out: Path, indent: int | None
) -> None:
    converted(site, out)
    before = read_manifest(out)
    manifest = manifest_file(out)
    manifest.write_text(json.dumps(json.loads(manifest.read_bytes()), indent=indent))
    assert read_manifest(out) == before


def test_a_manifest_that_ends_early_is_damaged(site: Path, out: Path) -> None:
    converted(site, out)
    whole = manifest_file(out).read_bytes()
    for end in (whole.index(b'"posts"'), len(whole) - 2, len(whole) - 4):
        manifest_file(out).write_bytes(whole[:end])
        with pytest.raises(syndicate.SyndicateError, match=r"manifest\.json is damaged"):
            read_manifest(out)


def test_a_manifest_of_a_later_version_is_refused(site: Path, out: Path) -> None:
    converted(site, out)
    manifest = json.loads(manifest_file(out).read_bytes())
    manifest_file(out).write_text(json.dumps({**manifest, "format": 2, "syndicate": "9.9"}))
    with pytest.raises(syndicate.SyndicateError, match=r"syndicate 9\.9"):
        planned(site, out)


def test_an_unknown_or_wrong_platform_is_refused(site: Path, out: Path) -> None:
    whole = syndicate.read(site)
    with pytest.raises(syndicate.UsageError, match=r"there are: .*pages"):
        syndicate.convert(whole, to="nothing", out=out)
    with pytest.raises(syndicate.UsageError, match="does not write it yet"):
        syndicate.convert(whole, to="notes", out=out)
    with pytest.raises(syndicate.UsageError, match="does not read it yet"):
        syndicate.read(site, from_="pages")
    with pytest.raises(syndicate.UsageError, match="unknown option 'colour'"):
        syndicate.convert(whole, to="pages", out=out, options={"colour": "red"})
    with pytest.raises(syndicate.UsageError, match="PagesOptions or a mapping"):
        syndicate.convert(whole, to="pages", out=out, options=3)


# -- what cannot be written or read ---------------------------------------------------------------


def test_one_bad_post_does_not_stop_the_others(site: Path, out: Path) -> None:
    (site / "c.md").write_text(note("Third", "panic\n"))
    (site / "d.md").write_text(note("Fourth", "refuse\n"))
    result = converted(site, out)
    assert said(result) == [("c.md", "parser-failed"), ("d.md", "post-failed")]
    assert sorted(tree(out)) == [
        "pages.cfg",
        "pages/a.md",
        "pages/b.md",
        "pages/img/a.png",
        "urls.txt",
    ]
    assert [post.target for post in result.posts] == ["pages/a.md", "pages/b.md", None, None]


def test_a_post_that_the_target_does_not_take_is_told(site: Path, out: Path) -> None:
    (site / "c.md").write_text(note("unwanted"))
    result = converted(site, out)
    assert said(result) == [("c.md", "post-left-out")]
    assert [(p.source, p.target) for p in result.posts][-1] == ("c.md", None)


def test_text_that_is_no_unicode_is_refused(site: Path, out: Path) -> None:
    plan = planned(site, out)
    actions = (*plan.conversion.actions, WriteText(path="half.txt", text="half \ud800"))
    assert said(with_actions(plan, actions).run()) == [("half.txt", "post-failed")]
    assert "half.txt" not in tree(out)


def test_a_bug_of_ours_is_not_swallowed(site: Path, out: Path) -> None:
    (site / "c.md").write_text(note("Third", "our own bug\n"))
    with pytest.raises(KeyError):
        converted(site, out)


def test_a_post_that_is_gone_by_now_is_an_error(site: Path, out: Path) -> None:
    plan = planned(site, out)
    (site / "b.md").unlink()
    assert said(plan.run()) == [("b.md", "source-unreadable")]


def test_a_folder_that_may_not_be_written_is_told(
    site: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Refused by hand: root, as whom CI runs, may write anywhere.
    out.mkdir()
    really_open = os.open

    def refused(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if flags & os.O_CREAT and Path(path).is_relative_to(out):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return really_open(path, flags, mode)

    with monkeypatch.context() as patch:
        patch.setattr("os.open", refused)
        with pytest.raises(UnwritableTarget, match=r"Permission denied; .*permissions"):
            converted(site, out)
    assert tree(out) == {}
    assert said(converted(site, out)) == []


def test_a_name_that_the_file_system_refuses_concerns_its_post_only(site: Path, out: Path) -> None:
    (site / "c.md").write_text(note("Third", slug="x" * 300))
    assert said(converted(site, out)) == [("c.md", "file-unwritable")]
    assert "pages/a.md" in tree(out)


def test_a_file_in_the_way_of_a_folder_concerns_what_is_below_it(site: Path, out: Path) -> None:
    make_site(out, {"pages/img": "a file"})
    assert said(converted(site, out)) == [("a.md", "file-unwritable")]


def test_a_pipe_instead_of_an_image_does_not_hang(site: Path, out: Path) -> None:
    (site / "a.png").unlink()
    os.mkfifo(site / "a.png")
    assert said(converted(site, out)) == [("a.md", "source-unreadable")]


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EROFS])
@pytest.mark.parametrize("room", range(8))
def test_a_full_disk_stops_the_run_and_nothing_is_lost(
    site: Path, out: Path, room: int, reason: int
) -> None:
    written: list[Path] = []
    replace = os.replace

    def limited(source: Path, target: Path) -> None:
        if len(written) == room:
            raise OSError(reason, os.strerror(reason))
        written.append(target)
        replace(source, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("os.replace", limited)
        with pytest.raises(UnwritableTarget, match=os.strerror(reason)):
            converted(site, out)
    assert not [file for file in out.rglob("*") if file.name.endswith(".tmp")]
    assert said(converted(site, out)) == []
    assert "pages/a.md" in tree(out)


def test_a_copy_can_be_an_action_of_its_own(site: Path, out: Path) -> None:
    plan = planned(site, out)
    copy = Copy(path="static/a.png", source=site / "a.png")
    with_actions(plan, (*plan.conversion.actions, copy)).run()
    assert tree(out)["static/a.png"] == b"a"
