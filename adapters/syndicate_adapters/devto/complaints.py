"""What Forem says when it does not take an article, and which part of the post it means.

Source: forem/forem as of 2026, app/models/article.rb, tag validation and Liquid errors.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate.publisher import Complaint

_BODY: Final = ()
_TABLE: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), keys)
    for pattern, keys in (
        (r"\btitle (?:can't be|has already|is too)", ("title",)),
        (r"\bcanonical url\b", ("canonical_url", "canonicalURL", "slug", "permalink", "url")),
        (r"\btag list\b|\btag \"|\btags? (?:can't|has|is|contains)", ("tags", "keywords")),
        (r"\bpublished[ _]at\b", ("date", "publishDate")),
        (r"\b(?:main|cover)[ _]image\b", ("image", "cover", "images")),
        (r"\bdescription (?:is|can't)", ("description",)),
        (r"\bseries\b|\bcollection\b", ("series",)),
        (r"\bbody markdown\b|\bliquid\b|\bmarkdown\b|\bmention\b|\bfront-matter\b", _BODY),
        (r"\burl\b.*\bnot found\b|\bembed", _BODY),
    )
)
_NEEDLES: Final = (
    (re.compile(r"Unknown tag '(\w+)'"), "{{% {}"),
    (re.compile(r"Liquid#(\w+) tag is disabled"), "{{% {}"),
    (re.compile(r"'(\w+)' tag was never closed"), "{{% {}"),
    (re.compile(r"Liquid variables are disabled"), "{{{{"),
    (re.compile(r'Tag "([^"]+)"'), "{}"),
    (re.compile(r"mention more than"), "@"),
    (re.compile(r"Invalid markdown detected"), "data:"),
    (re.compile(r"(https?://[^\s,\"']+)"), "{}"),
)
_JOINTS: Final = re.compile(r", and |, | and ")
_LIQUID: Final = re.compile(r"Liquid (?:syntax )?error[^<\n]*")


def complaints_in(text: str) -> tuple[Complaint, ...]:
    """The single things in a sentence of Forem; one at least."""
    hits = sorted(
        (found.start(), keys) for pattern, keys in _TABLE for found in pattern.finditer(text)
    )
    if len(hits) < 2:
        return (_complaint(text, hits[0][1] if hits else ()),)
    joints = [0, *(joint.end() for joint in _JOINTS.finditer(text))]
    starts: dict[int, tuple[str, ...]] = {}
    for at, keys in hits:
        starts.setdefault(max(joint for joint in joints if joint <= at), keys)
    ordered = sorted(starts)
    ends = [*ordered[1:], len(text)]
    parts = (text[start:end] for start, end in zip(ordered, ends, strict=True))
    return tuple(
        _complaint(re.sub(r"(?:,? and|,)\s*$", "", part.rstrip()), starts[start])
        for start, part in zip(ordered, parts, strict=True)
    )


def _complaint(text: str, keys: tuple[str, ...]) -> Complaint:
    return Complaint(message=text.strip(), keys=keys, needle=_needle(text))


def _needle(text: str) -> str:
    for pattern, spelling in _NEEDLES:
        if found := pattern.search(text):
            return spelling.format(*found.groups())
    return ""


def trouble_in(html: str) -> Complaint | None:
    """What Forem shows in place of the article where it took it and cannot render it; None where it can."""
    start = re.sub(r"\A(?:\s|<[^>]*>)*", "", html[:2000])
    found = _LIQUID.match(start)
    return _complaint(found[0].strip(), ()) if found else None
