"""What this adapter reports beside the codes of the core."""

from __future__ import annotations

from typing import Final

from syndicate.catalogue import loss, note

KEY_MOVED: Final = note(
    "key-moved",
    "A key of the header means something else to Hugo; it is kept below `params`.",
    "Templates find it as before, as a parameter of the page.",
)
AUTHOR_DETAILS: Final = loss(
    "author-details-lost",
    "A post describes its author otherwise than the other posts do; all share one page.",
    "Give this author a key of his own.",
)
TERMS_MERGED: Final = note(
    "tags-merged",
    "Hugo puts two tags that the source kept apart on one page; both addresses lead there.",
    "Name one of them otherwise.",
)
FEED_LEFT_OUT: Final = loss(
    "feed-left-out",
    "A feed that no list of the new site writes.",
    "Redirect its address to a feed that there is.",
)

CODES: Final = (KEY_MOVED, AUTHOR_DETAILS, TERMS_MERGED, FEED_LEFT_OUT)
