"""The filters that need to know the site.

Source: Jekyll 4.3.1, `filters.rb` and `filters/url_filters.rb`; tests/jekyll_body/test_filters.py.
"""

from __future__ import annotations

from typing import Final

from liquid import RenderContext
from liquid.filter import with_context

from syndicate_adapters.jekyll.kramdown.page import html_of
from syndicate_adapters.jekyll.kramdown.settings import options_of
from syndicate_adapters.jekyll.liquid.filters import Filter
from syndicate_adapters.jekyll.liquid.scene import scene_of
from syndicate_adapters.jekyll.liquid.values import string_of


@with_context
def _relative_url(value: object, *, context: RenderContext) -> object:
    return None if value is None else scene_of(context).relative(string_of(value))


@with_context
def _absolute_url(value: object, *, context: RenderContext) -> object:
    return None if value is None else scene_of(context).absolute(string_of(value))


@with_context
def _markdownify(value: object, *, context: RenderContext) -> str:
    return html_of(string_of(value), options_of(scene_of(context).settings.kramdown))


SCENE_FILTERS: Final[dict[str, Filter]] = {
    "absolute_url": _absolute_url,
    "markdownify": _markdownify,
    "relative_url": _relative_url,
}
