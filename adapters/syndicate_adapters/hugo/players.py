"""Players that Hugo has shortcodes for.

Source: Hugo 0.168, built-in shortcodes; tests/hugo/test_rows.py asks the engine.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate.body.nodes import Embed
from syndicate_adapters.hugo.shortcodes import call

_YOUTUBE: Final = re.compile(
    r"https?://(?:(?:www\.|m\.)?youtube(?:-nocookie)?\.com/(?:watch\?v=|embed/|shorts/|live/)"
    r"|youtu\.be/)([\w-]{6,})"
    r"(?:[?&](?:t|start)=(\d+)s?)?",
    re.ASCII,
)
_NUMBER: Final = re.compile(r"[\da-fA-FxX_.+-]+")
"""What may be taken for a number where it stands without quotes."""
_VIMEO: Final = re.compile(r"https?://(?:www\.)?(?:player\.)?vimeo\.com/(?:video/)?(\d+)", re.ASCII)


def shortcode_of(node: Embed) -> str | None:
    """The call that shows the player; None where Hugo has none for this address."""
    if match := _YOUTUBE.fullmatch(node.url):
        video, start = match.groups()
        if node.title or start or _NUMBER.fullmatch(video):
            return call("youtube", id=video, title=node.title, start=start or "")
        return call("youtube", video)
    if match := _VIMEO.fullmatch(node.url):
        return (
            call("vimeo", id=match[1], title=node.title) if node.title else call("vimeo", match[1])
        )
    return None
