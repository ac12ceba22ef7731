"""From a site to a Docusaurus site: what to do, and how one post is rendered.

Source: Docusaurus 3.10.2; tests/docusaurus/test_write.py has the engine build what is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from syndicate.adapter import Action, Conversion, Copy, Write, WriteContext, WriteText, Written
from syndicate.body.markdown import ParserFailure
from syndicate.body.nodes import Autolink, Body, Callout, Container, Insert, Node, Tabs
from syndicate.body.render import render
from syndicate.diagnostics import Report, UsageError
from syndicate.model import Author, Post, Site
from syndicate.source.text import SourceText, UnreadableSource
from syndicate.source.yaml import Value, dump
from syndicate.web.urls import base_path, quote_path
from syndicate.writing.addresses import canonical_to_say, feed_id_to_say, report_address
from syndicate.writing.authors import AuthorKeys, author_keys, identity, keys_of
from syndicate.writing.languages import Languages, languages_of
from syndicate.writing.links import Links, Relinker, links_of
from syndicate.writing.places import PostKey, inputs_of, key_of, static_files
from syndicate_adapters.docusaurus.codes import CATEGORIES_AS_TAGS, UNDATED_AS_PAGE
from syndicate_adapters.docusaurus.config.site import DocusaurusConfig, config_file_of, read_config
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS
from syndicate_adapters.docusaurus.markdown.settings import MarkdownSettings
from syndicate_adapters.docusaurus.read import DocusaurusSite
from syndicate_adapters.docusaurus.writing.header import Placing, header
from syndicate_adapters.docusaurus.writing.links import Spelling, spelled_uri
from syndicate_adapters.docusaurus.writing.places import (
    PLUGIN,
    Place,
    places_of,
)
from syndicate_adapters.docusaurus.writing.redirects import is_served, redirect_pages
from syndicate_adapters.docusaurus.writing.routes import (
    Address,
    Routes,
    has_bare_files,
    routes_of,
)
from syndicate_adapters.docusaurus.writing.rows import has_markup
from syndicate_adapters.docusaurus.writing.scaffold import scaffold
from syndicate_adapters.docusaurus.writing.stubs import stubs
from syndicate_adapters.docusaurus.writing.terms import (
    AUTHORS_FILE,
    TAGS_FILE,
    Tags,
    described,
    entry_of,
    tags_folder,
    tags_of,
    terms_of,
)

FORMATS: Final = ("auto", "always")
CATEGORIES: Final = ("tags", "drop")
_COMPONENTS: Final = ("tab", "[!", ":::", "notice", "prompt", "note", "tip", "warning", "danger")
"""Some word of each construct that may need MDX: other texts are not read twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocusaurusOptions:
    """What one can choose for a Docusaurus site."""

    mdx: str = field(
        default="auto",
        metadata={"doc": "auto: plain Markdown, MDX only where a component is needed; always: MDX"},
    )
    categories: str = field(
        default="tags", metadata={"doc": "tags: categories become tags; drop: they are left out"}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """What rendering a post needs to know; can be pickled. plain: the format of a `.md` file on the site."""

    links: Links
    routes: Routes
    places: Mapping[PostKey, Place]
    authors: AuthorKeys
    people: Mapping[str, Mapping[str, Value]]
    tags: Tags
    options: DocusaurusOptions
    settings: MarkdownSettings
    is_new: bool
    is_own: bool
    plain: str


def write_site(context: WriteContext, options: DocusaurusOptions, report: Report) -> Conversion:
    """The plan for a new Docusaurus site, or for posts in one that is there."""
    _check(options)
    site = context.site
    is_own = site.engine == "docusaurus" and context.is_new
    posts = tuple(post for post in site.posts if not post.is_refused)
    if not is_own:
        posts = tuple(_dated(post, report) for post in posts)
    languages = languages_of(site)
    there = _config_of(context)
    routes = _routes(site, posts, languages, there)
    blog = (
        there.blogs[0].path if there else site.blog_dirs[0] if is_own and site.blog_dirs else "blog"
    )
    places = places_of(site, posts, languages, blog)
    target = _target(context, options, posts, places, routes, there, is_own=is_own)
    actions: list[Action] = []
    if context.is_new:
        kept, named = site, posts
        if not context.keeps_redirects:
            kept = replace(site, redirects=())
            named = tuple(replace(post, aliases=()) for post in posts)
        actions += _new_site(kept, named, target, blog, report)
    components = _components(posts, target)
    actions += stubs(posts, places, languages, blog, components)
    if options.categories == "tags" and not is_own:
        _report_categories(posts, report)
    actions += (
        Write(
            path=places[key_of(post)].file(is_mdx=places[key_of(post)].name in components),
            post=post,
        )
        for post in posts
    )
    return Conversion(
        actions=tuple(actions),
        render=partial(render_post, target),
        advice=() if context.is_new else tuple(_advice(site, target)),
        key=f"docusaurus {options} {routes} {context.is_new} {target.plain}",
        static="static",
    )


def _check(options: DocusaurusOptions) -> None:
    for name, known in (("mdx", FORMATS), ("categories", CATEGORIES)):
        if getattr(options, name) not in known:
            choices = ", ".join(known)
            raise UsageError(f"option {name}={getattr(options, name)!r} must be one of: {choices}")


def _dated(post: Post, report: Report) -> Post:
    """The post; a page where nothing dates it, as the engine stops at such a post outside of a git history."""
    if post.date is not None or post.is_page:
        return post
    message = "has no date, without which docusaurus has no post; written as a page, in no list"
    report(post.front.source.diagnostic(0, UNDATED_AS_PAGE, message))
    return replace(post, is_page=True)


def _config_of(context: WriteContext) -> DocusaurusConfig | None:
    """The config of the site that is there already."""
    if context.is_new or config_file_of(context.out) is None:
        return None
    return read_config(context.out, report=lambda found: None)


def _routes(
    site: Site, posts: Sequence[Post], languages: Languages, there: DocusaurusConfig | None
) -> Routes:
    slash: bool | None = False if has_bare_files(posts) else None
    if isinstance(site.config, DocusaurusSite):
        slash = site.config.config.trailing_slash
    if there is not None:
        slash = there.trailing_slash
    routes = routes_of(site, posts, languages, trailing_slash=slash)
    if isinstance(site.config, DocusaurusSite) and site.config.config.blogs:
        routes = replace(routes, folder=site.config.config.blogs[0].route_base_path.strip("/"))
    if there is not None:
        base = there.base_url.rstrip("/")
        routes = replace(routes, base=base, folder=there.blogs[0].route_base_path.strip("/"))
    return routes


def _target(
    context: WriteContext,
    options: DocusaurusOptions,
    posts: tuple[Post, ...],
    places: Mapping[PostKey, Place],
    routes: Routes,
    there: DocusaurusConfig | None,
    *,
    is_own: bool,
) -> _Target:
    site = context.site
    has_categories = options.categories == "tags"
    paths = {key_of(post): routes.address_of(post).path for post in posts}
    links = links_of(
        context,
        routes.base,
        {key: path.removeprefix(routes.base) for key, path in paths.items()},
        [*(page.path for page in site.lists), *(tag.path for post in posts for tag in post.tags)],
    )
    terms = (term for post in posts for term in terms_of(post, has_categories=has_categories))
    keys = author_keys(site, posts)
    known = described(site, posts, keys)
    return _Target(
        links=links,
        routes=routes,
        places=places,
        authors=keys,
        people={key: _entry(site, author, key) for key, author in known.items()},
        tags=tags_of(terms, tags_folder(site, posts))
        if context.is_new
        else Tags(names={}, entries={}),
        options=options,
        settings=MarkdownSettings(
            has_math=there.has_math if there else site.has_math,
            has_emoji=there.markdown.has_emoji if there else False,
            has_autolinks=site.has_autolinks,
        ),
        is_new=context.is_new,
        is_own=is_own,
        plain=there.markdown.format if there else "detect",
    )


def _entry(site: Site, author: Author, key: str) -> Mapping[str, Value]:
    image = author.image
    if image and "://" not in image:
        image = f"/{image.removeprefix(base_path(site.url)).lstrip('/')}"
    return entry_of(author, key, base_path(site.url), spelled_uri(image))


# -- the files around the posts -------------------------------------------------------------------


def _new_site(
    site: Site, posts: tuple[Post, ...], target: _Target, blog: str, report: Report
) -> Iterator[Action]:
    yield from scaffold(site, target.routes)
    if target.is_own:
        yield from _own_files(site, posts)
    else:
        if target.people:
            text = dump({key: dict(entry) for key, entry in target.people.items()})
            yield WriteText(path=f"{blog}/{AUTHORS_FILE}", text=text)
        if target.tags.entries:
            yield WriteText(path=f"{blog}/{TAGS_FILE}", text=dump(dict(target.tags.entries)))
    for source, path in static_files(site, "static", report):
        yield Copy(path=path, source=site.root / source)
    served = [post.path for post in posts]
    served += [page.path for page in site.lists if is_served(page, target.routes)]
    yield from redirect_pages(site, posts, target.routes, served)


def _own_files(site: Site, posts: Sequence[Post]) -> Iterator[Action]:
    """What posts of a site of Docusaurus need beside them: their authors, tags, and components."""
    folders = set(site.blog_dirs)
    folders |= {
        post.source.partition(f"/{PLUGIN}/")[0] + f"/{PLUGIN}"
        for post in posts
        if PLUGIN in post.source
    }
    for folder in sorted(folders):
        for name in (AUTHORS_FILE, TAGS_FILE):
            file = site.root / folder / name
            if file.is_file():
                yield Copy(path=f"{folder}/{name}", source=file)
    for part in ("src/components", "src/data"):
        for file in sorted((site.root / part).rglob("*")):
            if file.is_file() and not file.is_symlink():
                yield Copy(path=file.relative_to(site.root).as_posix(), source=file)


def _report_categories(posts: Sequence[Post], report: Report) -> None:
    found = [post for post in posts if post.categories]
    if found:
        post = found[0]
        message = f"docusaurus has no categories; those of {len(found):,} posts are tags"
        place = post.front.at("categories")
        report(post.front.source.diagnostic(place, CATEGORIES_AS_TAGS, message))


def _advice(site: Site, target: _Target) -> Iterator[str]:
    yield (
        "posts are served below `routeBasePath` of the blog; `slug` in each keeps its old path only "
        f"where that is {'/' + target.routes.folder!r}"
    )
    yield "`canonical_url` in a post is the address it was first published at, for rel=canonical"
    yield "the markdown hook `onBrokenMarkdownImages: 'warn'` lets posts build whose pictures were missing"
    yield "`src/theme/MDXComponents/Pre.js` of a new site keeps `<pre>` in posts, which the theme leaves out"
    aliases = sum(len(post.aliases) for post in site.posts if post.url is not None)
    if aliases + len(site.redirects):
        yield (
            f"{aliases + len(site.redirects):,} older addresses do not answer by themselves: name them to "
            "@docusaurus/plugin-client-redirects, or have --redirects write them for the host"
        )
    if site.has_math and not target.settings.has_math:
        yield "formulas stand between dollar signs: add remark-math and rehype-katex to the blog"


# -- one post -------------------------------------------------------------------------------------


def _components(posts: Iterable[Post], target: _Target) -> frozenset[str]:
    """The names of the files that are MDX: in all languages, as the engine finds a translation by its full name."""
    return frozenset(target.places[key_of(post)].name for post in posts if _is_mdx(post, target))


def _is_mdx(post: Post, target: _Target) -> bool:
    """Whether the post is written as MDX: wanted, or its text has a part that only a component shows."""
    if target.options.mdx == "always":
        return True
    if target.is_own:
        return post.source.endswith(".mdx")
    try:
        source = post.read()
        text = source.text
        return any(word in text for word in _COMPONENTS) and _needs_mdx(post.body())
    except (ParserFailure, UnreadableSource):
        return False


def _needs_mdx(body: Body) -> bool:
    """Whether only MDX shows a part of the text: tabs, and markup in the title of a callout."""
    pending: list[Node] = list(body.nodes)
    while pending:
        node = pending.pop()
        if isinstance(node, Tabs):
            return True
        if isinstance(node, Callout) and node.title is not None and has_markup(str(node.title)):
            return True
        if isinstance(node, Insert):
            pending += node.body.nodes
        elif isinstance(node, Container):
            pending += node.children
    return False


def render_post(target: _Target, write: Write, report: Report) -> Written:
    """The text of one post. Raises UnreadableSource and ParserFailure."""
    post = write.post
    source = post.read()
    address = target.routes.address_of(post)
    url = f"{_origin(target)}{quote_path(address.path)}"
    is_same_file = post.output in ("", address.output)
    report_address(
        post, address.path, url, report, is_exact=address.is_exact, is_same_file=is_same_file
    )
    spelling = Spelling(
        links=target.links,
        routes=target.routes,
        post=post,
        place=target.places[key_of(post)],
        address=address,
        is_own=target.is_own,
        report=report,
    )
    relinker = spelling.relinker()
    body = post.body_in(source, report)
    is_mdx = write.path.endswith(".mdx")
    rendered = render(
        body,
        post.dialect,
        DOCUSAURUS,
        settings=_settings(target, post, is_mdx=is_mdx),
        relink=relinker,
        report=report,
    )
    relinker.bring_own(rendered.text)
    block = _header(post, source, target, address, url, spelling, relinker, is_mdx, report)
    text = rendered.text
    if post.is_page and post.shows_title and not target.is_own:
        text = f"\n# {post.title}\n\n{text.lstrip()}"
    gap = "\n" if post.front.format is None and block and not text.startswith(("\n", "\r")) else ""
    return Written(
        text=block + gap + text,
        body_bytes=len(body.text.encode()),
        kept_bytes=rendered.kept,
        copies=tuple(relinker.copies.values()),
        url=url if post.url is not None and address.is_exact else None,
        inputs=tuple(target.links.site.root / path for path in inputs_of(body)),
    )


def _settings(target: _Target, post: Post, *, is_mdx: bool) -> MarkdownSettings:
    """How the text of a post is written. Where its dialect has bare addresses as nodes, all others are text."""
    has_autolinks = target.settings.has_autolinks and Autolink not in post.dialect.rows
    title = "" if post.is_page else post.title
    return replace(target.settings, is_mdx=is_mdx, has_autolinks=has_autolinks, title=title)


def _origin(target: _Target) -> str:
    site = target.links.site
    base = base_path(site.url)
    return site.url.removesuffix(base) if base else site.url


def _header(
    post: Post,
    source: SourceText,
    target: _Target,
    address: Address,
    url: str,
    spelling: Spelling,
    relinker: Relinker,
    is_mdx: bool,
    report: Report,
) -> str:
    if target.is_own:
        if post.image:
            relinker.relocated(post.image)
        return source.text[post.front.block.start : post.front.block.end]
    place = target.places[key_of(post)]
    name = f"{place.name}.md"
    needs_slug = not post.is_page and target.routes.needs_slug(address, name, post.lang)
    placing = Placing(
        slug=address.slug if needs_slug else None,
        canonical=canonical_to_say(post, url) if post.url is not None else "",
        feed_id=feed_id_to_say(post, url) if post.url is not None else "",
        tags=target.tags.of(terms_of(post, has_categories=target.options.categories == "tags")),
        authors=_authors(post, target),
        format=_format(target, is_mdx=is_mdx),
        image=spelling.as_image(relinker, post.image) if post.image else "",
        is_page=post.is_page,
        is_kept_back=post.url is None and target.links.site.url != "",
        path_of=partial(spelling.as_path, relinker),
    )
    return header(post, source, placing, report)


def _format(target: _Target, *, is_mdx: bool) -> str:
    """What a header has to say of its format, where the site takes the file for another."""
    if target.is_new or target.plain == "detect":
        return ""
    wanted = "mdx" if is_mdx else "md"
    return "" if wanted == target.plain else wanted


def _authors(post: Post, target: _Target) -> tuple[Value, ...]:
    keys = keys_of(post, target.authors)
    if target.is_new:
        return keys
    entries = (dict(target.people[target.authors[identity(each)]]) for each in post.authors)
    return tuple({k: v for k, v in entry.items() if k != "page"} for entry in entries)
