"""Generated values, and front matter written in every style that authors use."""

from __future__ import annotations

from hypothesis import strategies as st

from syndicate.source.spelling import dump, flow
from syndicate.source.yaml import Value

AWKWARD = (
    "", " ", "a: b", "a #b", "#", "- x", "-", "---", "...", "? x", "[x", "{x}", "*x", "&x", "!x",
    "%x", "@x", "`x`", "|", ">", "'", '"', "it's", 'say "x"', "\\", "a\\nb", "x ", " x", "x:",
    ":x", "a,b", "a, b", "~", "null", "yes", "No", "on", "y", "true", "08", "010", "0x1F", "1_000",
    "1,000", "12:30", "1e3", ".5", "1.", ".inf", "2024-01-02", "2024-01-02 10:00:00", "=",
    "<!--more-->", "{{ x }}", "{% x %}", "http://x.y/?a=1#b", "C#", "한글", "é", "🎉", "e\u0301",
    "\u2028", "\x85", "\ufeff", "\xa0", "\u3000", "\t", "\r", "\n", "a\nb", "a\nb\n", "a\n\n b\n",
    "# a\n", "a\n\n", "\x00", "\x07", "\x7f", "\ufffd", "\ud7ff", "\U0010ffff", "1/2", "+1", "50%",
)  # fmt: skip
"""Strings that some reader takes for something else, or that need care to be written."""

strings = (
    st.sampled_from(AWKWARD) | st.text(max_size=12) | st.text("ab:#-'\"\n ,[]{}&*", max_size=8)
)
numbers = st.integers(-(2**53), 2**53) | st.floats(-1e12, 1e12).map(lambda number: number + 0.0)
scalars = st.none() | st.booleans() | numbers | strings
values: st.SearchStrategy[Value] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(strings.filter(lambda key: key != "<<"), inner, max_size=3)
    ),
    max_leaves=6,
)
keys = st.sampled_from(["title", "date", "tags", "a b", "한", "x-y", "1", "yes", "a: b", "", "k\n"])


@st.composite
def written(draw: st.DrawFn) -> str:
    """The lines between the fences: any style, comments, blank lines, anchors and aliases."""
    lines: list[str] = []
    anchors = 0
    for key in draw(st.lists(keys, unique=True, max_size=5)):
        lines.append(draw(st.sampled_from(["", "", "# about the next\n", "\n", "# a\n\n#b\n"])))
        name = flow({key: 0}).removeprefix("{").removesuffix(": 0}")
        comment = draw(st.sampled_from(["", "", " # why", "\t# why: x"]))
        kind = draw(st.sampled_from(["plain", "block", "flow", "anchor", "alias", "text", "merge"]))
        value = draw(values)
        if kind == "alias" and anchors:
            lines.append(f"{name}: *x{draw(st.integers(1, anchors))}{comment}\n")
        elif kind == "anchor":
            anchors += 1
            lines.append(f"{name}: &x{anchors} {flow(value)}{comment}\n")
        elif kind == "merge" and anchors == 0:
            anchors += 1
            lines.append(f"{name}: &x{anchors} {{p: 1, q: [2]}}{comment}\n")
            lines.append(f"merged:{comment}\n  <<: *x{anchors}\n  r: 3\n")
        elif kind == "text":
            mark = draw(st.sampled_from(["|", "|-", "|+", ">", ">-", ">+", "|2"]))
            lines.append(f"{name}: {mark}{comment}\n  one\n  # no comment\n\n  two\n\n")
        elif kind == "block":
            lines.append(dump({key: value}))
        else:
            space = draw(st.sampled_from([" ", "   ", "\n  "]))
            lines.append(f"{name}:{space}{flow(value)}{comment}\n")
    lines.append(draw(st.sampled_from(["", "# the end\n", "\n"])))
    return "".join(lines)


blocks = written()
