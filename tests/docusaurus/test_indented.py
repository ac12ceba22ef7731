"""Code by indentation in MDX: the fence says what CommonMark reads in the columns."""

from __future__ import annotations

import pytest

from syndicate.body.markdown import parse, to_html
from syndicate_adapters.docusaurus.writing.indented import fence_of


@pytest.mark.parametrize(
    "text",
    [
        "    a\n      b\n\n    c\n",
        "\t\ta\n\tb\n",
        "  \ta\n",
        "1. A\n\n         a\n           b\n",
        "2. A\n\n\t\t a\n\t\t  b\n",
        "1. A\n\n    \ta\n    \tb\n",
        "- A\n\n\t\ta\n\n  b\n",
        "-     a\n      b\n",
        "-\t\ta\n",
        "-\n\n      a\n",
        "-\tA\n\n\t\ta\n",
        "- A\n  - B\n\n          a\n",
        "10) A\n\n\t    b\n",
        "> - A\n>\n> \t\ta\n> \t\tb\n",
        ">\t\ta\n>\t\tb\n",
        ">     a\n>\n>       b\n",
        "- > A\n  >\n  >     a\n",
        "[^a]: x\n\n        a\n\ny[^a]\n",
    ],
)
def test_a_fence_says_what_columns_say(text: str) -> None:
    found = list(parse(text))
    (code,) = (each for each in found if each.kind == "code")
    span, said = fence_of(text, code, found)
    assert "```" in said
    assert to_html(text[: span.start] + said + text[span.end :]) == to_html(text)
