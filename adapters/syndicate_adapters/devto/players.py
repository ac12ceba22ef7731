"""What Forem shows as a player or card by `{% embed URL %}`.

Forem asks each address when an article is saved and refuses the article where none answers, so only sites that it
has a tag for are embedded.
Source: the tags registered by forem/forem as of 2026.
"""

from __future__ import annotations

import re
from typing import Final

_KNOWN: Final = re.compile(
    r"""https?://(?:www\.|m\.)?(?:
      asciinema\.org/a/\w+ | bsky\.app/profile/[\w.:-]+/post/\w+ | codepen\.io/[\w-]+/(?:pen|full|details)/\w+
    | codesandbox\.io/(?:s|embed|p)/[\w-]+ | dev\.to/[\w-]+/[\w-]+ | dotnetfiddle\.net/\w+
    | gist\.github\.com/[\w-]+/\w+ | github\.com/[\w.-]+/[\w.-]+(?:/(?:issues|pull)/\d+)? | gitlab\.com/[\w./-]+
    | glitch\.com/edit/\S+ | instagram\.com/(?:p|reel)/[\w-]+ | jsfiddle\.net/\S+ | jsitor\.com/\S+
    | pl\.kotl\.in/[\w-]+ | loom\.com/share/\w+ | (?:[\w-]+\.)?medium\.com/\S+ | observablehq\.com/@\S+
    | open\.spotify\.com/(?:track|album|playlist|episode|show|artist)/\w+ | reddit\.com/r/\S+ | replit\.com/@\S+
    | slideshare\.net/\S+ | soundcloud\.com/[\w-]+/\S+ | speakerdeck\.com/\S+ | stackblitz\.com/(?:edit|github)/\S+
    | (?:stackoverflow|[\w.]*stackexchange)\.com/(?:q|a|questions)/\d+ | tiktok\.com/@[\w.]+/video/\d+
    | (?:clips\.)?twitch\.tv/\S+ | (?:twitter|x)\.com/\w+/status/\d+ | vimeo\.com/\d+ | [a-z-]+\.wikipedia\.org/wiki/\S+
    | youtube\.com/(?:watch\?v=|embed/|shorts/)[\w-]+ | youtu\.be/[\w-]+
    )(?:[/?\#][^\s{}<>"'`]*)?""",
    re.VERBOSE | re.ASCII,
)
_UNSAFE: Final = re.compile(r"[\s{}<>\"'`*]")


def is_known(url: str) -> bool:
    """Whether Forem has a player or card for the page at `url`."""
    return _KNOWN.fullmatch(url) is not None and _UNSAFE.search(url) is None


_ONE_FILE: Final = re.compile(r"(https?://gist\.github\.com/[\w/-]+)\?file=([\w.-]+)", re.ASCII)


def words_for(url: str) -> str:
    """What `embed` is given for the page at `url`: Forem takes no query in the address of a gist."""
    match = _ONE_FILE.fullmatch(url)
    return url if match is None else f"{match[1]} file={match[2]}"
