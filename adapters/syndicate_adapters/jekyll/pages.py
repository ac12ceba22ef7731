"""The pages of a site beside its posts: which of them are plain Markdown, and what stays behind.

Source: Jekyll 4.4.1, `page.rb`; tests/sites/test_pages_beside.py asks the engine.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from syndicate.diagnostics import Diagnostic, SyndicateError
from syndicate.leftovers import PAGES, PAGES_WAY, is_plain, left_behind
from syndicate.model import Post
from syndicate.source.frontmatter import JEKYLL as RULES
from syndicate.source.frontmatter import FrontMatterError, read_front_matter
from syndicate_adapters.jekyll.config import JekyllConfig
from syndicate_adapters.jekyll.contents import Page, read_text
from syndicate_adapters.jekyll.dialect import JEKYLL
from syndicate_adapters.jekyll.documents import header_alone, without_header
from syndicate_adapters.jekyll.files import FoundFiles
from syndicate_adapters.jekyll.markup import Markup, markup_of
from syndicate_adapters.jekyll.plugins import new_place, old_paths
from syndicate_adapters.jekyll.ruby import is_truthy, split_extension, to_s
from syndicate_adapters.jekyll.settings import JekyllSettings
from syndicate_adapters.jekyll.urls import base_path, encoded_path, output_of

_LISTS: Final = re.compile(r"\bpaginator\b|\bsite\.(?:posts|tags|categories)\b")
"""What a page says that lists posts: the new site has its own lists."""

_ERROR: Final = "/404.html"

_PROJECT: Final = re.compile(
    r"(?:gemfile|rakefile|makefile|dockerfile|package(?:-lock)?\.json|yarn\.lock|readme|license|licence|copying|"
    r"changelog|contributing|code_of_conduct|feed\.xml|atom\.xml|sitemap\.xml|syndicate\.toml)"
    r"(?:\.(?:lock|md|markdown|txt|rst))?|.+\.(?:gemspec|lock|sh)|_config.*",
    re.IGNORECASE,
)
"""The name of a file that is of the project and not of its readers, or that every site makes anew."""

_THEME: Final = re.compile(
    r"\.(?:css|scss|sass|less|js|mjs|map|coffee|woff2?|ttf|otf|eot)$", re.IGNORECASE
)


def page_as_post(
    root: Path, page: Page, settings: JekyllSettings, config: JekyllConfig
) -> Post | None:
    """The page; None where it is more than plain Markdown, or only leads elsewhere. settings: how its text is read."""
    is_markdown = _markup_of(page, config) is Markup.MARKDOWN
    if not is_markdown or page.url == _ERROR or new_place(page.data, config):
        return None
    text = read_text(root, page.source)
    try:
        front = read_front_matter(text, RULES)
    except FrontMatterError as error:
        front = without_header(text, error.body_start)
    base, data = base_path(config.baseurl), page.data
    description = data.get("description")
    found = Post(
        source=page.source,
        file=root / page.source,
        url=f"{config.url}{base}{encoded_path(page.url)}" if config.url else None,
        path=f"{base}{page.url}",
        canonical_url=to_s(data.get("canonical_url")),
        output=output_of(page.url, ".html"),
        title=to_s(data.get("title")),
        description=description if isinstance(description, str) else "",
        is_page=True,
        shows_title=is_truthy(data.get("title")),
        aliases=tuple(f"{base}{old}" for old in old_paths(data, config)),
        front=header_alone(front, front.body_start),
        dialect=JEKYLL,
        settings=settings,
    )
    try:
        read = found.body()
    except SyndicateError:
        return None
    return found if read.text.strip() and is_plain(read) else None


def pages_left(
    root: Path,
    pages: Iterable[Page],
    carried: Collection[str],
    config: JekyllConfig,
    *,
    is_asked: bool,
) -> Iterator[Diagnostic]:
    """The one note on all pages that stay behind. carried: the sources of those that do not."""
    left = [
        page.source
        for page in pages
        if page.source not in carried and page.url != _ERROR and _is_text(root, page, config)
    ]
    if left:
        yield left_behind(PAGES, left, "" if is_asked else PAGES_WAY)


def loose_files(files: FoundFiles) -> Iterator[str]:
    """The files that are served as they are and belong neither to the theme nor to the project itself."""
    for each in files.statics:
        name = posixpath.basename(each.source)
        is_hidden = any(part.startswith(".") for part in each.source.split("/"))
        if not (is_hidden or _PROJECT.fullmatch(name) or _THEME.search(name)):
            yield each.source


def _is_text(root: Path, page: Page, config: JekyllConfig) -> bool:
    """Whether a page is for readers, and no list of posts."""
    if _markup_of(page, config) is Markup.OTHER or new_place(page.data, config):
        return False
    text = read_text(root, page.source).text
    is_list = to_s(page.data.get("layout")) == "home" or page.data.get("pagination") is not None
    return not is_list and _LISTS.search(text) is None


def _markup_of(page: Page, config: JekyllConfig) -> Markup:
    return markup_of(split_extension(posixpath.basename(page.source))[1], config)
