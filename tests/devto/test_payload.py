"""The article as it is sent: every field by the rules of the API, every broken rule with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

import syndicate
from syndicate.copies.export import ExportedPost
from syndicate.diagnostics import UsageError
from syndicate_adapters.devto.payload import BIGGEST
from syndicate_adapters.devto.tags import tags_for
from syndicate_adapters.devto.titles import title_for
from tests.copies.blog import make_blog, post_of

TEXT = "Text.\n"


def exported(root: Path, header: str, body: str = TEXT, **options: str) -> ExportedPost:
    site = make_blog(root, {"2024-05-06-post.md": f"---\n{header}\n---\n{body}"})
    return syndicate.export_post(site, post_of(site), to="devto", options=options)


def places(copy: ExportedPost) -> dict[str, tuple[int, str]]:
    """Line and severity of each finding by its code."""
    return {each.code: (each.line, each.severity.value) for each in copy.diagnostics}


def test_every_field_that_the_post_has_words_for(tmp_path: Path) -> None:
    header = "title: A post\ndescription: What it says\ntags: [C++, web dev]\nimage: /img/a.png\nseries: Tales"
    site = make_blog(
        tmp_path,
        {"2024-05-06-post.md": f"---\n{header}\n---\n{TEXT}", "/static/img/a.png": b"x"},
    )
    copy = syndicate.export_post(site, to="devto", options={"organization": "7"})
    assert copy.payload == {
        "article": {
            "title": "A post",
            "description": "What it says",
            "canonical_url": "https://small.example/blog/2024/05/06/post",
            "main_image": "https://small.example/img/a.png",
            "series": "Tales",
            "organization_id": 7,
            "tags": ["cpp", "webdev"],
            "published": False,
            "body_markdown": TEXT,
        }
    }
    assert [file.path for file in copy.files] == ["post.json", "post.md"]
    assert copy.files[1].text == TEXT
    assert copy.text.startswith('{\n  "article": {\n    "title"')


def test_what_the_post_does_not_say_is_not_sent(tmp_path: Path) -> None:
    article = exported(tmp_path, "title: Bare\ndescription: ''").payload["article"]
    assert article.keys() & {"series", "main_image", "organization_id", "published_at"} == set()
    assert article["tags"] == []


def test_the_body_holds_no_front_matter_even_where_it_begins_with_a_rule(tmp_path: Path) -> None:
    body = exported(tmp_path, "title: T", "---\n\na\n\n---\n").payload["article"]["body_markdown"]
    assert body == "***\n\na\n\n***\n"


TAGS = [
    (["C++", "C#", ".NET", "F#"], {}, ("cpp", "csharp", "dotnet", "fsharp")),
    (["GitHub Actions", "node.js", "a-b_c/d"], {}, ("githubactions", "node", "abcd")),
    (["한국어", "Über"], {}, ("한국어", "über")),
    (["c++", "web"], {"c++": "cplusplus", "web": ""}, ("cplusplus",)),
    (["a", "A", "b", "c", "d", "e"], {}, ("a", "b", "c", "d")),
]


@pytest.mark.parametrize(("names", "spellings", "kept"), TAGS)
def test_tags_are_respelled_never_just_stripped(
    names: list[str], spellings: dict[str, str], kept: tuple[str, ...]
) -> None:
    assert tags_for(names, spellings).kept == kept


def test_a_tag_that_nobody_can_spell_is_refused_before_it_refuses_the_article() -> None:
    found = tags_for(["l33t!", "x" * 31, "ok"], {})
    assert found.kept == ("ok",)
    assert [name for name, _ in found.refused] == ["l33t!", "x" * 31]


def test_what_became_of_tags_points_at_their_line(tmp_path: Path) -> None:
    copy = exported(tmp_path, "title: T\ntags: [a, b, c, d, e e, 'f!']", tags="a=alpha")
    assert copy.payload["article"]["tags"] == ["alpha", "b", "c", "d"]
    assert places(copy) == {
        "tag-respelled": (3, "note"),
        "tag-refused": (3, "loss"),
        "tags-cut": (3, "loss"),
    }


def test_an_option_of_tags_that_says_nothing_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="old=new"):
        exported(tmp_path, "title: T", tags="cpp")


TITLES = [
    (
        "Plain: title (1/2) – “quoted”, 50% & more!",
        "Plain: title (1/2) – “quoted”, 50% & more!",
        "",
    ),
    ("a → b × c", "a - b x c", "→×"),
    ("½ and ² and ①", "1/2 and 2 and 1", "½²①"),
    ("20 °C ≥ x", "20 C x", "°≥"),
    ("C++ < C# | ~x~ £5 한글", "C++ < C# | ~x~ £5 한글", ""),
    ("📖 Book 👩‍💻", "📖 Book 👩‍💻", ""),
]


@pytest.mark.parametrize(("title", "kept", "lost"), TITLES)
def test_titles_keep_what_forem_keeps(title: str, kept: str, lost: str) -> None:
    assert title_for(title) == (kept, lost)


def test_a_long_title_is_cut_between_words_and_reported(tmp_path: Path) -> None:
    copy = exported(tmp_path, f"title: {'word ' * 40}")
    title = copy.payload["article"]["title"]
    assert len(title) <= 128
    assert title.endswith("word…")
    assert places(copy) == {"title-changed": (2, "loss")}


def test_a_post_without_a_title_is_named(tmp_path: Path) -> None:
    assert places(exported(tmp_path, "title: °"))["title-missing"] == (2, "error")


def test_a_draft_has_no_canonical_url_and_says_so(tmp_path: Path) -> None:
    copy = exported(tmp_path, "title: T\ndraft: true")
    assert "canonical_url" not in copy.payload["article"]
    assert places(copy) == {"canonical-missing": (3, "note")}


@pytest.mark.parametrize("origin", ["http://localhost:3000", "http://127.0.0.1", "https://intern"])
def test_an_address_that_is_not_public_is_refused(tmp_path: Path, origin: str) -> None:
    make_blog(tmp_path, {"2024-05-06-post.md": f"---\ntitle: T\n---\n{TEXT}"})
    site = syndicate.read(tmp_path, overrides={"url": origin})
    copy = syndicate.export_post(site, to="devto")
    assert "canonical_url" not in copy.payload["article"]
    assert places(copy) == {"canonical-refused": (1, "error")}


def test_a_picture_without_an_address_is_no_main_image(tmp_path: Path) -> None:
    copy = exported(tmp_path, "title: T\nimage: data:image/png;base64,AAAA")
    assert "main_image" not in copy.payload["article"]
    assert places(copy)["image-inline"] == (3, "loss")


def test_a_body_over_the_limit_is_counted_in_bytes(tmp_path: Path) -> None:
    fits = exported(tmp_path / "a", "title: T", "가" * (BIGGEST // 3 - 1) + "\n")
    assert len(fits.files[1].text.encode()) <= BIGGEST
    assert "body-too-long" not in places(fits)
    copy = exported(tmp_path / "b", "title: T", "가" * (BIGGEST // 3 + 1) + "\n")
    assert places(copy)["body-too-long"] == (4, "error")


def test_links_and_images_lead_to_the_original_site(tmp_path: Path) -> None:
    body = "[other](./2024-05-07-other.mdx) [gone](./gone.md) ![x](./x.png) [top](#top)\n"
    site = make_blog(
        tmp_path,
        {
            "2024-05-06-post.md": f"---\ntitle: T\n---\n{body}",
            "2024-05-07-other.mdx": "---\ntitle: O\n---\nText.\n",
            "/static/x.png": b"x",
        },
    )
    copy = syndicate.export_post(site, post_of(site, "post.md"), to="devto")
    text = copy.files[1].text
    assert "[other](https://small.example/blog/2024/05/07/other)" in text
    assert "[top](https://small.example/blog/2024/05/06/post#top)" in text
    assert {"source-link-dead", "source-asset-missing"} <= set(places(copy))


def test_a_disclosure_stays_above_the_fold(tmp_path: Path) -> None:
    header = "title: T\nbook:\n  title: A Book\ndisclosure: The publisher sent it."
    copy = exported(tmp_path, header, "First.\n\n<!-- truncate -->\n\nRest.\n")
    assert copy.files[1].text.startswith("> The publisher sent it.\n\nFirst.")
