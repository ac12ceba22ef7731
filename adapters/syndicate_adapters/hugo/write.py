"""From a site to a Hugo site: what to do, and how one post is rendered.

Source: Hugo 0.168; tests/hugo/test_write.py has the engine build what is written.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from syndicate.adapter import Action, Conversion, Copy, Write, WriteContext, Written
from syndicate.body.nodes import Destination, Role
from syndicate.body.render import render
from syndicate.diagnostics import Code, Diagnostic, Report, UsageError
from syndicate.model import Post, Site
from syndicate.web.urls import base_path, quote_path
from syndicate.writing.addresses import canonical_to_say, feed_id_to_say, report_address
from syndicate.writing.authors import AuthorKeys, author_keys, keys_of
from syndicate.writing.languages import Languages, languages_of
from syndicate.writing.links import Links, Relinker, links_of, paths_of_terms
from syndicate.writing.places import PostKey, inputs_of, key_of, static_files
from syndicate_adapters.hugo.authors import author_pages, authors_of
from syndicate_adapters.hugo.codes import FEED_LEFT_OUT
from syndicate_adapters.hugo.comments import comment_notes
from syndicate_adapters.hugo.descriptions import description_to_say, has_computed_descriptions
from syndicate_adapters.hugo.dialect import dialect_for
from syndicate_adapters.hugo.feeds import left_out, orders_of
from syndicate_adapters.hugo.header import Placing, header
from syndicate_adapters.hugo.languages import key_of as key_of_language
from syndicate_adapters.hugo.languages import prefix, suffix
from syndicate_adapters.hugo.lists import Lists, list_pages, lists_of
from syndicate_adapters.hugo.places import HOME, Place, address_of_post, asset_place, places_of
from syndicate_adapters.hugo.redirects import redirect_pages
from syndicate_adapters.hugo.same import is_same_engine, write_same_engine
from syndicate_adapters.hugo.scaffold import scaffold
from syndicate_adapters.hugo.settings import MarkdownSettings
from syndicate_adapters.hugo.terms import Where, sanitized, term_pages
from syndicate_adapters.hugo.urls import Address, is_default, resources_of

BUNDLES: Final = ("auto", "always", "never")


@dataclass(frozen=True, slots=True, kw_only=True)
class HugoOptions:
    """What one can choose for a Hugo site."""

    section: str = field(
        default="",
        metadata={"doc": "the folder below content/ for the posts; by default the blog's own name"},
    )
    bundles: str = field(
        default="auto",
        metadata={
            "doc": "auto: a post in a folder of its own stays one; always or never: a folder per post"
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """What rendering a post needs to know; can be pickled. describes: see `description_to_say`."""

    links: Links
    places: Mapping[PostKey, Place]
    languages: Languages
    authors: AuthorKeys
    orders: Mapping[PostKey, int]
    describes: bool
    is_new: bool
    keeps_redirects: bool
    settings: MarkdownSettings


def write_site(context: WriteContext, options: HugoOptions, report: Report) -> Conversion:
    """The plan for a new Hugo site, or for posts in one that is there."""
    if options.bundles not in BUNDLES:
        choices = ", ".join(BUNDLES)
        raise UsageError(f"option bundles={options.bundles!r} must be one of: {choices}")
    site = context.site
    if is_same_engine(site) and options == HugoOptions():
        return write_same_engine(context, report)
    posts = tuple(post for post in site.posts if not post.is_refused)
    section = options.section.strip("/")
    languages = languages_of(site)
    places = places_of(site, posts, languages, section, options.bundles)
    listed = [post for post in posts if not post.is_page]
    lists = lists_of(site, listed, base_path(site.url), section)
    target = _target(context, posts, places, lists, languages)
    actions: list[Action] = []
    if context.is_new:
        kept = site if context.keeps_redirects else replace(site, redirects=())
        actions += _new_site(kept, posts, lists, languages, report)
    actions += _authors(site, posts, target.authors, lists, languages, report)
    if site.comments:
        published = [post for post in listed if post.url is not None]
        respelled = sum(_is_respelled(post, target) for post in published)
        for note in comment_notes(site, respelled, len(published), is_new=context.is_new):
            report(note)
    actions += (Write(path=places[key_of(post)].file, post=post) for post in posts)
    return Conversion(
        actions=tuple(actions),
        render=partial(render_post, target),
        advice=() if context.is_new else tuple(_advice(site, languages)),
        key=f"hugo {target.settings} {context.is_new}",
        static="static",
    )


def _target(
    context: WriteContext,
    posts: tuple[Post, ...],
    places: Mapping[PostKey, Place],
    lists: Lists,
    languages: Languages,
) -> _Target:
    site, base = context.site, lists.base
    links = links_of(
        context,
        base,
        {key_of(post): address_of_post(post, base).path for post in posts},
        [*(page.path for page in lists.pages), *paths_of_terms(posts)],
    )
    settings = MarkdownSettings(
        has_math=site.has_math,
        has_definition_lists=not context.is_new,
        has_typographer=site.has_typographer or not context.is_new,
        has_autolinks=site.has_autolinks or not context.is_new,
    )
    return _Target(
        links=links,
        places=places,
        languages=languages,
        authors=author_keys(site, posts, sanitized),
        orders=orders_of(site, posts) if context.is_new else {},
        describes=context.is_new and has_computed_descriptions(site),
        is_new=context.is_new,
        keeps_redirects=context.keeps_redirects,
        settings=settings,
    )


# -- the files around the posts -------------------------------------------------------------------


def _new_site(
    site: Site, posts: tuple[Post, ...], lists: Lists, languages: Languages, report: Report
) -> Iterator[Action]:
    yield from scaffold(site, lists, languages)
    yield from list_pages(lists, languages)
    for taxonomy in ("tags", "categories"):
        for lang in languages.all:
            uses = (
                (term, post)
                for post in posts
                if languages.has(post, lang)
                for term in getattr(post, taxonomy)
            )
            yield from term_pages(uses, taxonomy, _where(lists, languages, taxonomy, lang), report)
    for source, path in static_files(site, "static", report):
        yield Copy(path=path, source=site.root / source)
    served = [*(post.path for post in posts), *(page.path for page in lists.pages)]
    yield from redirect_pages(site.redirects, site.url, lists.base, languages.first, served)
    for feed in left_out(site, lists.posts_pages, lists.main_feeds):
        report(_at_site(FEED_LEFT_OUT, f"the feed {feed.path} is not written"))


def _authors(
    site: Site,
    posts: tuple[Post, ...],
    keys: AuthorKeys,
    lists: Lists,
    languages: Languages,
    report: Report,
) -> Iterator[Action]:
    for lang in languages.all:
        written = [post for post in posts if languages.has(post, lang)]
        authors = authors_of(site, lang, written, keys, report)
        yield from author_pages(authors, _where(lists, languages, "authors", lang))


def _where(lists: Lists, languages: Languages, taxonomy: str, lang: str) -> Where:
    return Where(
        base=lists.base,
        folder=lists.folder(taxonomy, lang),
        suffix=suffix(languages, lang),
        prefix=prefix(languages, lang),
    )


def _at_site(code: Code, message: str) -> Diagnostic:
    """A finding that belongs to no place in a file."""
    return Diagnostic(
        path=".", line=1, column=1, severity=code.severity, code=code.name, message=message
    )


def _advice(site: Site, languages: Languages) -> Iterator[str]:
    yield ("the config must allow HTML in posts: `unsafe = true` below [markup.goldmark.renderer]")
    yield (
        "callouts are written as alerts (`> [!TIP] Title`), which a render hook shows: "
        "layouts/_markup/render-blockquote.html"
    )
    yield (
        "the title of a code block is its attribute `title`, for layouts/_markup/render-codeblock.html; "
        "tabs are the shortcodes `tabs` and `tab`"
    )
    yield "`canonicalURL` in a post is the address it was first published at, for rel=canonical"
    if site.has_math:
        yield (
            "formulas stand between dollar signs: [markup.goldmark.extensions.passthrough] "
            'with inline = [["$", "$"]] and block = [["$$", "$$"]]'
        )
    if any(post.authors for post in site.posts):
        yield 'authors are a taxonomy: author = "authors" below [taxonomies]'
    if languages.others:
        known = ", ".join(key_of_language(lang) for lang in languages.others)
        yield f"translations are files like `x.{key_of_language(languages.others[0])}.md`, for the [languages] {known}"


# -- one post -------------------------------------------------------------------------------------


def render_post(target: _Target, write: Write, report: Report) -> Written:
    """The text of one post. Raises UnreadableSource and ParserFailure."""
    post = write.post
    place = target.places[key_of(post)]
    source = post.read()
    address = address_of_post(post, target.links.base)
    url = _url(target.links.site, address)
    is_same_file = post.output in ("", address.output)
    report_address(
        post, address.path, url, report, is_exact=address.is_exact, is_same_file=is_same_file
    )
    relinker = _relinker(post, place, address, target, report)
    body = post.body_in(source, report)
    rendered = render(
        body,
        post.dialect,
        dialect_for(target.settings),
        settings=target.settings,
        relink=relinker,
        report=report,
    )
    relinker.bring_own(rendered.text)
    description = description_to_say(post, rendered.text) if target.describes else None
    placing = _placing(post, target, address, url, description)
    block = header(post, source, placing, relinker.relocated, report)
    gap = "\n" if post.front.format is None and not rendered.text.startswith(("\n", "\r")) else ""
    return Written(
        text=block + gap + rendered.text,
        body_bytes=len(body.text.encode()),
        kept_bytes=rendered.kept,
        copies=tuple(relinker.copies.values()),
        url=url if post.url is not None else None,
        inputs=tuple(target.links.site.root / path for path in inputs_of(body)),
    )


def _relinker(
    post: Post, place: Place, address: Address, target: _Target, report: Report
) -> Relinker:
    resources = resources_of(_bundle_path(post, target, address))

    def is_beside(node: Destination) -> bool:
        """Whether a relative address leads to a file of the bundle: our render hooks find it."""
        is_hooked = target.is_new and node.role is not Role.ATTRIBUTE
        return is_hooked or resources == address.path

    return Relinker(
        links=target.links,
        post=post,
        placed=partial(asset_place, target.links.site, place, resources),
        is_beside=is_beside,
        report=report,
    )


def _bundle_path(post: Post, target: _Target, address: Address) -> str:
    """The page whose folder has the files of the bundle: all languages share those of the first."""
    original = (post.translation_of or post.source, target.languages.first)
    return target.links.paths.get(original, address.path)


def _url(site: Site, address: Address) -> str:
    return f"{site.url}{quote_path(address.path)}"


def _is_respelled(post: Post, target: _Target) -> bool:
    url = _url(target.links.site, address_of_post(post, target.links.base))
    return url not in (post.url, post.canonical_url)


def _placing(
    post: Post, target: _Target, address: Address, url: str, description: str | None
) -> Placing:
    base = target.links.base
    is_home = _is_home(target.places[key_of(post)])
    is_there = is_home or (target.is_new and _is_default(post, target, address))
    return Placing(
        url="" if is_there else address.url,
        canonical=canonical_to_say(post, url),
        feed_id=feed_id_to_say(post, url),
        aliases=tuple(
            alias.removeprefix(base).removeprefix(prefix(target.languages, post.lang)) or "/"
            for alias in (post.aliases if target.keeps_redirects else ())
        ),
        authors=keys_of(post, target.authors),
        order=target.orders.get(key_of(post)),
        description=description,
        is_home=is_home,
        has_images=not target.is_new,
    )


def _is_home(place: Place) -> bool:
    return place.file.startswith(f"content/{HOME}.")


def _is_default(post: Post, target: _Target, address: Address) -> bool:
    """Whether Hugo serves the post there by itself, with the `slug` that it may have."""
    if not target.languages.is_first(post.lang):
        return False
    file = target.places[key_of(post)].file.removeprefix("content/").removesuffix(".md")
    name = file.removesuffix("/index")
    slug = post.front.get("slug")
    if slug is not None:
        name = posixpath.join(posixpath.dirname(name), str(slug).strip("/"))
    return is_default(address, name)
