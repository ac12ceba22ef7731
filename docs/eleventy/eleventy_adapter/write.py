"""From a site to an Eleventy site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from eleventy_adapter.dialect import ELEVENTY
from syndicate import kit

NEW_SITE: Final = Path(__file__).with_name("new_site")
"""What `eleventy` needs around the posts: a config with the shortcode `callout`, and a layout."""

RESERVED: Final = frozenset(
    "eleventyComputed eleventyExcludeFromCollections layout override pagination permalink".split()
)
"""Keys that Eleventy takes for its own; in the header of another engine they mean something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EleventyOptions:
    """What one can choose for an Eleventy site."""

    folder: str = field(default="posts", metadata={"doc": "the folder of the posts"})


def write_site(
    context: kit.WriteContext, options: EleventyOptions, report: kit.Report
) -> kit.Conversion:
    """The posts, and around them as much as `eleventy` needs to build a new site."""
    folder = options.folder.strip("/")
    names = ((post, post.source.rpartition(".")[0]) for post in context.site.posts)
    posts = (kit.Write(path=f"{folder}/{name}.md", post=post) for post, name in names)
    data = kit.WriteText(path=f"{folder}/{folder}.json", text='{"layout": "post.html"}\n')
    around = (*kit.scaffold(NEW_SITE), data) if context.is_new else ()
    statics = kit.static_copies(context.site, "static", report)
    links = kit.links_to(context, has_statics=True)
    return kit.Conversion(
        actions=(*posts, *around, *statics),
        render=kit.PostWriter(dialect=ELEVENTY, links=links, changes=changes),
        advice=() if context.is_new else ("the config must have the paired shortcode `callout`",),
    )


def changes(post: kit.Post, path: str) -> Iterator[kit.Change]:
    """What the header has to say otherwise; every other key keeps its bytes."""
    for key in sorted(RESERVED & set(post.front)):
        yield kit.Rename(key, f"original_{key}")
    yield kit.Set("permalink", path if post.url else False)
    if "title" not in post.front:
        yield kit.Set("title", post.title)
    if post.date is not None and kit.moment(post.front.get("date")) != post.date:
        yield kit.Set("date", post.date.isoformat())
    if original := post.canonical_url or post.url:
        yield kit.Set("canonical", original)
