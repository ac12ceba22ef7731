"""One built page: its article, and what its head and its header say about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from selectolax.lexbor import LexborNode

from syndicate.verify.article import read_blocks
from syndicate.verify.blocks import Block, Resolver
from syndicate.verify.density import densest_part
from syndicate.verify.inline import fold
from syndicate.verify.tree import Document, element_of, is_ancestor, select


class PageKind(StrEnum):
    """What is compared of a page."""

    POST = "post"  # an article with a date
    PAGE = "page"  # an article without one
    LIST = "list"  # leads to articles: only its address counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a reader sees of one page; "" where it does not say.

    title: folded. date: as written. tags: folded, in order. blocks: none of a list.
    is_exact: it says which words are the author's; else what looks like a theme's is left out.
    """

    kind: PageKind
    title: str
    date: str
    canonical: str
    language: str
    tags: tuple[str, ...]
    blocks: tuple[Block, ...]
    is_exact: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Where the article of a page is.

    whole: with its header. body: the author's words; `is_exact` if nothing else is in it.
    """

    whole: LexborNode
    body: LexborNode
    is_exact: bool


# Outermost first. Source: HTML, microformats.org (h-entry, hAtom), schema.org.
_ARTICLES = "article, .h-entry, .hentry, [itemtype$='BlogPosting']"
_WHOLES = ("main article", "article", ".h-entry", ".hentry", "[itemtype$='BlogPosting']")
_MAINS = ("main", "[role='main']")
# The author's words alone; the ids and classes after the first two are those of common themes.
_BODIES = (
    ".e-content",
    "[itemprop='articleBody']",
    "#__blog-post-container",
    ".theme-doc-markdown",
    ".post-content",
    ".entry-content",
    ".article-content",
    ".post-body",
    ".page__content",
)
_TITLES = ("h1", ".p-name", "[itemprop='headline']", ".entry-title", ".post-title")
_DATES = (
    (".dt-published[datetime]", "datetime"),
    ("time[itemprop='datePublished']", "datetime"),
    ("[itemprop='datePublished'][content]", "content"),
    ("time[datetime]:not(.dt-updated):not([itemprop='dateModified'])", "datetime"),
)
_TAGS = "a[rel~='tag'], .p-category, [class*='tags'] a[href*='/tags/']"
_PUBLISHED = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{1,60})"')
_SCRIPT = re.compile(r"<script\b([^>]{0,300})", re.I)
_DOLLAR = re.compile(r"""["']\$["']""")

# Source: Docusaurus 3.10.2, the classes of <html>.
_LIST_CLASSES = re.compile(
    r"blog-(?:list|archive|tags-list|tags-post-list|authors?-(?:list|posts))-page"
    r"|docs-tags?-(?:list|doc-list)-page"
)
_ARTICLE_CLASSES = frozenset({"blog-post-page", "docs-doc-page", "mdx-page"})
_LIST_PATH = re.compile(
    r"/(?:tags?|categor(?:y|ies)|authors?|archives?|series|page)(?:/[^/]+)?$|/page-?\d+$"
)


def read_page(
    document: Document,
    resolver: Resolver,
    *,
    key: str = "",
    css: str | None = None,
    is_article: bool = False,
    is_exact: bool = True,
) -> Page:
    """What a reader sees of one page.

    key: of its address. css: what the user calls the article. is_article: whether it is known not
    to be a list. is_exact: whether the page may say which words are the author's. Raises UsageError
    where `css` is no selector.
    """
    article = find_article(document, css)
    if article is not None and not is_exact:
        article = replace(article, is_exact=False)
    date = _date_of(document, article)
    kind = PageKind.POST if date else PageKind.PAGE
    if css is None and not is_article and _is_list(document, article, key, has_date=bool(date)):
        kind = PageKind.LIST
    title = _title_node(document, article)
    has_blocks = article is not None and kind is not PageKind.LIST
    return Page(
        kind=kind,
        title=_title_of(document, title),
        date=date,
        canonical=document.attribute("link[rel='canonical']", "href"),
        language=document.attribute("html", "lang"),
        tags=tuple(fold(tag.text()).strip() for tag in _outside(_TAGS, document, article)),
        blocks=_blocks_of(document, article, title, resolver) if article and has_blocks else (),
        is_exact=article is not None and article.is_exact,
    )


def find_article(document: Document, css: str | None = None) -> Article | None:
    """The article by what the user says, by semantics, or else by the density of text."""
    if css is not None:
        chosen = next(iter(select(document, css)), None)
        return _as_it_is(chosen)
    for name in (*_WHOLES, *_MAINS):
        if nodes := document.find_all(name):
            titled = (node for node in nodes if node.css_first("h1") is not None)
            return _with_body(next(titled, nodes[0]))
    for name in _BODIES:
        if (body := document.find(name)) is not None:
            return Article(whole=body, body=body, is_exact=True)
    return _as_it_is(densest_part(document))


def _as_it_is(node: LexborNode | None) -> Article | None:
    return None if node is None else Article(whole=node, body=node, is_exact=False)


def _with_body(whole: LexborNode) -> Article:
    for name in _BODIES:
        if (body := whole.css_first(name)) is not None:
            return Article(whole=whole, body=body, is_exact=True)
    return Article(whole=whole, body=whole, is_exact=False)


def _blocks_of(
    document: Document, article: Article, title: LexborNode | None, resolver: Resolver
) -> tuple[Block, ...]:
    body = element_of(article.body)
    is_inside = title is not None and title.tag == "h1" and is_ancestor(article.body, title)
    return read_blocks(
        body,
        resolver,
        title=next((e for e in body.walk() if e.tag == "h1"), None) if is_inside else None,
        is_body=article.is_exact,
        has_dollar_math="$" in document.html and _reads_dollars(document.html),
    )


def _reads_dollars(html: str) -> bool:
    """Whether a script may take `$x$` for a formula; MathJax does where the page or another script says so."""
    scripts = [match[1].lower() for match in _SCRIPT.finditer(html)]
    if any("katex" in script for script in scripts):
        return True
    if not any("mathjax" in script for script in scripts):
        return False
    is_alone = all("mathjax" in script for script in scripts if "src" in script)
    return not is_alone or _DOLLAR.search(html) is not None


# -- what stands around the article ---------------------------------------------------------------


def _outside(css: str, document: Document, article: Article | None) -> Iterator[LexborNode]:
    """What matches in the article but not in the author's words; if nothing, in the main part."""
    if article is None:
        yield from document.find_all(css)
        return
    main = document.find("main")
    for root in (article.whole, main):
        # a node that several selectors match is found as often
        found = {node.mem_id: node for node in (root.css(css) if root is not None else [])}
        nodes = [
            node
            for node in found.values()
            if not (article.is_exact and is_ancestor(article.body, node))
        ]
        if nodes:
            yield from nodes
            return


def _title_node(document: Document, article: Article | None) -> LexborNode | None:
    """The heading that is the title: outside of the author's words, or first among them."""
    for css in _TITLES:
        node = next(_outside(css, document, article), None)
        if node is not None and (article is None or _is_title(document, article, node)):
            return node
    if article is not None:
        first = article.body.css_first("h1, h2, h3, h4, h5, h6")
        if first is not None and first.tag == "h1" and _is_in_head(document, first):
            return first
    # above everything, as on a page whose main part is not marked
    headings = document.find_all("h1")
    is_clear = len(headings) == 1 and _is_in_head(document, headings[0])
    return headings[0] if is_clear else None


def _is_title(document: Document, article: Article, node: LexborNode) -> bool:
    """Whether a first heading is more than a heading of the text."""
    if not is_ancestor(article.body, node):
        return True
    before = article.body.text_lexbor().find(node.text_lexbor())
    return _is_in_head(document, node) or before <= 40


def _is_in_head(document: Document, node: LexborNode) -> bool:
    text = fold(node.text_lexbor()).strip()
    said = (document.attribute("meta[property='og:title']", "content"), _head_title(document))
    return bool(text) and any(text in fold(title) for title in said)


def _head_title(document: Document) -> str:
    node = document.find("head title")
    return node.text_lexbor().strip() if node is not None else ""


def _title_of(document: Document, node: LexborNode | None) -> str:
    if node is not None:
        return fold(node.text_lexbor()).strip(" #¶§")
    said = document.attribute("meta[property='og:title']", "content") or _head_title(document)
    for sign in (" | ", " · ", " — ", " – ", " - "):
        if sign in said:
            said = said.rpartition(sign)[0]
            break
    return fold(said).strip()


def _date_of(document: Document, article: Article | None) -> str:
    """When the article was published, as the page writes it for machines."""
    for css, name in _DATES:
        node = next(_outside(css, document, article), None)
        if node is not None and (said := (node.attributes.get(name) or "").strip()):
            return said
    said = document.attribute("meta[property='article:published_time']", "content")
    if not said and (match := _PUBLISHED.search(document.html)):
        said = match[1]
    return said


def is_list_path(path: str) -> bool:
    """Whether a path, without a final slash, is where engines put lists."""
    return bool(_LIST_PATH.search(f"/{path.strip('/')}"))


# -- whether it is an article at all --------------------------------------------------------------


def _is_list(document: Document, article: Article | None, key: str, *, has_date: bool) -> bool:
    """Whether a page leads to articles instead of being one.

    Decided by the first that says something: the engine's class of the page, `og:type`, being the
    home page, how many articles are on it, a heading that is a link to another page, and without a
    date its address and the share of its text that is in links.
    """
    classes = document.attribute("html", "class")
    if _LIST_CLASSES.search(classes):
        return True
    if not _ARTICLE_CLASSES.isdisjoint(classes.split()):
        return False
    if document.attribute("meta[property='og:type']", "content") == "article":
        return False
    if key == "/":
        return True
    articles = _outermost(document.find_all(_ARTICLES))
    if len(articles) != 1:
        return len(articles) > 1 or (not has_date and _is_list_by_text(article, key))
    if (link := _linked_heading(articles[0])) is not None:
        return not _is_own(link, key)
    return not has_date and _is_list_by_text(article, key)


def _linked_heading(article: LexborNode) -> LexborNode | None:
    """The link that is most of the first heading, or that it stands in."""
    heading = article.css_first("h1, h2, h3")
    if heading is None:
        return None
    for link in article.css("a[href]:not([href^='#'])"):
        if is_ancestor(link, heading):
            return link
        if is_ancestor(heading, link):
            return link if len(link.text_lexbor()) * 2 > len(heading.text_lexbor()) else None
    return None


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Of nodes in the order of the page those that lie in no other of them."""
    found: list[LexborNode] = []
    for node in nodes:
        if not found or not is_ancestor(found[-1], node):
            found.append(node)
    return found


def _is_own(link: LexborNode, key: str) -> bool:
    """Whether a link in the heading of an article leads to the article itself."""
    href = (link.attributes.get("href") or "").split("#")[0].rstrip("/")
    return not href or key.endswith(href.rpartition("/")[2].removesuffix(".html"))


def _is_list_by_text(article: Article | None, key: str) -> bool:
    if is_list_path(key) or article is None:
        return True
    links = article.body.css("a[href]")
    text = len(article.body.text_lexbor().split())
    linked = sum(len(link.text_lexbor().split()) for link in links)
    if linked * 2 > text:
        return True
    headings = article.body.css("h2, h3")
    led = sum(1 for heading in headings if heading.css_first("a[href]:not([href^='#'])"))
    return led >= 2 and led * 2 >= len(headings)
