"""Files that took the square of their size once: now four times the size runs about four times the lines."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from syndicate.conversion.output import Output, OutsideOutput
from syndicate.source import layout
from syndicate.source.frontmatter import JEKYLL, Drop, edit, read_front_matter
from syndicate.source.planning import planned
from syndicate.source.text import SourceText, make_parents
from syndicate.source.toml import TomlError, read_toml
from tests.fuzz.hostile_files import HostileFile, hostile_files
from tests.fuzz.trials import check_site

ONCE = {
    "jekyll post: many tags",  # each category of a feed looked at all others
    "docusaurus authors: many keys",  # entries that are refused
    "docusaurus tags: many keys",  # two tags of one permalink
    "hugo post: many tags",  # tags of a post for Docusaurus
}


def test_hostile_files_fill_their_size() -> None:
    sizes = {
        f"{file.what}: {file.name}": len(file.text(16 * 1024).encode("utf-8", "surrogatepass"))
        for file in hostile_files()
    }
    assert {name: size for name, size in sizes.items() if not 8_000 < size < 40_000} == {}


@pytest.mark.parametrize("name", sorted(ONCE))
def test_no_file_takes_the_square_of_its_size(name: str) -> None:
    found = (each for each in hostile_files() if f"{each.engine} {each.what}: {each.name}" == name)
    file = next(found)
    check = partial(check_site, f"{file.what} of {file.engine}", file.engine, file.path)
    check(file.text(0))  # loads what is loaded once
    idle, small, large = (lines_of(partial(check, file.text(size * 1024))) for size in (0, 3, 12))
    assert small - idle > 1_000
    assert (large - idle) / (small - idle) < 6


NUMBERS = [file for file in hostile_files() if "number" in file.name]


@pytest.mark.parametrize("file", NUMBERS, ids=lambda f: f"{f.engine} {f.what}: {f.name}")
def test_numbers_of_thousands_of_digits_break_nothing(file: HostileFile) -> None:
    """Python neither reads nor prints a number of more than 4,300 digits."""
    check_site(f"{file.what} of {file.engine}", file.engine, file.path, file.text(12 * 1024))


@pytest.mark.parametrize("around", ["{} = 1\n", "[{}]\n", "[[ {} ]]\n", "a = 1\n  'b' . {} = 1\n"])
def test_a_key_of_thousands_of_parts_is_refused_before_it_is_read(around: str) -> None:
    text = around.format(".".join("a" * 20_000))

    def refused() -> None:
        with pytest.raises(TomlError, match="a key has more than 100 parts"):
            read_toml(text)

    refused()  # loads what is loaded once
    assert lines_of(refused) < 1_000


def test_dots_in_a_text_are_no_key() -> None:
    dots = "a." * 200
    assert read_toml(f'a = \'{dots}\'\nb = """\n{dots}\n"""\n')[0]["a"] == dots


def test_a_path_of_thousands_of_folders_is_one_or_is_refused(tmp_path: Path) -> None:
    deep = "a/" * 1_200 + "b.md"
    file = Output(tmp_path).place(deep)
    assert file == os.path.join(tmp_path, deep)
    make_parents(file)
    folder = os.path.dirname(file)
    assert os.path.isdir(folder)
    while folder != str(tmp_path):  # what removes whole trees calls itself for each folder
        os.rmdir(folder)
        folder = os.path.dirname(folder)
    with pytest.raises(OutsideOutput, match="longer than a path can be"):
        Output(tmp_path).place("a/" * 3_000 + "b.md")


def test_each_alias_asks_once_whether_its_anchor_goes() -> None:
    def planning(count: int) -> Callable[[], object]:
        many, few = "t: {a: 1}\n" * count, "{<<: *k}, " * count
        text = SourceText("post.md", f"---\nkept: &k {{a: 1}}\n{many}k: [{few}]\n---\n")
        return partial(planned, read_front_matter(text, JEKYLL), [Drop("t")])

    assert lines_of(planning(200)) < 6 * lines_of(planning(50))


def test_what_stands_above_dropped_keys_is_searched_once(monkeypatch: pytest.MonkeyPatch) -> None:
    searched = list[int]()

    class Counting:
        def search(self, text: str) -> object:
            searched.append(len(text))
            return found.search(text)

    found = layout._KEEPS
    monkeypatch.setattr(layout, "_KEEPS", Counting())
    keys = [f"k{number}" for number in range(100)]
    first, dropped = f"a: |+\n  {'x' * 1_000}\n\n", "".join(f"{key}: 1\n\n" for key in keys)
    text = SourceText("post.md", f"---\n{first}{dropped}z: 1\n---\n")
    front = read_front_matter(text, JEKYLL)
    assert edit(front, [Drop(key) for key in keys]) == f"---\n{first}z: 1\n---\n"
    assert sum(searched) < 2_000


def lines_of(work: Callable[[], object]) -> int:
    """How many lines of Python are run."""
    count = 0

    def trace(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
