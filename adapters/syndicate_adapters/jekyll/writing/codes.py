"""What writing for Jekyll reports beside the codes of the core."""

from __future__ import annotations

from typing import Final

from syndicate.catalogue import loss, note

READ_OTHERWISE: Final = loss(
    "read-otherwise",
    "Jekyll's Markdown reads a place otherwise than the source's, and no other spelling was found.",
    "Compare the place in both pages, and write it more simply.",
)

KEY_RENAMED: Final = note(
    "key-renamed",
    "A key of the header means something else to Jekyll; it is kept under another name.",
    "Templates find it by its new name.",
)
DATE_MISSING: Final = note(
    "date-missing",
    "Jekyll knows no post without a day; the file is named by the first day of 1970.",
    "Give the post a date.",
)
CHARACTER_LEFT_OUT: Final = note(
    "character-left-out",
    "A control character that no reader sees, and that no feed may hold.",
    "Delete it from the source; it often comes from a pasted terminal.",
)

CODES: Final = (READ_OTHERWISE, KEY_RENAMED, DATE_MISSING, CHARACTER_LEFT_OUT)
