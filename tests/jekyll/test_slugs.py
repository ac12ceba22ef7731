"""Slugs and titles, as Jekyll makes them of names."""

from __future__ import annotations

from typing import get_args

import pytest

from syndicate_adapters.jekyll.slugs import Mode, slugify, titled
from tests.jekyll.engine import said


@pytest.mark.parametrize("text", said("units")["slugs"])
def test_a_text_becomes_a_slug_and_a_title(text: str) -> None:
    modes: tuple[Mode, ...] = get_args(Mode)
    made: dict[str, str] = {mode: slugify(text, mode) for mode in modes}
    made["cased"] = slugify(text, "pretty", is_cased=True)
    made["title"] = titled(text)
    assert made == said("units")["slugs"][text]


def test_version_3_takes_only_vowels_for_letters() -> None:
    assert slugify("cafe\u0301 \u2764\ufe0f हिन्दी Ⅷ", is_old=True) == "cafe-हिन-दी-ⅷ"
    assert slugify("cafe\u0301 \u2764\ufe0f हिन्दी Ⅷ") == "cafe\u0301-\ufe0f-हिन्दी"
