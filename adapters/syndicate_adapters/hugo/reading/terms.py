"""The terms of a page's taxonomies: tags, categories and what else a config defines.

Source: Hugo 0.168 (assembleTerms); the `taxonomies*` sites of tests/hugo_reading/vectors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from syndicate_adapters.hugo.reading.dates import Dates
from syndicate_adapters.hugo.reading.moments import Moment
from syndicate_adapters.hugo.reading.names import normalized
from syndicate_adapters.hugo.reading.params import small, terms_of
from syndicate_adapters.hugo.reading.titles import titled
from syndicate_adapters.hugo.reading.tree import Blank, Node, Tree, newer


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUse:
    """A term as one page names it. key: of the term's page in the tree."""

    taxonomy: str
    name: str
    key: str


def terms_of_node(node: Node, tree: Tree) -> Iterator[TermUse]:
    """The terms that a page has; none where the page has no link, or terms are turned off."""
    if not node.fields.has_link or "term" in tree.language.disabled_kinds:
        return
    for taxonomy in tree.language.taxonomies:
        for name in terms_of(node.fields.params.get(small(taxonomy))):
            if name:
                yield TermUse(taxonomy=taxonomy, name=name, key=normalized(f"/{taxonomy}/{name}"))


def with_terms(
    tree: Tree, now: Moment, blank: Blank
) -> tuple[Tree, Mapping[str, tuple[TermUse, ...]]]:
    """The tree with a page for each term, and the terms of each page by its key.

    A term whose own page is a draft is none. Terms are dated by the newest of their pages.
    """
    uses = {
        node.key: tuple(terms_of_node(node, tree)) for node in tree.nodes.values() if node.is_built
    }
    nodes = dict(tree.nodes)
    dates: dict[str, Dates] = {}
    for key, found in uses.items():
        for use in found:
            node = nodes.get(use.key)
            if node is None:
                fields = blank("term", use.key, titled(use.name))
                nodes[use.key] = Node(
                    kind="term", key=use.key, spelled=f"/{use.taxonomy}/{use.name}", fields=fields
                )
            dates[use.key] = newer(dates.get(use.key, Dates()), tree.nodes[key].fields.dates, now)
    for key, theirs in dates.items():
        nodes[key] = _dated(nodes[key], theirs)
    _date_taxonomies(nodes, dates, now)
    kept = {
        key: tuple(use for use in found if nodes[use.key].is_built) for key, found in uses.items()
    }
    return replace(tree, nodes=nodes), kept


def _dated(node: Node, dates: Dates) -> Node:
    own = node.fields.dates
    if any(each is not None for each in (own.date, own.lastmod, own.publish, own.expiry)):
        return node
    return replace(node, fields=replace(node.fields, dates=dates))


def _date_taxonomies(nodes: dict[str, Node], dates: Mapping[str, Dates], now: Moment) -> None:
    for node in list(nodes.values()):
        if node.kind == "taxonomy":
            below = (found for key, found in dates.items() if key.startswith(f"{node.key}/"))
            total = Dates()
            for found in below:
                total = newer(total, found, now)
            nodes[node.key] = _dated(node, total)
