"""The languages of a site: which file a translation is, and which prefix its addresses have.

Source: Hugo 0.168, translation by file name; tests/hugo/test_write.py asks the engine.
"""

from __future__ import annotations

from dataclasses import dataclass

from syndicate.model import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """The first language, whose pages have no prefix, and the others, as the source names them."""

    first: str
    others: tuple[str, ...] = ()

    def suffix(self, lang: str) -> str:
        """What stands before the ending of a file in this language."""
        return "" if self.is_first(lang) else f".{key_of(lang)}"

    def prefix(self, lang: str) -> str:
        """What Hugo puts before the paths of this language."""
        return "" if self.is_first(lang) else f"/{key_of(lang)}"

    def is_first(self, lang: str) -> bool:
        return lang in ("", self.first)


def languages_of(site: Site) -> Languages:
    """The languages that the posts of a site are in."""
    found = dict.fromkeys(post.lang for post in site.posts if post.lang)
    first = site.lang or next(iter(found), "en")
    return Languages(first=first, others=tuple(lang for lang in found if lang != first))


def key_of(lang: str) -> str:
    """A language as Hugo's configuration names it."""
    return lang.lower()
