"""Players of other sites: the page that shows what a frame plays."""

from __future__ import annotations

import re
from typing import Final

_PAGES: Final = tuple(
    (re.compile(pattern, re.ASCII), page)
    for pattern, page in (
        (
            r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/(?!videoseries)([\w-]+)\S*",
            r"https://www.youtube.com/watch?v=\1",
        ),
        (r"(?:https?:)?//player\.vimeo\.com/video/(\d+)\S*", r"https://vimeo.com/\1"),
        (
            r"(?:https?:)?//codepen\.io/([\w-]+)/embed/(?:preview/)?(\w+)\S*",
            r"https://codepen.io/\1/pen/\2",
        ),
        (r"(?:https?:)?//codesandbox\.io/embed/([\w-]+)\S*", r"https://codesandbox.io/s/\1"),
        (
            r"(?:https?:)?//open\.spotify\.com/embed/(\w+)/(\w+)\S*",
            r"https://open.spotify.com/\1/\2",
        ),
        (r"(?:https?:)?//(?:www\.)?loom\.com/embed/(\w+)\S*", r"https://www.loom.com/share/\1"),
        (
            r"(?:https?:)?//asciinema\.org/a/(\w+)/(?:iframe|embed)\S*",
            r"https://asciinema.org/a/\1",
        ),
    )
)


def page_of(src: str) -> str | None:
    """The page that shows what the frame at `src` plays; None where we do not know the player."""
    for pattern, page in _PAGES:
        match = pattern.fullmatch(src)
        if match is not None:
            return match.expand(page)
    return None
