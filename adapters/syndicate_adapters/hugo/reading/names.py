"""What the path of a file below the content folder says: its language, its role, and its key in the tree of pages.

Source: Hugo 0.168 (common/paths); the sites of tests/hugo_reading/vectors hold what the engine made of names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from dataclasses import dataclass
from typing import Final, Literal

from syndicate_adapters.hugo.reading.params import small

CONTENT_ENDINGS: Final = frozenset(
    "md markdown mdown html htm org adoc asciidoc ad rst pandoc pdc".split()
)
"""The files that are pages; anything else in the content folder is a resource."""

Role = Literal["leaf", "branch", "single", "pages", "file"]
"""A bundle's `index`, a branch's `_index`, another page, a template that makes pages, any other file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentName:
    """A path below the content folder, taken apart. path: "/posts/My Post.ko.md". folder: "/posts", "" at the top.

    stem: "My Post". lang: the known language that the name says, "" without one. ending: "md", in small letters.
    """

    path: str
    folder: str
    stem: str
    lang: str
    ending: str
    role: Role
    is_disabled: bool = False

    @property
    def key(self) -> str:
        """Where it stands in the tree: in small letters, blanks as "-"; a page without ending, "" for the home page."""
        return normalized(self.spelled_key)

    @property
    def spelled_key(self) -> str:
        """The key as the disk spells it."""
        match self.role:
            case "leaf" | "branch" | "pages":
                return self.folder
            case "single":
                return f"{self.folder}/{self.stem}"
        return f"{self.folder}/{self.stem}.{self.ending}" if self.lang else self.path

    @property
    def basename(self) -> str:
        """The name that stands for the page: of the file, or of its folder where it is a bundle."""
        if self.role in ("leaf", "branch"):
            return self.folder.rpartition("/")[2]
        return self.stem

    @property
    def spelled_section(self) -> str:
        """The first folder, "" for pages and bundles at the top."""
        parts = self.path[1:].split("/")
        is_top = len(parts) < 2 or (self.role == "leaf" and len(parts) == 2)
        return "" if is_top else parts[0]


def normalized(text: str) -> str:
    """A path as keys have it: small letters, each blank a "-"."""
    return small(text).replace(" ", "-")


def parse_name(
    path: str, languages: Set[str], disabled: Set[str] = frozenset(), resource: bool = False
) -> ContentName:
    """The parts of a path below the content folder, which begins with "/".

    languages, disabled: the keys of the site's languages. resource: it lies in a leaf bundle, so it is no page.
    """
    folder, _, name = path.rpartition("/")
    pieces = name.split(".")
    stem, lang, ending = _identified(pieces, languages | disabled)
    role: Role = "file" if resource else _role(small(stem), ending)
    return ContentName(
        path=path,
        folder=folder,
        stem=stem,
        lang=lang,
        ending=ending,
        role=role,
        is_disabled=lang in disabled,
    )


def _role(stem: str, ending: str) -> Role:
    if ending in CONTENT_ENDINGS and stem:
        return "leaf" if stem == "index" else "branch" if stem == "_index" else "single"
    return "pages" if (stem, ending) == ("_content", "gotmpl") else "file"


def _identified(pieces: list[str], languages: Set[str]) -> tuple[str, str, str]:
    """Stem, language and ending. The last piece that is a language counts; what follows it is left out."""
    if len(pieces) < 2:
        return pieces[0], "", ""
    ending, stem = small(pieces[-1]), ".".join(pieces[:-1])
    if len(pieces) > 2:
        for number in range(len(pieces) - 2, -1, -1):
            lang = small(pieces[number])
            if lang in languages:
                return ".".join(pieces[:number]) if number else stem, lang, ending
    return stem, "", ending


_KEPT: Final = frozenset("./\\_#+~-@")
_PERCENT: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_PLAIN: Final = re.compile(r"[A-Za-z0-9./\\_#+~@-]*")


def sanitized(text: str) -> str:
    """A text as a path may hold it: letters, marks, digits and `./\\_#+~-@` stay, blanks between become one "-"."""
    if _PLAIN.fullmatch(text):
        return text
    kept: list[str] = []
    has_blank = was_hyphen = False
    for position, character in enumerate(text):
        if _is_kept(text, position, character):
            was_hyphen = character == "-"
            if has_blank and not was_hyphen:
                kept.append("-")
            has_blank = False
            kept.append(character)
        elif kept and not was_hyphen and character.isspace():
            has_blank = True
    return "".join(kept)


def _is_kept(text: str, position: int, character: str) -> bool:
    if character.isascii():
        is_escape = character == "%" and _PERCENT.match(text, position) is not None
        return character.isalnum() or character in _KEPT or is_escape
    category = unicodedata.category(character)
    return category[0] in "LM" or category == "Nd"


def unaccented(text: str) -> str:
    """`text` without the marks that stand on letters."""
    if text.isascii():
        return text
    split = unicodedata.normalize("NFD", text)
    kept = "".join(c for c in split if unicodedata.category(c) != "Mn")
    return unicodedata.normalize("NFC", kept)
