"""What has to be done for the comments of a moved blog, which hang on the address or the title of a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from syndicate.diagnostics import Diagnostic
from syndicate.model import CommentSystem, Site
from syndicate_adapters.hugo.codes import COMMENTS_TO_SET_UP

_BY_PATH: Final = "pathname"
_ANCHORS: Final = {
    "pathname": (
        "its path",
        '{{ partial "old-path.html" . }}',
        "`canonicalURL` without the origin",
    ),
    "url": ("its address", '{{ partial "canonical.html" . }}', "`canonicalURL`"),
}
"""What a page is found by, and what gives the old one: in our layouts, in others."""

_DEFAULTS: Final = {"disqus": "url", "cusdis": "specific", "gitalk": "url", "remark42": "url"}
_SETTINGS: Final = {
    "giscus": 'data-mapping="specific" and data-term="{}"',
    "utterances": 'issue-term="{}"',
    "disqus": 'this.page.url = "{}", and this.page.identifier where the header says one',
}


def comment_notes(
    site: Site, respelled: int, published: int, *, is_new: bool
) -> Iterator[Diagnostic]:
    """One note for each comment system of the old site.

    respelled: how many of the `published` posts have another address now. is_new: our layouts show them.
    """
    for system in site.comments:
        where = "layouts/_partials/comments.html" if is_new else "the layouts of the site"
        message = f"the comments of {system.name} are to be set up in {where}: "
        message += _anchor(system, respelled, published, is_new=is_new)
        code = COMMENTS_TO_SET_UP
        yield Diagnostic(
            path=system.source or ".",
            line=system.line,
            column=1,
            severity=code.severity,
            code=code.name,
            message=message,
        )


def _anchor(system: CommentSystem, respelled: int, published: int, *, is_new: bool) -> str:
    mapping = system.mapping or _DEFAULTS.get(system.name, _BY_PATH)
    if mapping == "og:title":
        return "a page is found by its og:title, which named the site too; take its title instead"
    if mapping not in _ANCHORS:
        what = "its title" if mapping == "title" else "what the page says"
        return f"a page is found by {what}, which is as it was"
    what, ours, theirs = _ANCHORS[mapping]
    if not respelled:
        return f"a page is found by {what}, which is as it was"
    term = ours if is_new else theirs
    setting = _SETTINGS.get(system.name, "{} as the key of the page").format(term)
    return (
        f"a page is found by {what}, and {respelled:,} of {published:,} posts have another one now; "
        f"set {setting}"
    )
