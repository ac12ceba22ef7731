"""Drafts that stand for the posts that a language of the site does not have.

Source: Docusaurus 3.10.2, which lists of a language what the first one has; tests/docusaurus/test_strange_blog.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from syndicate.adapter import Action, WriteText
from syndicate.model import Post
from syndicate.source.yaml import dump
from syndicate.writing.languages import Languages
from syndicate.writing.places import PostKey, key_of
from syndicate_adapters.docusaurus.writing.places import PLUGIN, Place, originals_missing


def stubs(
    posts: Sequence[Post],
    places: Mapping[PostKey, Place],
    languages: Languages,
    blog: str,
    components: Collection[str],
) -> Iterator[Action]:
    """Drafts that stand for what a language does not have, so that the engine lists what the others have."""
    for name, post in originals_missing(places, posts, languages).items():
        place = replace(places[key_of(post)], folder=blog)
        yield WriteText(path=place.file(is_mdx=name in components), text=_stub(post))
    if not languages.others:
        return
    have = {(places[key_of(post)].name, post.lang) for post in posts}
    for post in posts:
        place = places[key_of(post)]
        if post.is_page or post.is_draft or not languages.is_first(post.lang):
            continue
        for lang in languages.others:
            if (place.name, lang) not in have:
                missing = replace(place, folder=f"i18n/{lang}/{PLUGIN}")
                file = missing.file(is_mdx=place.name in components)
                yield WriteText(path=file, text=_stub(post))


def _stub(post: Post) -> str:
    return f"---\n{dump({'title': post.title, 'date': post.date and post.date.date(), 'draft': True})}---\n"
