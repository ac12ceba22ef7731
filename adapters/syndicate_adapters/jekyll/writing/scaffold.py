"""The files around the posts of a new site: its config, layouts, includes, and the data that they look up.

Source: Jekyll 4.3.1 and 4.4.1, without any plugin; tests/jekyll_writing/test_site.py has the engine build them.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from syndicate.adapter import WriteText
from syndicate.model import Author, Post, Site
from syndicate.source.yaml import Value, dump
from syndicate.writing.new_site import favicon_of, files_of, style_sheet, words_in, words_of
from syndicate_adapters.jekyll.writing.lists import Lists, feed_links, terms_of

KATEX: Final = "https://cdn.jsdelivr.net/npm/katex@0.16.22/dist"
MERMAID: Final = "https://cdn.jsdelivr.net/npm/mermaid@11/dist/mermaid.esm.min.mjs"
_PACKAGE: Final = "syndicate_adapters.jekyll.writing"
MORE: Final = "<!--more-->"
_PUNCTUATION: Final[Mapping[str, Value]] = {
    "smart_quotes": "apos,apos,quot,quot",
    "gfm_quirks": "paragraph_end,no_auto_typographic",
}
"""Quotes, dashes and dots stay as they are typed."""


def kramdown_of(site: Site) -> dict[str, Value]:
    """The section `kramdown` of the config: the Markdown that the posts were written for."""
    section: dict[str, Value] = {"input": "GFM"}
    if not site.has_typographer:
        section |= _PUNCTUATION
    return section


def scaffold(
    lists: Lists,
    posts: Iterable[Post],
    authors: Mapping[str, Mapping[str, Author]],
    statics: Iterable[str],
) -> Iterator[WriteText]:
    """The files that a new site gets once, and its data, which is ours as long as nobody edits it."""
    yield WriteText(path="_config.yml", text=config(lists, statics), is_scaffold=True)
    for path, text in files_of(_PACKAGE, "site"):
        yield WriteText(path=path, text=text, is_scaffold=True)
    style = style_sheet(_PACKAGE, lines=".highlight", panels='.tabs > [role="tabpanel"]')
    yield WriteText(path="assets/css/site.css", text=style, is_scaffold=True)
    yield from _words(lists)
    yield from _data(lists, tuple(posts), authors)


def _words(lists: Lists) -> Iterator[WriteText]:
    """The words around posts, in English and in each language of the site that we know."""
    english = tomllib.loads(words_in("en") or "")
    for lang in dict.fromkeys(("en", *lists.languages.all)):
        name = words_of(lang)
        own = words_in(name)
        if own is not None and (name != "en" or lang == "en"):
            date = "%-d %B %Y" if name == "en" else "%Y-%m-%d"
            words = {**english, **tomllib.loads(own), "date": date}
            lines = (
                f"{key}: {json.dumps(word, ensure_ascii=False)}\n" for key, word in words.items()
            )
            yield WriteText(path=f"_data/words/{lang}.yml", text="".join(lines), is_scaffold=True)


def _data(
    lists: Lists, posts: tuple[Post, ...], authors: Mapping[str, Mapping[str, Author]]
) -> Iterator[WriteText]:
    """Where the pages of terms are, and who the authors are."""
    for taxonomy in ("tags", "categories"):
        found: dict[str, Value] = {}
        for lang in lists.languages.all:
            own = [post for post in posts if lists.languages.has(post, lang)]
            paths = terms_of(lists, own, taxonomy)
            found[lang] = {term.name: path for path, terms in paths.items() for term in terms}
        if any(found.values()):
            yield WriteText(path=f"_data/{taxonomy}.yml", text=dump(found))
    yield from author_data(lists, authors)


def author_data(lists: Lists, authors: Mapping[str, Mapping[str, Author]]) -> Iterator[WriteText]:
    """A file of authors for each language."""
    for lang, known in authors.items():
        if known:
            is_first = lists.languages.is_first(lang)
            name = "authors" if is_first else f"authors_{lang.lower().replace('-', '_')}"
            text = dump({key: _author(lists, author) for key, author in known.items()})
            yield WriteText(path=f"_data/{name}.yml", text=text)


def _author(lists: Lists, author: Author) -> dict[str, Value]:
    said: dict[str, Value] = {
        "name": author.name,
        "role": author.title,
        "url": author.url,
        "email": author.email,
        "image": lists.path(author.image) if author.image else "",
        "description": author.description,
        "path": lists.path(author.path) if author.path else "",
        "socials": dict(author.socials),
    }
    return {name: value for name, value in said.items() if value}


def config(lists: Lists, statics: Iterable[str]) -> str:
    """The text of `_config.yml`."""
    site, languages = lists.site, lists.languages
    origin = site.url.removesuffix(lists.base) if lists.base else site.url
    values: dict[str, Value] = {
        "title": site.title,
        "description": site.description,
        "url": origin or "https://example.org",
        "baseurl": lists.base,
        "lang": languages.first,
    }
    reading: dict[str, Value] = {
        "timezone": "UTC",
        # A post is shown whatever its date; what must not be shown is a draft, or says so.
        "future": True,
        "permalink": "pretty",
        "excerpt_separator": MORE,
        "markdown": "kramdown",
        "kramdown": kramdown_of(site),
        "defaults": _defaults(lists),
    }
    if hidden := sorted({name.split("/")[0] for name in statics if name[:1] in "._#~"}):
        reading["include"] = list(hidden)
    layouts: dict[str, Value] = {
        "image": site.image,
        "favicon": favicon_of(site),
        "math": KATEX if site.has_math else "",
        "mermaid": MERMAID,
        "home": {lang: lists.home(lang) for lang in languages.all},
        "topics": {
            lang: lists.path(page.path)
            for lang in languages.all
            if (page := lists.page("tags", lang)) is not None
        },
        "feeds": feed_links(lists),
    }
    return _CONFIG.format(values=dump(values), reading=dump(reading), layouts=dump(layouts))


_CONFIG: Final = """\
# Written once by syndicate; it is yours now. Everything here is ordinary Jekyll (4.3 or later), and no gem is needed.

{values}
# -- how posts are read: a post is shown whatever its date, a draft is not -------------------------

{reading}
# -- what the layouts look up ---------------------------------------------------------------------

{layouts}"""


def _defaults(lists: Lists) -> list[Value]:
    """What the headers of posts need not say."""
    found: list[Value] = [
        {
            "scope": {"path": "", "type": "posts"},
            "values": {"layout": "post", "lang": lists.languages.first},
        },
        {"scope": {"path": "pages", "type": "pages"}, "values": {"layout": "page"}},
    ]
    names = lists.sections.names if len(lists.sections.names) > 1 else {}
    for lang in lists.languages.all:
        folder = "" if lists.languages.is_first(lang) else f"{lang.lower()}/"
        for name in dict.fromkeys(names.values()):
            scope: dict[str, Value] = {"path": f"_posts/{folder}{name}", "type": "posts"}
            found.append({"scope": scope, "values": {"blog": name}})
    return found
