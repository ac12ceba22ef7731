"""A file is decoded as the engines decode it, keeps its places, and is written whole or not."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndicate.diagnostics import Code, Severity
from syndicate.source.content import holding
from syndicate.source.text import (
    LARGEST,
    SourceText,
    UnreadableSource,
    UnwritableTarget,
    decode_source,
    read_source,
    write_atomically,
    write_in_parts,
)

CODE = Code(name="source-dead", severity=Severity.NOTE, meaning="m", remedy="r")


@pytest.mark.parametrize(
    ("text", "newline"), [("a\r\nb\n", "\r\n"), ("a\nb\r\n", "\n"), ("a\rb\n", "\r"), ("a", "\n")]
)
def test_the_newline_is_the_first_of_the_file(text: str, newline: str) -> None:
    assert SourceText("a.md", text).newline == newline


def test_every_kind_of_newline_ends_a_line() -> None:
    text = SourceText("a.md", "a\nbb\r\nc\rd\u2028e\n")
    places = [text.position(offset) for offset in range(len(text.text) + 1)]
    assert places == [
        *[(1, 1), (1, 2)],
        *[(2, 1), (2, 2), (2, 3), (2, 4)],
        *[(3, 1), (3, 2)],
        *[(4, 1), (4, 2), (4, 3), (4, 4)],
        (5, 1),
    ]
    assert text.position(99) == (5, 1)
    assert text.position(-1) == (1, 1)


@given(st.text(alphabet="a\r\n한", max_size=30))
def test_a_position_names_its_offset(text: str) -> None:
    source = SourceText("a.md", text)
    places = [source.position(offset) for offset in range(len(text) + 1)]
    assert places == sorted(set(places))


def test_a_diagnostic_points_into_the_file() -> None:
    found = SourceText("blog/a.md", "---\ntitle: x\n").diagnostic(11, CODE, "is dead")
    assert str(found) == "blog/a.md:2:8: note: is dead [source-dead]"


def test_a_diagnostic_in_made_text_points_to_where_it_comes_from() -> None:
    file = SourceText("blog/a.md", "---\ntitle: x\n")
    made = SourceText("blog/a.md", "y", origin=lambda offset: (file, offset + 11))
    assert str(made.diagnostic(0, CODE, "is dead")) == "blog/a.md:2:8: note: is dead [source-dead]"


@pytest.mark.parametrize(
    ("data", "text", "replaced"),
    [
        (b"a\xffb", "a\ufffdb", (1,)),
        (b"\xe2\x82\xe2\x82", "\ufffd\ufffd", (0, 1)),
        (b"\xf0\x9f\x98a", "\ufffda", (0,)),
        (b"\xed\xa0\x80", "\ufffd\ufffd\ufffd", (0, 1, 2)),
        ("한\ufffd".encode() + b"\xfe", "한\ufffd\ufffd", (2,)),
        (b"\xef\xbb\xbfa\xff", "a\ufffd", (1,)),
    ],
)
def test_invalid_bytes_are_replaced_and_remembered(
    data: bytes, text: str, replaced: tuple[int, ...]
) -> None:
    found = decode_source(data, "a.md")
    assert (found.text, found.replaced) == (text, replaced)
    assert found.text == data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")


@given(st.text(), st.booleans())
def test_what_was_valid_is_encoded_as_it_was(text: str, has_bom: bool) -> None:
    data = (b"\xef\xbb\xbf" if has_bom else b"") + text.encode("utf-8")
    found = decode_source(data, "a.md")
    assert found.encoded() == data
    assert found.has_bom == (has_bom or text.startswith("\ufeff"))


def test_an_unreadable_file_is_named_with_its_cause(tmp_path: Path) -> None:
    loop = tmp_path / "loop.md"
    loop.symlink_to(loop)
    for file, cause in [(tmp_path, "directory"), (tmp_path / "gone.md", "No such"), (loop, "link")]:
        with pytest.raises(UnreadableSource, match=f"cannot read posts/a.md: .*{cause}"):
            read_source(file, "posts/a.md")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"a" * LARGEST)
    assert len(read_source(file, "a.md").text) == LARGEST
    file.write_bytes(b"a" * 50_000_000)
    with pytest.raises(UnreadableSource, match=r"cannot read a.md: it holds more than 16 MB"):
        read_source(file, "a.md")


def test_what_does_not_say_its_size_is_read_whole(tmp_path: Path) -> None:
    pipe = tmp_path / "a.md"
    os.mkfifo(pipe)
    said = b"abc" * 100_000
    writer = threading.Thread(target=pipe.write_bytes, args=(said,))
    writer.start()
    assert read_source(pipe, "a.md").text == said.decode()
    writer.join()


def test_a_file_that_says_it_is_empty_is_read_whole() -> None:
    assert "Threads" in read_source(Path("/proc/self/status"), "status").text


def test_a_held_file_is_not_read_again(tmp_path: Path) -> None:
    file, other = tmp_path / "a.md", tmp_path / "b.md"
    file.write_bytes(b"now")
    other.write_bytes(b"other")
    with holding(file, b"then"):
        said = [read_source(each, "a.md").text for each in (file, other, Path(file))]
        elsewhere = threading.Thread(target=lambda: said.append(read_source(file, "a.md").text))
        elsewhere.start()
        elsewhere.join()
    assert said == ["then", "other", "now", "now"]  # held for who asks with it, in this thread
    assert read_source(file, "a.md").text == "now"


def test_many_parts_are_written_in_order(tmp_path: Path) -> None:
    parts = [bytes([letter]) * 7000 for letter in range(97, 123)]
    write_in_parts(tmp_path / "a", iter(parts))
    assert (tmp_path / "a").read_bytes() == b"".join(parts)


def test_what_the_disk_takes_in_pieces_is_written_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, bytes(data[:3])))
    write_atomically(tmp_path / "a", b"0123456789")
    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_a_file_is_read_with_its_newlines(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"a\r\nb\rc\n")
    assert read_source(file, "a.md") == SourceText("a.md", "a\r\nb\rc\n")


def test_writing_makes_parents_and_leaves_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "c.md"
    write_atomically(file, b"one")
    write_atomically(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(file.parent.iterdir()) == [file]


def test_a_new_file_has_the_mode_that_any_program_would_give(tmp_path: Path) -> None:
    plain, ours = tmp_path / "plain", tmp_path / "ours"
    plain.touch()
    write_atomically(ours, b"")
    assert stat.S_IMODE(ours.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_an_old_file_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.touch()
    file.chmod(0o640)
    write_atomically(file, b"x")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_link_is_replaced_and_its_target_is_left_alone(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"foreign")
    link.symlink_to(target)
    write_atomically(link, b"ours")
    assert (target.read_bytes(), link.read_bytes()) == (b"foreign", b"ours")
    assert not link.is_symlink()


def test_a_failed_write_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"old")

    def fail(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(UnwritableTarget, match=r"cannot write .*a: No space left"):
        write_atomically(file, b"new")
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnwritableTarget, match=str(tmp_path)):
        write_atomically(tmp_path, b"")
