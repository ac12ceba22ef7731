"""The ids of headings are those that the real Jekyll gives them, whatever stands in them."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from syndicate.body.nodes import Heading
from tests.engines import builds
from tests.jekyll_body.reading import body
from tests.jekyll_body.test_kramdown import nodes_of

HEADINGS = (
    "`++` and `--` are gone", "++ and -- are", "C `--` b", "`---` x `-` y", "a \\-\\- b --- c ---- d ----- e",
    "*x -- y* **`--`**", "$$a--b$$ &ndash; &#45;&#45; e &amp; f", "<b>q -- r</b> [s--t](/u--v)", "1. -- 2", "--",
    "a... b -- <<c>> \"d--e\"", "한글 -- 제목 `--`", "A_b -- c_d", "![alt--x](/p.png) b", "<https://a.example/b--c> d",
)  # fmt: skip


def test_ids_of_headings_are_those_of_the_engine(jekyll_binary: Path, tmp_path: Path) -> None:
    text = "\n\n".join(f"### {each}" for each in HEADINGS) + "\n"
    inside = f'<div markdown="1">\n\n{text}\n</div>\n'
    for text_of_post in (text, inside):
        (tmp_path / "site").mkdir(exist_ok=True)
        post = f"---\nlayout: null\n---\n{text_of_post}"
        (tmp_path / "site/index.md").write_text(post, encoding="utf-8")
        built = builds.build_jekyll(tmp_path / "site", tmp_path / "out")
        assert built.is_ok, built.log
        page = (tmp_path / "out/index.html").read_text(encoding="utf-8")
        given = [unescape(each) for each in re.findall(r'<h3(?: id="([^"]*)")?>', page)]
        found = nodes_of(body(text_of_post).nodes)
        assert len(given) == len(HEADINGS)
        assert [node.id or "" for node in found if isinstance(node, Heading)] == given
