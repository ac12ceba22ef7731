"""The files of a new site: what lies in `site/`, and its config, filled from the model."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template
from typing import Final

from syndicate.adapter import WriteText
from syndicate.model import Post, Site, SiteFeed
from syndicate.source.yaml import Value, dump
from syndicate.web.urls import quote_path
from syndicate_adapters.hugo.places import list_output
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

    sections: the list of posts of each section, the first one being the main blog. A path is ""
    where there was no such list.
    """

    sections: Mapping[str, str] = field(default_factory=dict)
    tags: str = ""
    categories: str = ""
    authors: str = ""


def lists_of(site: Site, base: str, sections: Mapping[str, list[Post]]) -> Lists:
    """What the addresses of posts, tags, categories, authors and feeds tell."""
    posts = [post for each in sections.values() for post in each]
    feeds = sorted({_folder(feed.path, base) for feed in site.feeds}, key=len, reverse=True)
    return Lists(
        sections={name: _list_of(each, feeds, base) for name, each in sections.items()},
        tags=_first_folder((tag.path for post in posts for tag in post.tags), base),
        categories=_first_folder((each.path for post in posts for each in post.categories), base),
        authors=_first_folder((author.path for author in site.authors.values()), base),
    )


def _list_of(posts: list[Post], feeds: list[str], base: str) -> str:
    """The folder with a feed that is nearest to the posts; else the one that holds their tags."""
    path = next((post.path.removeprefix(base) for post in posts if post.path), "")
    for folder in feeds:
        if path.startswith(folder):
            return folder
    tags = _first_folder((tag.path for post in posts for tag in post.tags), base)
    return _folder(tags, "") if tags else ""


def _first_folder(paths: Iterable[str], base: str) -> str:
    return next((_folder(path, base) for path in paths if path), "")


def _folder(path: str, base: str) -> str:
    return posixpath.dirname(path.removeprefix(base).rstrip("/")).rstrip("/") + "/"


def scaffold(site: Site, lists: Lists) -> Iterator[WriteText]:
    """The files that a new site gets once and that are the user's from then on."""
    yield WriteText(path="hugo.toml", text=config(site, lists), is_scaffold=True)
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


def config(site: Site, lists: Lists) -> str:
    """The text of `hugo.toml`."""
    template = files("syndicate_adapters.hugo") / "site" / _CONFIG
    values = {key: _literal(value) for key, value in _values(site, lists).items()}
    values["section"] = ", ".join(_literal(section) for section in lists.sections)
    values |= {
        key: "\n".join(f"  {name} = {_literal(value)}" for name, value in pairs.items())
        for key, pairs in _tables(site, lists).items()
    }
    return Template(template.read_text(encoding="utf-8")).substitute(values)


def _literal(value: object) -> str:
    """A value of TOML: JSON spells texts, numbers, truth and lists as TOML does."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _values(site: Site, lists: Lists) -> dict[str, object]:
    lang = site.lang or "en"
    section, path = next(iter(lists.sections.items()), ("", "/"))
    feeds = {feed.format: feed for feed in reversed(site.feeds)}
    formats = [name for name in ("rss", "atom") if name in feeds]
    is_home = path == "/"
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
        "feed_page": "/" if is_home else f"/{section}",
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


def list_pages(site: Site, lists: Lists) -> Iterator[WriteText]:
    """The page of each list of posts, at its old address."""
    for section, folder in lists.sections.items():
        keys: dict[str, Value] = {"title": site.title}
        path = folder.rstrip("/")
        if path:
            address = address_of(list_output(path))
            if address.output != f"{section}/index.html":
                keys["url"] = address.url
            if site.url:
                keys["canonicalURL"] = f"{site.url}{quote_path(path)}"
        yield WriteText(path=f"content/{section}/_index.md", text=f"---\n{dump(keys)}---\n")
