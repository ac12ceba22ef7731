"""What there is to say about a site that was read, and about each of its posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from syndicate.catalogue import CODES
from syndicate.diagnostics import Code, Diagnostic
from syndicate.model import Post
from syndicate.source.files import is_file_inside
from syndicate.web.urls import page_key
from syndicate_adapters.jekyll import codes
from syndicate_adapters.jekyll.config import JekyllConfig
from syndicate_adapters.jekyll.contents import Contents, Placed, Status
from syndicate_adapters.jekyll.documents import Fate, is_draft
from syndicate_adapters.jekyll.files import files_below
from syndicate_adapters.jekyll.formulas import Dollars
from syndicate_adapters.jekyll.markup import Markup, markup_of
from syndicate_adapters.jekyll.permalinks import has_clock
from syndicate_adapters.jekyll.ruby import is_truthy
from syndicate_adapters.jekyll.titles import without_tags

_BY_STATUS: Final[Mapping[Status, Code]] = {
    Status.SKIPPED: codes.POST_SKIPPED,
    Status.FATAL: codes.BUILD_STOPS,
    Status.FUTURE: codes.POST_FUTURE,
}


def post_findings(placed: Placed, config: JekyllConfig) -> Iterator[Diagnostic]:
    """What is wrong with a post, or keeps it from the site."""
    document = placed.document
    code = _BY_STATUS.get(placed.status)
    if document.fate is Fate.BARE and placed.status is not Status.DRAFT:
        code = codes.POST_BARE
    if code is not None:
        yield _at(placed, placed.offset, code, placed.reason or _future(placed, config))
    if placed.status is not Status.PUBLISHED:
        return
    if markup_of(document.extension, config) is Markup.OTHER:
        message = f"a file {document.extension or 'without extension'} is neither Markdown nor HTML"
        yield _at(placed, 0, codes.MARKUP_UNREAD, message)
    if is_draft(placed.found) and "date" not in document.data:
        message = "a draft without a date is published under the day of its last change"
        yield _at(placed, 0, codes.DRAFT_UNDATED, message)
    if without_tags(document.title) != document.title:
        message = "the title is read without its HTML, which other engines show as text"
        yield _at(placed, document.front.at("title"), codes.TITLE_HTML, message)


def dollar_findings(
    placed: Placed, dollars: Dollars | None, config: JekyllConfig
) -> Iterator[Diagnostic]:
    """That formulas in a post are text, which a script of the theme sets."""
    document = placed.document
    if dollars is None or markup_of(document.extension, config) is Markup.OTHER:
        return
    said = [values.get(key) for key in dollars.keys for values in (document.data, config.values)]
    if document.dollars is not None and (not dollars.keys or any(map(is_truthy, said))):
        code, (line, column) = codes.DOLLARS_TEXT, document.dollars
        yield Diagnostic(
            path=document.front.source.path,
            line=line,
            column=column,
            severity=code.severity,
            code=code.name,
            message=f"formulas between single dollars, which {dollars.file} sets, are text without it",
        )


def redirect_finding(placed: Placed, target: str) -> Diagnostic:
    """That a post is none, but leads to `target`."""
    at = placed.document.front.at("redirect_to")
    return _at(placed, at, codes.POST_REDIRECTS, f"the post only leads to {target}")


def _at(placed: Placed, offset: int, code: Code, message: str) -> Diagnostic:
    return placed.document.front.source.diagnostic(offset, code, message)


def _future(placed: Placed, config: JekyllConfig) -> str:
    moment = placed.document.moment
    day = f"{moment.time:%Y-%m-%d}" if moment else ""
    limit = "`time` in the config" if config.time else "now"
    return f"dated {day}, later than {limit}; left out until then"


def site_findings(
    root: Path, config: JekyllConfig, contents: Contents, posts: Iterable[Post]
) -> Iterator[Diagnostic]:
    """What concerns the site as a whole, each once."""
    posts = list(posts)
    if posts and not config.url and (host := _host_of(root)):
        message = (
            f"the config has no `url`, and CNAME says {host}; give it with --url https://{host}"
        )
        yield _at_site(codes.HOST_UNUSED, message)
    limited = sum(each.status is Status.LIMITED for each in contents.posts)
    if limited:
        message = f"limit_posts: {config.limit_posts} keeps {limited} posts out"
        yield _at_site(codes.POSTS_LIMITED, message)
    if not config.engine.is_pages:  # which runs no code of the site, and builds in UTC
        yield from _zone_findings(config, contents)
        yield from _ruby_findings(root, config)
    yield from _collection_findings(config, contents)
    yield from _shared(posts)


def _host_of(root: Path) -> str:
    """The host that GitHub Pages keeps in a file, which does not say the scheme; "" without one."""
    file = root / "CNAME"
    try:
        host = file.read_text("utf-8").strip() if is_file_inside(file, root) else ""
    except (OSError, UnicodeDecodeError):
        return ""
    is_host = host.isprintable() and "." in host and " " not in host and len(host) < 254
    return host if is_host else ""


def _zone_findings(config: JekyllConfig, contents: Contents) -> Iterator[Diagnostic]:
    if config.is_zoned:
        return
    shifted = [
        each
        for each in contents.posts
        if each.status is Status.PUBLISHED and has_clock(each.document, config)
    ]
    if shifted:
        number = f"{len(shifted)} posts" if len(shifted) > 1 else "this post"
        message = f"no `timezone` is set: the day in the address of {number} is that of UTC"
        yield _at(shifted[0], shifted[0].document.front.at("date"), codes.ZONE_ASSUMED, message)


def _ruby_findings(root: Path, config: JekyllConfig) -> Iterator[Diagnostic]:
    folder = config.text("plugins_dir").strip("/") or "_plugins"
    if any(name.endswith(".rb") for name in files_below(root, folder)):
        yield _at_site(codes.RUBY_UNFOLLOWED, f"{folder}/ holds Ruby code, which is not run")


def _collection_findings(config: JekyllConfig, contents: Contents) -> Iterator[Diagnostic]:
    shown = (each for each in contents.documents if each.status is Status.PUBLISHED)
    counts = Counter(each.document.label for each in shown)
    for label, count in counts.items():
        if config.collections[label].is_written and label != "authors":
            message = f"the collection {label} has {count} pages, which are no posts"
            yield _at_site(codes.COLLECTION_LEFT, message)


def _shared(posts: Iterable[Post]) -> Iterator[Diagnostic]:
    """That two posts have one address; the engine warns, and the later one is served."""
    seen: dict[str, str] = {}
    for post in posts:
        if post.url is None:
            continue
        first = seen.setdefault(page_key(post.url), post.source)
        if first != post.source:
            message = f"{post.path} is the path of {first} too; Jekyll serves the later one"
            at = post.front.at("permalink")
            yield post.front.source.diagnostic(at, CODES["source-url-shared"], message)


def _at_site(code: Code, message: str) -> Diagnostic:
    return Diagnostic(
        path=".", line=1, column=1, severity=code.severity, code=code.name, message=message
    )
