"""What is told of a text or post that Jekyll cannot have as it is."""

from __future__ import annotations

from pathlib import Path

import syndicate
from syndicate.body.dialect import Dialect
from syndicate.body.nodes import Body, Verbatim
from syndicate.body.render import plain_body, render
from syndicate.diagnostics import Diagnostic
from syndicate.source.text import SourceText, Span
from syndicate_adapters.jekyll.dialect import JEKYLL
from tests.jekyll_writing.written import from_common


def test_what_no_spelling_helps_is_told_of_where_it_stands() -> None:
    plain = Dialect(name="plain", parse=lambda *_: plain_body(""))
    text = "Before.\n\nX\n"
    broken = Verbatim(span=Span(9, 10), text="b\n> \n</div>")
    body = Body(source=SourceText("post.md", text), span=Span(0, len(text)), nodes=(broken,))
    said: list[Diagnostic] = []
    render(body, plain, JEKYLL, report=said.append)
    assert {found.code for found in said} == {"read-otherwise"}
    assert "otherwise than the source does" in said[0].message


def test_the_words_at_or_above_a_finding_tell_where_it_stands() -> None:
    plain = Dialect(name="plain", parse=lambda *_: plain_body(""))
    text = "Before.\n\nSome words\n\nx\n"
    broken = Verbatim(span=Span(9, 19), text="a <b>Some words</b>\n> \n</div>")
    body = Body(source=SourceText("post.md", text), span=Span(0, len(text)), nodes=(broken,))
    said: list[Diagnostic] = []
    render(body, plain, JEKYLL, report=said.append)
    assert {(found.code, found.line) for found in said} == {("read-otherwise", 3)}


def test_a_control_character_is_left_out() -> None:
    assert from_common("a\x08b\x0bc\n") == ("ab c\n", ["character-left-out"])


def test_the_first_control_character_of_each_line_is_told_and_none_makes_a_break() -> None:
    text = "One \x0b\x0b\ntwo\x0bb\x01.\n\n\x0b\x0b\x0b\x0bthree\n"
    source = SourceText("post.md", text)
    body = Body(source=source, span=Span(0, len(text)))
    said: list[Diagnostic] = []
    plain = Dialect(name="plain", parse=lambda *_: plain_body(""))
    written = render(body, plain, JEKYLL, report=said.append).text
    assert written == "One\ntwo b.\n\nthree\n"
    assert [(found.line, found.column) for found in said] == [(1, 5), (2, 4), (4, 1)]


def test_a_post_without_a_date_has_the_first_day_there_is(tmp_path: Path) -> None:
    folder = tmp_path / "blog"
    (folder / "content/posts").mkdir(parents=True)
    (folder / "hugo.toml").write_text("baseURL = 'https://blog.example/'\n")
    (folder / "content/posts/x.md").write_text("---\ntitle: X\n---\n\nText.\n")
    site = syndicate.read(folder, from_="hugo")
    result = syndicate.convert(site, to="jekyll", out=tmp_path / "out").run()
    assert "date-missing" in [found.code for found in result.diagnostics]
    assert (tmp_path / "out/_posts/1970-01-01-x.md").is_file()
