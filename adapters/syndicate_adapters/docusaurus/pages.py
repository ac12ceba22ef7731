"""The pages of a site beside its blogs: where they are served, and which of them are plain Markdown.

Source: Docusaurus 3.10.2, plugin-content-pages; tests/docusaurus/test_pages.py asks the engine.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import quote

from syndicate.body.nodes import Node, Title
from syndicate.diagnostics import Diagnostic, Report
from syndicate.leftovers import PAGES, is_plain
from syndicate.leftovers import left_behind as note_of
from syndicate.model import Post
from syndicate.source.files import files_below
from syndicate_adapters.docusaurus.config.contents import PagesInstance
from syndicate_adapters.docusaurus.config.site import DocusaurusConfig
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS
from syndicate_adapters.docusaurus.files import is_post
from syndicate_adapters.docusaurus.header.schema import moment_of, validate
from syndicate_adapters.docusaurus.markdown.headline import description_in, split_title
from syndicate_adapters.docusaurus.posts import (
    FATAL,
    Edition,
    address_of,
    canonical_in,
    file_of,
    front_matter_of,
    header_alone,
    read_text,
    refusal,
    settings_of,
)

_INDEX = re.compile(r"(?:^|(?<=/))index\.(?:mdx?|jsx?|tsx?)\Z", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:mdx?|jsx?|tsx?)\Z")
_KEYS: Final = frozenset(
    "title description keywords image slug hide_table_of_contents toc_min_heading_level"
    " toc_max_heading_level last_update draft unlisted mdx".split()
)
"""What the engine reads of the header of a page."""


MARKDOWN: Final = (".md", ".mdx")


def page_names(root: Path, pages: PagesInstance) -> list[str]:
    """The files that are pages, relative to their folder."""
    names = files_below(root / pages.path, root) if (root / pages.path).is_dir() else ()
    return [name for name in names if is_post(name, pages.include, pages.exclude)]


def slug_of(name: str) -> str:
    """The path that a file is served at, below the base of its plugin."""
    bare = (_INDEX if _INDEX.search(name) else _ENDING).sub("", name)
    return "/".join(quote(part, safe="!~*'()") for part in f"/{bare}".split("/"))


def read_page(edition: Edition, name: str, report: Report) -> Post | None:
    """The page in the Markdown file `name`; None where it is more than Markdown."""
    original = posixpath.normpath(posixpath.join(edition.blog.path, name))
    source, is_translated = file_of(edition, name, original)
    findings: list[Diagnostic] = []
    text = read_text(edition.root / source, source, findings)
    front = front_matter_of(text, edition, findings)
    validated = validate({key: value for key, value in front.values.items() if key in _KEYS})
    findings += [refusal(problem, text, front) for problem in validated.problems]
    header, body = validated.front, text.text[front.body_start :]
    headline, content = split_title(body)
    is_refused = any(found.code in FATAL for found in findings)
    address = address_of(edition, header.slug or slug_of(name))
    is_published = bool(address.site_url) and not header.is_draft and not is_refused
    page = Post(
        source=source,
        file=edition.root / source,
        url=address.url if is_published else None,
        path=address.route,
        canonical_url=canonical_in(body) or (address.canonical if is_published else ""),
        output=address.output,
        title=header.title if header.title is not None else headline or "",
        updated=moment_of(header.updated) if header.updated is not None else None,
        description=header.description
        if header.description is not None
        else description_in(content),
        keywords=header.keywords,
        image=header.image or "",
        is_page=True,
        is_draft=header.is_draft,
        is_unlisted=header.is_unlisted,
        lang=edition.locale.lang,
        translation_of="" if edition.is_first else original,
        is_fallback=not edition.is_first and not is_translated,
        is_refused=is_refused,
        front=header_alone(front),
        dialect=DOCUSAURUS,
        settings=settings_of(edition, name, header, front),
    )
    if not is_refused:
        read = page.body()
        if not is_plain(read):
            return None
        page = _with_heading(page, headline, read.nodes)
    if edition.is_first or is_translated:
        for found in findings:
            report(found)
    return page


def _with_heading(page: Post, headline: str | None, nodes: Iterable[Node]) -> Post:
    """The page with the one heading that the engine shows above its text: that in the text, not its title."""
    heading = next((node.text for node in nodes if isinstance(node, Title)), None)
    if heading is None:
        return replace(page, shows_title=False)
    if heading != headline:  # it is more than words
        return replace(page, shows_title=False, settings=replace(page.settings, keeps_title=True))
    return replace(page, title=heading, meta_title=page.title if page.title != heading else "")


# -- what is not converted ------------------------------------------------------------------------

_SOURCES: Final = "src"


def left_behind(
    root: Path, config: DocusaurusConfig, plain: Collection[str], *, are_carried: bool
) -> Iterator[Diagnostic]:
    """One note for each kind of files that are no posts, and stay behind.

    plain: the pages that are plain Markdown. are_carried: and come along.
    """
    found = [
        posixpath.join(pages.path, name)
        for pages in config.pages
        for name in page_names(root, pages)
    ]
    behind = [page for page in found if not (are_carried and page in plain)]
    hint = f"--pages carries {len(plain)} of plain Markdown" if plain and not are_carried else ""
    docs_folders = tuple(dict.fromkeys(folder for docs in config.docs for folder in docs.folders))
    docs = [doc for folder in docs_folders for doc in _docs(root, folder)]
    folders = [*docs_folders, *config.static_directories]
    folders += [blog.path for blog in config.blogs] + [pages.path for pages in config.pages]
    theme = [
        name
        for name in (f"{_SOURCES}/{below}" for below in _below(root, _SOURCES))
        if not any(name.startswith(f"{folder}/") for folder in folders)
    ]
    for kind, places, remark in (
        (PAGES, behind, hint),
        (("document", "documents"), docs, ""),
        (("file of the theme", "files of the theme"), theme, ""),
    ):
        if places:
            yield note_of(kind, places, remark)


def _docs(root: Path, folder: str) -> Iterator[str]:
    return (f"{folder}/{name}" for name in _below(root, folder) if is_post(name))


def _below(root: Path, folder: str) -> Iterator[str]:
    return files_below(root / folder, root) if (root / folder).is_dir() else iter(())
