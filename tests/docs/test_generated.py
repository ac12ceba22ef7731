"""The tables in our pages are what the code says; `pytest --rewrite` writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from syndicate.adapter import Adapter, installed_adapters
from syndicate.body import nodes
from syndicate.body.commonmark import COMMONMARK
from syndicate.catalogue import CODES
from syndicate.diagnostics import Code, Severity
from tests.docs import pages, runs
from tests.docs.constructs import CONSTRUCTS, facts_of, fate_of, said_of

MECHANISM = {
    nodes.Defined,
    nodes.Destination,
    nodes.Dropped,
    nodes.Framed,
    nodes.Insert,
    nodes.Meaning,
    nodes.Title,
    nodes.Unknown,
    nodes.Verbatim,
}
"""Nodes that no author thinks of as a construct."""


def writers() -> list[Adapter]:
    """The adapters that write something, one for each dialect."""
    found: dict[str, Adapter] = {}
    for adapter in installed_adapters().values():
        if adapter.write or adapter.export or adapter.collect:
            found.setdefault(adapter.dialect.name, adapter)
    return list(found.values())


def platforms() -> str:
    """Which platforms are read, and what is written for each."""
    lines = [row_of(["platform", "read", "written"]), row_of(["---"] * 3)]
    for adapter in installed_adapters().values():
        made = [
            (adapter.write, "a site"),
            (adapter.export, "a copy of each post"),
            (adapter.collect, "one file of many posts"),
        ]
        written = next((what for function, what in made if function is not None), "no")
        lines.append(row_of([adapter.name, "yes" if adapter.read else "no", written]))
    return "\n".join(lines)


def capabilities() -> str:
    """What each platform can say: constructs in rows, platforms in columns."""
    adapters = writers()
    names = ["construct", *(adapter.name for adapter in adapters)]
    lines = [row_of(names), row_of(["---"] * len(names))]
    for name, node in CONSTRUCTS.items():
        lines.append(row_of([name, *(said_of(node, adapter.dialect) for adapter in adapters)]))
    return "\n".join(lines)


def constructs() -> str:
    """What becomes of each construct and of its facts."""
    adapters = writers()
    names = ["construct", "facts", *(adapter.name for adapter in adapters)]
    lines = [row_of(names), row_of(["---"] * len(names))]
    for name, node in CONSTRUCTS.items():
        fates = [fate_of(node, adapter.dialect) for adapter in adapters]
        lines.append(row_of([name, facts_of(node), *fates]))
    return "\n".join(lines)


def texts(folder: Path) -> str:
    """What becomes of each text of a blog that is converted and copied."""
    site = runs.lay_down(folder / "site")
    adapters = writers()
    found = {
        adapter.name: runs.losses(site, adapter, folder / adapter.name) for adapter in adapters
    }
    names = ["text", *found]
    lines = [row_of(names), row_of(["---"] * len(names))]
    for name in runs.TEXTS:
        lines.append(row_of([name, *(runs.judged(each[name]) for each in found.values())]))
    return "\n".join(lines)


def codes() -> str:
    """All codes with meaning and remedy, the worst first."""
    tables = [("", tuple(CODES.values()))]
    tables += [(f" of {a.name}", a.codes) for a in installed_adapters().values()]
    return "\n\n".join(part for owner, table in tables for part in sections(owner, list(table)))


def sections(owner: str, table: list[Code]) -> Iterator[str]:
    for severity in Severity:
        chosen = sorted((c for c in table if c.severity is severity), key=lambda code: code.name)
        lines = [row_of([f"`{code.name}`", code.meaning, code.remedy]) for code in chosen]
        if lines:
            head = [f"## {plural(severity)}{owner}", ""]
            yield "\n".join([*head, "| code | meaning | what to do |", "|---|---|---|", *lines])


def plural(severity: Severity) -> str:
    return "Losses" if severity is Severity.LOSS else f"{severity.value.capitalize()}s"


def row_of(cells: list[str]) -> str:
    texts = [text.replace("|", r"\|") for text in cells]
    return f"| {' | '.join(texts)} |"


def test_every_construct_is_in_the_table() -> None:
    shown = {type(node) for node in CONSTRUCTS.values()} | {nodes.Tab}
    assert COMMONMARK.keys() - MECHANISM == shown


@pytest.mark.parametrize(
    ("page", "name", "made"),
    [
        ("README.md", "platforms", platforms),
        ("README.md", "capabilities", capabilities),
        ("docs/diagnostics.md", "codes", codes),
        ("docs/capabilities.md", "constructs", constructs),
    ],
    ids=["platforms", "capabilities", "codes", "constructs"],
)
def test_a_generated_table_is_what_the_code_says(
    page: str, name: str, made: Callable[[], str], is_rewriting: bool
) -> None:
    check(page, name, made(), is_rewriting)


def test_the_table_of_texts_is_what_the_targets_say(tmp_path: Path, is_rewriting: bool) -> None:
    check("docs/capabilities.md", "texts", texts(tmp_path), is_rewriting)


def check(page: str, name: str, made: str, is_rewriting: bool) -> None:
    path = pages.ROOT / page
    text = path.read_text(encoding="utf-8")
    if is_rewriting:
        text = pages.regenerated(text, name, made)
        path.write_text(text, encoding="utf-8")
    assert pages.generated(text, name) == made
