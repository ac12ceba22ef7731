"""The languages of a site: which comes first, and which others there are."""

from __future__ import annotations

from dataclasses import dataclass

from syndicate.model import Post, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Languages:
    """The first language, whose pages have no prefix, and the others, as the source names them."""

    first: str
    others: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every language, the first one first."""
        return (self.first, *self.others)

    def is_first(self, lang: str) -> bool:
        """Whether `lang` is the first language; a post that names none is in it."""
        return lang in ("", self.first)

    def has(self, post: Post, lang: str) -> bool:
        """Whether a post is in this language."""
        return post.lang == lang or (not post.lang and self.is_first(lang))


def languages_of(site: Site) -> Languages:
    """The languages that the posts of a site are in."""
    found = dict.fromkeys(post.lang for post in site.posts if post.lang)
    first = site.lang or next(iter(found), "en")
    return Languages(first=first, others=tuple(lang for lang in found if lang != first))
