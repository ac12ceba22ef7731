"""Sites converted to Jekyll, built by the real Jekyll, and judged beside what their own engine built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import syndicate
from syndicate.verify import PageVerdict, Verdict, verify
from tests.engines import builds
from tests.notes.site import ROOT

DOCUSAURUS_SAMPLE = ROOT / "samples" / "docusaurus"
HUGO_SAMPLE = ROOT / "samples" / "hugo"
SAME_BLOG = ROOT / "tests" / "verify" / "same_blog"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A converted and built site: where its files and its pages lie, and what was said of it."""

    out: Path
    public: Path
    site: syndicate.Site
    result: syndicate.Result

    @property
    def said(self) -> list[str]:
        """What was found, in short."""
        return [
            f"{found.path}:{found.line}:{found.column} {found.code}"
            for found in self.result.diagnostics
        ]


def moved(
    source: Path, folder: Path, engine: str, options: Mapping[str, str] | None = None
) -> Moved:
    """The site in `source` as a Jekyll site, built; fails where Jekyll fails or warns."""
    site = syndicate.read(source, from_=engine)
    out, public = folder / "site", folder / "public"
    result = syndicate.convert(site, to="jekyll", out=out, options=options or {}).run()
    build = builds.build_jekyll(out, public)
    assert build.is_ok, build.log
    assert build.warnings == (), build.log
    return Moved(out=out, public=public, site=site, result=result)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What `verify` says of two built sites, with every page of the old one by its address."""

    verdict: Verdict
    pages: Mapping[str, PageVerdict]


def judged(old: Path, new: Path) -> Judgement:
    """The judgement of the site in `new` by readers of the one in `old`."""
    pages: list[PageVerdict] = []
    verdict = verify(old, new, report=pages.append)
    return Judgement(verdict=verdict, pages={page.address: page for page in pages})
