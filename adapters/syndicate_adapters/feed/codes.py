"""What the feed adapter has to report."""

from __future__ import annotations

from typing import Final

from syndicate.catalogue import error, note

DATE_MISSING: Final = error(
    "feed-date-missing", "A feed needs dates; the post is left out.", "Give the post a date."
)
ID_SHARED: Final = error(
    "feed-id-shared",
    "Two posts have one id, so that readers' programs would show one of them only; the older keeps it, and the other"
    " has its address as its id. Two at one address are one post in the feed.",
    "Give one of them another slug, or correct its feed_id.",
)
ADDRESS_OLD: Final = note(
    "feed-address-old",
    "Readers are subscribed to a feed of the engine at another address.",
    "Serve this file there too, or redirect the old address to the new one for good.",
)
ADDRESS_UNKNOWN: Final = note(
    "feed-address-unknown",
    "The feed does not say where it is served: the engine has no such feed.",
    "Say the address with --self.",
)

CODES: Final = (DATE_MISSING, ID_SHARED, ADDRESS_OLD, ADDRESS_UNKNOWN)
