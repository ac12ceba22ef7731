"""Posts that are no reviews, then the review of a post in the shape of a real blog."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate.diagnostics import SyndicateError
from syndicate.review import Origin, Role, find_review
from syndicate.source.frontmatter import DOCUSAURUS, read_front_matter
from syndicate.source.text import read_source
from tests.review.reading import TAGGED, at, found, review_of

BLOG = Path(__file__).parents[2] / "samples" / "docusaurus" / "blog"

LABELS = "- Title: The Quiet Queue\n- Author: Ina Moll\n- Publisher: Lamp & Sons\n"

NO_REVIEWS = {
    "an empty post": "",
    "a post without labels": "## Hello\n\nNothing to see.\n",
    "an ordinary post with a list of labels": f"## Release notes\n\n{LABELS}",
    "a section named so, with prose": "## Book Info\n\nSee the publisher: it is all there.\n",
    "a section named so, with one label": "## Book Info\n\n- Title: The Quiet Queue\n",
    "labels without values": "## Book Info\n\n- Title:\n- Author: \n- Publisher:\n",
    "a rating is no fact of a book": "## Book Info\n\n- Title: X\n- Rating: 4/5\n",
    "labels below the section": f"## Book Info\n\nSoon.\n\n## More\n\n{LABELS}",
    "a section in code": f"```md\n## Book Info\n\n{LABELS}```\n",
    "labels in code": f"## Book Info\n\n~~~~\n{LABELS}~~~\n{LABELS}",
    "an indented heading is code": f"Text.\n\n    ## Book Info\n\n{LABELS}",
    "a section in a comment": f"<!--\n## Book Info\n\n{LABELS}-->\n",
    "a section in a comment of MDX": f"{{/*\n## Book Info\n\n{LABELS}*/}}\n",
    "no heading: no blank after the sign": f"##Book Info\n\n{LABELS}",
    "a longer heading": f"## Book Info, and why we dropped it\n\n{LABELS}",
    "a paper": (
        "## Paper Info\n\n- Title: Attention to Queues\n- Authors: A. Moll, B. Tan\n"
        "- Published: 2023\n"
    ),
    "a list of books": "".join(f"## Book {i}\n\n{LABELS}\n" for i in range(3)),
    "several books, each with its section": (
        f"## Book Info\n\n{LABELS}\n## Book Info\n\n{LABELS.replace('Quiet', 'Loud')}"
    ),
    "several books in one section": f"## Book Info\n\n{LABELS}\n{LABELS.replace('Quiet', 'Loud')}",
}


@pytest.mark.parametrize("text", NO_REVIEWS.values(), ids=NO_REVIEWS)
def test_a_post_that_is_no_review_has_none(text: str) -> None:
    assert review_of(text, tags=("paper review", "books")) is None


TAGGED_NO_REVIEWS = {
    "no labels at all": "## Thoughts\n\nA good book.\n",
    "one label": "Title: nothing more\n\n- Author: Ina Moll\n",
    "labels that are no list": "Title: The Quiet Queue\nAuthor: Ina Moll\n",
    "several books": f"## One\n\n{LABELS}\n## Two\n\n{LABELS.replace('Quiet', 'Loud')}",
    "labels in code": f"```\n{LABELS}```\n",
}


@pytest.mark.parametrize("text", TAGGED_NO_REVIEWS.values(), ids=TAGGED_NO_REVIEWS)
def test_the_tag_alone_makes_no_review(text: str) -> None:
    assert review_of(text, tags=TAGGED) is None


@pytest.mark.parametrize(
    "front", ["", "---\nlang: en\n---\n", "---\nlang: en\n---\n\nWords: a.\n\n"]
)
@pytest.mark.parametrize("mark", ["- ", "   * ", "+\t", "12) ", "３. ", "-" + " " * 90, "\u3000- "])
def test_items_with_any_mark_are_facts_beside_the_tag(front: str, mark: str) -> None:
    text = f"{front}{mark}**Title：** The Quiet Queue\n{mark}Author: Ann Ode\n"
    assert found(text).book.authors == ("Ann Ode",)


@pytest.mark.parametrize("tag", ["Book Review", "book review", "book-review", "서평", "Rezension"])
def test_the_tag_stands_in_for_the_heading(tag: str) -> None:
    text = f"Some words.\n\n{LABELS}\n## Rest\n"
    assert review_of(text, tags=("Paper Review",)) is None
    assert found(text, tags=("other", tag)).book.title == "The Quiet Queue"


@pytest.mark.parametrize(
    "title",
    [
        "Book Review: The Quiet Queue",
        "The Quiet Queue - Book review",
        "[서평] 조용한 대기열",
        "【書評】静かな待ち行列",
        "📖 Rezension: Die Warteschlange",
    ],
)
def test_the_title_stands_in_for_the_tag(title: str) -> None:
    text = f"Some words.\n\n{LABELS}\n## Rest\n"
    review = review_of(text, tags=(), title=title)
    assert review is not None
    assert review.book.title == "The Quiet Queue"
    assert review_of("A good book.\n", tags=(), title=title) is None


@pytest.mark.parametrize(
    "title", ["A template for your book review", "How a book-review club ends", "", "x: " * 999]
)
def test_a_title_that_speaks_of_reviews_is_no_sign(title: str) -> None:
    assert review_of(f"Some words.\n\n{LABELS}", tags=(), title=title) is None


def test_the_heading_stands_in_for_the_tag() -> None:
    review = found(f"## Book Info\n\n{LABELS}", tags=())
    assert review.book.authors == ("Ina Moll",)


def test_one_book_may_be_listed_twice() -> None:
    assert found(f"## Book Info\n\n{LABELS}\n## Book Info\n\n{LABELS}").book.publisher


# -- a whole post ---------------------------------------------------------------------------------

POST = """\
---
title: "\\U0001F4D6The Quiet Queue"
tags:
- Book Review
---

:::info~
The press sent me this copy; nobody read the *review* before you.~
:::

![Badge](../assets/badge.png)

## Book Info

:::tip~
Click the cover!~
:::

[![Book](../assets/review/queue.jpg)](https://store.example/detail/S0001?barcode=9791199999992)

- **Title**: 조용한 대기열 (*The Quiet Queue*)~
- **Authors**: Ina Moll, Ben Tan~
- **Translators**: Kim Bora, Lee Sol~
- **Publisher**: Lamp & Sons~
- **Release Date**: May 24, 2023~

{/* truncate */}

## Intro

Queues are quiet.

## Book Review

### Is it long?

- Title: not this one

## Target Audience

Everyone who waits.
""".replace("~\n", "  \n")


@pytest.mark.parametrize("text", [POST, POST.replace("\n", "\r\n"), POST.replace("\n", "\r")])
def test_a_review_yields_its_facts_and_their_places(text: str) -> None:
    if "\n" not in text:  # no engine reads such front matter, but the text below may be so
        text = text[text.index(":::info") :]
    review = found(text)
    book = review.book
    assert book.title == "조용한 대기열 (*The Quiet Queue*)"
    assert book.name == "조용한 대기열"
    assert book.title_original == "The Quiet Queue"
    assert book.authors == ("Ina Moll", "Ben Tan")
    assert book.translators == ("Kim Bora", "Lee Sol")
    assert book.publisher == "Lamp & Sons"
    assert book.published == "2023-05-24"
    assert book.published_text == "May 24, 2023"
    assert book.cover == "../assets/review/queue.jpg"
    assert book.store_url == "https://store.example/detail/S0001?barcode=9791199999992"
    assert book.isbn13 == "9791199999992"
    assert (review.item_type, review.lang, review.rating) == ("book", "en", None)
    assert {fact: at(text, place.span) for fact, place in book.places.items()} == {
        "title": book.title,
        "title_original": "The Quiet Queue",
        "authors": "Ina Moll, Ben Tan",
        "translators": "Kim Bora, Lee Sol",
        "publisher": "Lamp & Sons",
        "published": "May 24, 2023",
        "cover": book.cover,
        "store_url": book.store_url,
        "isbn13": book.store_url,
    }
    assert {place.origin for place in book.places.values()} == {Origin.SECTION}


def test_the_disclosure_is_the_box_before_the_facts() -> None:
    told = found(POST).disclosure
    assert told is not None
    assert told.text == "The press sent me this copy; nobody read the *review* before you."
    assert told.is_above_fold
    assert at(POST, told.place.span).splitlines()[::2] == [":::info  ", ":::"]


def test_sections_follow_the_level_of_the_facts() -> None:
    sections = found(POST).sections
    assert [(part.role, part.heading) for part in sections] == [
        (Role.INFO, "Book Info"),
        (Role.INTRO, "Intro"),
        (Role.REVIEW, "Book Review"),
        (Role.AUDIENCE, "Target Audience"),
    ]
    assert "".join(at(POST, part.span) for part in sections) == POST[POST.index("## Book Info") :]


def test_json_has_every_key_whether_known_or_not() -> None:
    review = found("## Book Info\n\n- 제목: 대기열\n- 저자: 몰이나\n").as_json()
    assert review == {
        "item_type": "book",
        "lang": "ko",
        "book": {
            "title": "대기열",
            "name": "대기열",
            "title_original": None,
            "authors": ["몰이나"],
            "translators": [],
            "editors": [],
            "publisher": None,
            "published": None,
            "published_text": None,
            "isbn13": None,
            "cover": None,
            "store_url": None,
        },
        "rating": None,
        "disclosure": None,
        "sections": [{"role": "info", "heading": "Book Info"}],
        "disagreements": [],
    }


# -- disclosures ----------------------------------------------------------------------------------

INFO = f"## Book Info\n\n{LABELS}\n"


@pytest.mark.parametrize(
    "box",
    [
        ":::info\nSent by the press.\n:::\n",
        "::::info[By the way]\nSent by the press.\n::::\n",
        ":::info By the way\n\nSent by the press.\n\n:::\n",
        "> [!NOTE]\n> Sent by the press.\n",
        "> Sent by the press.\n{: .info}\n",
        "> Sent by the press.\n{: .prompt-info }\n",
        'Sent by the press.\n{: .notice--info id="x"}\n',
        "> [!info]\n>\n> Sent by the press.\n",
    ],
)
def test_a_box_of_information_before_the_facts_is_the_disclosure(box: str) -> None:
    told = found(f"{box}\n{INFO}").disclosure
    assert told is not None
    assert told.text == "Sent by the press."


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("*The press sent me a review copy.*\n", "*The press sent me a review copy.*"),
        ("### 책을 제공받아 작성된 서평입니다.\n", "책을 제공받아 작성된 서평입니다."),
        ('"등불출판 \\<읽는 사람\\> 활동으로 책을\n제공받아 작성된 서평입니다."\n', None),
        ("Das Rezensionsexemplar kam vom Verlag.\n", None),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_a_paragraph_that_can_be_nothing_else_is_the_disclosure(
    written: str, text: str | None, order: int
) -> None:
    review = found("\n".join([f"{written}", f"{INFO}", "## Review\n\nGood.\n"][::order]))
    assert review.disclosure is not None
    assert review.disclosure.text == (text or written.strip())
    assert review.disclosure.is_above_fold == (order == 1)


@pytest.mark.parametrize(
    "text",
    [
        "The examples were provided by the author.\n",
        "- A free copy of each chapter is on the site.\n",
        "<!-- a review copy -->\n",
        f"They gave every visitor a free copy, {'and so on, ' * 50}\n",
    ],
)
def test_a_paragraph_that_may_be_something_else_is_none(text: str) -> None:
    assert found(f"{text}\n{INFO}").disclosure is None


@pytest.mark.parametrize(
    "box",
    [
        ":::tip\nClick the cover.\n:::\n",
        "> A motto of the book.\n",
        "> A motto of the book.\n{: .epigraph}\n",
        "> A motto of the book.\n\n{: .info}\n",
        "Centred words.\n{: .center}\n",
        "{: .info}\n",
        ":::info\nNever closed.\n\n",
        "```\n:::info\nIn code.\n:::\n```\n",
    ],
)
def test_other_boxes_are_no_disclosure(box: str) -> None:
    told = found(f"{box}\n{INFO}").disclosure
    assert told is None or told.text == ""


@pytest.mark.parametrize(
    "box",
    [
        "> The copy was provided by the press.\n",
        ":::warning\n출판사로부터 책을 제공받아 썼습니다.\n:::\n",
    ],
)
def test_the_words_of_a_disclosure_tell_it_everywhere(box: str) -> None:
    above = found(f"{box}\n{INFO}<!-- truncate -->\n").disclosure
    below = found(f"{INFO}<!--more-->\n\n:::info\nRead on.\n:::\n\n{box}").disclosure
    assert above is not None
    assert below is not None
    assert above.text == below.text
    assert (above.is_above_fold, below.is_above_fold) == (True, False)


@pytest.mark.parametrize(
    ("text", "is_above"),
    [
        (f"{INFO}\n{{told}}", True),
        (f"Hello.\n\n{{told}}\n{INFO}## Intro\n", True),
        (f"{INFO}## Intro\n\n{{told}}", False),
        (f"## Intro\n\nHello.\n\n{{told}}\n{INFO}", False),
        (f"{INFO}## Intro\n\n{{told}}<!--more-->\n", True),
        ("Title\n---\n\n{told}\n- Title: X\n- Author: Y\n", True),
    ],
)
def test_without_a_fold_it_is_below_the_facts_and_what_stands_before_them(
    text: str, is_above: bool
) -> None:
    told = found(text.replace("{told}", "> They gave me a free copy.\n")).disclosure
    assert told is not None
    assert told.is_above_fold == is_above


# -- samples --------------------------------------------------------------------------------------


def posts_of_the_sample() -> list[Path]:
    return sorted(path for path in BLOG.rglob("*.md*"))


def test_a_post_of_the_sample_is_a_review_where_its_tag_says_so() -> None:
    titles: dict[str, str] = {}
    for path in posts_of_the_sample():
        source = read_source(path, path.relative_to(BLOG).as_posix())
        try:
            front = read_front_matter(source, DOCUSAURUS)
        except SyndicateError as error:  # the samples are whole posts
            pytest.fail(f"{path}: {error}")
        tags = front.get("tags")
        names = [str(tag) for tag in tags] if isinstance(tags, list) else []
        review = find_review(front, source, tags=names)
        assert (review is not None) == ("Book Review" in names), source.path
        if review:
            assert review.disagreements == ()
            titles[source.path] = review.book.name
    assert (
        titles.items()
        >= {
            "reviews/2023-03-12-quiet-pipelines.md": "조용한 파이프라인",
            "reviews/2023-09-02-small-databases.md": "Small Databases, Long Lives",
            "reviews/2024-02-11-patient-debugging.md": "Patient Debugging",
            "reviews/2024-06-02-느린-서버.md": "느린 서버를 위한 변명",
            "reviews/2025-04-20-night-shift/index.md": "야간 당번의 일기",
        }.items()
    )
