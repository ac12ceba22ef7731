"""A blog with one construct in each post, and what every target says when it is converted and copied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import syndicate
from syndicate.adapter import Adapter
from syndicate.diagnostics import Diagnostic, Severity

TEXTS: Final[Mapping[str, str]] = {
    "callout with a title": ":::tip[Title]\n\nWords.\n\n:::\n",
    "callout in a list": "- item\n\n  :::note\n\n  Words.\n\n  :::\n",
    "code with a title and marked lines": '```py title="a.py" {1}\nx = 1\n```\n',
    "heading with an id of its own": "## Words {#x}\n",
    "heading of the fourth rank": "## A\n\n### B\n\n#### C\n\n##### D\n",
    "part that opens": "<details>\n<summary>More</summary>\n\nWords.\n\n</details>\n",
    "tabs": (
        "import Tabs from '@theme/Tabs';\nimport TabItem from '@theme/TabItem';\n\n"
        '<Tabs>\n<TabItem value="a" label="A">\n\nWords.\n\n</TabItem>\n</Tabs>\n'
    ),
    "table": "| a | b |\n|:-:|--:|\n| 1 | 2 |\n",
    "table with a merged cell": (
        '<table><tbody><tr><td colSpan="2">a</td></tr><tr><td>b</td><td>c</td></tr></tbody></table>\n'
    ),
    "list in a list": "- a\n  - b\n    - c\n- d\n",
    "list from five": "5. a\n6. b\n",
    "list with code in an item": "- a\n\n  ```\n  x\n  ```\n- b\n",
    "task list": "- [x] a\n- [ ] b\n",
    "quote in a quote": "> a\n>\n> > b\n",
    "footnote": "Words[^1].\n\n[^1]: A note.\n",
    "struck text": "Some ~~old~~ words.\n",
    "key and raised text": "Press <kbd>F1</kbd> 2<sup>3</sup> times.\n",
    "picture in a line": "A ![dot](https://pictures.example/dot.png) in a line.\n",
    "link with a tip": '[Words](https://words.example/ "a tip").\n',
    "frame": '<iframe src="https://frames.example/x" title="x"></iframe>\n',
    "video of YouTube": '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>\n',
    "style of a tag": "<p style={{color: 'red'}}>Words.</p>\n",
    "comment": "Words.\n\n{/* a remark */}\n\nWords.\n",
    "end of the excerpt": "Words.\n\n{/* truncate */}\n\nMore.\n",
}
"""By the names that authors use; as Docusaurus reads them."""

_CONFIG: Final = "export default {presets: [['classic', {blog: {}}]]};\n"
_ORIGIN: Final = "https://blog.example"


def lay_down(folder: Path) -> syndicate.Site:
    """The blog, read."""
    (folder / "blog").mkdir(parents=True)
    (folder / "docusaurus.config.mjs").write_text(_CONFIG)
    (folder / "package.json").write_text('{"dependencies": {"@docusaurus/core": "3.10.2"}}')
    for name, text in TEXTS.items():
        header = f"---\ntitle: {name}\ndate: 2024-01-02\ntags: []\ndescription: D\n---\n\n"
        (folder / _file_of(name)).write_text(f"{header}Before.\n\n{text}\nBehind.\n")
    return syndicate.read(folder, url=_ORIGIN)


def _file_of(name: str) -> str:
    return f"blog/{name.replace(' ', '-').lower()}.md"


def losses(site: syndicate.Site, adapter: Adapter, out: Path) -> Mapping[str, list[Diagnostic]]:
    """What is given up of each text on its way to a target, by its name."""
    found = _diagnostics(site, adapter, out)
    files = {_file_of(name): name for name in TEXTS}
    by_name: dict[str, list[Diagnostic]] = {name: [] for name in TEXTS}
    for each in found:
        if each.severity is not Severity.NOTE and each.path in files:
            by_name[files[each.path]].append(each)
    return by_name


def _diagnostics(site: syndicate.Site, adapter: Adapter, out: Path) -> Iterable[Diagnostic]:
    if adapter.write:
        return syndicate.convert(site, to=adapter.name, out=out).run().diagnostics
    if adapter.export:
        return syndicate.export(site, out, to=adapter.name).diagnostics
    return syndicate.feed(site, options={"limit": "0"}).diagnostics


def judged(found: Iterable[Diagnostic]) -> str:
    """A cell of the table: "same", what was degraded and how, what was lost."""
    said: dict[str, list[str]] = {}
    for each in found:
        fate, what = _FATES.get(each.code.rpartition("-")[2], _told)(each)
        said.setdefault(fate, []).append(what)
    texts = [f"{fate}: {'; '.join(dict.fromkeys(whats))}" for fate, whats in said.items()]
    return "; ".join(texts) or "same"


def _told(found: Diagnostic) -> tuple[str, str]:
    return "degraded", found.message.rpartition("; ")[2]


def _lost(found: Diagnostic) -> tuple[str, str]:
    return "lost", found.code.removesuffix("-lost").replace("-", " ")


_FATES: Final[Mapping[str, Callable[[Diagnostic], tuple[str, str]]]] = {"lost": _lost}
