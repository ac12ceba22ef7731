"""Texts alone on a page of an empty site: what stops the engine is reported, with its line, and nothing else is.

vectors/errors.json: name -> the file, and the line that Hugo 0.168 names, or nothing where it builds.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from syndicate.adapter import ReadOptions
from syndicate.diagnostics import Diagnostic
from syndicate_adapters.hugo.reading.site import read_site
from tests.hugo_reading.engine import write

CASES: Final[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "vectors" / "errors.json").read_text(encoding="utf-8")
)
CONFIG = 'baseURL="https://example.org/"\ndisableKinds=["RSS","sitemap"]\n'
ADDRESSES = ("sc-ref-missing", "sc-relref-missing")
"""What is resolved, and so reported, only when addresses are."""


def refused(text: str, folder: Path) -> list[Diagnostic]:
    """What reading the text of a page reports, in a site whose only template is for pages."""
    files = {"hugo.toml": CONFIG, "layouts/all.html": "{{ .Content }}", "content/c/p.md": text}
    site = read_site(write(folder, files), ReadOptions(), lambda found: None)
    said: list[Diagnostic] = []
    site.posts[0].body(said.append)
    return [found for found in said if found.code == "source-text-refused"]


@pytest.mark.parametrize("name", [name for name in CASES if name not in ADDRESSES])
def test_what_stops_the_engine_is_reported_at_its_line(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    found = refused(case["text"], tmp_path)
    assert [each.line for each in found[:1]] == ([case["line"]] if "error" in case else [])
