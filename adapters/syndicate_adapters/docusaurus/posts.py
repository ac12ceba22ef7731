"""One file of a Docusaurus blog as a post: what its path, its header and its text say.

Source: Docusaurus 3.10.2, plugin-content-blog's blogUtils; tests/docusaurus/test_read.py asks the engine's vectors.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from syndicate.catalogue import CODES
from syndicate.diagnostics import Diagnostic, Report
from syndicate.model import Post
from syndicate.source.files import is_file_inside
from syndicate.source.frontmatter import (
    FrontMatter,
    FrontMatterError,
    docusaurus,
    read_front_matter,
)
from syndicate.source.text import SourceText, Span, UnreadableSource, read_source
from syndicate_adapters.docusaurus.codes import HEADER_REFUSED, POST_UNDATED, SLUG_UNSERVED
from syndicate_adapters.docusaurus.config.blogs import BlogInstance
from syndicate_adapters.docusaurus.config.contents import PagesInstance
from syndicate_adapters.docusaurus.config.site import DocusaurusConfig, LocaleConfig
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS
from syndicate_adapters.docusaurus.header.joi import Problem
from syndicate_adapters.docusaurus.header.schema import BlogFrontMatter, moment_of, validate
from syndicate_adapters.docusaurus.header.terms import AuthorsFile, TagsFile, distinct
from syndicate_adapters.docusaurus.markdown.admonitions import KEYWORDS
from syndicate_adapters.docusaurus.markdown.headline import description_in, split_title
from syndicate_adapters.docusaurus.markdown.settings import MarkdownSettings
from syndicate_adapters.docusaurus.urls import (
    canonical_url,
    encoded_url,
    is_servable,
    output_file,
    parse_file_name,
    route_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A blog, or pages, in one language. folder: where its translations lie, relative to `root`; None without any."""

    root: Path
    config: DocusaurusConfig
    blog: BlogInstance | PagesInstance
    locale: LocaleConfig
    folder: str | None

    @property
    def folders(self) -> tuple[str, ...]:
        """Where its files are looked for, in order."""
        return tuple(folder for folder in (self.folder, self.blog.path) if folder is not None)

    @property
    def is_first(self) -> bool:
        """Whether this is the language without a prefix."""
        return self.locale is self.config.default_locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a blog defines of authors and tags, in one language."""

    authors: AuthorsFile
    tags: TagsFile


def read_post(
    edition: Edition, terms: Terms, name: str, added: Mapping[str, datetime], report: Report
) -> Post:
    """The post in the file `name` of the blog's folder. added: when git says that files were added."""
    original = posixpath.normpath(posixpath.join(edition.blog.path, name))
    source, is_translated = file_of(edition, name, original)
    file = edition.root / source
    findings: list[Diagnostic] = []
    text = read_text(file, source, findings)
    front = front_matter_of(text, edition, findings)
    validated = validate(front.values)
    credits = terms.authors.authors_of(validated.front)
    header = validated.front
    problems = validated.problems
    if edition.config.file:  # without a site there is no file of authors to miss
        problems += credits.problems
    for problem in problems:
        findings.append(refusal(problem, text, front))
    by_name = parse_file_name(name)
    date, finding = _date(header, by_name.date or added.get(original), text, front)
    is_refused = any(found.code in FATAL for found in findings)
    address = address_of(edition, header.slug or by_name.slug)
    findings += finding
    if not is_servable(address.route) and not header.is_draft:
        message = f"Docusaurus lists {address.route} and shows no page there; choose a plainer slug"
        findings.append(text.diagnostic(front.at("slug"), SLUG_UNSERVED, message))
    if edition.is_first or is_translated:
        for found in findings:
            report(found)
    body = text.text[front.body_start :]
    headline, content = split_title(body)
    is_published = bool(address.site_url) and not header.is_draft and not is_refused
    named = canonical_in(body) or text_of(front, "canonical_url")
    return Post(
        source=source,
        file=file,
        url=address.url if is_published else None,
        path=address.route,
        canonical_url=named or (address.canonical if is_published else ""),
        output=address.output,
        title=_first(header.title, headline, by_name.text),
        date=date,
        updated=moment_of(header.updated) if header.updated is not None else None,
        description=header.description
        if header.description is not None
        else description_in(content),
        tags=tuple(tag.term for tag in distinct(terms.tags.tags_of(header))),
        authors=credits.authors,
        keywords=header.keywords,
        image=header.image or "",
        is_draft=header.is_draft,
        is_unlisted=header.is_unlisted,
        lang=edition.locale.lang,
        translation_of="" if edition.is_first else original,
        is_fallback=not edition.is_first and not is_translated,
        is_refused=is_refused,
        feed_id=_feed_id(edition, front, address) if is_published else "",
        front=header_alone(front),
        dialect=DOCUSAURUS,
        settings=settings_of(edition, name, header, front),
    )


def text_of(front: FrontMatter, key: str) -> str:
    """What a key of ours says, which the engine itself leaves alone; "" where it is no text."""
    value = front.get(key)
    return value if isinstance(value, str) else ""


def _feed_id(edition: Edition, front: FrontMatter, address: Address) -> str:
    """What the feeds call a post: what its header says, as our sites have it, or the address of its page."""
    said = text_of(front, "feed_id")
    if not said and isinstance(edition.blog, BlogInstance) and edition.blog.feeds.has_function:
        said = text_of(front, "canonical_url")
    return said or f"{address.site_url}{address.route}"


def file_of(edition: Edition, name: str, original: str) -> tuple[str, bool]:
    """The file that the engine reads for a post in a language, and whether it is a translation."""
    if edition.folder is not None:
        translated = posixpath.join(edition.folder, name)
        if is_file_inside(edition.root / translated, edition.root):
            return translated, True
    return original, False


FATAL = frozenset({"source-unreadable", "front-matter-broken"})


def read_text(file: Path, source: str, findings: list[Diagnostic]) -> SourceText:
    try:
        text = read_source(file, source)
    except UnreadableSource as error:
        text = SourceText(source, "")
        findings.append(text.diagnostic(0, CODES["source-unreadable"], str(error)))
    if text.replaced:
        message = (
            f"{len(text.replaced)} places are no UTF-8; each is read as U+FFFD, as the engine does"
        )
        findings.append(text.diagnostic(text.replaced[0], CODES["encoding-replaced"], message))
    return text


def front_matter_of(text: SourceText, edition: Edition, findings: list[Diagnostic]) -> FrontMatter:
    rules = docusaurus(edition.config.engine.yaml)
    try:
        return read_front_matter(text, rules)
    except FrontMatterError as error:
        findings.append(text.diagnostic(error.offset, CODES["front-matter-broken"], str(error)))
        start = error.body_start
        return FrontMatter(
            source=text,
            rules=rules,
            format=None,
            block=Span(0, start),
            content=Span(start, start),
            body_start=start,
        )


def refusal(problem: Problem, text: SourceText, front: FrontMatter) -> Diagnostic:
    message = f"Docusaurus refuses {problem.key or 'this header'}: {problem.message}"
    return text.diagnostic(front.at(problem.field), HEADER_REFUSED, message)


def _date(
    header: BlogFrontMatter, otherwise: datetime | None, text: SourceText, front: FrontMatter
) -> tuple[datetime | None, list[Diagnostic]]:
    """The date that the engine shows: of the header, the path, the commit that added the file."""
    if header.date is not None:
        date = moment_of(header.date)
        if date is not None:
            return date, []
        message = f"Docusaurus makes no date of {header.date!r} and stops; write it as YYYY-MM-DD"
        return otherwise, [text.diagnostic(front.at("date"), HEADER_REFUSED, message)]
    if otherwise is None:
        message = "nothing dates this post: no date in its header, its path or the git history"
        return None, [text.diagnostic(0, POST_UNDATED, message)]
    return otherwise, []


_LINK = re.compile(r"""<link\s[^<>]{0,500}>""")
_REL = re.compile(r"""\brel=["']?canonical\b""")
_HREF = re.compile(r"""\bhref=["']([^"']+)["']""")


def canonical_in(body: str) -> str:
    """The original that a post names in `<head>`, instead of itself; "" where it names none."""
    start = body.find("<head>")
    end = body.find("</head>", start)
    if start < 0 or end < 0:
        return ""
    for match in _LINK.finditer(body, start, end):
        href = _HREF.search(match[0])
        if _REL.search(match[0]) and href is not None:
            return href[1]
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the engine serves a file. url: encoded; canonical: decoded. Both begin with `site_url`, if it is known."""

    route: str
    output: str
    site_url: str
    url: str
    canonical: str


def address_of(edition: Edition, slug: str) -> Address:
    """The address of a post or page with this slug."""
    base_url, slash = edition.locale.base_url, edition.config.trailing_slash
    base = edition.blog.route_base_path
    route = route_of(slug, base_url=base_url, route_base_path=base, trailing_slash=slash)
    site_url = edition.locale.url or edition.config.url or ""
    return Address(
        route=route,
        output=posixpath.join(edition.locale.out_dir, output_file(route, slash, base_url)),
        site_url=site_url,
        url=encoded_url(site_url, route),
        canonical=canonical_url(site_url, route),
    )


def settings_of(
    edition: Edition, name: str, header: BlogFrontMatter, front: FrontMatter
) -> MarkdownSettings:
    """How the text of one file is read."""
    markdown, blog = edition.config.markdown, edition.blog
    form = header.mdx_format or markdown.format
    is_mdx = not name.endswith(".md") if form == "detect" else form == "mdx"
    return MarkdownSettings(
        is_mdx=is_mdx,
        has_html_comments=markdown.has_comments,
        has_heading_ids=markdown.has_ids or not is_mdx,
        has_plain_titles=markdown.has_titles,
        has_math=blog.has_math,
        has_expressions=edition.config.engine.has_expressions,
        has_emoji=markdown.has_emoji,
        keeps_case=markdown.keeps_case,
        truncate_marker=blog.truncate_marker,
        admonitions=_kinds(blog.admonitions),
        magic_comments=edition.config.magic_comments,
        site_url=edition.config.url or "",
        root=edition.root,
        front_matter=front.values,
    )


@lru_cache(maxsize=64)
def _kinds(keywords: tuple[str, ...]) -> dict[str, str]:
    """What readers see of the admonitions of a blog; nobody changes it."""
    return {name: KEYWORDS.get(name, name) for name in keywords}


def _first(*values: str | None) -> str:
    """The first that is there; it may be empty."""
    return next((value for value in values if value is not None), "")


def header_alone(front: FrontMatter) -> FrontMatter:
    """The header over a text that ends with it, so that a site's posts do not stay in memory."""
    source = front.source
    text = SourceText(source.path, source.text[: front.body_start], source.has_bom)
    return replace(front, source=text)
