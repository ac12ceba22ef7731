"""The address of a copy in the header of its post, where the author asked for it; no other byte changes."""

from __future__ import annotations

from syndicate.model import Post
from syndicate.publishing.matching import WRITTEN_BACK, written_back
from syndicate.source.frontmatter import Set, edit, read_front_matter
from syndicate.source.scalars import Value
from syndicate.source.text import SourceText, write_atomically
from syndicate.web.urls import same_page


def write_back(post: Post, url: str, old: str = "") -> bytes | None:
    """Puts `url` into the file of the post, in the place of `old` if that is there; gives the new bytes.

    None where it was there already. Raises UnreadableSource, FrontMatterError, UnwritableTarget.
    """
    source = post.read()
    known = written_back(post)
    if source.replaced or any(same_page(each, url) for each in known):
        return None
    front = read_front_matter(source, post.front.rules)
    kept = [each for each in known if not (old and same_page(each, old))]
    urls: list[Value] = [*kept, url]
    text = edit(front, [Set(WRITTEN_BACK, urls)]) + source.text[front.block.end :]
    data = SourceText(source.path, text, source.has_bom).encoded()
    write_atomically(post.file, data)
    return data
