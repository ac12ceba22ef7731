"""What only dev.to cannot say, or refuses."""

from __future__ import annotations

from typing import Final

from syndicate.catalogue import error, loss, note
from syndicate.diagnostics import catalogue_of

_LOOK: Final = "Read the preview on dev.to; change the source if the difference matters."

CODES: Final = (
    note("link-title-lost", "The title of a link, which few readers see, is left out.", _LOOK),
    loss(
        "title-changed",
        "dev.to takes signs out of titles, or cuts them.",
        "Choose another title for the post.",
    ),
    note(
        "tag-respelled",
        "dev.to takes letters and digits only in tags.",
        "Say another spelling with -O tags=old=new.",
    ),
    loss(
        "tag-refused",
        "One tag that dev.to does not take refuses the whole article; it is left out.",
        "Say another spelling with -O tags=old=new.",
    ),
    error("title-missing", "dev.to refuses an article without a title.", "Give the post a title."),
    error(
        "canonical-refused",
        "dev.to does not take this canonical URL.",
        "Say the site's public origin with --url.",
    ),
    error("body-too-long", "dev.to takes no more than 800 KiB in an article.", "Split the post."),
)

OWN: Final = catalogue_of(CODES)
