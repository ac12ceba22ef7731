"""Text that CommonMark and kramdown read otherwise reads in Jekyll as it did; the engine is the judge.

Each text is written for Jekyll, built, and compared block by block with what the parser of CommonMark makes of it.
"""

from __future__ import annotations

from html import unescape

import pytest

from syndicate.body.markdown import to_html
from syndicate.source.text import Span
from syndicate.verify import PageVerdict, verify
from syndicate_adapters.jekyll.writing.markup import as_html
from tests.jekyll_writing.written import built, from_common

TEXTS = {
    "bars": "See [a|b](u) or | c\nand d | e.\n",
    "bars-in-an-item": "- a | b\n- c\n",
    "bars-in-a-quote": "> a | b\n",
    "bars-in-an-address": "[a](/x?b|c)\n",
    "bars-in-a-definition": "[a]\n\n[a]: /x?b|c\n",
    "bars-in-code-of-a-cell": "| a | b |\n|---|---|\n| `x\\|y` | z |\n",
    "table-below-text": "text\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "table-without-rows": "| a | b |\n|---|:-:|\n\ntext\n",
    "table-above-a-list": "| a |\n|---|\n| 1 |\n- x\n",
    "short-rows": "| a | b | c |\n|:--|---|--:|\n| 1 |\n| 1 | 2 | 3 | 4 |\n",
    "code-in-a-narrow-item": "1. a\n\n   ```js\n   x\n   ```\n\n2. b\n",
    "code-in-a-wide-item": "-   a\n\n    ```js\n    x\n\n      y\n    ```\n-   b\n",
    "fence-that-falls-out": "1. a\n\n  ```\n  x\n  ```\n\n2. b\n",
    "numbers-with-parentheses": "1) a\n2) b\n",
    "numbers-from-seven": "7. a\n8. b\n",
    "numbers-in-an-item": "- 3. a\n- 4. b\n",
    "lists-of-two-kinds": "- a\n- b\n\n* c\n* d\n",
    "ordered-beside-plain": "1. a\n2. b\n\n- c\n",
    "number-in-a-paragraph": "The year was\n2023. A good one.\n",
    "hyphen-in-a-paragraph": "text\n    - no item\n",
    "numbers-of-two-kinds": "1. a\n2. b\n\n4) c\n5) d\n\n> 1. q\n>\n> 3) r\n",
    "numbers-of-two-kinds-in-an-item": "- p\n  1. q\n\n  3) r\n",
    "items-with-paragraphs": "- a\n\n  b\n\n- c\n",
    "nested-by-two": "- a\n  - b\n    - c\n- d\n",
    "nested-in-numbers": "1. a\n   - b\n   - c\n2. d\n",
    "nested-by-four": "1. a\n    1. b\n2. c\n",
    "lazy-lines": "- a\nb\n\n> c\nd\n",
    "item-and-rule": "- a\n\n---\n\ntext\n",
    "rule-below-an-item": "- a\n---\ntext\n",
    "rule-below-text": "text\n***\nmore\n",
    "heading-of-two-lines": "A\nB\n===\n\ntext\n",
    "heading-below-text": "text\n## Head\nmore\n",
    "heading-with-signs": "## a `b` *c* ##\n\ntext\n",
    "indented-code": "text\n\n    code\n\n    more\n",
    "indented-code-above-a-line": "text\n\n    code\nmore\n\n    a\n\n      b\nlast\n",
    "indented-code-above-a-line-of-an-item": "- a\n\n      code\n  more\n\n> q\n>\n>     code\n> r\n",
    "tabbed-code-above-a-line": "text\n\n\tcode\nmore\n",
    "stars-that-are-text": "**한글:**은 and 2 * 3 and *a *b\n",
    "bold-in-a-word": "a**b**c and snake_case_name and __init__ here\n",
    "emphasis-in-emphasis": "*a **b** c* and ***d***\n",
    "three-stars-in-a-word": "a***b c*** d and e***f***g\n",
    "one-tilde": "~a~ and ~~b~~\n",
    "ticks": "``a ` b`` and ` c ` and \\`d\\`\n",
    "backslashes": "C:\\dir \\@x \\/ \\% \\& \\\\ \\* \\_\n",
    "entities": "&copy; &amp; &hellip; &leq; &#8212;\n",
    "angle-brackets": "a < b, Vec\\<T>, 1 <2> and a<b\n",
    "addresses": "<https://a.example/x_y_z?a=b|c> and <me@a.example>\n",
    "titles": '[a](/u \'a "t"\') [b](/v (p)) ![i](/w.png "x")\n',
    "definitions": "[a] [b][a] [c]\n\n[a]: /u (title)\n[c]: </v w>\n",
    "definitions-of-two-lines": "- a [b c]\n- d [e][f]\n\n[B c]: /u\n[f]:\n  /v\n  (t)\n[g]:\n/w\n\n## h [g]\n",
    "definitions-below-a-list-written-anew": "1) a [b]\n\n   c\n2) d\n\n[b]: /u\n[e]: /v\n\ntext\n",
    "definition-of-two-lines-in-a-quote": "> a [b]\n>\n> [b]:\n> /u\n",
    "two-brackets": "[1] [b] and [x]\n\n[b]: /u\n",
    "spaces-in-an-address": "[a](</b c>) [d]( /e )\n",
    "breaks-in-an-item": "1) a  \n   b\n2) c\n",
    "tags-of-other-letters": "<뒷 이야기>  \na <한글> b\n",
    "break-tag-above-other-letters": "<br>\n## <필드명>: x\n\ntext\n",
    "breaks": "a  \nb\\\nc\n",
    "quotes": "> a\n>\n> > b\n\n> c\n",
    "quote-below-text": "text\n> a\n",
    "code-in-a-quote": "> ```js\n> a\n>\n> b\n> ```\n",
    "markdown-in-what-is-no-tag": "a <l{: markdown= b\n",
    "hiding-that-is-text": "<p>\n\n{::nomarkdown} a {:/}\n",
    "markdown-between-tags": '<div class="x">\n\n*a* b\n\n- c\n\n</div>\n',
    "details": "<details>\n<summary>S</summary>\n\n**a**\n\n```\nb\n```\n\n</details>\n\nafter\n",
    "details-on-one-line": "<details><summary>S</summary>\n\na\n\n</details>\n",
    "centred": '<p align="center">\n\n*a*\n\n</p>\n',
    "raw-tags": "<div>\n*a* stays\n</div>\n\ntext\n",
    "terms-with-markdown": "<dl>\n<dt>\n\n*a*\n\n</dt>\n<dd>\n\n- b\n\n</dd>\n</dl>\n",
    "heads-with-markdown": "<table><tr><th>\n\n*a*\n\n</th><td>\n\n- b\n\n</td></tr></table>\n",
    "cells-with-markdown": "<table><tr><td>\n\n*a*\n\n</td><td>\n\n- b\n\n</td></tr></table>\n",
    "inline-tags": 'a <b>b *c*</b> <kbd>d</kbd> <img src="/x.png" alt="y"> e\n',
    "tag-without-quotes": "<a href=/x>a</a> and <a href=https://a.example/b-c>d</a>\n",
    "block-tag-in-a-line": "a <div>b</div> c\n",
    "break-tag-and-text": "<br>\n## no heading\n\ntext\n",
    "break-tag-and-breaks": "<br/>\na  \nb [c][d]\n\ne [d]\n\n[d]: /u\n",
    "break-tag-and-fence": "<br>\n**a**\n```bash\n# b\n\n# c\n```\n\nd\n",
    "equals-signs-in-a-tag": "<div title='a=b&c=d' data-x=y=z>\n\n*e*\n\n</div>\n",
    "player-of-old": '<object data="/p"><param name="m"><embed src="/e"></embed></object>\n\n[a](/b)\n\nc\n',
    "attribute-lists-and-a-tag-in-a-line": "*a*{: .z} {::options /}\n- a <div>b</div> c\n  \n\n   - d\n     c\n",
    "comment-in-a-list": "- a\n\n<!-- c -->\n\n- b\n",
    "tasks": "- [ ] a\n- [x] b\n  - [ ] c\n",
    "attribute-lists": "{: .x}\n\ntext {: .y}\n\n*a*{: .z} {::options /}\n",
    "dollars": "$$ a $$ and $b$ and $$c$$\n",
    "abbreviations": "*[HTML]: text\n\nHTML\n",
    "definitions-of-terms": "Term\n: text\n",
    "caret": "a\n\n^\n\nb\n",
    "id-of-a-heading": "## A {#b}\n",
    "quotation-marks": "\"a\" 'b' -- c --- d ... << e >>\n",
    "liquid": "{{ a }} `{% b %}`\n\n```\n{{ c }}\n{% raw %}\n{% endraw %}\nx{{\n}}\n```\n",
    "liquid-in-an-address": "[a](</x/{{ b }}>)\n",
    "divider-in-code": "a\n\n`<!--more-->` b\n",
    "no-end-of-line": "a | b",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PageVerdict]:
    """What `verify` says of each text, by its name."""
    folder = tmp_path_factory.mktemp("same-text")
    for name, text in TEXTS.items():
        page = folder / "old" / name / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(
            '<html><body><article><h1>T</h1><div class="e-content">\n'
            f"{to_html(text)}\n</div></article></body></html>\n",
            encoding="utf-8",
        )
    public = built(folder, {name: from_common(text)[0] for name, text in TEXTS.items()})
    found: list[PageVerdict] = []
    verify(folder / "old", public, report=found.append)
    return {page.address.strip("/"): page for page in found}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_reads_the_same(name: str, pages: dict[str, PageVerdict]) -> None:
    written, codes = from_common(TEXTS[name])
    assert codes == []
    assert pages[name].differences == (), written


@pytest.mark.parametrize("name", TEXTS)
def test_writing_again_what_was_written_changes_nothing(name: str) -> None:
    """But for what is kramdown's or Liquid's own, which is text the second time."""
    written, _ = from_common(TEXTS[name])
    if not any(sign in written for sign in ("{%", "$$", "{:", "{#", 'markdown="1"')):
        assert from_common(written)[0] == written


PLAIN = """\
A paragraph with *emphasis*, **strong**, `code`, [a link](/x) and ![a picture](/y.png).

## A heading

- one
- two
  - inner

1. first
2. second

> A quote
> of two lines.

```python
print("x | y")
```

| a | b |
|---|---|
| 1 | 2 |

The last line, snake_case and 2 * 3.
"""


def test_what_both_read_alike_keeps_every_byte() -> None:
    assert from_common(PLAIN) == (PLAIN, [])


def test_line_ends_of_windows_stay() -> None:
    text = PLAIN.replace("\n", "\r\n")
    assert from_common(text) == (text, [])


def test_no_line_is_blank_in_what_is_written_as_html() -> None:
    text = "```\na\n  \n\n\nb\n```\n"
    made = as_html(text, Span(0, len(text)), 0)
    assert all(line.strip() for line in made.split("\n"))
    assert unescape(made) == "<pre><code>a\n  \n\n\nb\n</code></pre>"


def test_the_first_number_of_a_list_that_is_said_already_is_no_text_of_it() -> None:
    text = '2. a\n{:start="2"}\n'
    made = as_html(text, Span(0, len(text)), 0)
    assert made.replace("\n", "") == '<ol start="2"><li>a</li></ol>'
