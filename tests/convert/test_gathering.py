"""A component that nobody knows is told of once, however often a site uses it."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from syndicate.cli import app
from syndicate.conversion.gathering import gathered
from syndicate.diagnostics import Diagnostic, Severity


def found(path: str, line: int, code: str, message: str) -> Diagnostic:
    return Diagnostic(
        path=path, line=line, column=1, severity=Severity.LOSS, code=code, message=message
    )


def test_uses_are_counted_at_the_first_and_others_are_left_alone() -> None:
    uses = [found(f"{name}.md", 3, "component-degraded", "no <Box>") for name in "dcab"]
    alone = found("b.md", 1, "component-degraded", "no <Clock>")
    other = [found(f"{name}.md", 2, "callout-degraded", "no callout") for name in "ab"]
    first, *rest = gathered([*uses, alone, *other, alone])
    assert rest == [found("a.md", 3, "component-degraded", rest[0].message), alone, other[1]]
    assert first == other[0]
    assert rest[0].message == "no <Box>; 4 uses, then b.md:3, c.md:3 and 1 more"


def test_a_site_tells_each_component_once_and_reports_each_use(tmp_path: Path) -> None:
    (tmp_path / "site/blog").mkdir(parents=True)
    (tmp_path / "site/docusaurus.config.js").write_text(
        "module.exports = {title: 'T', url: 'https://x.example', baseUrl: '/', "
        "presets: [['classic', {}]]};\n"
    )
    for name in ("a", "b"):
        text = "---\ndate: 2024-01-02\n---\n\n<Box>one</Box>\n\n<Box>two</Box>\n\n<Clock />\n"
        (tmp_path / f"site/blog/{name}.mdx").write_text(text)
    site, report = tmp_path / "site", tmp_path / "report.json"
    run = CliRunner().invoke(
        app, ["convert", str(site), str(tmp_path / "out"), "--to", "hugo", "--report", str(report)]
    )
    told = [line for line in run.stderr.splitlines() if "component-degraded" in line]
    assert told == [
        "blog/a.mdx:5:1: loss: hugo has no component <Box>; written as what stands inside it; 4 uses, "
        "then blog/a.mdx:7, blog/b.mdx:5 and 1 more [component-degraded]",
        "blog/a.mdx:9:1: loss: hugo has no component <Clock>; written as what stands inside it; 2 uses, "
        "then blog/b.mdx:9 [component-degraded]",
    ]
    found = json.loads(report.read_text(encoding="utf-8"))["diagnostics"]
    said = [(f["path"], f["line"]) for f in found if f["code"] == "component-degraded"]
    assert said == [(f"blog/{name}.mdx", line) for name in "ab" for line in (5, 7, 9)]
