"""From a site to an Eleventy site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from eleventy_adapter.dialect import ELEVENTY
from eleventy_adapter.moments import moment
from syndicate.adapter import Conversion, Copy, Resolve, Write, WriteContext, WriteText, Written
from syndicate.body.nodes import Destination
from syndicate.body.render import render
from syndicate.catalogue import CODES
from syndicate.diagnostics import Report
from syndicate.model import Post, Site
from syndicate.source.frontmatter import Change, Rename, Set, edit
from syndicate.source.text import SourceText
from syndicate.web.links import AssetLink, Dead, PageLink, PostLink
from syndicate.web.urls import quote_path, split_url

RESERVED: Final = frozenset(
    "eleventyComputed eleventyExcludeFromCollections layout override pagination permalink".split()
)
"""Keys that Eleventy takes for its own; in the header of another engine they mean something else."""

CONFIG: Final = """\
export default function (eleventyConfig) {
  eleventyConfig.addPassthroughCopy({ static: "/" });
  eleventyConfig.addPairedShortcode(
    "callout",
    (content, kind, title) =>
      `<aside class="callout ${kind}">\\n\\n**${title ?? kind}**\\n\\n${content}\\n</aside>`,
  );
}
"""
LAYOUT: Final = """\
<!doctype html>
<title>{{ title }}</title>
<link rel="canonical" href="{{ canonical }}">
<article><h1>{{ title }}</h1>{{ content }}</article>
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EleventyOptions:
    """What one can choose for an Eleventy site."""

    folder: str = field(default="posts", metadata={"doc": "the folder of the posts"})


def write_site(context: WriteContext, options: EleventyOptions, report: Report) -> Conversion:
    """The posts, and around them as much as `eleventy` needs to build a new site."""
    site, folder = context.site, options.folder.strip("/")
    posts = (Write(path=f"{folder}/{stem(post)}.md", post=post) for post in site.posts)
    around = (
        WriteText(path="eleventy.config.js", text=CONFIG, is_scaffold=True),
        WriteText(path="package.json", text='{"type": "module"}\n', is_scaffold=True),
        WriteText(path="_includes/post.html", text=LAYOUT, is_scaffold=True),
        WriteText(path=f"{folder}/{folder}.json", text='{"layout": "post.html"}\n'),
    )
    return Conversion(
        actions=(*posts, *(around if context.is_new else ())),
        render=partial(render_post, site, context.resolve),
        advice=() if context.is_new else ("the config must have the paired shortcode `callout`",),
    )


def stem(post: Post) -> str:
    """The path of a post without its ending."""
    return post.source.rpartition(".")[0]


def render_post(site: Site, resolve: Resolve, write: Write, report: Report) -> Written:
    """The text of one post. Raises UnreadableSource and ParserFailure."""
    post = write.post
    body = post.body(report)
    addresses = Addresses(site=site, post=post, resolve=resolve, report=report)
    rendered = render(body, post.dialect, ELEVENTY, relink=addresses, report=report)
    return Written(
        text=edit(post.front, tuple(changes(site, post))) + rendered.text,
        body_bytes=len(body.text.encode()),
        kept_bytes=rendered.kept,
        copies=tuple(addresses.copies),
        url=site.url + quote_path(permalink(site, post)) if post.url else None,
    )


def permalink(site: Site, post: Post) -> str:
    """Where the post is served, below the site's base path."""
    path = post.path.removeprefix(split_url(site.url).path)
    return path if path.endswith(("/", ".html")) else f"{path}/"


def changes(site: Site, post: Post) -> Iterator[Change]:
    """What the header has to say otherwise; every other key keeps its bytes."""
    for key in RESERVED & set(post.front):
        yield Rename(key, f"original_{key}")
    yield Set("permalink", permalink(site, post) if post.url else False)
    if "title" not in post.front:
        yield Set("title", post.title)
    if post.date is not None and moment(post.front.get("date")) != post.date:
        yield Set("date", post.date.isoformat())
    if original := post.canonical_url or post.url:
        yield Set("canonical", original)


@dataclass(slots=True, kw_only=True)
class Addresses:
    """The addresses in one post; collects the files that have to come along."""

    site: Site
    post: Post
    resolve: Resolve
    report: Report
    copies: list[Copy] = field(default_factory=list)

    def __call__(self, source: SourceText, node: Destination) -> str | None:
        """The new address; None leaves it as it is."""
        base = split_url(self.site.url).path
        match self.resolve(self.site, self.post, node):
            case PostLink() as target:
                others = (post for post in self.site.posts if post.source == target.source)
                path = next((permalink(self.site, post) for post in others), None)
                return path and f"{base}{quote_path(path)}{target.suffix}"
            case AssetLink() as target:
                path = self._name(target)
                self.copies.append(Copy(path=f"static/{path}", source=target.file))
                return f"{base}/{quote_path(path)}{target.suffix}"
            case PageLink() as target:
                return f"{target.path}{target.suffix}"
            case Dead() as target:
                code = CODES["source-link-dead"]
                self.report(source.diagnostic(node.span.start, code, target.reason))
        return None

    def _name(self, target: AssetLink) -> str:
        """A static file keeps its path, one that lies beside the posts gets its place in the site for one."""
        for folder in self.site.static_dirs:
            if target.path.startswith(f"{folder}/"):
                return target.path.removeprefix(f"{folder}/")
        return target.path
