"""The ids that kramdown gives to the headings of one page.

Source: kramdown-parser-gfm 1.1.0 and kramdown 2.4.0; tests/jekyll_body/test_ids.py asks the engine.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from syndicate_adapters.jekyll.kramdown.settings import KramdownOptions
from syndicate_adapters.jekyll.ruby import downcase

_LEADING: Final = re.compile(r"^[^a-zA-Z]+")
_OTHER: Final = re.compile(r"[^a-zA-Z0-9 -]")
_NO_WORD: Final = re.compile(r"[^A-Za-z0-9_\- \t]")


@dataclass(slots=True)
class Ids:
    """The ids given so far. In elements of HTML another rule holds, with numbers of its own."""

    options: KramdownOptions
    counts: dict[str, int] = field(default_factory=dict)
    plain_counts: dict[str, int] = field(default_factory=dict)

    def next_id(self, text: str, *, in_element: bool = False) -> str | None:
        """The id of the next heading that says `text`, to GitHub's rule as `in_id` has it; None where it gets none."""
        if not self.options.has_ids:
            return None
        is_github = self.options.is_gfm and not in_element
        found = self._github(text) if is_github else self._plain(text)
        said = f"{self.options.prefix}{found}"
        return said if said.strip() else None

    def _github(self, text: str) -> str:
        found = words(text).replace(" ", "-").replace("\t", "-")
        count = self.counts[found] = self.counts.get(found, -1) + 1
        return f"{found}-{count}" if count else found

    def _plain(self, text: str) -> str:
        found = _OTHER.sub("", _LEADING.sub("", text)).replace(" ", "-").lower() or "section"
        if found in self.plain_counts:
            self.plain_counts[found] += 1
            return f"{found}-{self.plain_counts[found]}"
        self.plain_counts[found] = 0
        return found


def words(text: str) -> str:
    """`text` in small letters, without what is no letter, mark, digit, hyphen or blank."""
    if text.isascii():
        return _NO_WORD.sub("", text.lower())
    return "".join(char for char in downcase(text) if char in "- \t" or _is_word(char))


def _is_word(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LM" or category in ("Nd", "Pc", "Nl")
