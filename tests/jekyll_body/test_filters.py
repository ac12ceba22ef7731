"""What filters and values print, as the engine printed it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from liquid.exceptions import LiquidError

from syndicate.source.text import SourceText
from syndicate.source.yaml import PSYCH, load
from syndicate_adapters.jekyll.liquid.date_filters import DATE_FILTERS
from syndicate_adapters.jekyll.liquid.filters import FILTERS
from syndicate_adapters.jekyll.liquid.list_filters import LIST_FILTERS
from syndicate_adapters.jekyll.liquid.scene import Scene
from syndicate_adapters.jekyll.liquid.scene_filters import SCENE_FILTERS
from syndicate_adapters.jekyll.liquid.tags import context_of, run
from syndicate_adapters.jekyll.settings import JekyllSettings
from tests.jekyll_body.reading import said

GIVES: dict[str, str] = said("filters")["gives"]

REFUSED = {
    "site.data.authors | size": "no folder of the site is known here",
    "1e3": "a name that nobody knows",
    "\"a\" == 'a'": "no value, but a comparison",
}
"""What strict Liquid does not evaluate, and the engine prints all the same."""


def settings() -> JekyllSettings:
    site: Any = load(said("filters")["config"], PSYCH)
    return JekyllSettings(
        site=site,
        page={"date": datetime(2024, 1, 2, tzinfo=UTC)},
        url=site["url"],
        baseurl=site["baseurl"],
    )


def printed(expression: str) -> str:
    context = context_of(Scene(settings(), SourceText("_posts/2024-01-02-p.txt", "")))
    return run(f"{{{{ {expression} }}}}", context)


@pytest.mark.parametrize(("expression", "text"), GIVES.items())
def test_it_prints_what_the_engine_prints(expression: str, text: str) -> None:
    if expression in REFUSED:
        with pytest.raises(LiquidError):
            printed(expression)
        return
    assert printed(expression) == text


def test_each_filter_was_asked_of_the_engine() -> None:
    asked = {part.split(":")[0].strip() for each in GIVES for part in each.split("|")[1:]}
    assert set(FILTERS) | set(LIST_FILTERS) | set(SCENE_FILTERS) | set(DATE_FILTERS) <= asked


@pytest.mark.parametrize(
    "expression",
    [
        "secrets.TOKEN",
        "page.excerpt",
        "site.posts",
        "'x' | nosuch",
        "'now' | date: '%Y'",
        "1 | divided_by: 0",
        "'2024-01-01' | date: '%Q'",
    ],
)
def test_what_only_the_engine_knows_is_refused(expression: str) -> None:
    with pytest.raises(LiquidError):
        printed(expression)


ZONED = {
    '"2024-11-25 10:00:50" | date_to_rfc822': "Mon, 25 Nov 2024 10:00:50 +0900",
    '"2024-11-25T20:00:50Z" | date_to_xmlschema': "2024-11-26T05:00:50+09:00",
    '"2024-11-25T20:00:50Z" | date_to_string': "26 Nov 2024",
    '"2024-11-25 10:00:50" | date: "%H %z"': "10 +0900",
}


def test_dates_are_shown_in_the_zone_of_the_site() -> None:
    """What Jekyll 4.3.1 prints with `timezone: Asia/Seoul`."""
    zoned = replace(settings(), zone=ZoneInfo("Asia/Seoul"))
    context = context_of(Scene(zoned, SourceText("_posts/2024-01-02-p.txt", "")))
    for expression, text in ZONED.items():
        assert run(f"{{{{ {expression} }}}}", context) == text
