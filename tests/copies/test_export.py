"""Copies as files: which posts, under which names, over which files."""

from __future__ import annotations

from pathlib import Path

import pytest

import syndicate
from syndicate.diagnostics import ExitCode, UsageError
from tests.copies.blog import make_blog, post_of


def header(title: str, **more: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"---\ntitle: {title}\n{lines}---\n"


def test_published_posts_are_exported_unless_others_are_chosen(tmp_path: Path) -> None:
    site = make_blog(
        tmp_path / "site",
        {
            "2024-01-01-a.md": header("A") + "Text.\n",
            "2024-01-02-b.md": header("B", draft="true") + "Text.\n",
            "2024-01-03-c.md": header("C", unlisted="true") + "Text.\n",
        },
    )
    result = syndicate.export(site, tmp_path / "out", to="devto")
    assert list(result.files) == ["blog/2024-01-01-a.md"]
    assert set(result.skipped) == {"blog/2024-01-02-b.md", "blog/2024-01-03-c.md"}
    draft = post_of(site, "b.md")
    chosen = syndicate.export(site, tmp_path / "drafts", to="devto", posts=[draft])
    assert [file.name for file in chosen.files[draft.source]] == ["b.json", "b.md"]
    assert chosen.skipped == ()


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    site = make_blog(tmp_path / "site", {"2024-01-01-a.md": header("A") + "Text.\n"})
    for to in ("devto", "medium"):
        first = syndicate.export(site, tmp_path / "out", to=to).files
        before = {file: file.read_bytes() for files in first.values() for file in files}
        again = syndicate.export(site, tmp_path / "out", to=to).files
        assert again == first
        assert {file: file.read_bytes() for files in again.values() for file in files} == before


def test_posts_of_one_name_are_kept_apart(tmp_path: Path) -> None:
    site = make_blog(
        tmp_path / "site",
        {
            "2024-01-01-a.md": header("A", slug="/one/same") + "Text.\n",
            "2024-01-02-b.md": header("B", slug="/two/same") + "Text.\n",
        },
    )
    names = {
        file.name
        for files in syndicate.export(site, tmp_path / "out", to="medium").files.values()
        for file in files
    }
    assert len(names) == 4
    assert {"same.md", "same.html"} < names


def test_a_file_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    site = make_blog(tmp_path / "site", {"2024-01-01-a.md": header("A") + "Text.\n"})
    for to, name in (("devto", "a.md"), ("devto", "a.json"), ("medium", "a.html")):
        out = tmp_path / f"{to}-{name}"
        out.mkdir()
        (out / name).write_text("mine")
        result = syndicate.export(site, out, to=to)
        assert "file-foreign" in {each.code for each in result.diagnostics}
        assert result.exit_code() is ExitCode.ERRORS
        assert {file.name: file.read_text() for file in out.iterdir()} == {name: "mine"}


def test_a_post_that_cannot_be_read_stops_no_other(tmp_path: Path) -> None:
    deep = "> " * 300 + "x\n"
    site = make_blog(
        tmp_path / "site",
        {
            "2024-01-01-a.md": header("A") + deep,
            "2024-01-02-b.md": header("B") + "Text.\n",
        },
    )
    for to in ("devto", "medium"):
        result = syndicate.export(site, tmp_path / to, to=to)
        assert list(result.files) == ["blog/2024-01-02-b.md"]
        failed = [each for each in result.diagnostics if each.code == "post-failed"]
        assert [each.path for each in failed] == ["blog/2024-01-01-a.md"]
        assert "100 levels" in failed[0].message


def test_what_makes_no_sense_is_wrong_usage(tmp_path: Path) -> None:
    site = make_blog(tmp_path / "site", {"2024-01-01-a.md": header("A") + "Text.\n"})
    with pytest.raises(UsageError, match="devto, feed, medium, reviews"):
        syndicate.export(site, tmp_path / "out", to="hugo")
    with pytest.raises(UsageError, match="unknown option 'colour'"):
        syndicate.export(site, tmp_path / "out", to="devto", options={"colour": "red"})
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="give a folder"):
        syndicate.export(site, tmp_path / "file", to="devto")
    with pytest.raises(UsageError, match="no payload"):
        _ = syndicate.export_post(site, to="medium").payload
    assert not (tmp_path / "out").exists()


def test_of_several_posts_one_must_be_chosen(tmp_path: Path) -> None:
    site = make_blog(
        tmp_path / "site",
        {"2024-01-01-a.md": header("A") + "T\n", "2024-01-02-b.md": header("B") + "T\n"},
    )
    with pytest.raises(UsageError, match="choose one"):
        syndicate.export_post(site, to="devto")


def test_a_post_gives_its_own_payload(tmp_path: Path) -> None:
    site = make_blog(tmp_path, {"2024-01-02-a.md": "---\ntitle: A\n---\n\nText.\n"})
    post = next(post for post in site.posts if post.url is not None)
    payload = post.to_payload("devto", site)
    assert payload == syndicate.export_post(site, post, to="devto").payload
    assert payload == post.to_payload("devto")
    with pytest.raises(UsageError, match="no payload"):
        post.to_payload("medium", site)
