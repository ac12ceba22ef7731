"""What the export of reviews has to report."""

from __future__ import annotations

from typing import Final

from syndicate.catalogue import loss

REVIEW_NAMELESS: Final = loss(
    "review-nameless",
    "A review whose book has no title: linked data is of things that have a name.",
    "Give the title in the list of facts, or below `book` in the front matter.",
)

CODES: Final = (REVIEW_NAMELESS,)
