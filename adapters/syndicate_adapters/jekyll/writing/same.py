"""From Jekyll to Jekyll: every file as it is, at the same place."""

from __future__ import annotations

from typing import Final

from syndicate.adapter import Action, Conversion, Copy, Write, WriteContext, Written
from syndicate.diagnostics import Report
from syndicate.leftovers import SECRETS, holds_secrets, left_behind
from syndicate.source.files import files_below

_NOT_THE_SITE: Final = frozenset(
    {".git", ".jekyll-cache", ".sass-cache", ".syndicate", "_site", "node_modules"}
)
"""Folders that tools have made."""


def write_same_engine(context: WriteContext, report: Report) -> Conversion:
    """The plan: the posts, and in a new site whatever else the first one is made of."""
    site = context.site
    posts = tuple(post for post in site.posts if not post.is_refused)
    written = {post.source for post in posts}
    actions: list[Action] = []
    if context.is_new and not site.is_one_post:
        names = sorted(files_below(site.root, site.root, skipped=_NOT_THE_SITE))
        secrets = [name for name in names if holds_secrets(name.rpartition("/")[2])]
        if secrets:
            report(left_behind(SECRETS, secrets))
        actions += (
            Copy(path=name, source=site.root / name)
            for name in names
            if name not in written and name not in secrets
        )
    actions += (Write(path=post.source, post=post) for post in posts)
    return Conversion(
        actions=tuple(actions),
        render=render_post,
        key=f"jekyll to jekyll {context.is_new}",
        is_verbatim=True,
        brings_all=context.is_new and not site.is_one_post,
    )


def render_post(write: Write, report: Report) -> Written:
    """One post, byte for byte. Raises UnreadableSource."""
    post = write.post
    source = post.read()
    size = len(source.text[post.front.body_start :].encode())
    return Written(
        text=source.text,
        body_bytes=size,
        kept_bytes=size,
        url=post.url,
        data=post.file.read_bytes() if source.has_bom or source.replaced else None,
    )
