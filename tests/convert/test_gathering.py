"""A component that nobody knows is told of once, however often a site uses it."""

from __future__ import annotations

from pathlib import Path

import syndicate
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


def test_a_site_tells_each_component_once(tmp_path: Path) -> None:
    (tmp_path / "site/blog").mkdir(parents=True)
    (tmp_path / "site/docusaurus.config.js").write_text(
        "module.exports = {title: 'T', url: 'https://x.example', baseUrl: '/', "
        "presets: [['classic', {}]]};\n"
    )
    for name in ("a", "b"):
        text = "---\ndate: 2024-01-02\n---\n\n<Box>one</Box>\n\n<Box>two</Box>\n\n<Clock />\n"
        (tmp_path / f"site/blog/{name}.mdx").write_text(text)
    site = syndicate.read(tmp_path / "site")
    result = syndicate.convert(site, to="hugo", out=tmp_path / "out").run()
    said = [d.message for d in result.diagnostics if d.code == "component-degraded"]
    assert said == [
        "hugo has no component <Box>; written as what stands inside it; 4 uses, "
        "then blog/a.mdx:7, blog/b.mdx:5 and 1 more",
        "hugo has no component <Clock>; written as what stands inside it; 2 uses, then blog/b.mdx:9",
    ]
