"""People, titles, dates, ISBNs and ratings as authors write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.review import split_name
from syndicate.review.spelling import (
    isbn13,
    isbn_in_url,
    iso_date,
    plain,
    score,
    split_people,
    split_title,
)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("", ()),
        (" , ", ()),
        ("Ina Moll", ("Ina Moll",)),
        ("Ina Moll, Ben Tan", ("Ina Moll", "Ben Tan")),
        ("문도일,한서윤", ("문도일", "한서윤")),
        ("Koki Saitoh(사이토 고키)", ("Koki Saitoh(사이토 고키)",)),
        ("구름재(한서윤), 문도일", ("구름재(한서윤)", "문도일")),
        ("한서윤 (Seo Han), 문도일 (Do Moon)", ("한서윤 (Seo Han)", "문도일 (Do Moon)")),
        ("한서윤, 문도일 (Seo Han, Do Moon)", ("한서윤 (Seo Han)", "문도일 (Do Moon)")),
        ("한서윤, 문도일 (Do Moon)", ("한서윤", "문도일 (Do Moon)")),
        ("Ina Moll (Lamp, Inc.)", ("Ina Moll (Lamp, Inc.)",)),
        ("Ina Moll (Lamp, Ben Tan", ("Ina Moll (Lamp", "Ben Tan")),
        ("Moll & Tan", ("Moll & Tan",)),
        ("몰 · 탄", ("몰 · 탄",)),
        ("Ina and Ben", ("Ina and Ben",)),
        ("Ina Moll, Jr., Ben Tan, PhD", ("Ina Moll, Jr.", "Ben Tan, PhD")),
        ("Moll, Ina; Tan, Ben", ("Moll, Ina", "Tan, Ben")),
        ("著者A、著者B", ("著者A", "著者B")),
        ("**Ina Moll**, *Ben Tan*", ("Ina Moll", "Ben Tan")),
        ("[Ina Moll](https://a.example), Ben Tan", ("Ina Moll", "Ben Tan")),
    ],
)
def test_people(text: str, people: tuple[str, ...]) -> None:
    assert split_people(text) == people


@given(st.text(alphabet="ab가 ,;()（）[]*_", max_size=40))
def test_people_lose_no_letter(text: str) -> None:
    letters = [c for c in plain(text) if c in "ab가"]
    assert sorted(c for name in split_people(text) for c in name if c in "ab가") == sorted(letters)


@pytest.mark.parametrize(
    ("person", "names"),
    [
        ("Koki Saitoh(사이토 고키)", ("Koki Saitoh", "사이토 고키")),
        ("박해선 (Park Haesun)", ("박해선", "Park Haesun")),
        ("개앞맵시(이복연)", ("개앞맵시(이복연)", "")),
        ("Ina Moll", ("Ina Moll", "")),
    ],
)
def test_the_two_names_of_a_person(person: str, names: tuple[str, str]) -> None:
    assert split_name(person) == names


@pytest.mark.parametrize(
    ("title", "name", "original"),
    [
        ("조용한 대기열 (*The Quiet Queue*)", "조용한 대기열", "The Quiet Queue"),
        ("조용한 대기열 (The Quiet Queue)", "조용한 대기열", "The Quiet Queue"),
        ("조용한 AI 대기열(The Quiet Queue)", "조용한 AI 대기열", "The Quiet Queue"),
        ("静かな待ち行列（The Quiet Queue）", "静かな待ち行列", "The Quiet Queue"),
        ("The Quiet Queue", "The Quiet Queue", ""),
        ("The Quiet Queue (Second Printing)", "The Quiet Queue (Second Printing)", ""),
        ("조용한 대기열 (개정판)", "조용한 대기열 (개정판)", ""),
        ("조용한 대기열 (2nd Edition)", "조용한 대기열 (2nd Edition)", ""),
        ("조용한 대기열 (2)", "조용한 대기열 (2)", ""),
        ("(The Quiet Queue)", "(The Quiet Queue)", ""),
        ("조용한 (The Quiet) 대기열", "조용한 (The Quiet) 대기열", ""),
        ("조용한 대기열 (The Quiet (Queue))", "조용한 대기열", "The Quiet (Queue)"),
        ("조용한 대기열 The Quiet)", "조용한 대기열 The Quiet)", ""),
        ("ℹ Queue (Kyu)", "ℹ Queue (Kyu)", ""),
    ],
)
def test_titles(title: str, name: str, original: str) -> None:
    assert split_title(title) == (name, original)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023-05-24", "2023-05-24"),
        ("2023.05.24", "2023-05-24"),
        ("2023. 5. 24.", "2023-05-24"),
        ("2023/5/24", "2023-05-24"),
        ("2023년 5월 24일", "2023-05-24"),
        ("2023年5月24日", "2023-05-24"),
        ("2023-05-24 (초판)", "2023-05-24"),
        ("2023-05-24T08:30:00+09:00", "2023-05-24"),
        ("May 24, 2023", "2023-05-24"),
        ("**May 24, 2023**", "2023-05-24"),
        ("May 24th, 2023", "2023-05-24"),
        ("24 May 2023", "2023-05-24"),
        ("Sept. 3, 2023", "2023-09-03"),
        ("24. Mai 2023", "2023-05-24"),
        ("24.05.2023", "2023-05-24"),
        ("1er mars 2023", "2023-03-01"),
        ("24 de mayo de 2023", "2023-05-24"),
        ("3 août 2023", "2023-08-03"),
        ("May 2023", "2023-05"),
        ("2023-05", "2023-05"),
        ("2023년 5월", "2023-05"),
        ("2023", "2023"),
        ("2023년", "2023"),
        ("", ""),
        ("soon", ""),
        ("05/06/2023", ""),
        ("2023-02-30", ""),
        ("February 30, 2023", ""),
        ("May 24", ""),
        ("Spring 2023", ""),
        ("May 24, 2023 or June 1, 2023", ""),
        ("23-05-24", ""),
        ("²023", ""),
        ("9" * 5000, ""),
    ],
)
def test_dates(text: str, iso: str) -> None:
    assert iso_date(text) == iso


@given(st.dates(min_value=date(1000, 1, 1)))
def test_both_spellings_of_the_seed_mean_one_day(day: date) -> None:
    named = f"{day:%B} {day.day}, {day.year}"
    assert iso_date(day.isoformat()) == iso_date(named) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("9791199999992", "9791199999992"),
        ("979-11-99999-99-2", "9791199999992"),
        ("ISBN-13: 979 11 99999 99 2", "9791199999992"),
        ("ISBN 9791199999992", "9791199999992"),
        ("ISBN-10: 0-306-40615-2", "9780306406157"),
        ("0306406152", "9780306406157"),
        ("979-11-99999-99-2  93000", "9791199999992"),
        ("979 11 99999 99000", ""),
        ("080442957X", "9780804429573"),
        ("9791199999993", ""),
        ("0306406153", ""),
        ("991165219527", ""),
        ("1234567890128", ""),
        ("٩٧٩١١٩٩٩٩٩٩٩٢", ""),
        ("", ""),
    ],
)
def test_isbns(text: str, isbn: str) -> None:
    assert isbn13(text) == isbn


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("http://s.example/detail.laf?ejkGb=KOR&barcode=9791199999992&x=1", "9791199999992"),
        ("http://s.example/detail.laf?a=1&amp;barcode=9791199999992", "9791199999992"),
        ("http://s.example/detail.laf?barcode=991165219527", "991165219527"),
        ("http://s.example/x?ISBN=9791199999992", "9791199999992"),
        ("https://s.example/book/9791199999992/the-queue", "9791199999992"),
        ("https://s.example/book/9791199999993", ""),
        ("https://s.example/detail/S000000000001", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_isbns_in_addresses(url: str, text: str) -> None:
    assert isbn_in_url(url) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4", (4, None)),
        ("4.5", (4.5, None)),
        ("4/5", (4, 5)),
        ("8 / 10", (8, 10)),
        ("3 out of 5", (3, 5)),
        ("★★★★☆", (4, 5)),
        ("★★★★", (4, None)),
        ("**4/5**", (4, 5)),
        ("four", None),
        ("4 bookmarks", None),
        ("-1", None),
        ("nan", None),
        ("inf", None),
        ("４", None),
        ("", None),
    ],
)
def test_ratings(text: str, found: tuple[float, float | None] | None) -> None:
    assert score(text) == found
