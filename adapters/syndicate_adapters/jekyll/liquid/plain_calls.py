"""Tags and values that need no template: what they print is looked up where a template would look it up.

Most of the Liquid in posts is of this kind: the address of a post or a file, a text of the config, an include of the
site. What has a form of its own, filters, or outputs in its words, is run.
"""

from __future__ import annotations

import re
from typing import Final

from liquid import RenderContext

from syndicate_adapters.jekyll.liquid.drops import is_plain_name
from syndicate_adapters.jekyll.liquid.scene import Scene

_ADDRESS: Final = re.compile(r"\{%-?\s*(post_url|link)\s+([^\s{}%]+)\s*%\}")
_OF_SITE: Final = re.compile(r"\{\{-?\s*site\.([A-Za-z_]\w*)\s*-?\}\}", re.ASCII)
_INCLUDE: Final = re.compile(r"\{%-?\s*include(?:_cached)?\s+(\S(?:.*?\S)?)\s*-?%\}", re.DOTALL)


def address_of(text: str, start: int, end: int, scene: Scene) -> str | None:
    """What `post_url` or `link` prints that stands there; None where it has to be run. Raises Unknown."""
    found = _ADDRESS.fullmatch(text, start, end)
    if found is None:
        return None
    return scene.post_url(found[2]) if found[1] == "post_url" else scene.link(found[2])


def of_site(
    text: str, start: int, end: int, scene: Scene, context: RenderContext | None
) -> str | None:
    """What a value of the site prints that stands there, where the config says a text; None where it has to be run.

    context: in which templates of the same text have run, which may have given the name to something else.
    """
    found = _OF_SITE.fullmatch(text, start, end)
    if found is None or (context is not None and "site" in context.locals):
        return None
    key, settings = found[1], scene.settings
    if key in ("url", "baseurl"):
        return settings.url if key == "url" else settings.baseurl
    value = settings.site.get(key)
    return value if isinstance(value, str) and is_plain_name(key, scene) else None


def words_of_include(text: str, start: int, end: int) -> str | None:
    """The words of an include that stands there, as a template would see them; None for one of another form."""
    found = _INCLUDE.fullmatch(text, start, end)
    return found[1] if found is not None else None
