"""What new sites get: words for their own languages and no others."""

from __future__ import annotations

from importlib.resources import files

import pytest

from syndicate.writing.new_site import words_of


@pytest.mark.parametrize(
    ("lang", "name"),
    [
        ("en", "en"),
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("pt", "pt-br"),
        ("pt-BR", "pt-br"),
        ("pt-PT", "en"),
        ("zh-CN", "zh-hans"),
        ("zh-TW", "zh-hant"),
        ("zh-Hant", "zh-hant"),
    ],
)
def test_words_are_those_of_the_language(lang: str, name: str) -> None:
    assert words_of(lang) == name


def test_every_file_of_words_is_for_some_language() -> None:
    folder = files("syndicate.writing.new_site") / "words"
    names = [file.name.removesuffix(".toml") for file in folder.iterdir()]
    assert len(names) > 20
    assert [name for name in names if words_of(name) != name] == []
