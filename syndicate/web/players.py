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


_FRAMES: Final = tuple(
    (re.compile(pattern, re.ASCII), frame)
    for pattern, frame in (
        (
            r"https?://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?(?:[^#]*&)?v=|embed/|shorts/)|youtu\.be/)"
            r"(?P<id>[\w-]{6,})(?:[?&]\S*)?",
            r"https://www.youtube-nocookie.com/embed/{id}",
        ),
        (r"https?://(?:www\.)?vimeo\.com/(?P<id>\d+)\S*", r"https://player.vimeo.com/video/{id}"),
        (
            r"https?://codepen\.io/(?P<user>[\w-]+)/pen/(?P<id>\w+)\S*",
            r"https://codepen.io/{user}/embed/{id}",
        ),
        (
            r"https?://codesandbox\.io/s/(?P<id>[\w-]+)\S*",
            r"https://codesandbox.io/embed/{id}",
        ),
        (
            r"https?://open\.spotify\.com/(?P<kind>track|album|playlist|episode|show)/(?P<id>\w+)\S*",
            r"https://open.spotify.com/embed/{kind}/{id}",
        ),
    )
)
_START: Final = re.compile(r"[?&](?:t|start)=(\d+)s?(?=&|\Z)")


def frame_of(page: str) -> str | None:
    """The address of the frame that plays what `page` shows; None where we do not know the player."""
    for pattern, frame in _FRAMES:
        match = pattern.fullmatch(page)
        if match is not None:
            found = frame.format(**match.groupdict())
            start = _START.search(page)
            return f"{found}?start={start[1]}" if start and "youtube" in found else found
    return None


_GIST: Final = re.compile(
    r"https://gist\.github\.com/((?:[\w-]+/)?[\da-f]{5,40})(?:\?file=([\w.%+-]+))?", re.ASCII
)


def gist_script(url: str) -> str | None:
    """The address of the script that shows the gist at `url`; None where it is none."""
    match = _GIST.fullmatch(url)
    if match is None:
        return None
    return f"https://gist.github.com/{match[1]}.js" + (f"?file={match[2]}" if match[2] else "")
