"""The files of a new site: what lies in `site/`, and its config, filled from the model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from string import Template
from typing import Final

from syndicate.adapter import WriteText
from syndicate.model import Site
from syndicate.writing.languages import Languages
from syndicate.writing.new_site import favicon_of, files_of, style_sheet, words_in, words_of
from syndicate_adapters.hugo.descriptions import has_computed_descriptions
from syndicate_adapters.hugo.feeds import file_names, head_of, limit_of, outputs_of
from syndicate_adapters.hugo.languages import key_of
from syndicate_adapters.hugo.lists import Lists

_MERMAID: Final = "https://cdn.jsdelivr.net/npm/mermaid@11/dist/mermaid.esm.min.mjs"
_MATHJAX: Final = "https://cdn.jsdelivr.net/npm/mathjax@3/es5/tex-mml-chtml.js"
_PACKAGE: Final = "syndicate_adapters.hugo"
_CONFIG: Final = "hugo.toml.template"


def scaffold(site: Site, lists: Lists, languages: Languages) -> Iterator[WriteText]:
    """The files that a new site gets once and that are the user's from then on."""
    yield WriteText(path="hugo.toml", text=config(site, lists, languages), is_scaffold=True)
    for path, text in layouts(languages.all):
        yield WriteText(path=path, text=text, is_scaffold=True)


def layouts(langs: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Path and text of all that shows posts: layouts, the style sheet, the words of each language."""
    yield from ((path, text) for path, text in files_of(_PACKAGE, "site") if path != _CONFIG)
    yield "assets/css/site.css", style_sheet(_PACKAGE, lines=".chroma", panels=".tab-panel")
    for lang in langs:
        name = words_of(lang)
        words = words_in(name) if name != "en" else None  # English ones are in the layouts
        if words is not None:
            yield f"i18n/{key_of(lang)}.toml", words


def config(site: Site, lists: Lists, languages: Languages) -> str:
    """The text of `hugo.toml`."""
    template = files(_PACKAGE) / "site" / _CONFIG
    values = {key: _literal(value) for key, value in _values(site, lists, languages).items()}
    values["section"] = ", ".join(_literal(section) for section in lists.sections)
    values |= {key: _lines(pairs) for key, pairs in _tables(site, lists).items()}
    text = Template(template.read_text(encoding="utf-8")).substitute(values)
    return text + _languages(languages) if languages.others else text


def _lines(pairs: Mapping[str, object]) -> str:
    return "\n".join(f"  {name} = {_literal(value)}" for name, value in pairs.items())


def _languages(languages: Languages) -> str:
    head = "\n# -- languages: a translation of `x.md` is `x.<language>.md` ".ljust(100, "-")
    tables = [
        f"[languages.{key_of(lang)}]\n{_lines({'weight': number, 'locale': lang, 'label': lang})}\n"
        for number, lang in enumerate(languages.all, 1)
    ]
    return "\n".join((head + "\n", *tables))


def _literal(value: object) -> str:
    """A value of TOML: JSON spells texts, numbers, truth and lists as TOML does."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _values(site: Site, lists: Lists, languages: Languages) -> dict[str, object]:
    section, _ = lists.main
    feeds = lists.main_feeds
    names, head = file_names(feeds), head_of(site, feeds)
    return {
        "base_url": f"{site.url or 'https://example.org'}/",
        "title": site.title,
        "locale": languages.first,
        "language": key_of(languages.first),
        "time_zone": "UTC",
        "copyright": "",
        "emoji": False,
        "description": site.description,
        "descriptions": "line" if has_computed_descriptions(site) else "paragraph",
        "image": site.image,
        "favicon": favicon_of(site),
        "mermaid": _MERMAID,
        "mathjax": _MATHJAX,
        "feed_page": "/" if lists.is_home else f"/{section}",
        "feed_title": head["title"],
        "feed_description": head["description"],
        "page_size": lists.size,
        "feed_limit": limit_of(feeds),
        "home_outputs": outputs_of(feeds) if lists.is_home else ["html"],
        "section_outputs": lists.section_outputs,
        "rss_name": names["rss"],
        "atom_name": names["atom"],
        "json_name": names["json"],
        "plain_punctuation": not site.has_typographer,
        "autolinks": site.has_autolinks,
        "math": site.has_math,
    }


def _tables(site: Site, lists: Lists) -> dict[str, dict[str, str]]:
    taxonomies = {"tag": "tags", "author": "authors"}
    folders = {"tags": lists.folder("tags"), "authors": lists.folder("authors")}
    if any(post.categories for post in site.posts):
        taxonomies["category"] = "categories"
        folders["categories"] = lists.folder("categories")
    return {
        "taxonomies": taxonomies,
        "taxonomy_paths": folders,
        "term_paths": {key: f"{path}:slugorcontentbasename/" for key, path in folders.items()},
    }
