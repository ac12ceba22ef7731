"""Every page of a site with its address: what Hugo would list, published or not.

Source: Hugo 0.168; tests/hugo_reading/test_sites.py compares 921 pages of 46 sites with the engine's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from syndicate.diagnostics import Diagnostic, Report
from syndicate_adapters.hugo.reading.addresses import Address, address_of
from syndicate_adapters.hugo.reading.cascade import Cascade, read_cascade, with_cascades
from syndicate_adapters.hugo.reading.codes import (
    FORMAT_UNREAD,
    HEADER_REFUSED,
    PAGES_MADE,
    PATTERN_AMBIGUOUS,
    finding,
)
from syndicate_adapters.hugo.reading.content import Content, ContentFile, read_content
from syndicate_adapters.hugo.reading.fields import (
    FileTimes,
    PageFields,
    blank_fields,
    read_fields,
    refused_fields,
)
from syndicate_adapters.hugo.reading.header import Header, read_header
from syndicate_adapters.hugo.reading.history import commit_times
from syndicate_adapters.hugo.reading.moments import Moment, unix_moment
from syndicate_adapters.hugo.reading.params import Params
from syndicate_adapters.hugo.reading.settings import HugoConfig, Language
from syndicate_adapters.hugo.reading.site_config import is_allowed
from syndicate_adapters.hugo.reading.terms import TermUse, with_terms
from syndicate_adapters.hugo.reading.tree import Node, Tree, grown, kind_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page with all that Hugo makes of it.

    is_draft, is_future, is_expired: why a default build would leave it out. is_published: it is built and has a file
    of its own in the site. is_refused: the engine stops at it.
    """

    lang: str
    node: Node
    address: Address
    terms: tuple[TermUse, ...] = ()
    is_draft: bool = False
    is_future: bool = False
    is_expired: bool = False
    is_published: bool = True
    is_refused: bool = False

    @property
    def kind(self) -> str:
        return self.node.kind

    @property
    def permalink(self) -> str:
        return self.address.permalink


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The site in one language. pages: by key in the tree, those that Hugo makes by itself too."""

    language: Language
    tree: Tree
    pages: Mapping[str, Page]


@dataclass(slots=True, kw_only=True)
class _Reader:
    root: Path
    config: HugoConfig
    content: Content
    now: Moment
    report: Report
    times: Mapping[str, Moment]
    headers: dict[str, Header] = field(default_factory=dict)
    cascades: dict[str, list[Cascade]] = field(default_factory=dict)
    said: set[Diagnostic] = field(default_factory=set)

    def say(self, found: Diagnostic) -> None:
        if found not in self.said:
            self.said.add(found)
            self.report(found)

    def read_headers(self) -> None:
        for lang, files in self.content.pages.items():
            for key, file in files.items():
                header = self.headers[file.source] = read_header(file, self.config.engine)
                for found in header.findings:
                    self.say(found)
                entries = read_cascade(header.values.get("cascade"), lang)
                if entries:
                    self.cascades.setdefault(key, []).extend(entries)

    def cascades_of(self, key: str) -> Iterator[Cascade]:
        """Those of the page itself, of the branches above it, of the config."""
        while True:
            yield from self.cascades.get(key, ())
            if not key:
                break
            key = key.rpartition("/")[0]
        seen: set[int] = set()
        for language in self.config.languages:
            for cascade in language.cascade:
                if id(cascade) not in seen:
                    seen.add(id(cascade))
                    yield cascade

    def edition(self, language: Language) -> Edition:
        files = self.content.pages[language.key]
        nodes = [self.node(file, language) for file in files.values()]

        def blank(kind: str, key: str, title: str) -> PageFields:
            return blank_fields(self.cascaded({}, kind, key, language), title, language)

        tree, uses = with_terms(grown(language, nodes, self.now, blank), self.now, blank)
        pages = {key: self.page(node, tree, uses.get(key, ())) for key, node in tree.nodes.items()}
        return Edition(language=language, tree=tree, pages=pages)

    def node(self, file: ContentFile, language: Language) -> Node:
        header = self.headers[file.source]
        kind = kind_of(file, self.config.languages)
        key = file.name.key
        values = self.cascaded(header.values, kind, key, language)
        fields = read_fields(
            header, values, file.name, language, self.config.engine, self.file_times(file)
        )
        node = Node(
            kind=kind,
            key=key,
            spelled=file.name.spelled_key,
            file=file,
            header=header,
            fields=fields,
        )
        return replace(node, is_built=is_built(node, language, self.now))

    def cascaded(self, values: Params, kind: str, key: str, language: Language) -> Params:
        """A header with what is cascaded onto it."""
        cascades = self.cascades_of(key)
        return with_cascades(values, cascades, kind, key, language.key, self.config.environment)

    def file_times(self, file: ContentFile) -> FileTimes:
        try:
            changed = unix_moment(int(file.file.stat().st_mtime))
        except OSError:
            changed = None
        return FileTimes(changed=changed, committed=self.times.get(file.source))

    def page(self, node: Node, tree: Tree, uses: tuple[TermUse, ...]) -> Page:
        address = address_of(node, tree, self.config)
        is_refused = self.judge(node, tree.language, address)
        dates = node.fields.dates
        return Page(
            lang=tree.language.key,
            node=node,
            address=address,
            terms=uses,
            is_draft=node.fields.is_draft,
            is_future=dates.publish is not None and dates.publish.order > self.now.order,
            is_expired=dates.expiry is not None and dates.expiry.order < self.now.order,
            is_published=node.is_built and node.fields.render == "always" and not is_refused,
            is_refused=is_refused,
        )

    def judge(self, node: Node, language: Language, address: Address) -> bool:
        """Reports what is wrong with a page; whether the engine refuses it."""
        if node.header is None or node.file is None:
            return False
        findings = list(refused_fields(node.header, node.fields, language))
        if address.problem:
            findings.append(node.header.finding("url", HEADER_REFUSED, address.problem))
        media = node.fields.media
        if media != "text/markdown" and not is_allowed(media, self.config.allowed):
            message = f"Hugo reads no {media} unless security.allowContent lets it, and stops"
            findings.append(node.header.finding("markup", HEADER_REFUSED, message))
        for found in findings:
            self.say(found)
        if media not in ("text/markdown", "text/html") and not findings and node.is_built:
            message = f"{address.permalink} is written in {media}, which is not read"
            self.say(node.header.finding("markup", FORMAT_UNREAD, message))
        for rule in address.others:
            path, line = self.config.config.place(rule.section or "permalinks")
            message = f"the pattern {rule.pattern!r} is for {node.file.source} too; which one counts is chance"
            self.say(finding(PATTERN_AMBIGUOUS, path, line, message))
        return bool(findings) or node.header.is_refused


def is_built(node: Node, language: Language, now: Moment) -> bool:
    """Whether the engine builds a page at a given time, under the settings of its language."""
    dates = node.fields.dates
    if node.kind in language.disabled_kinds:
        return False
    if node.fields.is_draft and not language.builds_drafts:
        return False
    if dates.publish is not None and dates.publish.order > now.order and not language.builds_future:
        return False
    is_over = dates.expiry is not None and dates.expiry.order < now.order
    return not is_over or language.builds_expired


def read_pages(
    root: Path, config: HugoConfig, now: Moment, report: Report
) -> tuple[tuple[Edition, ...], Content]:
    """The pages of every language, and the files that they come from. now: decides what is future and expired."""
    content = read_content(root, config, report)
    reader = _Reader(
        root=root,
        config=config,
        content=content,
        now=now,
        report=report,
        times=commit_times(root) if config.has_git_dates else {},
    )
    for template in content.templates:
        message = "pages that this template makes of data are not known without running it"
        report(finding(PAGES_MADE, template.source, 1, message))
    reader.read_headers()
    return tuple(reader.edition(language) for language in config.languages), content
