"""Includes that come with themes: figures and players, known by their names and parameters.

Source: the documentation and templates of Minimal Mistakes 4.26 and Chirpy 7.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from syndicate.body.markdown import to_html
from syndicate.body.nodes import Body, Embed, Figure, Node
from syndicate.source.text import SourceText, Span
from syndicate_adapters.jekyll.liquid.scene import Scene
from syndicate_adapters.jekyll.liquid.values import Known, string_of

_PAGES: Final = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "twitch": "https://www.twitch.tv/videos/{}",
    "spotify": "https://open.spotify.com/track/{}",
}
_FRAMES: Final = {
    "youtube": "https://www.youtube.com/embed/{}",
    "vimeo": "https://player.vimeo.com/video/{}",
    "dailymotion": "https://www.dailymotion.com/embed/video/{}",
    "bilibili": "https://player.bilibili.com/player.html?bvid={}",
    "twitch": "https://player.twitch.tv/?video={}",
    "spotify": "https://open.spotify.com/embed/track/{}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What an include shows: as a node over one character, where it may be one, and as HTML."""

    node: Node | None
    html: str


def shown_by(name: str, parameters: Mapping[str, object], scene: Scene) -> Shown | None:
    """What an include of a theme shows; None where it is none that is known."""
    said = {key: string_of(value) for key, value in parameters.items() if value is not None}
    if name == "figure" and said.get("image_path"):
        return _figure(said, scene)
    if name == "video" and said.get("id"):
        return _player(said.get("provider", "youtube"), said["id"])
    if name == "gallery":
        return _gallery(said, scene)
    folder, _, file = name.partition("/")
    if folder == "embed" and file.endswith(".html"):
        kind = file.removesuffix(".html")
        if kind in _PAGES and said.get("id"):
            return _player(kind, said["id"])
        if kind in ("video", "audio") and said.get("src"):
            return _recording(kind, said)
    return None


_SOURCE: Final = re.compile(
    r"<(?:a|audio|iframe|img|source|video)\b[^<>]*?\s(?:href|src)=[\"']?([^\"'\s>?#]+)"
)
_TAG: Final = re.compile(r"<[^<>]*>")


def shows_alike(one: str, other: str) -> bool:
    """Whether two pieces of HTML show the same words, pictures and films; of addresses the ends are compared."""
    return _seen(one) == _seen(other)


def _seen(text: str) -> tuple[list[str], list[str]]:
    sources = [source.rstrip("/").rpartition("/")[2] for source in _SOURCE.findall(text)]
    return sources, html.unescape(_TAG.sub(" ", text)).split()


def _address(path: str, scene: Scene) -> str:
    return path if "://" in path else scene.relative(path)


def _line(text: str) -> str:
    """A line of Markdown as HTML."""
    return to_html(text).strip().removeprefix("<p>").removesuffix("</p>")


def _body(text: str) -> Body:
    return Body(source=SourceText("", text), span=Span(0, len(text)))


def _figure(said: Mapping[str, str], scene: Scene) -> Shown:
    src, alt, caption = (
        _address(said["image_path"], scene),
        said.get("alt", ""),
        said.get("caption"),
    )
    shown = f'<img src="{html.escape(src)}" alt="{html.escape(alt)}">'
    if said.get("popup"):
        shown = f'<a href="{html.escape(src)}">{shown}</a>'
    below = f"<figcaption>{_line(caption)}</figcaption>" if caption else ""
    node = Figure(
        span=Span(0, 1),
        src=src,
        alt=alt,
        caption=_body(caption) if caption else None,
        link=src if said.get("popup") else "",
    )
    return Shown(node=node, html=f"<figure>{shown}{below}</figure>")


def _gallery(said: Mapping[str, str], scene: Scene) -> Shown | None:
    """The pictures that the header lists under the name in `id`, or under `gallery`."""
    pictures = Known(scene.settings.page)[said.get("id") or "gallery"]
    if not isinstance(pictures, list):
        return None
    lines = []
    for picture in pictures:
        if not isinstance(picture, Known) or not picture["image_path"]:
            return None
        src = _address(string_of(picture["image_path"]), scene)
        alt = html.escape(string_of(picture["alt"]))
        shown = f'<img src="{html.escape(src)}" alt="{alt}">'
        if picture["url"]:
            link = html.escape(_address(string_of(picture["url"]), scene))
            shown = f'<a href="{link}">{shown}</a>'
        lines.append(shown)
    below = f"\n<figcaption>{_line(said['caption'])}</figcaption>" if said.get("caption") else ""
    joined = "\n".join(lines)
    return Shown(node=None, html=f"<figure>\n{joined}{below}\n</figure>")


def _player(provider: str, video: str) -> Shown | None:
    if provider not in _PAGES:
        return None
    node = Embed(span=Span(0, 1), provider=provider, url=_PAGES[provider].format(video))
    frame = html.escape(_FRAMES[provider].format(video))
    return Shown(node=node, html=f'<iframe src="{frame}" allowfullscreen></iframe>')


def _recording(kind: str, said: Mapping[str, str]) -> Shown:
    src = html.escape(said["src"])
    title = f"<em>{said['title']}</em>" if said.get("title") else ""
    return Shown(node=None, html=f'<{kind} controls src="{src}"></{kind}>{title}')
