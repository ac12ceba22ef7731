"""Old addresses of a real site in the form of a host: no writer keeps them a second time."""

from __future__ import annotations

from pathlib import Path

import pytest

import syndicate
from tests.engines import builds

POST = "---\ntitle: New\ndate: 2024-01-02\npermalink: /new/\nredirect_from: [/former/, /ä b/]\n---\nText.\n"
FROM = "redirect_from: [/former/, /ä b/]"
CONFIG = "url: https://blog.example\nplugins: [jekyll-redirect-from]\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text(CONFIG, encoding="utf-8")
    (root / "_posts/2024-01-02-new.md").write_text(POST, encoding="utf-8")
    return root


@pytest.mark.parametrize("to", ["hugo", "docusaurus"])
def test_a_host_keeps_old_addresses_instead_of_the_engine(site: Path, tmp_path: Path, to: str) -> None:
    read = syndicate.read(site)
    texts: dict[str, str] = {}
    for form in ("engine", "netlify"):
        out = tmp_path / form
        syndicate.convert(read, to=to, out=out, redirects=form).run()
        files = [file for file in sorted(out.rglob("*")) if file.is_file()]
        kept = [file for file in files if ".syndicate" not in file.parts and file.name != "_redirects"]
        # The source's own key is carried along, and says nothing to another engine.
        texts[form] = "".join(f"{file}\n{file.read_text(encoding='utf-8')}" for file in kept).replace(FROM, "")
    assert "/former" in texts["engine"]
    assert "/former" not in texts["netlify"]
    redirects = (tmp_path / "netlify/static/_redirects").read_text(encoding="utf-8")
    assert sorted(line.split()[0] for line in redirects.splitlines()) == ["/%C3%A4%20b/", "/former/"]
    assert {line.split()[1].rstrip("/") for line in redirects.splitlines()} == {"/new"}


@pytest.mark.parametrize(("form", "name"), [("netlify", "_redirects"), ("apache", ".htaccess")])
def test_a_new_jekyll_site_serves_the_file_of_the_host(
    site: Path, tmp_path: Path, form: str, name: str
) -> None:
    first, out = tmp_path / "hugo", tmp_path / "jekyll"
    syndicate.convert(syndicate.read(site), to="hugo", out=first).run()
    result = syndicate.convert(syndicate.read(first), to="jekyll", out=out, redirects=form).run()
    assert not any("include:" in each for each in result.advice)
    assert not (out / "former").exists()
    built = builds.build_jekyll(out, tmp_path / "public")
    assert built.is_ok, built.log
    assert "former" in (tmp_path / "public" / name).read_text(encoding="utf-8")


def test_of_a_jekyll_site_that_is_there_it_is_told_what_its_config_needs(
    site: Path, tmp_path: Path
) -> None:
    first, out = tmp_path / "hugo", tmp_path / "jekyll"
    syndicate.convert(syndicate.read(site), to="hugo", out=first).run()
    out.mkdir()
    (out / "_config.yml").write_text(CONFIG, encoding="utf-8")
    result = syndicate.convert(syndicate.read(first), to="jekyll", out=out, redirects="netlify").run()
    assert "/former/ /new/ 301!" in (out / "_redirects").read_text(encoding="utf-8")
    assert any("include: [_redirects]" in each for each in result.advice)
