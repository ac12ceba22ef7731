"""Tags as Forem takes them: four, of letters and digits. One bad tag would refuse the whole article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

MOST: Final = 4
LONGEST: Final = 30

_SPELLINGS: Final = {
    "c++": "cpp",
    "c#": "csharp",
    "f#": "fsharp",
    ".net": "dotnet",
    ".net core": "dotnetcore",
    "asp.net": "aspdotnet",
    "asp.net core": "aspnetcore",
    "vb.net": "vbnet",
    "node.js": "node",
    "next.js": "nextjs",
    "nuxt.js": "nuxt",
    "vue.js": "vue",
    "react.js": "react",
    "three.js": "threejs",
    "objective-c": "objectivec",
    "ci/cd": "cicd",
    "a/b testing": "abtesting",
    "r&d": "rnd",
    "q&a": "qa",
}
_SEPARATORS: Final = re.compile(r"[\s_./·・-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """What became of a post's tags. respelled: old and new; refused: with the reason; cut: those over the number."""

    kept: tuple[str, ...]
    respelled: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()
    cut: tuple[str, ...] = ()


def tags_for(names: Sequence[str], spellings: Mapping[str, str]) -> Tags:
    """The tags to send, in the order of the post; `spellings` of the user win over the usual ones."""
    found: dict[str, None] = {}
    respelled: list[tuple[str, str]] = []
    refused: list[tuple[str, str]] = []
    for name in names:
        plain = name.strip().lower()
        tag = spellings.get(plain, _SPELLINGS.get(plain, _SEPARATORS.sub("", plain)))
        if not tag:
            continue
        if reason := _reason(tag):
            refused.append((name, reason))
        elif tag not in found:
            found[tag] = None
            if tag != plain:
                respelled.append((name, tag))
    kept, cut = tuple(found)[:MOST], tuple(found)[MOST:]
    return Tags(
        kept=kept,
        respelled=tuple(pair for pair in respelled if pair[1] in kept),
        refused=tuple(refused),
        cut=cut,
    )


def _reason(tag: str) -> str:
    """Why Forem does not take a tag; "" where it does."""
    if not tag.isalnum():
        return "it takes letters and digits only"
    return f"it is longer than {LONGEST} characters" if len(tag) > LONGEST else ""
