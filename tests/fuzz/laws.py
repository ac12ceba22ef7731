"""What has to hold of any text at all, read as any dialect and written as any other."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final

from syndicate.adapter import Adapter, installed_adapters
from syndicate.body.dialect import Dialect
from syndicate.body.html.article import article_of
from syndicate.body.nodes import Body, Container, Node
from syndicate.body.render import render
from syndicate.diagnostics import Diagnostic, SyndicateError
from syndicate.source.frontmatter import DOCUSAURUS, HUGO, JEKYLL, Set, edit, read_front_matter
from syndicate.source.text import SourceText, Span

READERS: Final = tuple(a for a in installed_adapters().values() if a.read is not None)
TARGETS: Final = tuple({a.dialect.name: a.dialect for a in installed_adapters().values()}.values())


def _by_table(dialect: Dialect) -> Iterator[Dialect]:
    """A dialect as its tables alone write it, under each of the settings that its rows depend on."""
    if dialect.variant is None:
        yield dataclasses.replace(dialect, finish=None)
        return
    for is_mdx in (True, False):
        settings = dataclasses.replace(dialect.settings, is_mdx=is_mdx)
        found = dialect.variant(dialect, settings)
        name = f"{dialect.name} {'mdx' if is_mdx else 'md'}"
        yield dataclasses.replace(found, name=name, finish=None, variant=None)


TABLES: Final = tuple(table for target in TARGETS for table in _by_table(target))
"""Every target without its last look at the whole text, which may write any of it anew."""

RULES: Final = (DOCUSAURUS, HUGO, JEKYLL)


class LawBroken(AssertionError):
    """A law that a document breaks; the message names it."""


def check(text: str, adapter: Adapter) -> frozenset[str]:
    """What was seen in `text` as `adapter` reads it and as everybody writes it: names of nodes and codes.

    Raises LawBroken; and whatever else is raised but SyndicateError is a finding as well.
    """
    said: list[Diagnostic] = []
    _check_header(text)
    dialect = adapter.dialect
    try:
        body = _read(text, dialect, said)
    except SyndicateError as error:
        return frozenset({f"{dialect.name}: {type(error).__name__}"})
    own = render(body, dialect, dialect)
    hold(own.text == text, f"{dialect.name} does not give the text back")
    hold(own.kept == len(text.encode("utf-8", "surrogatepass")), f"{dialect.name} keeps not all")
    for target in TARGETS:
        if target.name != dialect.name:
            _check_target(body, dialect, target, said)
    for table in TABLES:
        if table.name.split()[0] != dialect.name:
            _check_carried(body, dialect, table)
    try:
        article_of(body, dialect, base="https://a.example/b/", report=said.append)
    except SyndicateError as error:
        said.clear()
        return frozenset({f"{dialect.name}: article, {type(error).__name__}"})
    for found in said:
        hold(found.line >= 1 and found.column >= 1, f"{found.code} has no place")
    return frozenset((*_shapes(body.nodes, dialect.name), *(found.code for found in said)))


def _read(text: str, dialect: Dialect, said: list[Diagnostic]) -> Body:
    source = SourceText("post.md", text)
    return dialect.parse(source, Span(0, len(text)), dialect.settings, said.append)


def _check_target(body: Body, source: Dialect, target: Dialect, said: list[Diagnostic]) -> None:
    try:
        written = render(body, source, target, report=said.append)
    except SyndicateError:  # nested too deeply for this one
        return
    way = f"{source.name} to {target.name}"
    hold(0 <= written.kept <= len(body.text.encode()), f"{way} keeps more than there is")
    if target in _READABLE:
        lost = lost_words(body, target, written.text)
        hold(not lost, f"{way} loses words that stand in no node: {lost}")
        try:
            again = _read(written.text, target, [])
        except SyndicateError:
            return
        hold(
            render(again, target, target).text == written.text,
            f"{way}: what was written does not come back",
        )


_READABLE: Final = tuple(adapter.dialect for adapter in READERS)


def _check_carried(body: Body, source: Dialect, table: Dialect) -> None:
    try:
        written = render(body, source, table).text
    except SyndicateError:  # nested too deeply for this one
        return
    position = 0
    for stretch in safe_stretches(body, table):
        found = written.find(stretch, position)
        way = f"{source.name} to {table.name}"
        hold(found >= 0, f"{way} changes text that stands in no node: {stretch!r}")
        position = found + len(stretch)


def safe_stretches(body: Body, target: Dialect) -> list[str]:
    """The text between the topmost nodes, cut where a hazard of the target may stand."""
    return _cut(_outside_of_nodes(body), target)


def _outside_of_nodes(body: Body) -> list[str]:
    edges = [body.span.start, *(edge for node in body.nodes for edge in node.span), body.span.end]
    text = body.source.text
    return [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _cut(plain: list[str], target: Dialect) -> list[str]:
    patterns = [hazard.pattern for hazard in target.hazards]
    return [piece for stretch in plain for piece in _between(patterns, stretch) if piece]


_WORD: Final = re.compile(r"[^\W_]{3,}")
_NO_TEXT: Final = (
    re.compile(r"^[\s>*+.)0-9-]*(?:```|~~~).*$|^.*\|.*$", re.MULTILINE),
    re.compile(r"""&#?\w+;?|<(?:"[^"]*"|'[^']*'|[^>"'])*+>|<[^>]*>"""),
)
"""Of these letters may change or go: what stands behind a fence, and rows of tables, whose last cells nobody shows
where there are too many; entities, and tags without a node.
"""


_CUT: Final = "\0"
_TAG_AROUND: Final = re.compile(rf"<[A-Za-z/?][^<>{_CUT}]*{_CUT}[^<>]*>")
"""A tag around a node, as its address is; or what a browser shows as little: a closing tag, an instruction."""


def lost_words(body: Body, target: Dialect, written: str) -> list[str]:
    """The words between the topmost nodes that a text has less often, be it finished as the target likes it.

    A last look at the whole text may escape signs, and write blocks as HTML: letters it has to keep. Lines that
    end with a lone CR are not looked at.
    """
    if "\r" in body.text.replace("\r\n", "\n"):
        return []
    stretches = _TAG_AROUND.sub(" ", _CUT.join(_outside_of_nodes(body))).split(_CUT)
    stretches = [" ".join(_between(_NO_TEXT, stretch)) for stretch in stretches]
    words = Counter(word for each in _cut(stretches, target) for word in _WORD.findall(each))
    # A letter may be an entity, so that no code of the engine begins with it.
    shown = unescape(written)
    return [w for w, count in words.items() if max(written.count(w), shown.count(w)) < count]


def _between(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[str]:
    """The text between all matches, each found in the whole of it: a match may overlap one of another pattern."""
    done = 0
    for start, end in sorted(match.span() for each in patterns for match in each.finditer(text)):
        if start > done:
            yield text[done:start]
        done = max(done, end)
    yield text[done:]


def _check_header(text: str) -> None:
    """The front matter of a text: read by each engine's rules, and left alone where nothing is asked."""
    if not text.startswith(("---", "+++", "{", "\ufeff")):
        return
    source = SourceText("post.md", text)
    for rules in RULES:
        try:
            front = read_front_matter(source, rules)
            hold(
                edit(front, ()) == text[front.block.start : front.block.end],
                f"an edit by the rules of {rules.name} that changes nothing changes bytes",
            )
            edit(front, (Set("title", 'a "b": c'), Set("tags", ["x", "y"])))
        except SyndicateError:
            continue


def _shapes(nodes: tuple[Node, ...], around: str) -> Iterator[str]:
    """Kinds of nodes and what they stand in, each once or more."""
    for node in nodes:
        kind = type(node).__name__
        yield f"{around} {kind} {node.place.name}"
        if isinstance(node, Container):
            yield from _shapes(node.children, f"{around[:60]} {kind}")


def hold(holds: bool, law: str) -> None:
    if not holds:
        raise LawBroken(law)
