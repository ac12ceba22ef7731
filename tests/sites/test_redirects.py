"""Old addresses of a real site in the form of a host: no writer keeps them a second time."""

from __future__ import annotations

from pathlib import Path

import pytest

import syndicate

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


def test_jekyll_is_given_the_file_and_the_advice(site: Path, tmp_path: Path) -> None:
    first = tmp_path / "hugo"
    syndicate.convert(syndicate.read(site), to="hugo", out=first).run()
    out = tmp_path / "jekyll"
    result = syndicate.convert(syndicate.read(first), to="jekyll", out=out, redirects="netlify").run()
    assert "/former/ /new/ 301!" in (out / "_redirects").read_text(encoding="utf-8")
    assert not (out / "former").exists()
    assert any("include: [_redirects]" in each for each in result.advice)
