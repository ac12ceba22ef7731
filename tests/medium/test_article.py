"""Articles for Medium as files: what stands around the text, and that both forms say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

import syndicate
from syndicate.body.markdown import to_html
from syndicate.copies.export import ExportedPost
from syndicate.diagnostics import UsageError
from syndicate_adapters.medium.letters import lowered_text, raised_text
from syndicate_adapters.medium.lowering import HOLDS
from tests.copies.blog import make_blog, post_of

SAMPLE = Path(__file__).parents[2] / "samples" / "docusaurus"
URL = "https://small.example/blog/2024/05/06/post"


def exported(root: Path, front: str, body: str = "Text.\n", **options: str) -> ExportedPost:
    site = make_blog(root, {"2024-05-06-post.md": f"---\n{front}\n---\n{body}"})
    return syndicate.export_post(site, post_of(site), to="medium", options=options)


def text_of(copy: ExportedPost) -> str:
    """The Markdown without its comment."""
    return copy.text.partition("-->\n\n")[2]


def test_the_whole_article(tmp_path: Path) -> None:
    copy = exported(
        tmp_path, "title: A Post\ndescription: Below it\ntags: [one, two]", "Text.\n", notes="N"
    )
    assert copy.files[0].path == "post.md"
    assert copy.text == (
        "<!--\nTo be typed into Medium by hand:\nTitle: A Post\nSubtitle: Below it\nTopics: one, two\n"
        f"Canonical link: {URL}\n-->\n\n# A Post\n\n### Below it\n\nText.\n\n"
        f"*Originally published at [Small Blog]({URL}) on May 6, 2024.*\n"
    )


def test_the_page_is_plain_and_names_its_original(tmp_path: Path) -> None:
    body = (
        "![x](https://x.example/a.png 'Below')\n\n```js\n\na < b\n```\n\n[l](https://x.example)\n"
    )
    page = exported(tmp_path, "title: A & B\nauthors: {name: Ann}", body).files[1].text
    soup = BeautifulSoup(page, "html.parser")
    assert soup.find("link", rel="canonical")["href"] == URL
    assert soup.find("meta", property="article:published_time")["content"].startswith("2024-05-06")
    assert soup.find("meta", attrs={"name": "author"})["content"] == "Ann"
    assert soup.title.get_text() == "A & B"
    article = soup.find_all("article")
    assert len(article) == 1
    assert {tag.name for tag in article[0].find_all(True)} <= HOLDS
    assert article[0].h1.get_text() == "A & B"
    assert "<pre>\n\na &lt; b</pre>" in page
    assert article[0].figcaption.get_text() == "Below"
    assert soup.find(["script", "style", "nav"]) is None


@pytest.mark.parametrize("tables", ["text", "html"])
def test_markdown_and_page_of_every_sample_have_one_text(tables: str) -> None:
    site = syndicate.read(SAMPLE)
    assert len(site.posts) > 10
    for post in site.posts:
        copy = syndicate.export_post(site, post, to="medium", options={"tables": tables})
        page = BeautifulSoup(copy.files[1].text, "html.parser").article
        markdown = BeautifulSoup(to_html(copy.text), "html.parser")
        assert words(markdown) == words(page), post.source
        if tables == "text":
            assert {tag.name for tag in page.find_all(True)} <= HOLDS


def words(soup: BeautifulSoup) -> list[str]:
    for line_break in soup.find_all("br"):
        line_break.replace_with(" ")
    text = "".join(
        found if found.find_parent("pre") else f" {found} " if found.strip() else " "
        for found in soup.find_all(string=True)
        if type(found).__name__ == "NavigableString"
    )
    return re.findall(r"\w+|[^\w\s]", text)


def test_the_line_that_leads_home_is_a_template(tmp_path: Path) -> None:
    template = "First on [{site}]({url}): {title}"
    assert text_of(exported(tmp_path, "title: A *b*", original=template)).endswith(
        f"\n\nFirst on [Small Blog]({URL}): A \\*b\\*\n"
    )


def test_it_can_be_left_out(tmp_path: Path) -> None:
    assert text_of(exported(tmp_path, "title: T", original="")) == "# T\n\nText.\n"


def test_a_template_that_names_something_else_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="may name"):
        exported(tmp_path, "title: T", original="{author}")


def test_a_draft_names_no_original_and_says_so(tmp_path: Path) -> None:
    copy = exported(tmp_path, "title: T\ndraft: true")
    assert text_of(copy) == "# T\n\nText.\n"
    assert "canonical" not in copy.files[1].text
    assert [(each.code, each.line) for each in copy.diagnostics] == [("canonical-missing", 3)]


def test_five_tags_in_the_order_of_the_post(tmp_path: Path) -> None:
    copy = exported(tmp_path, f"title: T\ntags: [f, e, '{'x' * 26}', d, c, b, a]")
    assert "Topics: f, e, d, c, b\n" in copy.text
    found = [each for each in copy.diagnostics if each.code == "tags-cut"]
    assert [each.line for each in found] == [3]
    assert f"left out: {'x' * 26}, a" in found[0].message


def test_a_subtitle_is_cut_between_words(tmp_path: Path) -> None:
    copy = exported(tmp_path, f"title: T\ndescription: {'word ' * 40}")
    line = next(line for line in copy.text.splitlines() if line.startswith("### "))
    assert len(line) <= len("### ") + 140
    assert line.endswith("word…")
    assert [(each.code, each.line) for each in copy.diagnostics] == [("subtitle-cut", 3)]


def test_a_description_made_of_the_text_is_no_subtitle(tmp_path: Path) -> None:
    assert "###" not in exported(tmp_path, "title: T", "The first words.\n").text


def test_a_long_title_is_named(tmp_path: Path) -> None:
    copy = exported(tmp_path, f"title: {'a' * 101}")
    assert [(each.code, each.line) for each in copy.diagnostics] == [("title-long", 2)]


def test_the_header_can_be_left_out(tmp_path: Path) -> None:
    copy = exported(tmp_path, "title: T", header="false")
    assert copy.text.startswith("# T")
    assert "<!--" not in copy.files[1].text


def test_a_header_cannot_end_its_comment(tmp_path: Path) -> None:
    copy = exported(tmp_path, "title: 'a --> <b>'", original="")
    assert text_of(copy).startswith("# a --> \\<b>")


def test_notes_are_called_as_readers_expect(tmp_path: Path) -> None:
    site = make_blog(
        tmp_path,
        {
            "/docusaurus.config.mjs": "export default {title: 'B', url: 'https://small.example', baseUrl: '/',\n"
            "i18n: {defaultLocale: 'ko', locales: ['ko']}, presets: [['classic', {blog: {}}]]};\n",
            "2024-05-06-post.md": "---\ntitle: T\n---\nA[^1].\n\n[^1]: Note.\n",
        },
    )
    text = syndicate.export_post(site, to="medium").text
    assert "A[1].\n\n### 주\n\n1. Note.\n" in text
    assert "on 2024-05-06." in text


def test_a_disclosure_stays_above_the_fold(tmp_path: Path) -> None:
    front = "title: T\nbook:\n  title: A Book\ndisclosure: The publisher sent it."
    text = text_of(exported(tmp_path, front, "First.\n\n<!-- truncate -->\n\nRest.\n"))
    assert text.startswith("# T\n\n> The publisher sent it.\n\nFirst.")


def test_letters_are_raised_and_lowered_where_there_are_such() -> None:
    assert raised_text("2n+1") == "²ⁿ⁺¹"
    assert raised_text("th") == "ᵗʰ"
    assert raised_text("*") == "^*"
    assert lowered_text("10") == "₁₀"
    assert lowered_text("max!") == "_(max!)"
