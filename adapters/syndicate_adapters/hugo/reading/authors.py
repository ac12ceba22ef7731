"""Who wrote a post: Hugo knows no authors, so what the usual keys and taxonomies say.

`author` and `authors` hold names or tables; where `authors` is a taxonomy, the page of its term describes the author.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from syndicate.model import Author
from syndicate.source.yaml import Value
from syndicate_adapters.hugo.reading.names import normalized
from syndicate_adapters.hugo.reading.pages import Edition, Page
from syndicate_adapters.hugo.reading.params import Params, params_of, text_of
from syndicate_adapters.hugo.reading.served import path_of

_KEYS: Final = ("authors", "author")
_NAMES: Final = ("name", "title", "author")
_URLS: Final = ("url", "link", "website", "homepage")
_IMAGES: Final = ("image", "avatar", "photo", "picture")
_TITLES: Final = ("role", "jobtitle", "position")
_TEXTS: Final = ("description", "bio", "summary")


def authors_of(page: Page, edition: Edition) -> tuple[Author, ...]:
    """The authors of a page, in its order."""
    params = page.node.fields.params
    key = next((key for key in _KEYS if params.get(key)), None)
    if key is None:
        return ()
    found = [_author(said, key, edition) for said in _items(params[key])]
    return tuple(dict.fromkeys(author for author in found if author.name))


def _items(value: Value) -> Iterator[Value]:
    yield from value if isinstance(value, list) else [value]


def _author(said: Value, key: str, edition: Edition) -> Author:
    if isinstance(said, dict):
        return _described(said, text_of(said.get("id")))
    name = text_of(said).strip()
    taxonomy = key if key in edition.language.taxonomies else "authors"
    if taxonomy not in edition.language.taxonomies:
        return Author(name=name)
    page = edition.pages.get(normalized(f"/{taxonomy}/{name}"))
    if page is None:
        return Author(name=name)
    path = path_of(page, edition) if page.permalink and key == taxonomy else ""
    if page.node.header is None:
        return Author(name=name, path=path)
    fields = page.node.fields
    return _described(
        {**fields.params, "name": fields.title or name, "description": fields.description},
        name,
        path,
    )


def _described(said: Params, key: str, path: str = "") -> Author:
    social = params_of(said.get("social") or said.get("socials"))
    return Author(
        name=_first(said, _NAMES),
        key=key,
        title=_first(said, _TITLES),
        url=_first(said, _URLS),
        email=text_of(said.get("email")),
        image=_first(said, _IMAGES),
        description=_first(said, _TEXTS),
        socials=tuple((name, text_of(value)) for name, value in social.items() if text_of(value)),
        path=path,
    )


def _first(said: Params, keys: tuple[str, ...]) -> str:
    return next((text_of(said.get(key)) for key in keys if text_of(said.get(key))), "")
