"""Every spelling of headings, labels and covers that the seed of the project has, and their like."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.review import Book, Role
from syndicate.review.labels import all_labels, is_tagged, key, role_of
from tests.review.reading import at, book_of, found, review_of

LABELS = "- Title: The Quiet Queue\n- Author: Ina Moll\n"

# -- headings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "heading",
    [
        "## Book Info",
        "## Book Info  ",
        "##\tBook   Info",
        "## Book Info ##",
        "## book info",
        "## ℹ️ Book Info",
        "## ℹ️Book Info",
        "## ℹ Book Info",
        "## ℹ︎ Book Info",
        "## 📚 Book Info 📚",
        "## ## Book Info",
        "## **Book Info**",
        "## Book Info:",
        "## Book Info {#book}",
        "  ### Book Info",
        "# Book Info",
        "Book Info\n---------",
        "Book Info\n=========",
        "ℹ️ Book Info\n---",
        "## 책 정보",
        "## 도서정보",
        "## 1. 책 정보",
        "## 書誌情報",
        "## 书籍信息",
        "## Buchinfos",
        "## Infos sur le livre",
        "## Información del libro",
    ],
)
def test_a_heading_of_the_facts(heading: str) -> None:
    assert found(f"Hello.\n\n{heading}\n\n{LABELS}", tags=()).book.title == "The Quiet Queue"


def test_the_information_sign_is_a_letter_to_unicode() -> None:
    assert "ℹ".isalpha()
    assert key("ℹ️ Book Info") == key("Book Info") == "bookinfo"


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Intro", Role.INTRO),
        ("🎬 Intro", Role.INTRO),
        ("🎬Intro", Role.INTRO),
        ("왜 읽었어요?", Role.INTRO),
        ("이 책을 읽게 된 이유", Role.INTRO),
        ("Why I Read This Book", Role.INTRO),
        ("Why Did I Read It?", Role.INTRO),
        ("📖 Book Review", Role.REVIEW),
        ("📖Book Review", Role.REVIEW),
        ("## Book Review", Role.REVIEW),
        ("책 리뷰", Role.REVIEW),
        ("🔖 대상 독자", Role.AUDIENCE),
        ("대상독자", Role.AUDIENCE),
        ("🧑‍🏫 대상 독자", Role.AUDIENCE),
        ("🧑‍🏫대상 독자", Role.AUDIENCE),
        ("Recommended Audience", Role.AUDIENCE),
        ("Target Audience", Role.AUDIENCE),
        ("Recommended Readers", Role.AUDIENCE),
        ("Intended Audience", Role.AUDIENCE),
        ("Who Should Read This", Role.AUDIENCE),
        ("Who Should Read This Book?", Role.AUDIENCE),
        ("Recommended For", Role.AUDIENCE),
        ("책 소개", Role.OVERVIEW),
        ("Book Overview", Role.OVERVIEW),
        ("결론평", Role.CONCLUSION),
        ("결론 평", Role.CONCLUSION),
        ("Final Thoughts", Role.CONCLUSION),
        ("Final Rating", Role.CONCLUSION),
        ("요약", Role.CONCLUSION),
        ("Summary", Role.CONCLUSION),
        ("좋았던 점", Role.OTHER),
        ("", Role.OTHER),
        ("Book Info" * 100, Role.OTHER),
    ],
)
def test_the_role_of_a_heading(heading: str, role: Role) -> None:
    assert role_of(heading, all_labels()) is role


def test_headings_in_decomposed_letters_are_the_same() -> None:
    assert key("대상 독자") == "대상독자"


# -- labels ---------------------------------------------------------------------------------------

KOREAN = {
    "제목": "title",
    "저자": "authors",
    "역자": "translators",
    "감수자": "editors",
    "출판사": "publisher",
    "출간": "published",
}
ENGLISH = {
    "Title": "title",
    "Author": "authors",
    "Authors": "authors",
    "Translator": "translators",
    "Translators": "translators",
    "Translated by": "translators",
    "Editors": "editors",
    "Publisher": "publisher",
    "Release Date": "published",
    "Publication Date": "published",
    "Published": "published",
}
FORMS = (
    "{label}: {value}",
    "**{label}**: {value}",
    "**{label}:** {value}",
    "**{label}: {value}**",
    "*{label}*: {value}",
    "__{label}:__ {value}",
    "{label} : {value}",
    "**{label}** : {value}",
    "{label}：{value}",
    "**{label}：**{value}",
    "{label}: **{value}**",
    "**{label}**: **{value}**",
    "**{label}:** **{value}**",
    "{label}: *{value}*",
    "📌 {label}: {value}",
)
BULLETS = ("- ", "* ", "+ ", "-   ", "-\t", "1. ", "2) ", "  - ", "")
ENDS = ("", "  ", "\\", "<br>", " <br />")
VALUES = {
    "title": "고요한 대기열",
    "authors": "Ina Moll",
    "translators": "Kim Bora",
    "editors": "Lee Sol",
    "publisher": "Lamp & Sons",
    "published": "2023-05-24",
}


def value_of(book: Book, fact: str) -> object:
    return {
        "title": book.title,
        "authors": book.authors,
        "translators": book.translators,
        "editors": book.editors,
        "publisher": book.publisher,
        "published": book.published,
    }[fact]


@pytest.mark.parametrize(("label", "fact"), [*KOREAN.items(), *ENGLISH.items()])
@pytest.mark.parametrize("form", FORMS)
def test_every_label_in_every_form(label: str, fact: str, form: str) -> None:
    value = VALUES[fact]
    other = "- Title: X" if fact != "title" else "- 저자: X"
    book = book_of(other, "- " + form.format(label=label, value=value))
    assert value_of(book, fact) == ((value,) if fact.endswith("rs") else value)


@given(data=st.data())
def test_labels_in_any_order_form_and_bullet(data: st.DataObject) -> None:
    words = data.draw(st.sampled_from((KOREAN, ENGLISH)))
    facts = {fact: label for label, fact in data.draw(st.permutations(list(words.items())))}
    chosen = data.draw(st.lists(st.sampled_from(list(facts)), min_size=2, unique=True))
    newline = data.draw(st.sampled_from(("\n", "\r\n", "\r")))
    noise = st.sampled_from(("", "- ", "*", "image.png", "- Pages: 300", "- Note", "<!-- x: y -->"))
    lines = ["## Book Info"]
    for fact in chosen:
        said = data.draw(st.sampled_from(FORMS)).format(label=facts[fact], value=VALUES[fact])
        bullet, end = data.draw(st.sampled_from(BULLETS)), data.draw(st.sampled_from(ENDS))
        lines += [*data.draw(st.lists(noise, max_size=2)), f"{bullet}{said}{end}"]
    text = newline.join(lines)
    review = found(text)
    assert review.lang == ("ko" if words is KOREAN else "en")
    for fact, value in VALUES.items():
        people = fact in ("authors", "translators", "editors")
        known: object = (value,) if people else value
        unknown: object = () if people else ""
        assert value_of(review.book, fact) == (known if fact in chosen else unknown)
        if fact in chosen:
            assert at(text, review.book.places[fact].span) == value


def test_the_first_of_two_values_counts_and_people_add_up() -> None:
    book = book_of("- Title: X", "- Publisher: A", "- Author: B", "- Publisher: C", "- Author: D")
    assert book.publisher == "A"
    assert book.authors == ("B", "D")


def test_a_colon_in_the_value_stays() -> None:
    assert book_of("- Title: Queues: A Study", "- Author: A").title == "Queues: A Study"
    assert book_of("- 제목：대기열: 연구", "- Author: A").title == "대기열: 연구"


def test_a_title_is_kept_as_written() -> None:
    book = book_of(r"- Title: The *Quiet* Queue &amp; C\+\+", "- Author: A")
    assert book.title == r"The *Quiet* Queue &amp; C\+\+"
    assert book.name == "The Quiet Queue & C++"


def test_publishers_lose_their_markup() -> None:
    book = book_of("- Title: X", r"- Publisher: [Lamp \& Sons](https://lamp.example)")
    assert book.publisher == "Lamp & Sons"


def test_a_date_that_cannot_be_read_is_kept_as_text() -> None:
    book = book_of("- Title: X", "- Published: soon")
    assert (book.published, book.published_text) == ("", "soon")
    assert book.as_front_matter()["published"] == "soon"


def test_a_numeric_rating_is_read_and_none_is_made_up() -> None:
    rated = found("## Book Info\n- Title: X\n- Author: Y\n- 평점: 4.5/5\n")
    assert rated.rating is not None
    assert (rated.rating.value, rated.rating.best, rated.rating.worst) == (4.5, 5, None)
    assert found("## Book Info\n- Title: X\n- Author: Y\n- Rating: very good\n").rating is None


def test_an_isbn_is_read_from_its_label_first() -> None:
    book = book_of(
        "[![a](b.jpg)](https://s.example/?barcode=9791199999992)",
        "- Title: X",
        "- ISBN-13: 979-11-99999-00-8 (종이책)",
    )
    assert book.isbn13 == "9791199999008"


def test_a_wrong_isbn_is_kept_as_text_only() -> None:
    book = book_of("[![a](b.jpg)](https://s.example/?barcode=991165219527)", *LABELS.splitlines())
    assert (book.isbn13, book.isbn_text) == ("", "991165219527")
    assert "isbn13" not in book.as_front_matter()


@pytest.mark.parametrize(
    ("lines", "lang"),
    [
        (("- タイトル: X", "- 著者: A、B"), "ja"),
        (("- 书名：X", "- 作者：A、B"), "zh"),
        (("- Titel: X", "- Autoren: A, B"), "de"),
        (("- Titre : X", "- Auteurs : A, B"), "fr"),
        (("- Título: X", "- Autores: A, B"), "es"),
        (("- ISBN: 9791199999992", "- Autor: A, B"), ""),
    ],
)
def test_the_language_is_that_of_the_labels(lines: tuple[str, str], lang: str) -> None:
    review = found("## Book Info\n" + "\n".join(lines), tags=())
    assert (review.lang, review.book.authors) == (lang, ("A", "B"))


# -- covers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "cover", "store_url"),
    [
        ("[![책](../a/b.jpg)](https://s.example/S1)", "../a/b.jpg", "https://s.example/S1"),
        ("[![](<a b.jpg> 'Title')](<https://s.example/S 1>)", "a b.jpg", "https://s.example/S 1"),
        ('[![Book](a_(1).jpg "T")](https://s.example/(x))  ', "a_(1).jpg", "https://s.example/(x)"),
        ("[![책](..%2Fa%2Fb.png)](https://s.example)", "..%2Fa%2Fb.png", "https://s.example"),
        ("![Book](a.jpg)", "a.jpg", ""),
        ("![Badge](a.jpg) [![Book](b.jpg)](/s)", "b.jpg", "/s"),
        ('<a href="/s"><img alt="x" src="a.jpg" /></a>', "a.jpg", "/s"),
        ("[![Book](a.jpg)](https://s.example", "a.jpg", ""),
        ("[![Book](a.jpg", "", ""),
        ("![Book][ref]", "", ""),
        ("[Store](https://s.example)", "", ""),
    ],
)
def test_the_cover_and_the_store(line: str, cover: str, store_url: str) -> None:
    book = book_of(line, "", "- Title: X", "- Author: Y")
    assert (book.cover, book.store_url) == (cover, store_url)


def test_a_cover_right_above_an_empty_bullet_stays_in_its_section() -> None:
    # CommonMark makes the image a heading here, and so do the engines.
    text = "## Book Info\n\n[![Book](a.jpg)](/s)\n- \n- Title: X\n- Author: Y\n\n## Intro\n"
    review = found(text)
    assert review.book.cover == "a.jpg"
    assert [part.heading for part in review.sections] == ["Book Info", "Intro"]


def test_facts_of_a_tagged_post_stand_where_no_quick_look_for_headings_finds_them() -> None:
    review = found("Book\nInfo\n---\n\nTitle: Emma\n\n* **Author：** Jane Austen\n")
    assert (review.book.title, review.book.authors) == ("Emma", ("Jane Austen",))


def test_labels_in_code_are_no_facts() -> None:
    assert review_of("```\n- Title: Emma\n- Author: Jane Austen\n```\n") is None


def test_an_image_outside_of_the_section_is_no_cover() -> None:
    book = found(f"[![B](a.jpg)](/s)\n\n## Book Info\n\n{LABELS}\n## Next\n\n![C](c.jpg)\n").book
    assert (book.cover, book.store_url) == ("", "")


def test_without_a_heading_only_a_linked_image_is_the_cover() -> None:
    assert found(f"![Badge](a.jpg)\n\n{LABELS}").book.cover == ""
    assert found(f"[![Book](a.jpg)](/s)\n\n{LABELS}").book.cover == "a.jpg"


# -- the words ------------------------------------------------------------------------------------


def test_no_word_means_two_things() -> None:
    table = tomllib.loads(files("syndicate.review").joinpath("labels.toml").read_text("utf-8"))
    for kind in ("labels", "headings"):
        seen: dict[str, str] = {}
        for words in table.values():
            for meaning, spellings in words[kind].items():
                for word in map(key, spellings):
                    assert word, spellings
                    assert seen.setdefault(word, meaning) == meaning, word
    months: dict[str, int] = {}
    for words in table.values():
        for number, names in enumerate(words["months"], 1):
            for name in names:
                assert months.setdefault(name, number) == number, name


def test_every_language_has_every_kind_of_word() -> None:
    table = tomllib.loads(files("syndicate.review").joinpath("labels.toml").read_text("utf-8"))
    assert set(table) == {"en", "ko", "ja", "zh", "de", "fr", "es"}
    for words in table.values():
        assert set(words["headings"]) == {role.value for role in Role} - {"other"}
        assert set(words["labels"]) == set(table["en"]["labels"])
        assert len(words["months"]) in (0, 12)


def test_tags_of_other_reviews_are_not_ours() -> None:
    assert is_tagged(["x", "BOOK REVIEW"], all_labels())
    assert not is_tagged(["Paper Review", "Book", "Review", "", "ℹ"], all_labels())
    assert review_of(LABELS, tags=("Paper Review",)) is None


def test_the_link_of_a_title_leads_to_the_store() -> None:
    link = '[The *Quiet* Queue](https://store.example/q?isbn=9791199999992 "Buy"){:target="_blank"}'
    book = book_of(f"- Title: {link}", "- Author: [Ina Moll](/ina)", "- Publisher: Lamp")
    assert (book.title, book.name, book.authors) == (link, "The Quiet Queue", ("Ina Moll",))
    assert book.store_url == "https://store.example/q?isbn=9791199999992"
    assert book.isbn13 == "9791199999992"
    cover = "[![Book](/q.png)](https://shop.example/q)"
    assert book_of(cover, f"- Title: {link}", "- Author: X").store_url == "https://shop.example/q"
    assert book_of("- Title: [X](/elsewhere)", "- Author: X").store_url == ""
