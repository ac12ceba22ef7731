"""What common plugins make of posts: redirects, titles of headings, pages of terms.

Source: jekyll-redirect-from 0.16, jekyll-titles-from-headings 0.5.3, jekyll-archives 2.3;
tests/jekyll/test_plugins.py compares with what they gave.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from syndicate.body import markdown
from syndicate.body.markdown import ParserFailure
from syndicate.model import Term
from syndicate.source.yaml import Value
from syndicate_adapters.jekyll.config import JekyllConfig
from syndicate_adapters.jekyll.ruby import is_truthy, to_s
from syndicate_adapters.jekyll.slugs import MODES, Mode, slugify
from syndicate_adapters.jekyll.urls import (
    PermalinkError,
    absolute_url,
    base_path,
    filled,
    sanitized,
)

_HEADING: Final = re.compile(
    r"\s*+(?:#{1,3}\s++([^\n]*+)|([^\n]*+)\n[-=]++[ \t\r]*+)$", re.MULTILINE
)
_FOOTNOTE: Final = re.compile(r"\[\^[^\]]*\]")

# -- redirects ------------------------------------------------------------------------------------


def old_paths(data: Mapping[str, Value], config: JekyllConfig) -> tuple[str, ...]:
    """The paths in `redirect_from`, without the base path."""
    if "jekyll-redirect-from" not in config.plugins:
        return ()
    value = data.get("redirect_from")
    paths = value if isinstance(value, list) else [value]
    return tuple(sanitized(to_s(path)) for path in paths if path is not None)


def new_place(data: Mapping[str, Value], config: JekyllConfig) -> str:
    """The address in `redirect_to`, absolute where the site's is known; "" without one."""
    if "jekyll-redirect-from" not in config.plugins:
        return ""
    value = data.get("redirect_to")
    if isinstance(value, list):
        value = next((each for each in value if each is not None), None)
    if not is_truthy(value):
        return ""
    target = to_s(value)
    is_absolute = target.startswith(("http://", "https://"))
    return target if is_absolute else absolute_url(target, config.url, config.baseurl)


# -- titles ---------------------------------------------------------------------------------------


def has_titles_from_headings(config: JekyllConfig) -> bool:
    """Whether the first heading of a post is its title, even where the header has another."""
    options = config.section("titles_from_headings")
    is_on = "jekyll-titles-from-headings" in config.plugins and options.get("enabled") is not False
    return is_on and options.get("collections") is True


def strips_titles(data: Mapping[str, Value], config: JekyllConfig) -> bool:
    """Whether that heading is taken out of the text."""
    if "strip_title" in data:
        return data["strip_title"] is True
    return config.section("titles_from_headings").get("strip_title") is True


def title_in(body: str) -> str:
    """The text of the heading that a body begins with; "" where it begins otherwise."""
    match = _HEADING.match(body)
    if match is None:
        return ""
    try:
        found = markdown.parse(f"# {match[1] or match[2]}\n")
    except ParserFailure:
        return ""
    text = next((each.text for each in found if each.kind == "heading"), "")
    return " ".join(_FOOTNOTE.sub("", text).split())


# -- pages of terms -------------------------------------------------------------------------------

_TERM_PATHS: Final = {"tag": "/tag/:name/", "category": "/category/:name/"}
_SEVERAL: Final = {"tag": "tags", "category": "categories"}


def terms_of(values: list[Value], kind: str, config: JekyllConfig) -> tuple[Term, ...]:
    """Tags ("tag") or categories ("category"), each name once, with its page where a plugin writes one."""
    names = dict.fromkeys(to_s(value) for value in values)
    return tuple(_term(name, kind, config) for name in names if name)


def _term(name: str, kind: str, config: JekyllConfig) -> Term:
    options = config.section("jekyll-archives")
    enabled = options.get("enabled")
    is_on = enabled in ("all", True) or (isinstance(enabled, list) and _SEVERAL[kind] in enabled)
    if "jekyll-archives" not in config.plugins or not is_on:
        return Term(name=name)
    permalinks = options.get("permalinks")
    own = permalinks.get(kind) if isinstance(permalinks, dict) else None
    mode: Mode = next((mode for mode in MODES if mode == options.get("slug_mode")), "default")
    slug = slugify(name, mode, is_old=config.engine.is_old)
    values = {"name": slug, "type": kind}
    try:
        path = filled(to_s(own) or _TERM_PATHS[kind], values.get)
    except PermalinkError:
        return Term(name=name)
    return Term(name=name, slug=slug, path=f"{base_path(config.baseurl)}{path}")
