"""116 headers alone in a site: what stops the engine is reported, with its line, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.hugo_reading.engine import by_source, read, said, spoken, write

CASES = said("errors")
CONFIG = 'baseURL="https://example.org/"\ndisableKinds=["RSS","sitemap"]\n'
# The engine says where a block begins that it finds no end of; we say what opened it, or where it breaks off.
OTHER_LINES = {
    "fm-toml-plus-in-string.md": 5,
    "fm-unclosed.md": 1,
    "fm-yaml-dots-end.md": 1,
    "fm-yaml-four.md": 2,
    "fm-yaml-indented-close.md": 1,
    "yaml-doc-sep-inside.md": 3,
}
# Programs that the engine would have to run.
OTHER_MARKUP = ("adoc-default.adoc", "pandoc-default.pandoc", "rst-default.rst")


def read_case(name: str, folder: Path) -> tuple[object, list[object]]:
    write(folder, {"hugo.toml": CONFIG, f"content/c/{name}": ""})
    (folder / "content" / "c" / name).write_bytes(CASES[name]["text"].encode())
    editions, found = read(folder)
    ((page, _),) = by_source(editions).values()
    return page, [d for d in found if d.path.startswith("content/")]


@pytest.mark.parametrize("name", [n for n in sorted(CASES) if n not in OTHER_MARKUP])
def test_a_page_is_refused_where_the_engine_stops(name: str, tmp_path: Path) -> None:
    page, found = read_case(name, tmp_path)
    case = CASES[name]
    assert page.is_refused is not case["ok"]
    assert bool(found) is not case["ok"]
    if case["ok"] and case["title"] is not None:
        assert page.node.fields.title == case["title"]
        date = spoken(page.node.fields.dates.date)
        assert (date or "0001-01-01 00:00:00 +0000 UTC") == case["date"]
    if not case["ok"] and name.partition("-")[0] in ("fm", "yaml", "toml", "json"):
        line = re.search(r":(\d+):\d+\"", case["error"])
        assert line is not None
        assert found[0].line == OTHER_LINES.get(name, int(line[1]))


@pytest.mark.parametrize("name", [n for n in sorted(CASES) if n.startswith(("reserved", "date"))])
def test_a_refused_value_is_shown_at_its_key(name: str, tmp_path: Path) -> None:
    _, found = read_case(name, tmp_path)
    assert [d.line for d in found] == ([] if CASES[name]["ok"] else [3])


@pytest.mark.parametrize("name", OTHER_MARKUP)
def test_other_markup_is_listed_and_reported(name: str, tmp_path: Path) -> None:
    page, found = read_case(name, tmp_path)
    assert page.permalink == f"https://example.org/c/{name.partition('.')[0]}/"
    assert [d.code for d in found] == ["format-unread"]
