"""The files of a new site: what lies in `site/`, and its config, filled from the model."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template
from typing import Final

from syndicate.adapter import WriteText
from syndicate.model import Site
from syndicate.writing.languages import Languages
from syndicate_adapters.hugo.descriptions import has_computed_descriptions
from syndicate_adapters.hugo.feeds import file_names, head_of, limit_of, outputs_of
from syndicate_adapters.hugo.languages import key_of
from syndicate_adapters.hugo.lists import Lists

_MERMAID: Final = "https://cdn.jsdelivr.net/npm/mermaid@11/dist/mermaid.esm.min.mjs"
_MATHJAX: Final = "https://cdn.jsdelivr.net/npm/mathjax@3/es5/tex-mml-chtml.js"
_FAVICONS: Final = (
    "img/favicon.ico",
    "favicon.ico",
    "img/favicon.svg",
    "favicon.svg",
    "favicon.png",
)
_CONFIG: Final = "hugo.toml.template"


def scaffold(site: Site, lists: Lists, languages: Languages) -> Iterator[WriteText]:
    """The files that a new site gets once and that are the user's from then on."""
    yield WriteText(path="hugo.toml", text=config(site, lists, languages), is_scaffold=True)
    root = files("syndicate_adapters.hugo") / "site"
    for path, file in _files_in(root, ""):
        if path != _CONFIG and not path.startswith("i18n/") and not path.endswith((".py", ".pyc")):
            yield WriteText(path=path, text=file.read_text(encoding="utf-8"), is_scaffold=True)
    for lang in languages.all:
        words = root / "i18n" / f"{words_of(lang)}.toml"
        if words.is_file():
            path = f"i18n/{key_of(lang)}.toml"
            yield WriteText(path=path, text=words.read_text(encoding="utf-8"), is_scaffold=True)


def words_of(lang: str) -> str:
    """Which of the files in `i18n/` has the words of a language; English needs none.

    Source: Docusaurus 3.10.2, codeTranslationLocalesToTry; regions are not told apart but for these.
    """
    key = key_of(lang)
    return _OTHER_WORDS.get(key) or _OTHER_WORDS.get(key.split("-")[0], key.split("-")[0])


_OTHER_WORDS: Final = {
    "no": "nb",
    "pt": "pt-br",
    "pt-pt": "en",
    "zh": "zh-hans",
    "zh-hant": "zh-hant",
    "zh-hk": "zh-hant",
    "zh-mo": "zh-hant",
    "zh-tw": "zh-hant",
}


def _files_in(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files_in(entry, f"{prefix}{entry.name}/")
        elif entry.name != ".DS_Store":
            yield f"{prefix}{entry.name}", entry


def config(site: Site, lists: Lists, languages: Languages) -> str:
    """The text of `hugo.toml`."""
    template = files("syndicate_adapters.hugo") / "site" / _CONFIG
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
        "favicon": _favicon(site),
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


def _favicon(site: Site) -> str:
    for name in _FAVICONS:
        for folder in site.static_dirs:
            if (site.root / folder / name).is_file():
                return f"/{name}"
    return ""


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
