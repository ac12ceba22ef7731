"""What only Medium cannot hold."""

from __future__ import annotations

from typing import Final

from syndicate.catalogue import loss, note
from syndicate.diagnostics import catalogue_of

_LOOK: Final = "Read the draft on Medium; change the source if the difference matters."

CODES: Final = (
    loss("heading-level-lost", "Medium has two levels of headings.", _LOOK),
    loss("list-degraded", "Medium has lists of one level and plain lines.", _LOOK),
    loss("quote-degraded", "Medium has quotes of one level.", _LOOK),
    note(
        "subtitle-cut", "Medium takes 140 characters in a subtitle.", "Write a shorter description."
    ),
    loss(
        "title-long", "Medium may not use a title over 100 characters.", "Choose a shorter title."
    ),
)

OWN: Final = catalogue_of(CODES)
