"""The names that every template knows: the site with all that is on it, and the page.

Source: Jekyll 4.4.1, `drops/*.rb`, `renderer.rb`; tests/jekyll_body/test_listing.py compares with the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from syndicate.source.files import is_file_inside
from syndicate.source.frontmatter import JEKYLL, FrontMatterError, read_front_matter
from syndicate.source.text import SourceText
from syndicate_adapters.jekyll.config import JekyllConfig
from syndicate_adapters.jekyll.contents import read_text
from syndicate_adapters.jekyll.excerpts import excerpt_of
from syndicate_adapters.jekyll.kramdown.page import html_of
from syndicate_adapters.jekyll.kramdown.settings import options_of
from syndicate_adapters.jekyll.liquid.data import data_files, read_data
from syndicate_adapters.jekyll.liquid.listing import Item, Listing, neighbours, terms_in
from syndicate_adapters.jekyll.liquid.scene import Scene
from syndicate_adapters.jekyll.liquid.values import (
    OF_THE_MACHINE,
    OF_THE_POST,
    Known,
    Later,
    Unknown,
)
from syndicate_adapters.jekyll.markup import Markup, markup_of
from syndicate_adapters.jekyll.ruby import is_truthy, split_extension, to_s

_LISTED: Final = frozenset(
    "posts pages html_pages static_files categories tags related_posts documents collections".split()
)
_REFUSED: Final = frozenset(("collections", "documents"))
"""What of it nobody needs in a post; it mixes documents with files."""

_OTHER: Final = frozenset("data github time size first last".split())
_RELATED: Final = 10


class Names(Mapping[str, object]):
    """The names that every template of a post knows; most templates ask for one of them, so each is made when asked."""

    __slots__ = ("_made", "_scene")

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._made: dict[str, object] = {}

    def __getitem__(self, name: str) -> object:
        made = self._made
        if name not in made:
            made[name] = _MAKERS[name](self._scene)
        return made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_MAKERS)

    def __len__(self) -> int:
        return len(_MAKERS)


def _page(scene: Scene) -> Known:
    own = scene.settings.page
    if scene.beginning is None:
        return document_of(own, scene, scene.source.path)
    said = {**own, "excerpt": None, "content": scene.beginning}
    return Known(said, OF_THE_POST | {"previous", "next"})


def _engine(scene: Scene) -> Known:
    version = ".".join(map(str, scene.settings.version))
    return Known({"environment": "production", "version": version})


def _layout(scene: Scene) -> Known | None:
    """`layout`: the header of the page's layout. Raises KeyError where it may come with a theme."""
    root, listing = scene.settings.root, scene.settings.listing
    name = to_s(scene.settings.page.get("layout"))
    if not name or name in ("none", "null"):
        return None
    if root is None or listing is None:
        raise KeyError("layout")
    config = listing.config
    file = f"{config.text('layouts_dir') or '_layouts'}/{name}.html"
    if is_file_inside(root / file, root):
        return Known(_header(root, file))
    if config.has("theme") or config.has("remote_theme"):
        raise KeyError("layout")
    return None


@lru_cache(maxsize=64)
def _header(root: Path, file: str) -> Item:
    try:
        return read_front_matter(read_text(root, file), JEKYLL).values
    except FrontMatterError:
        return {}


# -- the site -------------------------------------------------------------------------------------


def is_plain_name(key: str, scene: Scene) -> bool:
    """Whether `site.key` is what the config says, and neither data nor a list nor a word of Liquid's."""
    listing = scene.settings.listing
    return (
        key not in OF_THE_MACHINE
        and key not in _LISTED
        and key not in _OTHER
        and (listing is None or key not in listing.config.collections)
    )


def site_of(scene: Scene) -> Known:
    """`site`: the config, the data, and what is on the site."""
    settings, listing = scene.settings, scene.settings.listing
    values: dict[str, object] = {
        key: value
        for key, value in settings.site.items()
        if key not in OF_THE_MACHINE and key not in _LISTED
    }
    values |= {"url": settings.url, "baseurl": settings.baseurl}
    missing = OF_THE_MACHINE
    if settings.root is not None:
        values["data"] = Later(lambda: _data(scene))
    else:
        missing |= {"data"}
    if listing is None:
        return Known(values, missing | _LISTED | {"github"})
    if listing.config.time is not None:
        values["time"] = listing.config.time
        missing -= {"time"}
    values |= _lists(scene, listing)
    return Known(values, missing | _REFUSED | _of_plugins(listing.config))


def _data(scene: Scene) -> object:
    root = scene.settings.root
    assert root is not None
    folder = to_s(scene.settings.site.get("data_dir")) or "_data"
    scene.files += (f"{folder}/{name}" for name in data_files(root, folder))
    return read_data(root, folder)


def _of_plugins(config: JekyllConfig) -> frozenset[str]:
    """What plugins add to `site`, where one runs that does, or nothing says which run."""
    has_none = config.engine.evidence and "jekyll-github-metadata" not in config.plugins
    return frozenset() if has_none else frozenset(("github",))


def _lists(scene: Scene, listing: Listing) -> dict[str, object]:
    """What is on the site, each list made when it is looked up."""

    def documents(items: Iterable[Item]) -> list[Known]:
        return [document_of(item, scene) for item in items]

    def posts() -> tuple[Item, ...]:
        _look_at(scene, listing.lists.sources.values())
        return listing.lists.posts

    def terms(kind: str) -> dict[str, list[Known]]:
        return {term: documents(items) for term, items in terms_in(posts(), kind).items()}

    def related() -> list[Known]:
        if listing.config.has("lsi"):
            raise Unknown("which posts are related is a matter of `lsi`")
        own = scene.settings.page.get("path")
        latest = posts()[: -_RELATED - 2 : -1]
        return documents([item for item in latest if item["path"] != own][:_RELATED])

    def collection(label: str) -> list[Known]:
        if label in listing.lists.unordered:
            raise Unknown(f"the collection {label} has an order of its own")
        _look_at(scene, listing.lists.sources.values())
        return documents(listing.lists.documents.get(label, ()))

    def made(label: str) -> Later:
        return Later(lambda: collection(label))

    found: dict[str, object] = {
        "posts": Later(lambda: documents(reversed(posts()))),
        "categories": Later(lambda: terms("categories")),
        "tags": Later(lambda: terms("tags")),
        "related_posts": Later(related),
        "pages": Later(lambda: _pages(scene, listing)),
        "html_pages": Later(lambda: [page for page in _pages(scene, listing) if _is_html(page)]),
        "static_files": Later(lambda: _statics(listing)),
    }
    others = (label for label in listing.config.collections if label != "posts")
    return found | {label: made(label) for label in others}


def _look_at(scene: Scene, files: Iterable[str]) -> None:
    """Remembers that a text depends on files."""
    seen = set(scene.files)
    scene.files += (file for file in files if file not in seen)


def _pages(scene: Scene, listing: Listing) -> list[Known]:
    if listing.lists.pages is None:
        raise Unknown("plugins of the site may add pages")
    _look_at(scene, (to_s(item["path"]) for item in listing.lists.pages))
    return [Known(item, OF_THE_POST | {"excerpt"}) for item in listing.lists.pages]


def _is_html(page: Known) -> bool:
    url = str(page["url"])
    return url.endswith("/") or split_extension(url)[1] in (".html", ".htm", ".xhtml")


def _statics(listing: Listing) -> list[Known]:
    if listing.lists.statics is None:
        raise Unknown("plugins or the theme of the site may add files")
    return [Known(item, frozenset(("modified_time",))) for item in listing.lists.statics]


# -- a page ---------------------------------------------------------------------------------------


def document_of(item: Item, scene: Scene, source: str = "") -> Known:
    """`page` of a post or document: its header, and what Jekyll adds to it. source: its file, where it is known."""
    listing = scene.settings.listing
    if listing is None:
        return Known(item, OF_THE_POST | {"excerpt", "previous", "next"})

    def beside(place: int) -> Known | None:
        label = item.get("collection")
        lists = listing.lists
        _look_at(scene, lists.sources.values())
        row = lists.posts if label == "posts" else lists.documents.get(to_s(label), ())
        found = neighbours(row, to_s(item.get("path")))[place]
        return None if found is None else document_of(found, scene)

    added: dict[str, object] = {
        "excerpt": Later(lambda: _excerpt(item, scene, source)),
        "previous": Later(lambda: beside(0)),
        "next": Later(lambda: beside(1)),
    }
    if source:  # its own text, which is no page yet
        added["content"] = Later(lambda: _body(scene, source))
    # A document that nobody dated has the time of building.
    return Known({**item, **added}, OF_THE_POST | ({"date"} if "date" not in item else set()))


def _excerpt(item: Item, scene: Scene, source: str) -> str:
    """`excerpt` of a document: what its header says, else the page that its beginning makes."""
    from syndicate_adapters.jekyll.liquid.tags import context_of, run  # they need this module

    if is_truthy(item.get("excerpt")):
        return to_s(item["excerpt"])
    settings, listing = scene.settings, scene.settings.listing
    if listing is None or scene.beginning is not None:
        raise Unknown("an excerpt that shows another one is not followed")
    path, config = to_s(item["path"]), listing.config
    if path in listing.excerpts:
        scene.files += [listing.lists.sources.get(path, source)]
        return listing.excerpts[path]
    source = source or listing.lists.sources[path]
    own = item.get("excerpt_separator")
    separator = to_s(own if is_truthy(own) else config.values.get("excerpt_separator"))
    text = excerpt_of(_body(scene, source), separator, is_old=config.engine.is_old)
    if text is None:
        return ""
    if config.engine.is_old or item.get("render_with_liquid") is not False:
        inner = Scene(
            replace(settings, page=item),
            SourceText(source, text),
            depth=scene.depth + 1,
            beginning=text,
            files=scene.files,
        )
        text = run(text, context_of(inner))
    if markup_of(split_extension(source)[1], config) is Markup.MARKDOWN:
        text = html_of(text, options_of(settings.kramdown))
    listing.excerpts[path] = text
    return text


def _body(scene: Scene, source: str) -> str:
    root = scene.settings.root
    if root is None:
        raise Unknown("the text of a page is in no file of a site")
    text = read_text(root, source)
    _look_at(scene, (source,))
    try:
        return text.text[read_front_matter(text, JEKYLL).body_start :]
    except FrontMatterError as error:
        return text.text[error.body_start :]


_MAKERS: Final[Mapping[str, Callable[[Scene], object]]] = {
    "layout": _layout,
    "site": site_of,
    "page": _page,
    "paginator": lambda scene: None,
    "jekyll": _engine,
}
