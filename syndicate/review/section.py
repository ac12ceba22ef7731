"""The visible facts of a book: a list of labels, usually under a heading, and the cover beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from syndicate.review.book import Book, Origin, Place, Rating
from syndicate.review.labels import LONGEST, Labels, Role, key, role_of
from syndicate.review.outline import Heading, line_at
from syndicate.review.spelling import (
    LINK,
    isbn13,
    isbn_in_url,
    iso_date,
    plain,
    score,
    split_people,
    split_title,
)
from syndicate.source.text import Span

NEEDED: Final = 2
"""How many labels of a book make a list its facts, beside the heading or the tag."""

_BULLET = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)")
_COLON = re.compile("[:：]")
_BREAK = re.compile(r"(?:\\|<br ?/?>)$", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*{1,3}|_{1,3}")


class Item(NamedTuple):
    """A labelled value; the span is that of the value without its markup. "" is a label alone."""

    fact: str
    languages: tuple[str, ...]
    value: str
    span: Span


class _Listed(NamedTuple):
    """Lines with the facts of a book, and the heading that says so, if one does."""

    heading: Heading | None
    lines: list[Span]
    items: list[Item]


@dataclass(frozen=True, slots=True, kw_only=True)
class Info:
    """The facts of one book as the text shows them.

    start: of its section, or of its list where it has no heading. lines: those of the section, or of
    the text around the list.
    """

    book: Book
    lang: str
    rating: Rating | None
    start: int
    has_heading: bool
    lines: tuple[Span, ...]


def read_info(
    text: str, lines: Sequence[Span], headings: Sequence[Heading], labels: Labels, *, tagged: bool
) -> Info | None:
    """The one book whose facts the text lists; None where there is no book, or there are several.

    Two signs of three are needed: two labels, and a heading or (`tagged`) the tag of the post.
    """
    found = _listed(text, lines, headings, labels, tagged=tagged)
    return (
        _info(text, found[0], labels)
        if found and len({*map(_folded, _titles(found))}) < 2
        else None
    )


def listed_titles(
    text: str, lines: Sequence[Span], headings: Sequence[Heading], labels: Labels, *, tagged: bool
) -> tuple[str, ...]:
    """The titles of the books whose facts the text lists, each once."""
    found = _listed(text, lines, headings, labels, tagged=tagged)
    return tuple({_folded(title): title for title in reversed(_titles(found))}.values())[::-1]


def _listed(
    text: str, lines: Sequence[Span], headings: Sequence[Heading], labels: Labels, *, tagged: bool
) -> list[_Listed]:
    parts = list(_parts(lines, headings))
    return [
        _Listed(heading, part, items)
        for heading, part in parts
        if heading and role_of(heading.text, labels) is Role.INFO
        if _is_enough(items := list(_items(text, part, labels, needs_bullet=False)))
    ] or [
        _Listed(None, part, items)
        for _, part in parts
        if tagged and _is_enough(items := list(_items(text, part, labels, needs_bullet=True)))
    ]


def _titles(found: Iterable[_Listed]) -> list[str]:
    return [item.value for each in found for item in each.items if item.fact == "title"]


def _folded(title: str) -> str:
    return "".join(title.casefold().split())


def _parts(
    lines: Sequence[Span], headings: Sequence[Heading]
) -> Iterator[tuple[Heading | None, list[Span]]]:
    """The lines between one heading and the next, the first without a heading."""
    heading: Heading | None = None
    part: list[Span] = []
    following = iter(headings)
    coming = next(following, None)
    for line in lines:
        if coming and line.start >= coming.span.start:
            yield heading, part
            heading, part, coming = coming, [], next(following, None)
        if heading is None or line.start >= heading.span.end:
            part.append(line)
    yield heading, part


def _is_enough(items: Iterable[Item]) -> bool:
    facts = {item.fact for item in items if item.value} - {"rating"}
    return len(facts) >= NEEDED


# -- labels ---------------------------------------------------------------------------------------


def _items(
    text: str, lines: Iterable[Span], labels: Labels, *, needs_bullet: bool
) -> Iterator[Item]:
    for line in lines:
        item = read_item(text, line, labels, needs_bullet=needs_bullet)
        if item:
            yield item


def read_item(text: str, line: Span, labels: Labels, *, needs_bullet: bool) -> Item | None:
    """The labelled value on a line: `- Label: v`, `* **Label**: v`, `+ **Label：** v`, `Label: v`."""
    if needs_bullet and not _may_be_bullet(text[line.start : line.start + 4].lstrip()[:1]):
        return None
    if text.find(":", *line) < 0 and text.find("：", *line) < 0:  # as most lines
        return None
    start, end = _trimmed(text, line.start, line.end)
    if start - line.start > 3:
        return None
    bullet = _BULLET.match(text, start, end)
    if needs_bullet and not bullet:
        return None
    start = bullet.end() if bullet else start
    colon = _COLON.search(text, start, min(start + LONGEST, end))
    if not colon:
        return None
    label = labels.facts.get(key(text[start : colon.start()]))
    if not label:
        return None
    span = _value(text, text[start : colon.start()].strip(), *_trimmed(text, colon.end(), end))
    return Item(label.fact, label.languages, text[span.start : span.end], span)


def has_items(text: str, start: int, labels: Labels) -> bool:
    """Whether lines from `start` on have as many labels of a book as its facts need, in code or not.

    A quick look, for the many posts that have the tag of reviews and list none.
    """
    return _is_enough(_items(text, _lines_with_colons(text, start), labels, needs_bullet=False))


def _lines_with_colons(text: str, start: int) -> Iterator[Span]:
    for colon in ":：":
        at = text.find(colon, start)
        while at >= 0:
            line = line_at(text, text.rfind("\n", start, at) + 1 or start)
            yield line
            at = text.find(colon, line.end)


def _may_be_bullet(letter: str) -> bool:
    return letter.isdecimal() or letter in ("-", "*", "+")


def _value(text: str, label: str, start: int, end: int) -> Span:
    """The place of a value without the emphasis around it, or around it and its label."""
    mark = _EMPHASIS.match(label)
    if mark and not label.endswith(mark[0]):
        if text.startswith(mark[0], start):
            start += len(mark[0])
        elif text.endswith(mark[0], start, end):
            end -= len(mark[0])
    start, end = _trimmed(text, start, end)
    while (mark := _EMPHASIS.match(text, start, end)) and (size := len(mark[0])):
        inner = text[start + size : end - size]
        if not inner or mark[0][0] in inner or not text.endswith(mark[0], start + size, end):
            break
        start, end = _trimmed(text, start + size, end - size)
    return Span(start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """`start` and `end` without the blanks there, and without hard breaks at the end."""
    said = text[start:end]
    start += len(said) - len(said.lstrip())
    said = _BREAK.sub("", said.rstrip()).strip()
    return start, start + len(said)


# -- the cover ------------------------------------------------------------------------------------

_LONGEST_ADDRESS: Final = 2000
_LONGEST_LINE: Final = 10_000  # of which images are read; a cover comes first
_PLAIN: Final = r"[^\s()<]"
_ADDRESS = re.compile(
    rf"""[ \t]*(?:<([^<>\n]+)>|({_PLAIN}(?:{_PLAIN}|\({_PLAIN}*\))*))"""
    r"""(?:[ \t]+(?:"[^"]*"|'[^']*'))?[ \t]*\)"""
)
_SRC = re.compile(r"""\ssrc *= *["']([^"'<>]*)["']""")
_HREF = re.compile(r"""\shref *= *["']([^"'<>]*)["']""")


class Picture(NamedTuple):
    """An image and where it leads; spans of the two addresses."""

    src: Span
    link: Span | None


def read_pictures(text: str, line: Span) -> Iterator[Picture]:
    """The images on a line, in Markdown or HTML, with the links around them."""
    at = text.find("![", *line)
    while at >= 0:
        middle = text.find("](", at, line.end)
        if middle < 0:
            return
        src, after = _destination(text, middle + 2, line.end)
        link = None
        if src and text.startswith("[", max(at - 1, line.start)) and text.startswith("](", after):
            link, after = _destination(text, after + 2, line.end)
        if src:
            yield Picture(src, link)
        at = text.find("![", max(middle, after), line.end)


def _destination(text: str, start: int, end: int) -> tuple[Span | None, int]:
    """The address that begins at `start`, and where the parenthesis around it is closed.

    Source: CommonMark 0.31, link destination; nothing longer than `_LONGEST_ADDRESS` is one.
    """
    found = _ADDRESS.match(text, start, min(start + _LONGEST_ADDRESS, end))
    if not found:
        return None, start
    group = 1 if found[1] else 2
    return Span(*found.span(group)), found.end()


def _html_picture(text: str, line: Span) -> Picture | None:
    tag = text.find("<img", *line)
    src = _SRC.search(text, tag, line.end) if tag >= 0 else None
    link = _HREF.search(text, line.start, tag) if src else None
    return Picture(Span(*src.span(1)), Span(*link.span(1)) if link else None) if src else None


def _shows(text: str, part: Sequence[Span]) -> bool:
    """Whether there is an image in these lines, or between them."""
    if not part:
        return False
    start, end = part[0].start, part[-1].end
    return text.find("![", start, end) >= 0 or text.find("<img", start, end) >= 0


def _cover(text: str, part: Sequence[Span], *, needs_link: bool) -> Picture | None:
    """The first image of the section that is linked, else its first image."""
    found: list[Picture] = []
    for line in part if _shows(text, part) else ():
        line = Span(line.start, min(line.end, line.start + _LONGEST_LINE))
        found += read_pictures(text, line)
        found += filter(None, [_html_picture(text, line)])
    linked = next((picture for picture in found if picture.link), None)
    return linked or (found[0] if found and not needs_link else None)


# -- the book -------------------------------------------------------------------------------------


def _info(text: str, listed: _Listed, labels: Labels) -> Info:
    """What the items and the cover say."""
    heading, part, items = listed
    spans = {item.fact: item.span for item in reversed(items) if item.value}
    start = heading.span.start if heading else min(span.start for span in spans.values())
    cover = _cover(text, part, needs_link=heading is None)
    if cover:
        spans["cover"] = cover.src
        if cover.link:
            spans["store_url"] = cover.link
    if "title" in spans and "store_url" not in spans:
        spans |= _linked(text, spans["title"])
    rating = spans.pop("rating", None)
    return Info(
        book=_book(text, spans, items, labels),
        lang=_language(items),
        rating=_rating(text, rating) if rating else None,
        start=start,
        has_heading=heading is not None,
        lines=tuple(part),
    )


def _linked(text: str, title: Span) -> dict[str, Span]:
    """Where a title leads that is a link, by the name of the fact."""
    found = LINK.search(text, title.start, min(title.end, title.start + _LONGEST_ADDRESS))
    address = found[2] if found else ""
    is_whole = address.startswith(("http://", "https://"))
    return {"store_url": Span(*found.span(2))} if found and is_whole else {}


def _book(text: str, spans: dict[str, Span], items: Sequence[Item], labels: Labels) -> Book:
    said = {fact: text[span.start : span.end] for fact, span in spans.items()}
    title, store_url = said.get("title", ""), said.get("store_url", "")
    original = split_title(title)[1]
    if original and "title_original" not in spans:
        at = text.rfind(original, *spans["title"])
        spans["title_original"] = Span(at, at + len(original)) if at >= 0 else spans["title"]
    isbn = plain(said.get("isbn13", ""))
    if not isbn and (isbn := isbn_in_url(store_url)):
        spans["isbn13"] = spans["store_url"]
    published = plain(said.get("published", ""))
    return Book(
        title=title,
        title_original=plain(said.get("title_original", "")) or original,
        authors=_people("authors", items),
        translators=_people("translators", items),
        editors=_people("editors", items),
        publisher=plain(said.get("publisher", "")),
        published=iso_date(published, labels.months),
        published_text=published,
        isbn13=isbn13(isbn),
        isbn_text=isbn,
        cover=said.get("cover", ""),
        store_url=store_url,
        places={fact: Place(Origin.SECTION, span) for fact, span in spans.items()},
    )


def _people(fact: str, items: Iterable[Item]) -> tuple[str, ...]:
    return tuple(p for item in items if item.fact == fact for p in split_people(item.value))


def _rating(text: str, span: Span) -> Rating | None:
    found = score(text[span.start : span.end])
    place = Place(Origin.SECTION, span)
    return Rating(value=found[0], best=found[1], place=place) if found else None


def _language(items: Iterable[Item]) -> str:
    """The language that most labels are in; "" where two have as many. An ISBN is in none."""
    votes = Counter(lang for item in items if item.fact != "isbn13" for lang in item.languages)
    first, *others = (*votes.most_common(2), ("", 0))
    return first[0] if first[1] > others[0][1] else ""
