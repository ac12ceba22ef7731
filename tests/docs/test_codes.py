"""Every code says something that happens, and some test shows it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from syndicate.adapter import installed_adapters
from syndicate.body.commonmark import COMMONMARK
from syndicate.catalogue import CODES
from syndicate.diagnostics import Code, catalogue_of
from tests.docs.pages import ROOT

OURS: Final = ("syndicate", "adapters")
TABLES: Final = ("catalogue.py", "codes.py")
"""Where codes are defined."""

ALL: Final = catalogue_of(CODES.values(), *(a.codes for a in installed_adapters().values()))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def modules() -> Iterator[Path]:
    for folder in OURS:
        yield from (ROOT / folder).rglob("*.py")


def words_of_code() -> set[str]:
    """All texts, names and attributes in our code, but for the tables of codes."""
    found: set[str] = set()
    for file in modules():
        if file.name in TABLES:
            continue
        for node in ast.walk(tree(file)):
            match node:
                case ast.Constant(value=str(word)) | ast.Name(id=word) | ast.Attribute(attr=word):
                    found.add(word)
    return found


def constants() -> dict[str, str]:
    """The constants that hold codes, by the names of the codes."""
    found: dict[str, str] = {}
    for file in modules():
        for line in tree(file).body:
            if not (file.name in TABLES and isinstance(line, ast.AnnAssign)):
                continue
            match line.value, line.target:
                case ast.Call(args=[ast.Constant(value=str(code)), *_]), ast.Name(id=name):
                    found[code] = name
    return found


def made_up() -> set[str]:
    """The codes that rendering makes of the names of nodes and fields; tests/body/test_losses.py shows each."""
    fields = {
        f"{kind.KIND}-{name.removeprefix('is_').replace('_', '-')}-lost"
        for kind in COMMONMARK
        for name in kind.SAID
    }
    return fields | {f"{kind.KIND}-degraded" for kind in COMMONMARK}


def test_every_code_is_used() -> None:
    used, held = words_of_code() | made_up(), constants()
    idle = [code for code in ALL if used.isdisjoint({code, held.get(code, code)})]
    assert idle == []


def test_every_code_that_is_used_has_an_entry() -> None:
    asked: set[str] = set()
    for file in modules():
        for node in ast.walk(tree(file)):
            match node:
                case ast.Subscript(
                    value=ast.Name(id="CODES" | "OWN"), slice=ast.Constant(value=str(code))
                ):
                    asked.add(code)
    assert asked
    assert asked - ALL.keys() == set()


def test_every_code_is_shown_by_a_test() -> None:
    shown, held = words_of_tests() | made_up(), constants()
    idle = [code for code in ALL if shown.isdisjoint({code, held.get(code, code)})]
    assert idle == []


def words_of_tests() -> set[str]:
    """All words in our tests and case files but those of the documentation."""
    found: set[str] = set()
    for file in sorted((ROOT / "tests").rglob("*.*")):
        is_ours = {"node_modules", "docs"}.isdisjoint(file.relative_to(ROOT).parts)
        if is_ours and file.suffix in (".py", ".txt") and file.is_file():
            found.update(re.findall(r"[\w-]+", file.read_text(encoding="utf-8", errors="replace")))
    return found


@pytest.mark.parametrize("code", ALL.values(), ids=ALL)
def test_a_code_says_what_happened_and_what_to_do(code: Code) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", code.name)
    assert code.meaning.endswith((".", "!"))
    assert code.remedy.endswith(".")
