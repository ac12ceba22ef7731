"""Which files are posts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.source.files import files_below
from syndicate_adapters.docusaurus import files
from syndicate_adapters.docusaurus.files import is_post, matches_glob
from tests.docusaurus.engine import SITE, said


def test_the_posts_of_the_site_are_those_that_the_engine_built() -> None:
    found = {
        f"{folder}/{path}"
        for folder in ("blog", "news")
        for path in files_below(SITE / folder, SITE)
        if is_post(path)
    }
    drafts = {"blog/2019-07-06-draft.md"}
    assert found - drafts == set(said("render")["metadata"])


@given(
    st.lists(st.sampled_from("*?[ab]/.\\!x{,}()@"), max_size=8).map("".join),
    st.lists(st.sampled_from("ab/.x_"), min_size=1, max_size=6).map("".join),
    st.booleans(),
)
def test_a_path_that_matches_has_the_letters_of_the_pattern(
    pattern: str, path: str, with_dots: bool
) -> None:
    for words, variant in files._compiled(pattern, with_dots):
        if files._matches(path.split("/"), variant, with_dots):
            assert all(word in path for word in words)


@pytest.mark.parametrize(
    "path",
    ["a.MD", "a.markdown", ".a.md", ".x/a.md", "_a.md", "x/_a.mdx", "_x/a.md", "x/__tests__/a.md"],
)
def test_what_looks_like_a_post_and_is_none(path: str) -> None:
    assert not is_post(path)


@pytest.mark.parametrize("path", ["README.md", "index.mdx", "a/b/c.md", "a_.md", "x_/a.md"])
def test_what_is_a_post(path: str) -> None:
    assert is_post(path)


@pytest.mark.parametrize(
    ("pattern", "path", "is_match"),
    [
        ("drafts/**", "drafts/a/b.md", True),
        ("**/drafts/*.md", "drafts/a.md", True),
        ("**/_*/**", "a/_b.md", False),
        ("a/**/b.md", "a/b.md", True),
        ("a/**/b.md", "a/x/y/b.md", True),
        ("{a,b{c,d}}/*.md", "bd/x.md", True),
        ("a{1..3}.md", "a2.md", True),
        ("[^a-c]*.md", "d.md", True),
        ("[^a-c]*.md", "b.md", False),
        ("@(a|b).md", "b.md", True),
        ("?.md", "ab.md", False),
        ("*.{md}", "a.{md}", True),
        (r"a\*.md", "a*.md", True),
        (r"a\*.md", "ab.md", False),
        ("**/.*", "x/.a", True),
        ("*", "a/b", False),
    ],
)
def test_globs_match_as_micromatch_has_it(pattern: str, path: str, is_match: bool) -> None:
    assert matches_glob(path, pattern) is is_match


def test_a_pattern_with_an_exclamation_mark_excludes() -> None:
    assert not is_post("drafts/a.md", ["**/*.md", "!drafts/**"], [])


def test_a_wildcard_sees_a_first_dot_only_when_it_excludes() -> None:
    assert not matches_glob(".a.md", "*.md")
    assert matches_glob(".a.md", "*.md", with_dots=True)


def test_many_wildcards_take_no_longer_than_few() -> None:
    assert not matches_glob("a" * 250, "*a" * 60 + "*b")
    assert not matches_glob("a/" * 120 + "a", "**/a/" * 60 + "b")
