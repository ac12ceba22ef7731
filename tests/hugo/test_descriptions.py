"""The description of a post that says none is the same in Python and in the layouts of the real Hugo."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from syndicate_adapters.hugo.descriptions import _COMPILED, STEPS, first_line
from tests.hugo.small_blog import SITE, lay_down
from tests.hugo.test_site_layouts import build

LINES = {
    "Plain text.\nSecond line.": "Plain text.",
    "\n\n  A *few* **marks** and `code`.": "A few marks and code.",
    "![A picture](a.png)\n\nText": "A picture",
    "```js\nlet code\n```\n\nBehind the code.": "Behind the code.",
    "# Title\n\nText": "Text",
    "## Head {#id-é}\n\nText": "Head",
    "<b>bold</b> and [a link](/x) or [two][x]": "bold and a link or two",
    "> [!TIP] Title\n> Inside": "Inside",
    "{{< tabs >}}\nText[^1]": "Text",
    "At 10:30:45 it\\_s ~~late~~ :tea:": "At 1045 it\\_s late",
    "<!--more-->": "",
    "": "",
    "- a ***b*** snake_case_x": "- a b snakecasex",
    "한글 *강조*입니다\u00a0": "한글 강조입니다\u00a0",
}
PIECES = "* ** *** _ __ ~~ ` `` [ ] ( ) ![ ]( ) < > # ## > : :: {#a} {{< >}} [^1] a b\u00a0 é 한 \\ .".split(
    " "
)


@pytest.mark.parametrize("text", LINES)
def test_a_description_is_the_first_line_with_text(text: str) -> None:
    assert first_line(text) == LINES[text]


def test_a_line_too_long_to_follow_is_told() -> None:
    assert first_line("[" * 6000) is None
    assert first_line("```\n" + "[" * 6000 + "\n```\nx") == "x"


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_a_step_changes_no_line_without_its_sign(line: str) -> None:
    for sign, pattern, replacement, times in _COMPILED:
        assert sign in line or pattern.sub(replacement, line, count=times) == line


def test_hugo_takes_the_same_steps() -> None:
    layout = (SITE / "layouts/_partials/first-line.html").read_text(encoding="utf-8")
    steps = re.findall(r'\(slice (?:`([^`]*)`|"([^"]*)") "([^"]*)"\)', layout)
    assert [(raw or quoted, new, 0) for raw, quoted, new in steps] == list(STEPS[:-1])
    assert f'replaceRE `{STEPS[-1][0]}` "" $line 1' in layout


def test_hugo_describes_posts_as_we_do(hugo_binary: Path, tmp_path: Path) -> None:
    made = random.Random(5)
    texts = [text for text in LINES if "{{" not in text]  # Hugo would look for the shortcode
    for _ in range(400):
        words = [made.choice(PIECES) for _ in range(made.randint(1, 14))]
        text = "".join(word + made.choice(["", "", " ", "\n"]) for word in words)
        texts.append(text.replace("{{<", "{").strip("\n"))
    content = {
        f"blog/p{number}.md": f"---\ntitle: T\ndate: 2024-01-02\n---\n{text}\n"
        for number, text in enumerate(texts)
    }
    site = lay_down(tmp_path / "site", content, descriptions="line")
    public = build(site, tmp_path / "public")
    wrong = {}
    for number, text in enumerate(texts):
        page = html.document_fromstring((public / f"blog/p{number}/index.html").read_bytes())
        said = page.xpath("string(//meta[@name='description']/@content)")
        if said != first_line(text):
            wrong[text] = (said, first_line(text))
    assert wrong == {}


def test_a_description_that_is_empty_stays_so(hugo_binary: Path, tmp_path: Path) -> None:
    content = {"blog/a.md": "---\ntitle: T\ndate: 2024-01-02\ndescription: ''\n---\nText.\n"}
    public = build(lay_down(tmp_path / "site", content), tmp_path / "public")
    assert 'name="description"' not in (public / "blog/a/index.html").read_text(encoding="utf-8")
