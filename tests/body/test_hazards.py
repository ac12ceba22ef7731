"""Text is looked through for what a platform takes for its own where that may be, and is written alike either way."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.adapter import Adapter, installed_adapters
from syndicate.body.dialect import Dialect
from syndicate.body.render import Rendered, render
from syndicate.diagnostics import Diagnostic
from syndicate.source.text import SourceText, Span
from syndicate_adapters.hugo.dialect import dialect_for
from syndicate_adapters.hugo.settings import MarkdownSettings
from tests.body.documents import documents

READERS = [a for a in installed_adapters().values() if a.read is not None]
TARGETS = [a.dialect for a in installed_adapters().values() if a.dialect.hazards]
PIECES = [
    *"{}[]!\\#.:=@$>-*`a1 \n\t",
    "{{",
    "{{<",
    "%}}",
    "[!",
    "ftp://",
    "a@b.c",
    "<!--more-->",
    "[x](y)",
]


def looking_everywhere(target: Dialect) -> Dialect:
    """The dialect, whose hazards are looked for in each piece between two nodes."""
    hazards = [dataclasses.replace(each, literal="", sign=None) for each in target.hazards]
    return dataclasses.replace(target, hazards=tuple(hazards))


def written(text: str, adapter: Adapter, target: Dialect) -> tuple[Rendered, list[Diagnostic]]:
    source, found = SourceText("post.md", text), list[Diagnostic]()
    dialect = adapter.dialect
    body = dialect.parse(source, Span(0, len(text)), dialect.settings, lambda found: None)
    return render(body, dialect, target, report=found.append), found


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
@pytest.mark.parametrize("adapter", READERS, ids=lambda adapter: adapter.name)
@given(text=documents() | st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_text_without_hazards_is_written_as_if_they_were_looked_for(
    adapter: Adapter, target: Dialect, text: str
) -> None:
    if adapter.name != target.name:
        assert written(text, adapter, target) == written(text, adapter, looking_everywhere(target))


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.data())
def test_a_text_without_a_sign_has_no_hazard_in_any_part(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for hazard in dialect_for(MarkdownSettings(has_definition_lists=True, has_math=True)).hazards:
        if not hazard.may_be_in(text, Span(0, len(text))):
            assert hazard.pattern.search(text, start, end) is None
