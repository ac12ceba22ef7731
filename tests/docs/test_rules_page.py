"""docs/rules.md: its examples are rules, and its table names every node with its fields."""

from __future__ import annotations

import re
from pathlib import Path

from syndicate.adapter import installed_adapters
from syndicate.body.rules import NODES
from syndicate.rules import read_rules_file, read_wishes
from syndicate.rules.calls import call_rules
from syndicate.rules.header import FIELDS, key_rules
from tests.docs import pages

PAGE = (pages.ROOT / "docs/rules.md").read_text(encoding="utf-8")


def test_the_examples_are_rules(tmp_path: Path) -> None:
    (tmp_path / "syndicate.toml").write_text(
        "\n".join(re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL))
    )
    rules = read_rules_file(tmp_path)
    assert len(call_rules(rules)) == 5
    assert [rule.field for rule in key_rules(rules)] == ["description", "image"]
    assert read_wishes(rules)["pages"] is True
    assert set(rules.table("to")) <= set(installed_adapters())


def test_the_table_names_every_node_and_field() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|(.*)\|$", PAGE, re.MULTILINE))
    nodes = {name: kind for name, kind in NODES.items() if name not in ("text", "html", "drop")}
    assert set(rows) == set(nodes)
    for name, kind in nodes.items():
        assert re.findall(r"`(\w+)`(?: \(needed\))?", rows[name]) == list(kind.takes)
        needed = set(re.findall(r"`(\w+)` \(needed\)", rows[name]))
        assert needed == set(kind.needs)
    for field in FIELDS:
        assert f"`{field}`" in PAGE
