"""Posts of a Hugo site in another one that is there: texts and headers as they are, what they need beside them.

Where the config of the other site would serve a post elsewhere, its header says the old address as `url`; nothing
else in it changes.
Source: Hugo 0.168; tests/hugo/test_same_engine.py has the engine build both.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from syndicate.adapter import Conversion, Write, WriteContext, Written
from syndicate.body.nodes import (
    ADDRESSES,
    Body,
    Component,
    Destination,
    Element,
    Figure,
    Node,
    Role,
)
from syndicate.body.rules import walk
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report, SyndicateError
from syndicate.model import Post, Site
from syndicate.source.frontmatter import Change, Set, edit
from syndicate.source.text import SourceText
from syndicate.web.links import LinkTarget
from syndicate.web.urls import base_path, join_url, page_key, quote_path, unquote_path
from syndicate.writing.addresses import report_address
from syndicate.writing.links import Links, Relinker
from syndicate.writing.places import AssetPlace, key_of
from syndicate_adapters.evidence import hugo as hugo_evidence
from syndicate_adapters.hugo.places import list_output
from syndicate_adapters.hugo.reading.links import HugoSite
from syndicate_adapters.hugo.reading.moments import moment_from
from syndicate_adapters.hugo.reading.pages import read_pages
from syndicate_adapters.hugo.reading.settings import HugoConfig
from syndicate_adapters.hugo.reading.site_config import read_settings
from syndicate_adapters.hugo.same.neighbours import Neighbours, neighbours
from syndicate_adapters.hugo.same.whole import RULES_UNUSED, expands
from syndicate_adapters.hugo.urls import address_of

_HOOKS: Final = ("_markup", "_default/_markup")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """What writing a post needs to know; can be pickled.

    base: of the other site, without a final slash. served: where it serves a file by itself, by language, raw and
    below its base; None where nobody knows.
    """

    links: Links
    neighbours: Neighbours
    base: str
    served: Mapping[str, Mapping[str, str]] | None


def write_joined(context: WriteContext, report: Report) -> Conversion:
    """The plan for posts in a site that is there."""
    site = context.site
    posts = {post.source: post for post in site.posts if not post.is_refused}
    config = _config_of(context.out)
    target = _target(context, posts, config)
    writes = [
        Write(path=target.neighbours.folders.place(source, post.lang), post=post)
        for source, post in posts.items()
    ]
    return Conversion(
        actions=tuple(writes),
        render=partial(render_joined, target),
        advice=tuple(_advice(site)),
        key=f"hugo joins hugo {target.base} {target.served}",
        static="static",
        is_verbatim=True,
    )


def _config_of(out: Path) -> HugoConfig | None:
    """The settings of the other site; None where it has none that can be read."""
    if hugo_evidence(out) is None:
        return None
    try:
        return read_settings(out, report=lambda found: None)
    except SyndicateError:
        return None


def _target(context: WriteContext, posts: Mapping[str, Post], config: HugoConfig | None) -> _Target:
    site = context.site
    hugo: HugoSite = site.config
    base = base_path(site.url)
    theirs = config.mounts if config is not None else ()
    is_said = config is not None and bool(config.first.base.origin)
    links = Links(
        site=site,
        resolve=context.resolve,
        base=base,
        paths={key_of(post): unquote_path(post.path) for post in posts.values()},
        pages=frozenset(page_key(known.path) for links in hugo.links.values() for known in links.pages.values()),
        has_statics=False,
    )  # fmt: skip
    return _Target(
        links=links,
        neighbours=neighbours(site, context.out, theirs),
        base=unquote_path(config.first.base.path) if config is not None and is_said else base,
        served=_served(site, config) if config is not None else None,
    )


def _served(site: Site, config: HugoConfig) -> dict[str, dict[str, str]]:
    """Where the files of `site` would be served under the config of another one, raw and below its base."""
    hugo: HugoSite = site.config
    moved = replace(config, mounts=hugo.config.mounts, has_git_dates=hugo.config.has_git_dates)
    editions, _ = read_pages(site.root, moved, moment_from(datetime.now(UTC)), lambda found: None)
    found: dict[str, dict[str, str]] = {}
    for edition in editions:
        for page in edition.pages.values():
            if page.node.file is not None and page.permalink:
                link = unquote_path(page.address.target.link)
                found.setdefault(page.node.file.source, {})[edition.language.key] = link
    return found


def _advice(site: Site) -> Iterator[str]:
    hugo: HugoSite = site.config
    yield (
        "of the old site come posts, what lies beside them, the sections around them and the shortcodes that they "
        "call; its config, other layouts, `data`, `assets` and `i18n` stay behind, and what layouts read from there"
    )
    hooks = sorted(
        f"{mount.source}/{folder}/{file.name}"
        for mount in hugo.config.mounts
        if mount.component == "layouts"
        for folder in _HOOKS
        for file in (site.root / mount.source / folder).glob("render-*")
    )
    if hooks:
        yield f"render hooks are those of the new site; the old one had {', '.join(hooks)}"
    if site.rules or expands(site):
        yield RULES_UNUSED


def render_joined(target: _Target, write: Write, report: Report) -> Written:
    """One post: its bytes, but for a `url` where the new site needs one. Raises UnreadableSource, ParserFailure."""
    post, site = write.post, target.links.site
    source = post.read()
    relinker = Relinker(
        links=target.links,
        post=post,
        placed=partial(_placed, target.neighbours, post.lang),
        report=report,
        is_kept=_as_written,
    )
    body = post.body_in(source, report)
    for place, node in _addresses(body):
        relinker(place, node)
    if post.image:
        relinker.relocated(post.image)
    copies = {**relinker.copies}
    copies.update((copy.path, copy) for copy in target.neighbours.copies(site, post, source))
    path, change = _address(target, post)
    is_page = target.served is None or bool(target.served.get(post.source)) or post.url is None
    head = edit(post.front, [change] if change is not None else [])
    url = f"{_origin(target)}{target.base}{quote_path(path)}"
    if is_page:
        report_address(post, path, url, report, is_exact=True, is_same_file=True)
    else:
        message = (
            f"the new site makes no page of it: its config has no language {post.lang!r}; add it"
        )
        report(post.front.source.diagnostic(0, CODES["url-changed"], message))
    return Written(
        text=head + source.text[post.front.block.end :],
        body_bytes=len(body.text.encode()),
        kept_bytes=len(body.text.encode()),
        copies=tuple(copies.values()),
        url=url if post.url is not None and is_page else None,
        data=_bytes(post, source, head),
    )


def _bytes(post: Post, source: SourceText, head: str) -> bytes | None:
    """A post with `head` for a header where a text cannot say its bytes: marks and broken ones stay as they are."""
    end = post.front.block.end
    if not (source.has_bom or source.replaced) or any(at < end for at in source.replaced):
        return None
    whole = post.file.read_bytes()
    start = len(BOM_UTF8) if source.has_bom else 0
    return whole[:start] + head.encode() + whole[start + len(source.text[:end].encode()) :]


def _as_written(target: LinkTarget, node: Destination) -> bool:
    """No address is changed: what it means in one site of Hugo, it means in the other."""
    return True


def _placed(beside: Neighbours, lang: str, path: str) -> AssetPlace:
    return AssetPlace(file=beside.folders.place(path, lang), path=f"/{path}")


def _addresses(body: Body) -> Iterator[tuple[SourceText, Destination]]:
    """Every address in a text, those in pictures and tags too, so that the files come along."""
    for part, node in walk(body):
        match node:
            case Destination():
                yield part.source, node
            case Figure():
                yield part.source, _address_at(node, node.src, Role.IMAGE)
                if node.link:
                    yield part.source, _address_at(node, node.link, Role.LINK)
            case Element() | Component():
                for name, value in node.attributes:
                    if value and name in ADDRESSES:
                        yield part.source, _address_at(node, value, Role.ATTRIBUTE)


def _address_at(node: Node, url: str, role: Role) -> Destination:
    return Destination(span=node.span, url=url, role=role)


def _address(target: _Target, post: Post) -> tuple[str, Change | None]:
    """Where the new site serves a post, raw and below its base, and what its header has to say for that."""
    base, links = target.links.base, (target.served or {}).get(post.source, {})
    natural = links.get(post.lang)
    whole = unquote_path(post.path)
    below = whole.removeprefix(target.base) if whole.startswith(f"{target.base}/") else None
    if (
        not links
    ):  # nobody knows the new site, which is taken for one like this, or it makes no page of it
        return below or whole, None
    if below is None or below == natural:
        return natural or whole, None
    output = f"{base}/{post.output}".removeprefix(target.base)
    address = address_of(output if post.output else list_output(below))
    return address.path, Set("url", address.url, after="slug" if "slug" in post.front else None)


def _origin(target: _Target) -> str:
    site = target.links.site
    return join_url(site.url, "/").rstrip("/") if site.url else ""
