"""The words for callouts are those of the theme's translations."""

from __future__ import annotations

import json

from syndicate.verify.callout_words import CALLOUT_WORDS
from syndicate.verify.markup import KIND
from tests.engines import builds


def test_the_words_are_those_of_the_theme() -> None:
    folder = builds.find_docusaurus() / "@docusaurus/theme-translations/locales"
    words: dict[str, set[str]] = {}
    for file in sorted(folder.glob("*/theme-common.json")):
        for key, word in json.loads(file.read_text(encoding="utf-8")).items():
            if key.startswith("theme.admonition.") and not key.endswith("DESCRIPTION"):
                said = word["message"] if isinstance(word, dict) else word
                words.setdefault(KIND[key.rpartition(".")[2]], set()).add(said.lower())
    assert words == CALLOUT_WORDS
