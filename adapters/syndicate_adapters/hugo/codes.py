"""What this adapter reports beside the codes of the core."""

from __future__ import annotations

from typing import Final

from syndicate.catalogue import loss, note

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
COMMENTS_TO_SET_UP: Final = note(
    "comments-to-set-up",
    "The comments of readers are kept elsewhere; the new site has to ask for them by the old name of a page.",
    "Put the script of the comment system into layouts/_partials/comments.html, as the message says.",
)
FEED_LEFT_OUT: Final = loss(
    "feed-left-out",
    "A feed that no list of the new site writes.",
    "Redirect its address to a feed that there is.",
)

CODES: Final = (AUTHOR_DETAILS, TERMS_MERGED, COMMENTS_TO_SET_UP, FEED_LEFT_OUT)
