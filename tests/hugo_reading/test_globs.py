"""Globs of `cascade`, `permalinks` and mounts."""

from __future__ import annotations

import pytest

from syndicate_adapters.hugo.reading.globs import matches


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("/posts/a", "/posts/*"),
        ("/posts/2024/a", "/posts/**"),
        ("/posts", "/{posts,posts/**}"),
        ("/posts/a/b", "/{posts,posts/**}"),
        ("/a", "/*"),
        ("/Posts/A", "/posts/a"),
        ("/x/y", "**"),
        ("", "**"),
        ("section", "{home,section}"),
        ("ab", "a?"),
        ("ab", "a[a-c]"),
        ("ad", "a[!a-c]"),
        ("a*", "a\\*"),
        ("a{b", "a\\{b"),
        ("a/bc/d", "a/{b,bc}/d"),
        ("abc", "{a{b,x}c,z}"),
        ("/한글/x", "/한?/x"),
    ],
)
def test_a_path_matches(path: str, pattern: str) -> None:
    assert matches(path, pattern)


@pytest.mark.parametrize(
    ("path", "pattern"),
    [
        ("/posts/a/b", "/posts/*"),
        ("/posts", "/posts/**"),
        ("/postsx", "/{posts,posts/**}"),
        ("/a/b", "/*"),
        ("a/b", "a?b"),
        ("abb", "a[a-c]"),
        ("ab", "a[!a-c]"),
        ("ab", "a\\*"),
        ("a", "{a,b"),
        ("a", "[a"),
        ("a", ""),
    ],
)
def test_a_path_does_not_match(path: str, pattern: str) -> None:
    assert not matches(path, pattern)


def test_hostile_patterns_end_soon() -> None:
    assert not matches("/" + "a" * 2000, "**a" * 200 + "b")
    assert not matches("a", "{a,b}" * 40)
