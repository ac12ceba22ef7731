"""From a site to a Jekyll site: what to do, and how one post is rendered.

Source: Jekyll 4.3.1 and 4.4.1; tests/jekyll_writing has the engine build what is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from syndicate.adapter import Action, AssetUrl, Conversion, Copy, Write, WriteContext, Written
from syndicate.body.nodes import Destination
from syndicate.body.render import render
from syndicate.diagnostics import Report, UsageError
from syndicate.model import Author, Post, Site
from syndicate.web.links import AssetLink
from syndicate.web.urls import base_path, quote_path, split_url, unquote_path
from syndicate.writing.addresses import canonical_to_say, feed_id_to_say, report_address
from syndicate.writing.authors import AuthorKeys, author_keys, identity, keys_of
from syndicate.writing.languages import Languages, languages_of
from syndicate.writing.links import Links, Relinker, links_of, paths_of_terms
from syndicate.writing.places import (
    AssetPlace,
    PostKey,
    below_statics,
    inputs_of,
    key_of,
    static_files,
)
from syndicate_adapters.jekyll.dialect import dialect_with
from syndicate_adapters.jekyll.settings import JekyllSettings
from syndicate_adapters.jekyll.writing.callouts import CONVENTIONS
from syndicate_adapters.jekyll.writing.codes import DATE_MISSING
from syndicate_adapters.jekyll.writing.header import Placing, header
from syndicate_adapters.jekyll.writing.lists import Lists, list_pages, lists_of
from syndicate_adapters.jekyll.writing.places import (
    Address,
    address_of_post,
    places_of,
    sections_of,
)
from syndicate_adapters.jekyll.writing.redirects import redirect_pages
from syndicate_adapters.jekyll.writing.same import write_same_engine
from syndicate_adapters.jekyll.writing.scaffold import kramdown_of, scaffold

ASSETS: Final = "assets"
_HOST_FILES: Final = {"netlify": "_redirects", "cloudflare": "_redirects", "apache": ".htaccess"}
"""What a host reads redirects from, and Jekyll passes over unless its config says otherwise."""

LISTS_STAY: Final = (
    "jekyll makes no list or tag pages by itself: those of today's posts were written as files; a later post that "
    "begins another page of a list, or has a new tag, needs a file like them and, for a tag, its line in `_data`"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JekyllOptions:
    """What one can choose for a Jekyll site."""

    callouts: str = field(
        default="note",
        metadata={
            "doc": "how callouts are marked: note (Just the Docs, and the files of a new site), prompt (Chirpy), "
            "notice (Minimal Mistakes), or quote, a plain one"
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """What rendering a post needs to know; can be pickled."""

    links: Links
    places: Mapping[PostKey, str]
    languages: Languages
    authors: AuthorKeys
    asset_url: AssetUrl | None
    is_new: bool
    keeps_redirects: bool
    callouts: str
    settings: JekyllSettings


def write_site(context: WriteContext, options: JekyllOptions, report: Report) -> Conversion:
    """The plan for a new Jekyll site, or for posts in one that is there."""
    if options.callouts not in CONVENTIONS:
        choices = ", ".join(CONVENTIONS)
        raise UsageError(f"option callouts={options.callouts!r} must be one of: {choices}")
    site = context.site
    if site.engine == "jekyll":
        return write_same_engine(context, report)
    posts = tuple(post for post in site.posts if not post.is_refused)
    languages, sections = languages_of(site), sections_of(site, site.posts)
    lists = lists_of(site, posts, base_path(site.url), sections, languages)
    places = places_of(site, posts, languages, sections)
    target = _target(context, posts, places, lists, options)
    actions: list[Action] = []
    host_file = _HOST_FILES.get(context.redirects, "")
    if context.is_new:
        actions += _new_site(lists, posts, target, host_file, report)
    for post in posts:
        if post.date is None and not post.is_page:
            at = post.front.source.diagnostic(0, DATE_MISSING, "jekyll knows no post without a day")
            report(at)
    actions += (Write(path=places[key_of(post)], post=post) for post in posts)
    advice = (LISTS_STAY,) if context.is_new else tuple(_advice(site, options, languages))
    if host_file and not context.is_new:
        advice += (
            f"Jekyll serves `{host_file}` only if `include: [{host_file}]` stands in _config.yml",
        )
    return Conversion(
        actions=tuple(actions),
        render=partial(render_post, target),
        advice=advice,
        key=f"jekyll {options.callouts} {target.settings.kramdown} {context.is_new}",
    )


def _target(
    context: WriteContext,
    posts: tuple[Post, ...],
    places: Mapping[PostKey, str],
    lists: Lists,
    options: JekyllOptions,
) -> _Target:
    site, base = context.site, lists.base
    links = links_of(
        context,
        base,
        {key_of(post): address_of_post(post, base).path for post in posts},
        [*(page.path for page in lists.pages), *paths_of_terms(posts)],
    )
    kramdown = kramdown_of(site) if context.is_new else {}
    return _Target(
        links=links,
        places=places,
        languages=lists.languages,
        authors=author_keys(site, posts),
        asset_url=context.asset_url,
        is_new=context.is_new,
        keeps_redirects=context.keeps_redirects,
        callouts=options.callouts,
        settings=JekyllSettings(kramdown=kramdown, keeps_definitions=site.has_definition_lists),
    )


# -- the files around the posts -------------------------------------------------------------------


def _new_site(
    lists: Lists, posts: tuple[Post, ...], target: _Target, host_file: str, report: Report
) -> Iterator[Action]:
    site = lists.site
    statics = list(static_files(site, "", report))
    authors = {lang: _authors(site, posts, target, lang) for lang in lists.languages.all}
    served = [path for _, path in statics]
    yield from scaffold(lists, posts, authors, [*served, host_file] if host_file else served)
    taken = {address_of_post(post, lists.base).output for post in posts if post.url is not None}
    taken |= {path for _, path in statics}
    yield from list_pages(lists, posts, authors, taken)
    if target.keeps_redirects:
        yield from redirect_pages(lists, posts, taken)
    for source, path in statics:
        yield Copy(path=path, source=site.root / source)


def _authors(site: Site, posts: tuple[Post, ...], target: _Target, lang: str) -> dict[str, Author]:
    """Every author of a post in a language by his key, as the site describes him, else as posts do."""
    known = site.translated_authors.get(lang, site.authors)
    found: dict[str, Author] = {}
    for post in posts:
        if target.languages.has(post, lang):
            for author in post.authors:
                key = target.authors[identity(author)]
                found.setdefault(key, known.get(author.key, author) if author.key else author)
    return found


def _advice(site: Site, options: JekyllOptions, languages: Languages) -> Iterator[str]:
    yield "posts say `layout: post`, and where they are served by `permalink`"
    yield (
        "old addresses stand in `redirect_from`, for the plugin jekyll-redirect-from; `canonical_url` is the address "
        "that a post was first published at, for rel=canonical (jekyll-seo-tag prints it)"
    )
    if options.callouts != "quote":
        yield (
            f"callouts are quotes with a class below them (callouts={options.callouts}), for the style sheet; "
            "other themes want another convention: -O callouts="
        )
    yield (
        'the config must say `excerpt_separator: <!--more-->`, and `kramdown: {smart_quotes: "apos,apos,quot,quot"}` '
        "where quotes are to stay straight"
    )
    yield (
        "tabs are elements with the roles `tablist`, `tab` and `tabpanel`; the title of a block of code is its "
        "attribute `title`, its marked lines `data-line`, its first number `data-start`"
    )
    if site.has_math:
        yield "formulas are those of kramdown: a script such as KaTeX's auto-render has to set them"
    if any(post.authors for post in site.posts):
        yield "authors are keys of `_data/authors.yml`"
    if languages.others:
        folders = ", ".join(f"_posts/{lang.lower()}/" for lang in languages.others)
        yield f"translations lie in {folders} and say `lang`"


# -- one post -------------------------------------------------------------------------------------


def render_post(target: _Target, write: Write, report: Report) -> Written:
    """The text of one post. Raises UnreadableSource and ParserFailure."""
    post = write.post
    source = post.read()
    address = address_of_post(post, target.links.base)
    url = f"{target.links.site.url}{quote_path(address.path)}"
    report_address(
        post,
        address.path,
        url,
        report,
        is_exact=address.is_exact,
        is_same_file=post.output in ("", address.output),
    )
    relinker = Relinker(
        links=target.links,
        post=post,
        placed=partial(_asset_place, target, post, address),
        report=report,
        is_beside=partial(_is_beside, address),
    )
    body = post.body_in(source, report)
    rendered = render(
        body,
        post.dialect,
        dialect_with(target.callouts, keeps_definitions=target.settings.keeps_definitions),
        settings=target.settings,
        relink=relinker,
        report=report,
    )
    relinker.bring_own(rendered.text)
    # What a header shows is looked up by layouts, from the root of the site.
    outside = replace(relinker, placed=partial(_asset_place, target, post, None))
    block = header(post, source, _placing(post, target, address, url), outside.relocated, report)
    gap = "\n" if post.front.format is None and not rendered.text.startswith(("\n", "\r")) else ""
    return Written(
        text=block + gap + rendered.text,
        body_bytes=len(body.text.encode()),
        kept_bytes=rendered.kept,
        copies=tuple(relinker.copies.values()),
        url=url if post.url is not None else None,
        inputs=tuple(target.links.site.root / path for path in inputs_of(body)),
    )


def _is_beside(address: Address, node: Destination) -> bool:
    """Whether a relative address leads to a file that is served beside the post."""
    return address.path.endswith("/")


def _asset_place(target: _Target, post: Post, address: Address | None, path: str) -> AssetPlace:
    """The place of a file: where the live site served it, else below `assets/`.

    address: of the post, for a file that is served beside it.
    """
    site, base = target.links.site, target.links.base
    below = below_statics(site, path)
    if below is not None:
        return AssetPlace(file=below, path=f"/{below}")
    served = _served(target, post, path) or f"/{ASSETS}/{_visible(path)}"
    served = served.removeprefix(base)
    name = ""
    if address is not None and address.path.endswith("/") and served.startswith(address.path):
        name = served.removeprefix(address.path)
    return AssetPlace(file=served.lstrip("/"), path=served, name=name)


def _served(target: _Target, post: Post, path: str) -> str:
    """The path at which the live site serves a file, raw; "" where it has none that Jekyll could serve too."""
    site = target.links.site
    if target.asset_url is None:
        return ""
    try:
        url = target.asset_url(site, post, AssetLink(path=path, file=site.root / path, suffix=""))
    except OSError:
        return ""
    served = unquote_path(split_url(url).path) if url else ""
    is_read = all(part[:1] not in "._#~" for part in served.strip("/").split("/"))
    return served if served and is_read else ""


def _visible(path: str) -> str:
    """A path without what Jekyll does not read: names that begin with `_`, `.`, `#` or `~`."""
    return "/".join(part.lstrip("._#~") or "x" for part in path.split("/"))


def _placing(post: Post, target: _Target, address: Address, url: str) -> Placing:
    base = target.links.base
    is_page = post.is_page
    return Placing(
        permalink=address.permalink,
        canonical=canonical_to_say(post, url) if post.url is not None or post.canonical_url else "",
        feed_id=feed_id_to_say(post, url),
        aliases=()
        if target.is_new or not target.keeps_redirects
        else tuple(a.removeprefix(base) or "/" for a in post.aliases),
        authors=keys_of(post, target.authors),
        lang="" if target.languages.is_first(post.lang) else post.lang,
        layout="" if target.is_new else "page" if is_page else "post",
        has_utc=target.is_new,
        is_kept_back=post.url is None and target.links.site.url != "",
    )
