"""Front matter gives the values that the engine gets, and the place of every key."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import Any, ClassVar

import pytest

from syndicate.source import frontmatter
from syndicate.source.frontmatter import (
    DOCUSAURUS,
    HUGO,
    JEKYLL,
    FrontMatter,
    FrontMatterError,
    FrontMatterRules,
    docusaurus,
    read_front_matter,
    same_under,
)
from syndicate.source.text import SourceText, decode_source
from syndicate.source.yaml import GOCCY, JS_YAML_3, JS_YAML_4, PSYCH, Value, YamlRules

from .vectors import same_as, vectors

HUGO_POSTS = vectors("hugo_posts.json")
JEKYLL_POSTS = vectors("jekyll_posts.json")

ADDED_BY_HUGO = {"date", "draft", "iscjklanguage", "lastmod", "publishdate"}
CAST_BY_HUGO = {"title", "slug", "type", "lang", "path", "kind"}


def read(text: str, engine: FrontMatterRules) -> FrontMatter:
    return read_front_matter(SourceText("post.md", text), engine)


def folded(value: Value) -> Any:
    """Keys in lower case, as Hugo's templates see them; dates as its JSON prints them."""
    match value:
        case dict():
            return {key.lower(): folded(item) for key, item in value.items()}
        case list():
            return [folded(item) for item in value]
        case date():
            return value.isoformat()
    return value


@pytest.mark.parametrize("name", HUGO_POSTS)
def test_hugo_posts(name: str) -> None:
    post = HUGO_POSTS[name]
    source = decode_source(post["text"].encode(), "post.md")
    if "refused" in post:
        with pytest.raises(FrontMatterError) as caught:
            read_front_matter(source, HUGO)
        assert 0 <= caught.value.offset <= len(source.text)
        return
    front = read_front_matter(source, HUGO)
    found = folded(front.values)
    # Hugo lays `params` over the rest, and makes strings of the fields that are strings to it.
    found |= found.pop("params", {})
    expected = post["params"]
    for key in (found.keys() | expected.keys()) - ADDED_BY_HUGO:
        if key in CAST_BY_HUGO:
            assert expected.get(key, "") in (str(found.get(key) or "").lower(), found.get(key), "")
        else:
            assert same_as(found[key], expected[key]), key


@pytest.mark.parametrize("name", JEKYLL_POSTS)
def test_jekyll_posts(name: str) -> None:
    post = JEKYLL_POSTS[name]
    if "refused" in post:
        with pytest.raises(FrontMatterError):
            read(post["text"], JEKYLL)
        return
    front = read(post["text"], JEKYLL)
    # Jekyll notes the class of a key that is no string, and keeps what it reads itself elsewhere.
    expected = {
        key.split(":", 1)[-1] if key.startswith("!") else key: value
        for key, value in post["data"].items()
        if key != "title" or key in front
    }
    assert front.values.keys() - expected.keys() <= {"excerpt", "slug", "tags"}
    for key in expected:
        assert same_as(to_the_second(front.values[key]), expected[key]), key


def to_the_second(value: Value) -> Value:
    """Jekyll's own printing of a time has no fraction."""
    return value.replace(microsecond=0) if isinstance(value, datetime) else value


def spans(front: FrontMatter) -> dict[str, tuple[str, str]]:
    """The lines and the value of each key, as written."""
    text = front.source.text
    return {
        key: (text[slice(*entry.span)], text[slice(*entry.value_span)])
        for key, entry in front.entries.items()
    }


BLOCK = """\
---
# about this post
title: Hello   # a note
"slug" : 'x'

tags:
  - a  # first
  - b
  # - c

  # deeper, so it belongs to tags

# about the date
date: 2024-01-02
empty:
? odd
: value
text: |
  one

  # no comment

base: &b {x: 1,
  y: 2}
# the end
---
Body
"""


@pytest.mark.parametrize(
    ("engine", "newline"),
    [
        *((engine, newline) for engine in (DOCUSAURUS, HUGO, JEKYLL) for newline in ("\n", "\r\n")),
        (HUGO, "\r"),
    ],
)
def test_every_key_knows_its_lines_and_its_value(engine: FrontMatterRules, newline: str) -> None:
    front = read(BLOCK.replace("\n", newline), engine)
    found = {
        key: (a.replace(newline, "\n"), b.replace(newline, "\n"))
        for key, (a, b) in spans(front).items()
    }
    assert found == {
        "title": ("title: Hello   # a note\n", "Hello"),
        "slug": ("\"slug\" : 'x'\n", "'x'"),
        "tags": (
            "tags:\n  - a  # first\n  - b\n  # - c\n\n  # deeper, so it belongs to tags\n",
            "- a  # first\n  - b",
        ),
        "date": ("date: 2024-01-02\n", "2024-01-02"),
        "empty": ("empty:\n", ""),
        "odd": ("? odd\n: value\n", "value"),
        "text": ("text: |\n  one\n\n  # no comment\n", "|\n  one\n\n  # no comment"),
        "base": ("base: &b {x: 1,\n  y: 2}\n", "&b {x: 1,\n  y: 2}"),
    }
    assert front.source.text[front.body_start :] == f"Body{newline}"
    assert front.at("date") == front.source.text.index("date:")
    assert front.at("nowhere") == 0


def test_a_key_without_value_points_behind_its_colon() -> None:
    front = read("---\na: # none\nb:\n---\n", JEKYLL)
    assert front.entries["a"].value_span == (6, 6)
    assert front.entries["b"].value_span == (16, 16)


def test_an_indented_root_and_a_key_on_lines_of_its_own() -> None:
    front = read("---\n  a: 1\n  ?\n    b\n  : 2\n  c: 3\n---\n", DOCUSAURUS)
    assert spans(front) == {
        "a": ("  a: 1\n", "1"),
        "b": ("  ?\n    b\n  : 2\n", "2"),
        "c": ("  c: 3\n", "3"),
    }


def test_pairs_in_braces_have_no_lines() -> None:
    yaml = read('---\n{title: T, "n", tags: [a] }\n---\n', HUGO)
    json = read('\n{"title": "T",\n "tags": ["a"]}\nBody', HUGO)
    assert spans(yaml) == {
        "title": ("title: T", "T"),
        "n": ('"n"', ""),
        "tags": ("tags: [a]", "[a]"),
    }
    assert spans(json) == {"title": ('"title": "T"', '"T"'), "tags": ('"tags": ["a"]', '["a"]')}
    assert (yaml.format, json.format) == ("yaml", "json")
    assert json.source.text[json.body_start :] == "Body"


TOML = '''\
+++
# first
title = "T"  # note
'quoted key' = 1
"es\\u00e9" = 2
site.z = 'y'
list = [ # inner
  1, # one
  "]", """
"""]
text = """
a " ""\\""" b"""""

inline = { a = [1], "}" = '}' }
site . w = 1

# about params
[params]
x = 1

[params.deep] # note
y = 2
[[resources]]
src = "a"
[[resources]]
src = "b"
# the end
+++
Body
'''


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_toml_keys_know_their_lines(newline: str) -> None:
    front = read(TOML.replace("\n", newline), HUGO)
    text = front.source.text
    found = {
        key: (a.replace(newline, "\n"), b.replace(newline, "\n"))
        for key, (a, b) in spans(front).items()
    }
    assert found == {
        "title": ('title = "T"  # note\n', '"T"'),
        "quoted key": ("'quoted key' = 1\n", "1"),
        "esé": ('"es\\u00e9" = 2\n', "2"),
        "site": ("site.z = 'y'\n", ""),
        "list": (
            'list = [ # inner\n  1, # one\n  "]", """\n"""]\n',
            '[ # inner\n  1, # one\n  "]", """\n"""]',
        ),
        "text": ('text = """\na " ""\\""" b"""""\n', '"""\na " ""\\""" b"""""'),
        "inline": ("inline = { a = [1], \"}\" = '}' }\n", "{ a = [1], \"}\" = '}' }"),
        "params": ("[params]\nx = 1\n", ""),
        "resources": ('[[resources]]\nsrc = "a"\n', ""),
    }
    more = {
        key: [text[slice(*span)].replace(newline, "\n") for span in entry.more]
        for key, entry in front.entries.items()
        if entry.more
    }
    assert more == {
        "site": ["site . w = 1\n"],
        "params": ["[params.deep] # note\ny = 2\n"],
        "resources": ['[[resources]]\nsrc = "b"\n'],
    }
    assert front.values["params"] == {"x": 1, "deep": {"y": 2}}
    assert front.values["site"] == {"z": "y", "w": 1}


def test_toml_times_without_a_zone_are_text_for_the_site_to_place() -> None:
    front = read(
        "+++\na=2024-01-02\nb=2024-01-02T03:04:05\nc=03:04:05\nd=2024-01-02T03:04:05Z\n+++\n", HUGO
    )
    assert front.values["a"] == date(2024, 1, 2)
    assert front.values["b"] == "2024-01-02T03:04:05"
    assert front.values["c"] == "03:04:05"
    assert str(front.values["d"]) == "2024-01-02 03:04:05+00:00"


def test_hugo_does_not_mind_the_case_of_a_key_and_the_others_do() -> None:
    text = "---\nTITLE: T\n---\n"
    hugo, jekyll = read(text, HUGO), read(text, JEKYLL)
    assert (hugo.get("title"), "title" in hugo, hugo.at("title")) == ("T", True, 4)
    assert (jekyll.get("title"), "title" in jekyll, jekyll.at("title")) == (None, False, 0)
    assert list(hugo.entries) == ["TITLE"]


def test_jekyll_takes_the_last_of_two_and_tells_where_the_first_is() -> None:
    front = read("---\na: 1\nb: 2\na: 3\n---\n", JEKYLL)
    assert front.values == {"a": 3, "b": 2}
    assert list(front.entries) == ["b", "a"]
    assert [front.source.text[slice(*span)] for span in front.entries["a"].more] == ["a: 1\n"]


def test_merged_keys_are_values_without_an_entry() -> None:
    front = read("---\nb: &b {x: 1, y: 2}\n<<: *b\ny: 3\n---\n", DOCUSAURUS)
    assert front.values == {"b": {"x": 1, "y": 2}, "x": 1, "y": 3}
    assert list(front.entries) == ["b", "<<", "y"]
    assert front.entries["<<"].is_merge


def test_a_bom_is_none_of_the_text() -> None:
    for engine in (DOCUSAURUS, HUGO, JEKYLL):
        source = decode_source("\ufeff---\ntitle: x\n---\nBody".encode(), "post.md")
        front = read_front_matter(source, engine)
        assert (front.get("title"), source.text[front.body_start :]) == ("x", "Body")


def test_invalid_bytes_do_not_move_the_places() -> None:
    source = decode_source(b"---\na: \xff\xfe\nb: x\n---\n\xff", "post.md")
    front = read_front_matter(source, DOCUSAURUS)
    assert source.text[slice(*front.entries["b"].span)] == "b: x\n"
    assert source.replaced == (7, 8, 19)


@pytest.mark.parametrize(
    ("text", "engine", "place", "body"),
    [
        ("---\ntitle: a: b\n---\nBody", DOCUSAURUS, (2, 9), "Body"),
        ("---\na: 1\na: 2\n---\nBody", HUGO, (3, 1), "Body"),
        ("---\r\ntitle: @x\r\n---\r\nBody", JEKYLL, (2, 8), "Body"),
        ("---\n- a\n---\nBody", HUGO, (2, 1), "Body"),
        ("+++\na = 1\nb = \n+++\nBody", HUGO, (3, 5), "Body"),
        ("+++\r\na = 1\r\na = 2\r\n+++\r\nBody", HUGO, (3, 6), "Body"),
        ('{"a": 1,\n "b": x}\nBody', HUGO, (2, 7), "Body"),
        ("---\ntitle: x\n", HUGO, (1, 1), ""),
        ("- item\n", HUGO, (1, 1), "- item\n"),
        ('---json\n{"a": 1,}\n---\nBody', DOCUSAURUS, (2, 9), "Body"),
    ],
)
def test_a_refusal_points_into_the_file_and_leaves_the_body(
    text: str, engine: FrontMatterRules, place: tuple[int, int], body: str
) -> None:
    with pytest.raises(FrontMatterError) as caught:
        read(text, engine)
    assert SourceText("post.md", text).position(caught.value.offset) == place
    assert text[caught.value.body_start :] == body
    assert caught.value.remedy in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "{" + '"a":[' * 5000,
        "+++\na = " + "[" * 5000 + "]" * 5000 + "\n+++\n",
        '{"a":' + "[" * 500 + "]" * 500 + "}",
        "+++\na = " + "[" * 150 + "]" * 150 + "\n+++\n",
    ],
)
def test_depth_is_refused_in_toml_and_json_too(text: str) -> None:
    with pytest.raises(FrontMatterError):
        read(text, HUGO)


@pytest.mark.parametrize(
    ("value", "a", "b", "is_same"),
    [
        ("yes", JS_YAML_4, PSYCH, False),
        ("yes", JS_YAML_4, GOCCY, True),
        ('"yes"', JS_YAML_4, PSYCH, True),
        ("2024-01-02", JS_YAML_4, PSYCH, False),
        ("2024-01-02 10:00:00 +09:00", JS_YAML_4, PSYCH, True),
        ("2024-01-02", JS_YAML_4, GOCCY, False),
        ("010", JS_YAML_3, GOCCY, True),
        ("010", JS_YAML_4, GOCCY, False),
        ("1,000", PSYCH, JS_YAML_4, False),
        ("1.0", PSYCH, JS_YAML_4, False),
        ("[a, on]", GOCCY, PSYCH, False),
        ("[a, b] # on", GOCCY, PSYCH, True),
        ("{a: b}", GOCCY, PSYCH, True),
        ("{<<: {b: 1}}", GOCCY, PSYCH, False),
        ("!x 1", PSYCH, JS_YAML_4, False),
        ("|\n  on", PSYCH, GOCCY, True),
        ("\n  - on\n", PSYCH, GOCCY, False),
        ("", PSYCH, GOCCY, True),
    ],
)
def test_the_same_text_need_not_be_the_same_value(
    value: str, a: YamlRules, b: YamlRules, is_same: bool
) -> None:
    front = read(f"---\nkey: {value}\n---\n", docusaurus(a))
    assert same_under(front.entries["key"], front, a, b) == is_same


def test_a_borrowed_value_is_compared_where_it_is_borrowed() -> None:
    front = read("---\na: &a on\nb: *a\nc: &c off!\nd: [*c]\n---\n", DOCUSAURUS)
    assert not same_under(front.entries["b"], front, JS_YAML_4, PSYCH)
    assert same_under(front.entries["d"], front, JS_YAML_4, PSYCH)


def test_a_map_of_one_line_is_compared_by_what_it_holds() -> None:
    front = read("---\na:\n  is_open: yes\nb:\n  is_open: true\n---\n", JEKYLL)
    assert not same_under(front.entries["a"], front, PSYCH, JS_YAML_4)
    assert same_under(front.entries["b"], front, PSYCH, JS_YAML_4)


def test_toml_is_no_text_to_carry_over() -> None:
    front = read("+++\na = 1\n+++\n", HUGO)
    assert not same_under(front.entries["a"], front, GOCCY, PSYCH)


class Made(frontmatter.Entry):
    """Counts the entries that are made, copies too."""

    count: ClassVar[int] = 0

    def __new__(cls, *values: Any, **fields: Any) -> Made:
        Made.count += 1
        return super().__new__(cls, *values, **fields)

    def _replace(self, **fields: Any) -> Made:
        Made.count += 1
        return super()._replace(**fields)


@pytest.mark.parametrize(
    ("engine", "text"),
    [
        (DOCUSAURUS, "---\na: &a {b: c}\n" + "<<: *a\n" * 99 + "---\n"),
        (HUGO, "+++\na = 1\n" + "[[t]]\n" * 99 + "+++\n"),
        (HUGO, '{"a": 1' + ', "t": 2' * 99 + "}\n"),
    ],
)
def test_a_key_in_many_places_is_one_entry_made_once(
    engine: FrontMatterRules, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frontmatter, "Entry", Made)
    monkeypatch.setattr(Made, "count", 0)
    front = read_front_matter(SourceText("post.md", text), engine)
    assert Made.count <= 2
    entry = list(front.entries.values())[-1]
    assert len(entry.more) == 98
    places = sorted((entry.span, *entry.more))
    assert all(one.end <= other.start for one, other in pairwise(places))
