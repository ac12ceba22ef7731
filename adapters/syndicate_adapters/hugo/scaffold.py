"""The files of a new site: what lies in `site/`, and its config, filled from the model."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template
from typing import Final

from syndicate.adapter import WriteText
from syndicate.model import Site, SiteFeed
from syndicate.source.yaml import Value, dump
from syndicate.web.urls import quote_path
from syndicate_adapters.hugo.places import output_of
from syndicate_adapters.hugo.urls import address_of

_MERMAID: Final = "https://cdn.jsdelivr.net/npm/mermaid@11/dist/mermaid.esm.min.mjs"
_FAVICONS: Final = (
    "img/favicon.ico",
    "favicon.ico",
    "img/favicon.svg",
    "favicon.svg",
    "favicon.png",
)
_CONFIG: Final = "hugo.toml.template"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Where the first engine served its lists: raw paths without the base path, that begin and end with "/".

    posts: the list of posts. Empty where there was none.
    """

    posts: str = ""
    tags: str = ""
    categories: str = ""
    authors: str = ""


def lists_of(site: Site, base: str) -> Lists:
    """What the addresses of tags, categories, authors and feeds tell."""
    posts = site.posts
    tags = _folder((tag.path for post in posts for tag in post.tags), base)
    categories = _folder((each.path for post in posts for each in post.categories), base)
    authors = _folder((author.path for author in site.authors.values()), base)
    feed = _folder((feed.path for feed in site.feeds), base)
    return Lists(
        posts=feed or (_folder((tags,), "") if tags else ""),
        tags=tags,
        categories=categories,
        authors=authors,
    )


def _folder(paths: Iterable[str], base: str) -> str:
    path = next((path for path in paths if path), "")
    if not path:
        return ""
    return posixpath.dirname(path.removeprefix(base).rstrip("/")).rstrip("/") + "/"


def scaffold(site: Site, lists: Lists, sections: Iterable[str]) -> Iterator[WriteText]:
    """The files that a new site gets once and that are the user's from then on."""
    yield WriteText(path="hugo.toml", text=config(site, lists, list(sections)), is_scaffold=True)
    root = files("syndicate_adapters.hugo") / "site"
    for path, file in _files_in(root, ""):
        if path != _CONFIG and not path.endswith((".py", ".pyc")):
            yield WriteText(path=path, text=file.read_text(encoding="utf-8"), is_scaffold=True)


def _files_in(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files_in(entry, f"{prefix}{entry.name}/")
        elif entry.name != ".DS_Store":
            yield f"{prefix}{entry.name}", entry


def config(site: Site, lists: Lists, sections: list[str]) -> str:
    """The text of `hugo.toml`."""
    template = files("syndicate_adapters.hugo") / "site" / _CONFIG
    values = {key: _literal(value) for key, value in _values(site, lists, sections).items()}
    values["section"] = ", ".join(_literal(section) for section in sections)
    values |= {
        key: "\n".join(f"  {name} = {_literal(value)}" for name, value in pairs.items())
        for key, pairs in _tables(site, lists).items()
    }
    return Template(template.read_text(encoding="utf-8")).substitute(values)


def _literal(value: object) -> str:
    """A value of TOML: JSON spells texts, numbers, truth and lists as TOML does."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _values(site: Site, lists: Lists, sections: list[str]) -> dict[str, object]:
    lang = site.lang or "en"
    feeds = {feed.format: feed for feed in site.feeds}
    formats = [name for name in ("rss", "atom") if name in feeds]
    is_home = lists.posts == "/"
    return {
        "base_url": f"{site.url or 'https://example.org'}/",
        "title": site.title,
        "locale": lang,
        "language": lang.lower(),
        "time_zone": "UTC",
        "copyright": "",
        "emoji": False,
        "description": site.description,
        "favicon": _favicon(site),
        "mermaid": _MERMAID,
        "feed_page": "/" if is_home else f"/{sections[0]}" if sections else "/",
        "feed_title": next((feed.title for feed in site.feeds if feed.title), site.title),
        "feed_description": site.description,
        "page_size": 10,
        "feed_limit": 20,
        "home_outputs": ["html", *formats] if is_home else ["html"],
        "section_outputs": ["html"] if is_home else ["html", *formats],
        "rss_name": _feed_name(feeds.get("rss"), "rss"),
        "atom_name": _feed_name(feeds.get("atom"), "atom"),
        "plain_punctuation": True,
        "math": site.has_math,
    }


def _feed_name(feed: SiteFeed | None, default: str) -> str:
    return posixpath.splitext(posixpath.basename(feed.path))[0] if feed is not None else default


def _favicon(site: Site) -> str:
    for name in _FAVICONS:
        for folder in site.static_dirs:
            if (site.root / folder / name).is_file():
                return f"/{name}"
    return ""


def _tables(site: Site, lists: Lists) -> dict[str, dict[str, str]]:
    has_categories = any(post.categories for post in site.posts)
    taxonomies = {"tag": "tags", "author": "authors"}
    folders = {"tags": lists.tags or "/tags/", "authors": lists.authors or "/authors/"}
    if has_categories:
        taxonomies["category"] = "categories"
        folders["categories"] = lists.categories or "/categories/"
    return {
        "taxonomies": taxonomies,
        "taxonomy_paths": folders,
        "term_paths": {key: f"{path}:slugorcontentbasename/" for key, path in folders.items()},
    }


def list_pages(site: Site, lists: Lists, section: str, *, is_file: bool) -> Iterator[WriteText]:
    """The page of the list of posts, at its old address and with its old name."""
    keys: dict[str, Value] = {"title": site.title}
    path = lists.posts.rstrip("/")
    if path:
        address = address_of(output_of(path, "", is_file=is_file))
        if address.output != f"{section}/index.html":
            keys["url"] = address.url
        if site.url:
            keys["canonicalURL"] = f"{site.url}{quote_path(path)}"
    text = f"---\n{dump(keys)}---\n"
    yield WriteText(path=f"content/{section}/_index.md", text=text)
