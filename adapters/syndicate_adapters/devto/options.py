"""What a user may choose for copies on dev.to."""

from __future__ import annotations

from dataclasses import dataclass, field

from syndicate.diagnostics import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class DevtoOptions:
    """Filled from `-O key=value`."""

    tags: str = field(
        default="",
        metadata={"doc": "other spellings of tags, as old=new,old=new; new may be empty"},
    )
    published: bool = field(
        default=False, metadata={"doc": "say that the article is published, not a draft"}
    )
    organization: int = field(
        default=0, metadata={"doc": "the number of the organization that publishes it"}
    )
    embeds: bool = field(
        default=True,
        metadata={"doc": "players and cards by {% embed %}; dev.to asks each address when saving"},
    )

    def spellings(self) -> dict[str, str]:
        """New tags by old ones, in lower case. Raises UsageError where the option is written otherwise."""
        found: dict[str, str] = {}
        for pair in filter(None, (part.strip() for part in self.tags.split(","))):
            old, sign, new = pair.rpartition("=")
            if not sign or not old:
                raise UsageError(f"option tags={self.tags!r} is not written like old=new,old=new")
            found[old.strip().lower()] = new.strip().lower()
        return found
