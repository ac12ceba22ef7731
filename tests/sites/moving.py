"""A site converted to Hugo, built by the real Hugo, and judged beside what its own engine built."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import lxml.html

import syndicate
from syndicate.diagnostics import Diagnostic
from syndicate.verify import PageVerdict, Verdict, verify
from tests.engines import builds
from tests.notes.site import ROOT

SAMPLE = ROOT / "samples" / "docusaurus"
DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A converted site: where it lies, what it was, and what was said of it."""

    out: Path
    site: syndicate.Site
    result: syndicate.Result

    def found(self, source: str) -> list[Diagnostic]:
        """What was said about one file of the site, in the order of the file."""
        return [found for found in self.result.diagnostics if found.path == source]

    def said(self, source: str) -> list[str]:
        """The same in short: `line:column code`."""
        return [f"{found.line}:{found.column} {found.code}" for found in self.found(source)]

    def text(self, source: str) -> str:
        """What was written for a post, its line ends as they are; of several languages for the first."""
        target = next(post.target for post in self.result.posts if post.source == source)
        assert target is not None, self.found(source)
        return (self.out / target).read_bytes().decode()


def move(source: Path, out: Path, overrides: Mapping[str, str] | None = None) -> Moved:
    """The site in `source` as a Hugo site in `out`. overrides: of keys of its config."""
    site = syndicate.read(source, from_="docusaurus", overrides=overrides)
    return Moved(out=out, site=site, result=syndicate.convert(site, to="hugo", out=out).run())


def build(moved: Moved, public: Path) -> Path:
    """The folder that Hugo built the site into; fails where it fails or warns."""
    built = builds.build_hugo(moved.out, public, "--printPathWarnings")
    assert built.is_ok, built.log
    assert built.warnings == (), built.log
    return public


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What `verify` says of two built sites, with every page of the old one by its address."""

    verdict: Verdict
    pages: Mapping[str, PageVerdict]


def judge(old: Path, new: Path) -> Judgement:
    """The judgement of the site in `new` by readers of the one in `old`."""
    pages: list[PageVerdict] = []
    verdict = verify(old, new, report=pages.append)
    return Judgement(verdict=verdict, pages={page.address: page for page in pages})


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """`folder` with `files` in it."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def config(*, blog: Mapping[str, object] | None = None, **values: object) -> str:
    """A `docusaurus.config.js` for one blog. blog: its options. values: of the config itself."""
    said = {"title": "Site", "url": "https://blog.example", "baseUrl": "/", **values}
    presets = [["classic", {"docs": False, "blog": blog or {}}]]
    return f"module.exports = {json.dumps({'presets': presets, **said}, ensure_ascii=False)};\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a page says about itself where readers do not see it, but their programs do."""

    title: str
    description: str
    keywords: tuple[str, ...]
    canonical: str
    robots: str


def head_of(public: Path, output: str) -> Head:
    """The head of the page in the file `output` of a built site."""
    page = lxml.html.fromstring((public / output).read_bytes().decode())
    metas = {meta.get("name"): meta.get("content", "") for meta in page.iter("meta")}
    links = {link.get("rel"): link.get("href", "") for link in page.iter("link")}
    keywords = metas.get("keywords", "").split(",")
    return Head(
        title=page.findtext(".//title") or "",
        description=metas.get("description", ""),
        keywords=tuple(word.strip() for word in keywords if word),
        canonical=links.get("canonical", ""),
        robots=metas.get("robots", ""),
    )
