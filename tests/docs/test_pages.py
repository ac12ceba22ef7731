"""Our pages show files as they are, and their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs import pages

SHOWN = [
    (page, *shown)
    for page in pages.PAGES
    for shown in pages.shown_files(page.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(
    ("page", "file", "shown"), SHOWN, ids=[f"{page.name}-{file.name}" for page, file, _ in SHOWN]
)
def test_a_page_shows_a_file_as_it_is(page: Path, file: Path, shown: str) -> None:
    assert pages.is_excerpt(shown, file.read_text(encoding="utf-8"))


def test_the_readme_begins_with_a_real_post() -> None:
    assert any(page.name == "README.md" and "samples" in file.parts for page, file, _ in SHOWN)


@pytest.mark.parametrize("page", pages.PAGES, ids=lambda page: page.name)
def test_the_links_of_a_page_lead_somewhere(page: Path) -> None:
    text = pages.FENCE.sub("", page.read_text(encoding="utf-8"))
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)|^\[[^]]+\]: (\S+)", text, re.MULTILINE)
    targets = [target for pair in links for target in pair if target]
    gone = [t for t in targets if "://" not in t and not (page.parent / t).exists()]
    assert gone == []


def test_tests_that_are_named_are_there() -> None:
    """Many a docstring says which test asks the engine."""
    gone = set[str]()
    for folder in ("adapters", "bench", "docs", "syndicate", "tests"):
        for file in (pages.ROOT / folder).rglob("*"):
            if file.suffix in (".md", ".py") and "node_modules" not in file.parts:
                text = file.read_text(encoding="utf-8", errors="replace")
                named = re.findall(r"\btests/[a-z_]+(?:/[a-z_]+)*\.py\b", text)
                gone |= {f"{file}: {name}" for name in named if not (pages.ROOT / name).is_file()}
    assert gone == set()


def test_an_excerpt_may_leave_out_lines_only_where_it_says_so() -> None:
    whole = "a\nb\nc\nd\n"
    assert pages.is_excerpt("b\nc\n", whole)
    assert pages.is_excerpt("a\n…\nd\n", whole)
    assert pages.is_excerpt("…\nc\n", whole)
    assert not pages.is_excerpt("a\nc\n", whole)
    assert not pages.is_excerpt("d\n…\na\n", whole)


def test_commands_are_found_in_fences_and_in_the_text() -> None:
    text = (
        "Run `syndicate list SITE`, not `syndicate.read`.\n\n"
        "```console\n$ syndicate convert a \\\n  b --to hugo\nfine\n$ ls\n```\n"
        "```sh\nsyndicate adapters\n```\n"
        "```yaml\n  - run: syndicate verify a b\n```\n"
    )
    assert sorted(pages.commands(text)) == [
        ["syndicate", "adapters"],
        ["syndicate", "convert", "a", "b", "--to", "hugo"],
        ["syndicate", "list", "SITE"],
        ["syndicate", "verify", "a", "b"],
    ]
    assert pages.examples(text)[0].output == "fine\n"


def test_a_generated_part_is_replaced_between_its_markers() -> None:
    text = "x\n<!-- t:begin -->\nold\n<!-- t:end -->\ny\n"
    assert pages.generated(text, "t") == "old"
    new = pages.regenerated(text, "t", "new")
    assert new == "x\n<!-- t:begin -->\nnew\n<!-- t:end -->\ny\n"
