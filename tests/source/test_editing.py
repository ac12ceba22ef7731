"""Edited front matter says what was asked, and every other line is as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syndicate.source.frontmatter import (
    DOCUSAURUS,
    HUGO,
    JEKYLL,
    Change,
    Drop,
    FrontMatter,
    FrontMatterRules,
    Rename,
    Set,
    SetText,
    edit,
    edit_as_yaml,
    read_front_matter,
)
from syndicate.source.text import SourceText
from syndicate.source.yaml import Value

from .values import blocks, keys, values

ENGINES = (DOCUSAURUS, HUGO, JEKYLL)


def read(text: str, engine: FrontMatterRules = DOCUSAURUS) -> FrontMatter:
    return read_front_matter(SourceText("post.md", text), engine)


def edited(content: str, *changes: Change, engine: FrontMatterRules = DOCUSAURUS) -> str:
    """The content between two lines of --- after `changes`."""
    block = edit(read(f"---\n{content}---\nBody\n", engine), changes)
    assert block.startswith("---\n")
    assert block.endswith("---\n")
    return block[4:-4]


CASES = [
    ("a: 1\nb: 2\n", [Set("a", 3)], "a: 3\nb: 2\n"),
    ("a: 1  # why\nb: 2\n", [Set("a", "x: y")], 'a: "x: y"  # why\nb: 2\n'),
    ("'a' :   1\n", [Set("a", 3)], "'a' : 3\n"),
    ("a:\nb: 2\n", [Set("a", "x")], "a: x\nb: 2\n"),
    ("a: # why\nb: 2\n", [Set("a", "x")], "a: x # why\nb: 2\n"),
    ("a: 1 # why\nb: 2\n", [Set("a", [1, "y"])], 'a: # why\n  - 1\n  - "y"\nb: 2\n'),
    ("a: | # why\n  x\n  y\nb: 2\n", [Set("a", "z")], "a: z # why\nb: 2\n"),
    ("a: x\n", [Set("a", "y z\nz\n")], "a: |\n  y z\n  z\n"),
    ("a: x # why\n", [Set("a", "p\nq")], "a: |- # why\n  p\n  q\n"),
    ("a: [x, y] # why\n", [Set("a", ["z", "1"])], 'a: [z, "1"] # why\n'),
    ("a: # why\n- x # x\n- y\nb: 2\n", [Set("a", ["z"])], "a: # why\n- z\nb: 2\n"),
    ("a:\n    - x\nb: 2\n", [Set("a", ["z", {"k": 1}])], "a:\n    - z\n    - k: 1\nb: 2\n"),
    ("a:\n  - x\n", [Set("a", {"k": [1]})], "a:\n  k:\n    - 1\n"),
    ("a:\n  - x # x\n  # - y\nb: 2\n", [Set("a", [])], "a: []\nb: 2\n"),
    ("a: 'it''s\n  so' # why\nb: 2\n", [Set("a", True)], "a: true # why\nb: 2\n"),
    ("? a\n: 1\nb: 2\n", [Set("a", 3)], "a: 3\nb: 2\n"),
    ("a: 1\n", [Set("a", None)], "a: null\n"),
    ("a: 1\n# end\n", [Set("b", 2)], "a: 1\nb: 2\n# end\n"),
    ("a: 1\n\n# on c\nc: 2\n", [Set("b", 2, after="a")], "a: 1\nb: 2\n\n# on c\nc: 2\n"),
    ("a: 1\nc: 2\n", [Set("b", 2, after="x")], "a: 1\nc: 2\nb: 2\n"),
    ("a: 1\nz: 2\n", [Set("b", 2, "a"), Set("c", 3, "b")], "a: 1\nb: 2\nc: 3\nz: 2\n"),
    ("a: 1\nz: 2\n", [Drop("a"), Set("b", 2)], "z: 2\nb: 2\n"),
    ("a: 1\nz: 2\n", [Set("b", 2, after="a"), Drop("a")], "b: 2\nz: 2\n"),
    ("  a: 1\n  b: 2\n", [Set("b", [1]), Set("c", 3)], "  a: 1\n  b:\n    - 1\n  c: 3\n"),
    ("# only\n", [Set("a", 1), Set("b", 2)], "# only\na: 1\nb: 2\n"),
    ("", [Set("a", 1)], "a: 1\n"),
    ("a: 1\n", [Drop("a")], ""),
    ("# on a\na: 1 # why\n\nb: 2\n", [Drop("a")], "# on a\n\nb: 2\n"),
    ("a: 1\n", [Drop("b"), Rename("b", "c")], "a: 1\n"),
    ("a: 1  # why\nb: 2\n", [Rename("a", "c d")], "c d: 1  # why\nb: 2\n"),
    ("a: 1\nb: 2\n", [Rename("a", "yes")], '"yes": 1\nb: 2\n'),
    ("a: 1\nb: 2\nc: 3\n", [Rename("a", "c")], "c: 1\nb: 2\n"),
    ("a: [x] # why\n", [Rename("a", "b"), Set("b", ["z"])], "b: [z] # why\n"),
    ("a: 1\n", [SetText("a", "'1' # quoted"), SetText("b", "&x on")], "a: '1' # quoted\nb: &x on\n"),
    ("a: 1\nb: 2\n", [SetText("a", "\n  - x  # x\n")], "a:\n  - x  # x\nb: 2\n"),
    ("a: |+\n  x\n\n\n", [Set("b", 1)], "a: |+\n  x\n\n\nb: 1\n"),
    # A value that is borrowed is written out where it is needed.
    ("a: &x [1, 'on']\nb: *x # why\n", [Drop("a")], 'b: [1, "on"] # why\n'),
    ("a: &x {k: &y v}\nb: [*x, *y]\nc: *y\n", [Set("a", 1)], "a: 1\nb: [{k: v}, v]\nc: v\n"),
    ("a: &x 1\nb: &x 2\nc: *x\n", [Drop("a")], "b: &x 2\nc: *x\n"),
    ("a: &x 1\nb: &x 2\nc: *x\n", [Drop("b")], "a: &x 1\nc: 2\n"),
    ("a: &x 1\nb: *x\n", [Rename("a", "c")], "c: &x 1\nb: *x\n"),
    ("a: &x {k: 1}\nb:\n  <<: *x\n  l: 2\n", [Drop("a")], "b:\n  k: 1\n  l: 2\n"),
    ("a: &x {k: 1}\n<<: *x # why\nl: 2\n", [Drop("a")], "k: 1\nl: 2\n"),
    ("a: &x {k: 1, m: 2}\n<<: *x\nl: 2\n", [Drop("k")], "a: &x {k: 1, m: 2}\nm: 2\nl: 2\n"),
    ("a: &x {k: 1}\n<<: *x\n", [Set("k", 2)], "a: &x {k: 1}\n<<: *x\nk: 2\n"),
    ("a: &x {k: 1}\n<<: *x\n", [Rename("k", "m")], "a: &x {k: 1}\nm: 1\n"),
    # Braces.
    ("{a: 1, b: 2}\n", [Set("a", "x")], "{a: x, b: 2}\n"),
    ("{a: 1, b: 2}\n", [Drop("a")], "{b: 2}\n"),
    ("{a: 1, b: 2}\n", [Drop("b"), Drop("a")], "{}\n"),
    ("{a: 1,\n b: 2,} # end\n", [Set("c", [1])], "{a: 1,\n b: 2,\n c: [1],} # end\n"),
    ("{a: 1,\n b: 2,} # end\n", [Drop("b"), Drop("a")], "{} # end\n"),
    ("{\n  a: 1\n}\n", [Set("b", 2)], "{\n  a: 1,\n  b: 2\n}\n"),
    ("{}\n", [Set("a", 1), Set("b", "x, y")], '{a: 1, b: "x, y"}\n'),
    ("{a, b: 1}\n", [Set("a", 2), Rename("b", "c")], "{a: 2, c: 1}\n"),
    ("{a: &x 1, b: *x, c: 2}\n", [Drop("a"), Set("d", 1, after="b")], "{b: 1, d: 1, c: 2}\n"),
]  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize(("content", "changes", "expected"), CASES)
def test_yaml_is_edited_in_place(
    content: str, changes: list[Change], expected: str, engine: FrontMatterRules
) -> None:
    assert edited(content, *changes, engine=engine) == expected


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_new_lines_end_like_the_others(newline: str) -> None:
    block = "---\na: x\nb: 1\n---\n".replace("\n", newline)
    changes: list[Change] = [Set("a", "p\nq\n"), Set("c", [1, 2]), SetText("d", "\n  - x\n")]
    found = edit(read(f"{block}Body{newline}", HUGO), changes)
    expected = "---\na: |\n  p\n  q\nb: 1\nc:\n  - 1\n  - 2\nd:\n  - x\n---\n"
    assert found == expected.replace("\n", newline)


@pytest.mark.parametrize(
    ("text", "engine", "block"),
    [
        ("Body\n", DOCUSAURUS, "---\na: 1\n---\n"),
        ("Body\r\n", JEKYLL, "---\r\na: 1\r\n---\r\n"),
        ("", HUGO, "---\na: 1\n---\n"),
        ("#+TITLE: x\nBody", HUGO, "---\na: 1\n---\n"),
        ("\n  ---  \nb: 2\n---x", HUGO, "\n  ---  \nb: 2\na: 1\n---"),
        ("---\nb: 2\n--- \n\n\nBody", JEKYLL, "---\nb: 2\na: 1\n--- \n"),
        ("---\nb: 2\n...\nBody", JEKYLL, "---\nb: 2\na: 1\n...\n"),
        ("---\nb: 2", DOCUSAURUS, "---\nb: 2\na: 1\n"),
        ("---\nnull\n---\n", JEKYLL, "---\na: 1\n---\n"),
        ("---json\n{}\n---\n", DOCUSAURUS, '---json\n{"a": 1}\n---\n'),
    ],
)
def test_fences_stay_and_a_missing_block_is_made(
    text: str, engine: FrontMatterRules, block: str
) -> None:
    front = read(text, engine)
    assert edit(front, [Set("a", 1)]) == block
    assert edit(front, []) == text[front.block.start : front.block.end]


TOML = """\
+++
# first
title = "T" # why
site.z = 1

# on params
[params]
x = 1 # x

[[r]]
s = 1
[menu.main]
[params."a b"]
[[r]]
s = 2
+++
"""


@pytest.mark.parametrize(
    ("changes", "pairs"),
    [
        ([Set("title", "N")], [('"T" # why', '"N" # why')]),
        ([Set("Title", 'a"b\\c\x7f\n')], [('"T" #', '"a\\"b\\\\c\\u007f\\n" #')]),
        ([SetText("title", "'''x'''")], [('"T" #', "'''x''' #")]),
        ([Set("n", {"k": [1, None, True], "l m": None})], [("z = 1\n", "z = 1\nn = { k = [1, true] }\n")]),
        ([Set("n", 2, after="title")], [("why\n", "why\nn = 2\n")]),
        ([Set("n", 2, after="params")], [("z = 1\n", "z = 1\nn = 2\n")]),
        ([Set("n", None), Set("title", None)], [('title = "T" # why\n', "")]),
        ([Set("site", 2)], [("site.z = 1\n", "site = 2\n")]),
        ([Set("params", 2)], [("[params]\nx = 1 # x\n", ""), ('[params."a b"]\n', ""),
                              ("z = 1\n", "z = 1\nparams = 2\n")]),
        ([Drop("r")], [("[[r]]\ns = 1\n", ""), ("[[r]]\ns = 2\n", "")]),
        ([Rename("r", "q x")], [("[[r]]", '[["q x"]]')]),
        ([Rename("site", "\\1")], [("site.", '"\\\\1".')]),
        ([Rename("params", "p")], [("[params", "[p")]),
        ([Drop("title"), Drop("site"), Set("n", 1)], [('title = "T" # why\n', ""), ("site.z = 1\n", "n = 1\n")]),
    ],
)  # fmt: skip
def test_toml_is_edited_in_place(changes: list[Change], pairs: list[tuple[str, str]]) -> None:
    expected = TOML
    for old, new in pairs:
        assert old in expected
        expected = expected.replace(old, new)
    assert edit(read(TOML + "Body", HUGO), changes) == expected


def test_toml_that_begins_with_a_table_gets_its_keys_above_it() -> None:
    text = "+++\n[params]\nx = 1\n+++\n"
    assert edit(read(text, HUGO), [Set("a", 1)]) == "+++\na = 1\n[params]\nx = 1\n+++\n"


@pytest.mark.parametrize(
    ("text", "changes", "expected"),
    [
        ('{"a": 1, "b": [1]}\n', [Set("a", "é\n")], '{"a": "é\\n", "b": [1]}\n'),
        ('{\n  "a" : 1,\n  "b": 2\n}\n', [Drop("b"), Set("c", {"k": None})],
         '{\n  "a" : 1,\n  "c": {"k": null}\n}\n'),
        ('{"a": 1, "b": 2, "a": 3}', [Set("a", 4)], '{"b": 2, "a": 4}'),
        ('{"a": 1, "b": 2, "a": 3}', [Set("b", 4)], '{"a": 1, "b": 4, "a": 3}'),
        ('{"a": 1}', [Rename("a", 'x"')], '{"x\\"": 1}'),
        ('{"a": 1}', [SetText("a", "[ 1 ]"), SetText("b", "{}")], '{"a": [ 1 ], "b": {}}'),
    ],
)  # fmt: skip
def test_json_is_edited_in_place(text: str, changes: list[Change], expected: str) -> None:
    assert edit(read(text, HUGO), changes) == expected


def test_jekylls_earlier_duplicates_stay_until_the_key_changes() -> None:
    content = "a: 1\nb: 2\na: 3 # last\n"
    assert edited(content, Set("b", 4), engine=JEKYLL) == "a: 1\nb: 4\na: 3 # last\n"
    assert edited(content, Set("a", 4), engine=JEKYLL) == "b: 2\na: 4 # last\n"
    assert edited(content, Drop("a"), engine=JEKYLL) == "b: 2\n"
    assert edited(content, Rename("a", "c"), engine=JEKYLL) == "b: 2\nc: 3 # last\n"


def test_hugo_finds_a_key_whatever_its_case() -> None:
    content = "TITLE: x # why\nDrAfT: true\n"
    assert edited(content, Set("title", "z"), Drop("draft"), engine=HUGO) == "TITLE: z # why\n"
    assert edited(content, Rename("title", "Title"), engine=HUGO) == "Title: x # why\nDrAfT: true\n"
    assert edited(content, Set("title", 1)) == content + "title: 1\n"


@pytest.mark.parametrize(
    ("text", "engine", "changes", "block"),
    [
        ("---\na: 1 # c\n----\nBody", DOCUSAURUS, [], "---\na: 1 # c\n---\n"),
        ("---\na: 1", DOCUSAURUS, [Set("b", 2)], "---\na: 1\nb: 2\n---\n"),
        ("---yaml\r\na: 1\r\n---x", DOCUSAURUS, [], "---\r\na: 1\r\n---\r\n"),
        ("\n  ---  \n{a: 1, b: 2}\n---x", HUGO, [Drop("a")], "---\n{b: 2}\n---\n"),
        ("---\na: 1\n...\n\n\nBody", JEKYLL, [Rename("a", "b")], "---\nb: 1\n---\n"),
        ("Body", JEKYLL, [], ""),
        ("Body", JEKYLL, [Set("a", 1)], "---\na: 1\n---\n"),
        ("---\n---\nBody", JEKYLL, [], "---\n---\n"),
        ('{"a": 1, "b": [1, {"c": "d"}]}\nBody', HUGO, [Set("e", 1, after="a")],
         "---\na: 1\ne: 1\nb:\n  - 1\n  - c: d\n---\n"),
        ("+++\n# on a\na = 'x: y'\t# why\n\n\t# on b\n[b]\nc = 2024-01-02\n# in b\nd = 2024-01-02T03:04:05\n+++\n",
         HUGO, [Set("e", None)],
         '---\n# on a\na: "x: y"\t# why\n\n# on b\nb:\n  c: 2024-01-02\n  d: "2024-01-02T03:04:05"\ne: null\n---\n'),
        ("+++\na.b = 1\nc = 2 # c\na.d = 3\n+++\n", HUGO, [Set("c", [1]), Rename("a", "on")],
         '---\n"on":\n  b: 1\n  d: 3\nc: # c\n  - 1\n---\n'),
    ],
)  # fmt: skip
def test_any_block_can_be_plain_yaml(
    text: str, engine: FrontMatterRules, changes: list[Change], block: str
) -> None:
    assert edit_as_yaml(read(text, engine), changes) == block


# --- laws ----------------------------------------------------------------------------------------


def applied(mapping: dict[str, Value], changes: list[Change]) -> dict[str, Value]:
    """What the changes come to for a plain mapping."""
    found = dict(mapping)
    for change in changes:
        match change:
            case Set(key, value):
                found[key] = value
            case Drop(key):
                found.pop(key, None)
            case Rename(key, new) if key in found:
                found[new] = found.pop(key)
    return found


changes_of = st.lists(
    st.one_of(
        st.builds(Set, keys, values, st.none() | keys),
        st.builds(Drop, keys),
        st.builds(Rename, keys, keys),
    ),
    max_size=4,
)


@settings(max_examples=400)
@given(blocks, changes_of, st.sampled_from(ENGINES), st.sampled_from(["\n", "\r\n"]))
def test_what_is_read_again_is_what_was_asked(
    content: str, changes: list[Change], engine: FrontMatterRules, newline: str
) -> None:
    text = f"---\n{content}---\n".replace("\n", newline)
    front = read(text, engine)
    again = read(edit(front, changes), engine)
    assert again.values == applied(front.values, changes)


@settings(max_examples=400)
@given(blocks, changes_of, st.sampled_from(ENGINES))
def test_lines_of_other_keys_keep_their_bytes(
    content: str, changes: list[Change], engine: FrontMatterRules
) -> None:
    front = read(f"---\n{content}---\n", engine)
    text = front.source.text
    named: set[Any] = {change.key for change in changes}
    named |= {change.new for change in changes if isinstance(change, Rename)}
    found = edit(front, changes)
    at = 0
    for key, entry in front.entries.items():
        if key in named or entry.aliases:
            continue
        at = found.find(text[slice(*entry.span)], at)
        assert at >= 0, key
        at += entry.span.end - entry.span.start
    for line in content.splitlines():
        assert not line.startswith("#") or line in found


@given(blocks, st.sampled_from(ENGINES))
def test_no_change_changes_nothing(content: str, engine: FrontMatterRules) -> None:
    text = f"---\n{content}---\n"
    front = read(text, engine)
    assert edit(front, []) == text
    assert edit(front, [Drop("nowhere")]) == text


@given(blocks, st.sampled_from(ENGINES))
def test_every_key_can_be_set_to_what_it_is(content: str, engine: FrontMatterRules) -> None:
    front = read(f"---\n{content}---\n", engine)
    again = read(edit(front, [Set(key, value) for key, value in front.values.items()]), engine)
    assert again.values == front.values


@given(st.dictionaries(keys, values, max_size=4), changes_of)
def test_toml_says_what_was_asked(mapping: dict[str, Value], changes: list[Change]) -> None:
    start = edit(read("+++\n+++\n", HUGO), [Set(key, value) for key, value in mapping.items()])
    front = read(start + "Body", HUGO)
    assert front.values == without_nulls(mapping)
    again = read(edit(front, changes), HUGO)
    assert again.values == without_nulls(applied(front.values, changes))


def without_nulls(value: Any) -> Any:
    """`value` as far as TOML can say it."""
    match value:
        case dict():
            return {k: without_nulls(v) for k, v in value.items() if v is not None}
        case list():
            return [without_nulls(item) for item in value if item is not None]
    return value


@given(st.dictionaries(keys, values, max_size=4), changes_of, st.sampled_from(ENGINES))
def test_every_language_comes_out_as_yaml(
    mapping: dict[str, Value], changes: list[Change], engine: FrontMatterRules
) -> None:
    sets = [Set(key, value) for key, value in mapping.items()]
    for text in ("+++\n+++\n", "{}\n", "---\n{}\n---\n", "---\n# c\n---x"):
        front = read(edit(read(text, HUGO), sets) + "Body", HUGO)
        block = edit_as_yaml(front, changes)
        assert read(block, engine).values == applied(front.values, changes)


@given(st.dictionaries(keys, values, max_size=4), changes_of)
def test_json_says_what_was_asked(mapping: dict[str, Value], changes: list[Change]) -> None:
    start = edit(read("{}\n", HUGO), [Set(key, value) for key, value in mapping.items()])
    front = read(start + "Body", HUGO)
    assert front.values == mapping
    assert read(edit(front, changes), HUGO).values == applied(mapping, changes)
