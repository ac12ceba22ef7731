"""Lists that say something of their own above their posts, which no other engine has a place for.

Source: Hugo 0.168, content of `_index.md`; tests/sites/test_lists_left.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from syndicate.source.frontmatter import HUGO, FrontMatterError, read_front_matter
from syndicate.source.text import UnreadableSource, read_source
from syndicate_adapters.hugo.reading.content import ContentFile
from syndicate_adapters.hugo.reading.header import Header
from syndicate_adapters.hugo.reading.pages import Edition, Page
from syndicate_adapters.hugo.reading.params import text_of

LISTS = (
    "list with a title or text of its own",
    "lists with a title or text of their own",
)
"""The kind of these, for `left_behind`."""


def lists_left(editions: Sequence[Edition], carried: Collection[str]) -> list[str]:
    """The sources of lists with a text, or a title that does not come along.

    carried: the sources of those that list posts, whose titles do.
    """
    found: dict[str, None] = {}
    for edition in editions:
        names = _names_of_terms(edition.pages.values())
        for page in edition.pages.values():
            file, header = page.node.file, page.node.header
            if not page.is_published or not page.node.is_branch or file is None or header is None:
                continue
            has_title = file.source not in carried and _has_own_title(page, header, names)
            if has_title or _has_text(file):
                found.setdefault(file.source)
    return list(found)


def _names_of_terms(pages: Iterable[Page]) -> Mapping[str, set[str]]:
    """Key of a term's page -> its names in posts, in small letters."""
    names: dict[str, set[str]] = {}
    for page in pages:
        for use in page.terms:
            names.setdefault(use.key, set()).add(use.name.casefold())
    return names


def _has_own_title(page: Page, header: Header, names: Mapping[str, Collection[str]]) -> bool:
    """Whether a section is called otherwise than another engine would, or a term than its posts do.

    The home page has the title of the site, the list of a taxonomy that of the new one; authors have names.
    """
    title = text_of(header.values.get("title"))
    if page.kind == "section":
        return bool(title)
    is_author = page.node.key.startswith("/authors/")
    known = names.get(page.node.key, ())
    return page.kind == "term" and not is_author and bool(title) and title.casefold() not in known


def _has_text(file: ContentFile) -> bool:
    try:
        text = read_source(file.file, file.source)
        start = read_front_matter(text, HUGO).body_start
    except (UnreadableSource, FrontMatterError):
        return False
    return bool(text.text[start:].strip())
