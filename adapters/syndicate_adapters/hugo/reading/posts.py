"""The pages of a site that are posts, as the canonical model has them.

Posts are the regular pages of the main sections: those that `mainSections` names (in the config or its `params`,
or given by `--set mainSections=[blog]`), else the section with the most pages, as Hugo has it; where that gives none,
all regular pages. `--set mainSections=['*']` takes all regular pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

from syndicate.model import Post, Term
from syndicate_adapters.hugo.dialect import HUGO
from syndicate_adapters.hugo.reading.authors import authors_of
from syndicate_adapters.hugo.reading.covers import cover_of
from syndicate_adapters.hugo.reading.moments import Moment
from syndicate_adapters.hugo.reading.names import normalized
from syndicate_adapters.hugo.reading.pages import Edition, Page
from syndicate_adapters.hugo.reading.params import terms_of, text_of
from syndicate_adapters.hugo.reading.served import LinkMap, path_of
from syndicate_adapters.hugo.reading.terms import TermUse
from syndicate_adapters.hugo.settings import MarkdownSettings, Surroundings

ALL: Final = "*"


_CANONICAL: Final = ("canonicalurl", "canonical_url", "canonical")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The sections whose pages are posts.

    tied: those of which Hugo would take any one. is_said: the config names them.
    """

    names: tuple[str, ...]
    tied: tuple[str, ...] = ()
    is_said: bool = False

    def has(self, page: Page) -> bool:
        """Whether a page is a post."""
        return page.kind == "page" and (ALL in self.names or page.node.section in self.names)


def main_sections(editions: Sequence[Edition]) -> Sections:
    """The sections of the blog, which all languages share: those that the config names, else all with dated pages.

    Hugo takes the largest one where none is named; so do we where no page has a date.
    """
    said = next((e.language.main_sections for e in editions if e.language.main_sections), None)
    regular = [page for page in pages_of(editions) if is_regular(page)]
    if said is not None:
        names = tuple(normalized(name.strip("/")) for name in said)
        sections = Sections(names=names, is_said=True)
        return sections if any(map(sections.has, regular)) else Sections(names=(ALL,))
    built = [page for page in regular if page.node.is_built]
    dated = {page.node.section for page in built if page.node.fields.dates.date is not None}
    if dated:
        return Sections(names=tuple(sorted(dated)))
    counts = Counter(page.node.section for page in built)
    del counts[""]
    most = max(counts.values(), default=0)
    names = tuple(sorted(name for name, count in counts.items() if count == most))
    return Sections(names=names or (ALL,), tied=names if len(names) > 1 else ())


def pages_of(editions: Iterable[Edition]) -> Iterator[Page]:
    """The pages of all languages."""
    for edition in editions:
        yield from edition.pages.values()


def is_regular(page: Page) -> bool:
    """Whether a page is neither a branch nor a part of the site that is never seen."""
    fields = page.node.fields
    return page.kind == "page" and (fields.has_link or fields.listed != "never")


def may_be_plain(page: Page) -> bool:
    """Whether nothing outside of its text says that a page is more: a layout of its own, or other forms."""
    fields = page.node.fields
    is_text = fields.media in _MARKUPS and not page.is_refused
    return is_text and not fields.outputs and not text_of(fields.params.get("layout"))


def post_of(
    page: Page,
    edition: Edition,
    links: LinkMap,
    root: Path,
    originals: Mapping[str, str],
    surroundings: Surroundings,
    *,
    has_our_feeds: bool = False,
    is_page: bool = False,
) -> Post:
    """A page as a post, or as one that stands beside them.

    originals: key of a translation -> the source of the post in the first language, for others.
    surroundings: of the texts in its language. has_our_feeds: feeds are made by the layouts that a new site gets.
    """
    node, language = page.node, edition.language
    assert node.file is not None  # Hugo makes no regular pages by itself
    assert node.header is not None
    fields, base = node.fields, language.base
    is_published = page.is_published and bool(base.origin)
    updated = _when(fields.dates.lastmod)
    date = _when(fields.dates.date)
    path = path_of(page, edition)
    canonical = next((text for key in _CANONICAL if (text := text_of(fields.params.get(key)))), "")
    original = canonical if has_our_feeds else ""
    return Post(
        source=node.file.source,
        file=node.file.file,
        url=page.permalink if is_published else None,
        path=path,
        canonical_url=canonical,
        output=page.address.target.output,
        title=fields.title,
        date=date,
        updated=updated if updated != date else None,
        description=fields.description or fields.summary,
        tags=tuple(_terms(page, edition, "tags")),
        categories=tuple(_terms(page, edition, "categories")),
        authors=authors_of(page, edition),
        keywords=fields.keywords,
        image=_image(page, links, root),
        is_page=is_page,
        is_draft=page.is_draft,
        is_unlisted=fields.listed == "never",
        lang=language.key,
        aliases=tuple(f"{base.path}{alias}" for alias in served_aliases(page, edition)),
        translation_of=originals.get(translation_key(page), ""),
        is_refused=page.is_refused,
        feed_id=text_of(fields.params.get("feedid")) or original or (page.permalink if is_published else ""),
        front=node.header.front,
        dialect=HUGO,
        settings=_settings(page, edition, surroundings),
    )  # fmt: skip


_MARKUPS: Final[Mapping[str, Literal["markdown", "html"]]] = {
    "text/markdown": "markdown",
    "text/html": "html",
}


def _settings(page: Page, edition: Edition, surroundings: Surroundings) -> MarkdownSettings:
    """How the text of a page is read."""
    fields = page.node.fields
    is_titled = fields.params.get("title") == fields.title
    return replace(
        edition.language.markdown,
        markup=_MARKUPS.get(fields.media, "other"),
        params=fields.params if is_titled else {**fields.params, "title": fields.title},
        site=surroundings,
    )


def _when(moment: Moment | None) -> datetime | None:
    return moment.datetime if moment is not None else None


def translation_key(page: Page) -> str:
    """What the translations of a page share: a key that they name, else their place in the tree."""
    return page.node.fields.translation_key or page.node.key


def _terms(page: Page, edition: Edition, taxonomy: str) -> Iterable[Term]:
    """The terms of a taxonomy, in the order of the header; where it is none of the site, what the key says."""
    if taxonomy not in edition.language.taxonomies or not page.node.is_built:
        names = terms_of(page.node.fields.params.get(taxonomy))
        return [Term(name=name) for name in dict.fromkeys(names) if name]
    uses: dict[str, TermUse] = {}
    for use in page.terms:
        if use.taxonomy == taxonomy:
            uses.setdefault(use.key, use)
    return [_term(use, edition) for use in uses.values()]


def _term(use: TermUse, edition: Edition) -> Term:
    return _term_at(use.name, path_of(edition.pages[use.key], edition))


@lru_cache(maxsize=4096)
def _term_at(name: str, path: str) -> Term:
    """The term, which all its posts share."""
    slug = path.rstrip("/").rpartition("/")[2].removesuffix(".html")
    return Term(name=name, slug=slug, path=path)


def served_aliases(page: Page, edition: Edition) -> Iterable[str]:
    """The old paths of a page as they are linked to, below the base path."""
    if not edition.language.has_aliases or not page.is_published:
        return
    prefix = f"/{edition.language.file_prefix}/" if not edition.language.prefix else "/"
    for alias in page.address.aliases:
        path = f"/{alias.removeprefix(prefix)}" if prefix != "//" else alias
        yield path if path.endswith((".html", ".htm")) else f"{path.rstrip('/')}/"


def _image(page: Page, links: LinkMap, root: Path) -> str:
    def has_static(path: str) -> bool:
        return any(
            (root / mount.source / path.lstrip("/")).is_file()
            for mount in links.statics
            if not mount.folder
        )

    bundle = links.bundles.get(page.node.key, {}) if page.node.folder == page.node.key else {}
    return cover_of(page.node.fields.params, bundle, has_static, links.base)
