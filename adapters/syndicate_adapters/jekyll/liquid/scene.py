"""What the templates of one post can look up: the site, the page, the files of the site, the addresses."""

from __future__ import annotations

import os
import posixpath
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from liquid import RenderContext

from syndicate.source.files import is_file_inside
from syndicate.source.text import SourceText, UnreadableSource, read_source
from syndicate_adapters.jekyll.liquid.values import Unknown
from syndicate_adapters.jekyll.settings import JekyllSettings
from syndicate_adapters.jekyll.urls import absolute_url, encoded_path, relative_url

DEEPEST: Final = 12
"""Includes in includes."""

_KEY: Final = "scene"
_OF_DAY: Final = re.compile(r"(\d+)-(\d+)-(\d+)-(.*)", re.ASCII)


@dataclass(slots=True)
class Scene:
    """One post while its templates run. files: whose text went into it.

    beginning: the text, where it is no more than the excerpt of a post.
    """

    settings: JekyllSettings
    source: SourceText
    depth: int = 0
    beginning: str | None = None
    files: list[str] = field(default_factory=list)

    # -- addresses -------------------------------------------------------------------------------

    def relative(self, path: str) -> str:
        return relative_url(path, self.settings.baseurl)

    def absolute(self, path: str) -> str:
        return absolute_url(path, self.settings.url, self.settings.baseurl)

    def served(self, url: str) -> str:
        """An address as the tags give it: with the base path since version 4."""
        return self.relative(url) if self.settings.version >= (4,) else url

    def post_url(self, name: str) -> str:
        """The address of the post that `post_url` names. Raises Unknown."""
        name = name.strip().removeprefix("/")
        folder, _, stem = name.rpartition("/")
        named = self.settings.addresses.posts.get(stem, ())
        wanted = (f"_posts/{name}.", posixpath.join(folder, f"_posts/{stem}."))
        found = next((path for path in named if path.startswith(wanted)), None)
        found = found or next(iter(named), None) or self._of_day(stem)
        if found is None:
            raise Unknown(f"no post of the site is called {name}")
        return self.served(self.settings.addresses.paths[found])

    def _of_day(self, name: str) -> str | None:
        """The post with the slug and of the day that a name says, which its header may say otherwise than its file."""
        match = _OF_DAY.fullmatch(name)
        listing = self.settings.listing
        if match is None or listing is None:
            return None
        *day, slug = match.groups()
        year, month, number = map(int, day)
        for item in listing.lists.posts:
            moment = item.get("date")
            if item.get("slug") != slug or not isinstance(moment, datetime):
                continue
            if (moment.year, moment.month, moment.day) == (year, month, number):
                return str(item["path"])
        return None

    def link(self, path: str) -> str:
        """The address of what `link` names. Raises Unknown."""
        path = path.strip().removeprefix("/")
        url = self.settings.addresses.paths.get(path)
        if url is None:
            root = self.settings.root
            if root is None or not is_file_inside(root / path, root):
                raise Unknown(f"no file of the site is called {path}")
            url = f"/{encoded_path(path)}"
        return self.served(url)

    # -- files -----------------------------------------------------------------------------------

    def included(self, name: str, *, is_relative: bool = False) -> str:
        """The text of an include. Raises Unknown where there is none, or it leads out of the site."""
        if is_relative:
            folder = posixpath.dirname(self.source.path)
        else:
            folder = str(self.settings.site.get("includes_dir") or "_includes")
        path = posixpath.normpath(posixpath.join(folder, name))
        text = self._remembered(path)
        self.files.append(path)
        return text

    def _remembered(self, path: str) -> str:
        """The text of a file of the site, which is read once while it stays as it is. Raises Unknown."""
        listing, root = self.settings.listing, self.settings.root
        if listing is None or root is None:
            return self._text(path)
        try:
            found = os.stat(f"{root}/{path}")
        except (OSError, ValueError):
            return self._text(path)
        state = (found.st_dev, found.st_ino, found.st_mtime_ns, found.st_size)
        return listing.includes.text(path, state, self._text)

    def _text(self, path: str) -> str:
        root = self.settings.root
        if root is None or not is_file_inside(root / path, root):
            raise Unknown(f"the site has no file {path}; it may come with its theme")
        try:
            return read_source(root / path, path).text
        except UnreadableSource as error:
            raise Unknown(str(error)) from error


def scene_of(context: RenderContext) -> Scene:
    """The scene that a context was made for."""
    found = context.tag_namespace[_KEY]
    assert isinstance(found, Scene)
    return found


def set_scene(context: RenderContext, scene: Scene) -> None:
    context.tag_namespace[_KEY] = scene
