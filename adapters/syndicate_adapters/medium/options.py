"""What a user may choose for copies on Medium."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from syndicate.diagnostics import UsageError

ORIGINAL: Final = "*Originally published at [{site}]({url}) on {date}.*"


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumOptions:
    """Filled from `-O key=value`."""

    original: str = field(
        default=ORIGINAL,
        metadata={"doc": "the last line, as Markdown; may name {title} too; empty for none"},
    )
    tables: str = field(
        default="text", metadata={"doc": "text (in columns, as code) or html (Medium shows none)"}
    )
    notes: str = field(
        default="", metadata={"doc": "the heading over footnotes; empty: by the language"}
    )
    subtitle: bool = field(default=True, metadata={"doc": "the post's description below its title"})
    header: bool = field(
        default=True, metadata={"doc": "a comment at the top with the values to type by hand"}
    )

    publication: str = field(
        default="", metadata={"doc": "for publish: the id of the publication that gets the story"}
    )
    license: str = field(
        default="", metadata={"doc": "for publish: a licence by Medium's name, as cc-40-by"}
    )

    def keeps_tables(self) -> bool:
        """Whether tables stay tables. Raises UsageError for another word."""
        if self.tables not in ("text", "html"):
            raise UsageError(f"option tables={self.tables!r} must be text or html")
        return self.tables == "html"
