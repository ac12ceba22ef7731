"""The file `syndicate.toml`: what it adds, and errors that name line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

import syndicate
from syndicate.diagnostics import UsageError
from syndicate.review.labels import Role, Words
from syndicate.rules import NAME, RulesFile, read_rules_file, review_words
from syndicate.source.toml import key_places

PORTUGUESE = """\
# Words of our reviews.
[review.labels.pt]
title = ["Título"]
authors = ["Autor", "Autora"]
published = "Lançamento"

[review.headings.pt]
info = ["Ficha do livro"]

[review.tags]
pt = ["Resenha"]

[review.disclosure]
pt = ["Cortesia da editora"]

[review.months]
pt = ["janeiro jan", "fevereiro fev", "março mar", "abril abr", "maio mai", "junho jun",
      "julho jul", "agosto ago", "setembro set", "outubro out", "novembro nov", "dezembro dez"]
"""
POST = """\
---
title: Filas
tags: [{tag}]
---

{box}## {heading}

- Título: A fila quieta
- Autora: Ina Moll
- Lançamento: 24 de maio de 2023

<!-- truncate -->

Fim.
"""


def rules(tmp_path: Path, text: str) -> RulesFile:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    return read_rules_file(tmp_path)


def test_a_site_without_the_file_adds_nothing(tmp_path: Path) -> None:
    assert review_words(read_rules_file(tmp_path)) == ()
    assert review_words(rules(tmp_path, "")) == ()


def test_words_are_read_by_language(tmp_path: Path) -> None:
    (words,) = review_words(rules(tmp_path, PORTUGUESE))
    assert words.lang == "pt"
    assert words.labels == (
        ("title", ("Título",)),
        ("authors", ("Autor", "Autora")),
        ("published", ("Lançamento",)),
    )
    assert words.headings == ((Role.INFO, ("Ficha do livro",)),)
    assert words.months[4] == ("maio", "mai")
    two = review_words(rules(tmp_path, '[review.tags]\nen = "Shelf"\nko = ["책꽂이"]\n'))
    assert two == (Words(lang="en", tags=("Shelf",)), Words(lang="ko", tags=("책꽂이",)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[review", "syndicate.toml:1:8: Expected ']'"),
        ("\n[reviews.labels.pt]\n", "syndicate.toml:2:2: reviews: nothing is called so"),
        ("[review.label.pt]\n", "syndicate.toml:1:2: review.label: nothing is called so"),
        (
            '[review.labels.pt]\ntitel = "T"\n',
            "syndicate.toml:2:1: review.labels.pt.titel: nothing",
        ),
        (
            "[review.labels.pt]\n\ntitle = 3\n",
            "syndicate.toml:3:1: review.labels.pt.title: this must",
        ),
        ("[review.labels]\npt = 3\n", "syndicate.toml:2:1: review.labels.pt: this must be a table"),
        ('[review.labels.pt]\ntitle = ["T", ""]\n', "2:1: review.labels.pt.title: this must"),
        ('[review.labels.pt]\ntitle = "..."\n', "2:1: review.labels.pt.title: '...' can never"),
        ('[review.labels]\npt = {title = "...", authors = 1}\n', "2:1: review.labels.pt.title:"),
        ('[review.labels.pt]\ntitle = "T"\nauthors = ["t"]\n', "3:1: .*'t' is title already"),
        ('[review.headings.pt]\nother = "T"\n', "2:1: review.headings.pt.other: nothing"),
        ('review.months.pt = ["a", "b"]\n', "1:1: review.months.pt: these must be twelve"),
        ("review = 3\n", "1:1: review: this must be a table"),
    ],
)
def test_an_error_names_line_and_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message.replace("[", r"\[")):
        review_words(rules(tmp_path, text))


def test_every_key_has_a_place() -> None:
    text = 'a.b = 1 # [x]\n[c."d e"]\nf = """\n[no]\nno = 1\n"""\n[[g]]\nh = [\n "i",\n]\n[[g]]\nh = 2\n'
    found = {path: text.count("\n", 0, at) + 1 for path, at in key_places(text).items()}
    assert found == {
        ("a",): 1,
        ("a", "b"): 1,
        ("c",): 2,
        ("c", "d e"): 2,
        ("c", "d e", "f"): 3,
        ("g",): 7,
        ("g", "h"): 8,
    }


@pytest.mark.parametrize(
    ("heading", "tag"), [("Ficha do livro", "livros"), ("Detalhes", "resenha")]
)
def test_the_posts_of_the_site_are_read_with_its_words(
    tmp_path: Path, heading: str, tag: str
) -> None:
    (tmp_path / "blog").mkdir()
    (tmp_path / "docusaurus.config.mjs").write_text(
        "export default {title: 'T', url: 'https://b.example', baseUrl: '/', "
        "presets: [['classic', {docs: false, blog: {}}]]};"
    )
    (tmp_path / "package.json").write_text('{"dependencies": {"@docusaurus/core": "3.10.2"}}')
    box = "> Cortesia da Editora Lume.\n\n"
    text = POST.format(heading=heading, tag=tag, box=box)
    (tmp_path / "blog" / "2024-01-02-filas.md").write_text(text)
    (post,) = syndicate.read(tmp_path).posts
    assert post.review is None
    (tmp_path / NAME).write_text(PORTUGUESE)
    (post,) = syndicate.read(tmp_path).posts
    review = post.review
    assert review is not None
    assert (review.lang, review.book.title, review.book.published) == (
        "pt",
        "A fila quieta",
        "2023-05-24",
    )
    assert review.disclosure is not None
    assert review.disclosure.is_above_fold
