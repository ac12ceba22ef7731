"""Players of other sites: the address of the frame that plays what a page shows, and which frames are let through."""

from __future__ import annotations

import re
from typing import Final

_YOUTUBE: Final = re.compile(
    r"https?://(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?v=|embed/|shorts/|live/)"
    r"|youtu\.be/)([\w-]{6,})(?:[?&](?:t|start)=(\d+)s?)?",
    re.ASCII,
)
_VIMEO: Final = re.compile(r"https?://(?:www\.)?(?:player\.)?vimeo\.com/(?:video/)?(\d+)", re.ASCII)
_FRAMES: Final = re.compile(
    r"https://(?:www\.youtube(?:-nocookie)?\.com/embed/|player\.vimeo\.com/video/)[\w-]+(?:\?[\w=&;-]*)?",
    re.ASCII,
)


def player_of(url: str) -> str | None:
    """The address of the frame that plays what the page at `url` shows; None where we know no player."""
    if match := _YOUTUBE.fullmatch(url):
        start = f"?start={match[2]}" if match[2] else ""
        return f"https://www.youtube-nocookie.com/embed/{match[1]}{start}"
    if match := _VIMEO.fullmatch(url):
        return f"https://player.vimeo.com/video/{match[1]}"
    return None


def is_player(url: str) -> bool:
    """Whether `url` is the frame of a player that we trust."""
    return _FRAMES.fullmatch(url) is not None
