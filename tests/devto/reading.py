"""What a reader sees in HTML, in a form that can be compared: lines of text with their marks, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

_MARKS = {
    "b": "strong",
    "i": "em",
    "s": "del",
    "strike": "del",
    "tt": "code",
    "samp": "code",
    "ins": "u",
    "var": "em",
    "dfn": "em",
}
_KEPT = frozenset("strong em del code sub sup kbd mark u small abbr q cite".split())
_NESTED = frozenset(
    "ul ol li blockquote table thead tbody tr th td details summary dl dt dd".split()
)
_LINES = frozenset(
    "p div h1 h2 h3 h4 h5 h6 pre hr figure figcaption summary section article aside header footer".split()
)

Mark = frozenset[str]


@dataclass
class _Reading:
    lines: list[str] = field(default_factory=list)
    run: list[tuple[str, Mark]] = field(default_factory=list)
    path: list[tuple[str, int]] = field(default_factory=list)
    opened: int = 0
    numbers: dict[tuple[str, int], dict[str, dict[int, int]]] = field(default_factory=dict)

    def flush(self, kind: str = "") -> None:
        text = _spelled(self.run)
        self.run = []
        if text:
            self.add(text, kind)

    def add(self, text: str, kind: str = "") -> None:
        """A line; the containers around it are numbered here, so that empty ones do not count."""
        place, parent = "", ("", 0)
        for name, opened in self.path:
            known = self.numbers.setdefault(parent, {}).setdefault(name, {})
            place += f"/{name}{known.setdefault(opened, len(known) + 1)}"
            parent = (name, opened)
        self.lines.append(f"{place}{':' + kind if kind else ''}: {text}")

    def inside(self, node: Tag, marks: Mark) -> None:
        for child in node.children:
            self.see(child, marks)

    def see(self, node: PageElement, marks: Mark) -> None:
        if isinstance(node, NavigableString):
            self.run += [(char, marks) for char in re.sub(r"\s+", " ", str(node))]
        elif isinstance(node, Tag):
            self.tag(node, marks)

    def tag(self, node: Tag, marks: Mark) -> None:
        name = _MARKS.get(node.name, node.name)
        if name == "br":
            self.run.append(("\n", frozenset()))
        elif name == "img":
            self.run.append((f"![{node.get('alt', '')}]({node['src']})", marks))
        elif name == "iframe":
            self.run.append((f"[embed {node['src']}]", marks))
        elif name == "input":
            self.run.append(("☑" if node.has_attr("checked") else "☐", frozenset()))
        elif name == "pre":
            self.flush()
            if code := re.sub(r"[ \t]+", " ", node.get_text().rstrip()):
                self.add(repr(re.sub(r"[ \t]+\n", "\n", code)), "code")
        elif name in _NESTED and (name != "summary" or node.parent.name == "details"):
            self.nested(node, name)
        elif name in _LINES:
            self.flush()
            self.inside(node, frozenset())
            if name == "hr":
                self.add("----")
            self.flush(name if name[0] == "h" else "")
        elif name == "a" and node.get("href"):
            self.inside(node, marks | {f"→{node['href']}"})
        elif name in _KEPT:
            self.inside(node, marks | {name})
        else:
            self.inside(node, marks)

    def nested(self, node: Tag, name: str) -> None:
        self.flush()
        self.opened += 1
        self.path.append((f"{name}@{node['start']}-" if node.get("start") else name, self.opened))
        self.inside(node, frozenset())
        self.flush()
        self.path.pop()


def _spelled(run: list[tuple[str, Mark]]) -> str:
    text, before = "", frozenset[str]()
    for char, marks in run:
        shown = frozenset() if char == " " else marks
        if char != " " and shown != before:
            text += "".join(f"‹/{m}›" for m in sorted(before - shown)) + "".join(
                f"‹{m}›" for m in sorted(shown - before)
            )
            before = shown
        text += char
    text += "".join(f"‹/{m}›" for m in sorted(before))
    text = re.sub(r" ((?:‹/[^›]*›)+)", r"\1 ", text)
    return re.sub(r" *\n *", "\n", re.sub(r" +", " ", text)).strip()


def read(html: str) -> list[str]:
    """The lines that a reader of the page sees, each with its place."""
    soup = BeautifulSoup(html, "html.parser")
    for anchor in soup.select("a.anchor, a[id]:not([href])"):
        anchor.extract()
    reading = _Reading()
    reading.inside(soup, frozenset())
    reading.flush()
    return reading.lines
