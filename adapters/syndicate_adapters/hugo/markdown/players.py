"""The address of the page that shows what a player or card plays, by the name of its shortcode.

Source: Hugo 0.168 and its templates up to 0.155 (built-in ones); the documentation of the themes LoveIt, FixIt,
Blowfish, PaperMod and Docsy.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote

from syndicate_adapters.hugo.markdown.tags import Tag


def _id(tag: Tag) -> str:
    return dict(tag.named).get("id") or next(iter(tag.values), "")


def _youtube(tag: Tag) -> str:
    named = dict(tag.named)
    start = f"&t={named['start']}" if named.get("start") else ""
    return f"https://www.youtube.com/watch?v={_id(tag)}{start}"


def _post_on_x(tag: Tag) -> str:
    named = dict(tag.named)
    user = named.get("user") or (tag.values[0] if len(tag.values) > 1 else "i")
    status = named.get("id") or tag.values[-1]
    return f"https://x.com/{user}/status/{status}"


def _gist(tag: Tag) -> str:
    named = dict(tag.named)
    names = [*tag.values[:2]] or [named.get("user", ""), named.get("id", "")]
    file = named.get("file") or next(iter(tag.values[2:]), "")
    one = f"?file={quote(file, safe='')}" if file else ""
    return f"https://gist.github.com/{'/'.join(name for name in names if name)}{one}"


def _spotify(tag: Tag) -> str:
    named = dict(tag.named)
    kind = named.get("type") or (tag.values[0] if len(tag.values) > 1 else "track")
    return f"https://open.spotify.com/{kind}/{named.get('id') or tag.values[-1]}"


def _codepen(tag: Tag) -> str:
    named = dict(tag.named)
    user, pen = named.get("user"), named.get("id") or named.get("slug")
    if user and pen:
        return f"https://codepen.io/{user}/pen/{pen}"
    return f"https://codepen.io/{tag.values[0]}/pen/{tag.values[1]}" if len(tag.values) > 1 else ""


def _bilibili(tag: Tag) -> str:
    video = _id(tag)
    return f"https://www.bilibili.com/video/{video if video[:2].lower() in ('bv', 'av') else f'av{video}'}"


_ADDRESSES: Final[Mapping[str, tuple[str, Callable[[Tag], str]]]] = {
    "youtube": ("youtube", _youtube),
    "youtubelite": ("youtube", _youtube),
    "youtube-lite": ("youtube", _youtube),
    "vimeo": ("vimeo", lambda tag: f"https://vimeo.com/{_id(tag)}"),
    "vimeo_simple": ("vimeo", lambda tag: f"https://vimeo.com/{_id(tag)}"),
    "x": ("x", _post_on_x),
    "x_simple": ("x", _post_on_x),
    "tweet": ("x", _post_on_x),
    "tweet_simple": ("x", _post_on_x),
    "twitter": ("x", _post_on_x),
    "twitter_simple": ("x", _post_on_x),
    "instagram": ("instagram", lambda tag: f"https://www.instagram.com/p/{_id(tag)}/"),
    "instagram_simple": ("instagram", lambda tag: f"https://www.instagram.com/p/{_id(tag)}/"),
    "gist": ("gist", _gist),
    "spotify": ("spotify", _spotify),
    "codepen": ("codepen", _codepen),
    "bilibili": ("bilibili", _bilibili),
    "asciinema": ("asciinema", lambda tag: f"https://asciinema.org/a/{_id(tag)}"),
    "speakerdeck": ("speakerdeck", lambda tag: f"https://speakerdeck.com/player/{_id(tag)}"),
}


PLAYERS: Final = frozenset(_ADDRESSES)
"""The names of all of these."""


def player(tag: Tag) -> tuple[str, str] | None:
    """Provider and address of what a call plays; None for other calls, and for one that names nothing."""
    known = _ADDRESSES.get(tag.name)
    if known is None or not (tag.values or dict(tag.named).get("id")):
        return None
    provider, address = known
    url = address(tag)
    return (provider, url) if url else None
