"""The pages of one language as a tree: home, sections, taxonomies and the pages below them.

Source: Hugo 0.168 (hugolib/content_map_page_assembler.go, page__tree.go).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from syndicate_adapters.hugo.reading.content import ContentFile
from syndicate_adapters.hugo.reading.dates import Dates
from syndicate_adapters.hugo.reading.fields import PageFields
from syndicate_adapters.hugo.reading.header import Header
from syndicate_adapters.hugo.reading.moments import Moment
from syndicate_adapters.hugo.reading.settings import Language, tree_key
from syndicate_adapters.hugo.reading.titles import plural, titled

BRANCHES: Final = frozenset(("home", "section", "taxonomy", "term"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A page of the tree. key: "" for the home page. spelled: the key as the disk has it. file: None where Hugo
    makes the page by itself. is_built: it is neither a draft nor future nor expired, or the config builds such."""

    kind: str
    key: str
    spelled: str
    file: ContentFile | None = None
    header: Header | None = None
    fields: PageFields = field(default_factory=PageFields)
    is_built: bool = True

    @property
    def is_branch(self) -> bool:
        return self.kind in BRANCHES

    @property
    def section(self) -> str:
        """The first folder, in small letters."""
        if self.file is not None:
            return self.file.name.spelled_section.lower().replace(" ", "-")
        return self.key[1:].partition("/")[0]

    @property
    def folder(self) -> str:
        """The key of the folder that a page is looked for from: of its file, which for a bundle is itself."""
        if self.is_branch or (self.file is not None and self.file.name.role == "leaf"):
            return self.key
        return self.key.rpartition("/")[0]


def kind_of(file: ContentFile, languages: Iterable[Language]) -> str:
    """The kind of the page that a file is."""
    key = file.name.key
    if not key:
        return "home"
    if file.name.role != "branch":
        return "page"
    for language in languages:
        taxonomy = language.taxonomy_of(key)
        if taxonomy:
            return "taxonomy" if key == tree_key(taxonomy) else "term"
    return "section"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The pages of one language by key; every page has a home page and a section above it."""

    language: Language
    nodes: Mapping[str, Node]

    def branch(self, key: str) -> Node:
        """The nearest branch at `key` or above it."""
        while True:
            node = self.nodes.get(key)
            if node is not None and (node.is_branch or not key):
                return node
            key = key.rpartition("/")[0]

    def section_of(self, node: Node) -> Node:
        """The branch that a page is in; a branch is in itself."""
        return node if node.is_branch else self.branch(node.key.rpartition("/")[0])

    def trail(self, branch: Node) -> tuple[Node, ...]:
        """The branches from below the home page down to `branch`."""
        found: list[Node] = []
        while branch.key:
            found.append(branch)
            branch = self.branch(branch.key.rpartition("/")[0])
        return tuple(reversed(found))

    def parts(self, spelled: str) -> Iterator[tuple[str, Node | None]]:
        """The folders of a path, each with the branch that it is, if it is one."""
        key = ""
        for part in spelled.split("/")[1:]:
            key = f"{key}/{part.lower().replace(' ', '-')}"
            node = self.nodes.get(key)
            yield part, node if node is not None and node.is_branch else None


Blank = Callable[[str, str, str], PageFields]
"""Gives the fields of a page without a file: its kind, its key, and the title that it has by itself."""


def grown(language: Language, nodes: Iterable[Node], now: Moment, blank: Blank) -> Tree:
    """The tree of the pages that have files, with the branches that Hugo adds, and the dates that these take.

    now: a branch takes no later date of publication. blank: makes the fields of the added branches.
    """
    found = {node.key: node for node in nodes}

    def add(kind: str, spelled: str, key: str, title: str) -> None:
        if key not in found:
            fields = blank(kind, key, title)
            found[key] = Node(kind=kind, key=key, spelled=spelled, fields=fields)

    add("home", "", "", language.title)
    for node in list(found.values()):
        if node.section and not language.taxonomy_of(node.key if node.is_branch else ""):
            name = node.file.name.spelled_section if node.file is not None else node.section
            add("section", f"/{name}", f"/{node.section}", _title(name, language))
    if "taxonomy" not in language.disabled_kinds or "term" not in language.disabled_kinds:
        for name in language.taxonomies:
            key = tree_key(name)
            add("taxonomy", key, key, titled(name).replace("-", " "))
    return Tree(language=language, nodes=_dated(found, now))


def _title(name: str, language: Language) -> str:
    """The title of a section without a page of its own."""
    return titled(plural(name) if language.pluralizes else name)


def _dated(nodes: Mapping[str, Node], now: Moment) -> dict[str, Node]:
    """The nodes, in which undated branches have the newest dates below them."""
    newest: dict[str, Dates] = {
        node.key: Dates() for node in nodes.values() if node.is_branch and not _has_dates(node)
    }
    for node in nodes.values():
        if node.kind == "term" or not node.is_built or not _has_dates(node):
            continue
        key = node.key
        while True:
            if key in newest and key != node.key:
                newest[key] = newer(newest[key], node.fields.dates, now)
            if not key:
                break
            key = key.rpartition("/")[0]
    return {
        key: replace(node, fields=replace(node.fields, dates=newest[key]))
        if key in newest
        else node
        for key, node in nodes.items()
    }


def _has_dates(node: Node) -> bool:
    dates = node.fields.dates
    return any(
        each is not None for each in (dates.date, dates.lastmod, dates.publish, dates.expiry)
    )


def newer(ours: Dates, theirs: Dates, now: Moment) -> Dates:
    """Two sets of dates as one, the later of each; an expiry is nobody's but the page's own."""
    publish = theirs.publish
    if publish is not None and publish.order > now.order:
        publish = None
    return Dates(
        date=_later(ours.date, theirs.date),
        lastmod=_later(ours.lastmod, theirs.lastmod),
        publish=_later(ours.publish, publish),
    )


def _later(ours: Moment | None, theirs: Moment | None) -> Moment | None:
    if ours is None or theirs is None:
        return theirs or ours
    return theirs if theirs.order > ours.order else ours
