"""How one article is written for Forem."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ForemSettings:
    """How one article is written. `page_url`: of the original, which relative addresses and fragments are meant for."""

    page_url: str = ""
    has_embeds: bool = True
