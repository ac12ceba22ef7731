"""What new sites of several engines have in common: their style sheet, the words around posts, a picture in the tab.

`words/` has the words by language, English ones for all; `site.css` has gaps for what an engine marks its own way.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template
from typing import Final

from syndicate.model import Site

_FAVICONS: Final = (
    "img/favicon.ico",
    "favicon.ico",
    "img/favicon.svg",
    "favicon.svg",
    "favicon.png",
)
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


def files_of(package: str, folder: str) -> Iterator[tuple[str, str]]:
    """The path and the text of every file in a folder of an adapter's package, in the order of their names."""
    for path, file in _files_in(files(package) / folder, ""):
        yield path, file.read_text(encoding="utf-8")


def _files_in(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files_in(entry, f"{prefix}{entry.name}/")
        elif not entry.name.endswith((".py", ".pyc", ".DS_Store")):
            yield f"{prefix}{entry.name}", entry


def style_sheet(package: str, *, lines: str, panels: str) -> str:
    """The style sheet, with what `style/` of an adapter's package says of its engine's callouts, code and tabs.

    lines, panels: the selectors of blocks with coloured code, and of what tabs hide.
    """
    text = (files(__name__) / "site.css").read_text(encoding="utf-8")
    parts = {
        path.removesuffix(".css"): said.rstrip("\n") for path, said in files_of(package, "style")
    }
    return Template(text).substitute(parts, lines=lines, panels=panels)


def words_of(lang: str) -> str:
    """Which of the files in `words/` is that of a language, whether it is there or not.

    Source: Docusaurus 3.10.2, codeTranslationLocalesToTry; regions are not told apart but for these.
    """
    key = lang.lower()
    return _OTHER_WORDS.get(key) or _OTHER_WORDS.get(key.split("-")[0], key.split("-")[0])


def words_in(name: str) -> str | None:
    """The text of a file in `words/`, TOML of one text for each key; None where there is none of that name."""
    file = files(__name__) / "words" / f"{name}.toml"
    return file.read_text(encoding="utf-8") if file.is_file() else None


def favicon_of(site: Site) -> str:
    """The path of the picture that browsers show in the tab, below the base path; "" where there is none."""
    for name in _FAVICONS:
        if any((site.root / folder / name).is_file() for folder in site.static_dirs):
            return f"/{name}"
    return ""
