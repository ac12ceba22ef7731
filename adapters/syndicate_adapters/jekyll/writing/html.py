"""HTML between Markdown: CommonMark ends it at a blank line, kramdown at the closing tag."""

from __future__ import annotations

import re
from itertools import repeat
from typing import Final

from syndicate.body.raw import tag_matches
from syndicate_adapters.jekyll.kramdown.patterns import BLOCK_TAGS, VOID_TAGS, content_of

_TAG: Final = re.compile(
    r"""<!--.*?-->|<(?P<slash>/?)(?P<name>[A-Za-z][\w:-]*)(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>""",
    re.DOTALL,
)
_RAW: Final = frozenset({"table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl"})
"""What holds elements only: kramdown looks at these by itself."""

_RENAMED: Final = {"p": "div", "h1": "div", "h2": "div", "center": "center"}
_VALUE: Final = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')|(?<=[\w:-])=(?P<value>[^\s"'<>`]+)""")


def opened(text: str) -> str:
    """Lines of HTML whose elements that go on below are to have Markdown in them.

    Tags that stay open say `markdown="1"`, and they, and those that close what began above, get lines of their own.
    """
    stays, strays = unpaired(text)
    if not stays and not strays:
        return text
    said: list[str] = []
    done = 0
    for match in tag_matches(_TAG, text):
        if match.start() not in stays and match.start() not in strays:
            continue
        said.append(text[done : match.start()])
        last = next((piece for piece in reversed(said) if piece), "\n")
        if not last.endswith("\n") and any(map(str.strip, said)):
            said.append("\n")
        said.append(_opening(match) if match.start() in stays else _closing(match))
        done = match.end()
        if not text.startswith("\n", done) and text[done:].strip():
            said.append("\n")
            done += len(text[done:]) - len(text[done:].lstrip(" \t"))
    said.append(text[done:])
    return "".join(said)


def unpaired(text: str) -> tuple[set[int], set[int]]:
    """Where tags begin that are not closed in a text, and those that close what was not opened in it."""
    stack: list[tuple[str, int]] = []
    opened: dict[str, int] = {}
    strays: set[int] = set()
    for match in tag_matches(_TAG, text):
        slash, found, attributes = match.group("slash", "name", "attributes")
        name = found.lower() if found else ""
        if not name or name in VOID_TAGS or attributes.endswith("/"):
            continue
        if not slash:
            stack.append((name, match.start()))
            opened[name] = opened.get(name, 0) + 1
        elif not opened.get(name):
            strays.add(match.start())
        else:
            closed = ""
            while closed != name:
                closed, _ = stack.pop()
                opened[closed] -= 1
    return {start for _, start in stack}, strays


def opens_line_content(text: str) -> bool:
    """Whether lines of HTML leave open what kramdown takes for a line, as it does terms and the heads of columns.

    There are no blocks in it for kramdown, whatever is written there.
    """
    stays, _ = unpaired(text)
    names = {m["name"].lower() for m in map(_TAG.match, repeat(text), stays) if m is not None}
    return names.isdisjoint(_RENAMED) and any(
        name in BLOCK_TAGS and content_of(name) == "span" for name in names
    )


def _opening(match: re.Match[str]) -> str:
    name = match["name"].lower()
    attributes = quoted_values(match["attributes"]).rstrip()
    if name in _RAW or " markdown=" in attributes:
        return f"<{name}{attributes}>"
    return f'<{_RENAMED.get(name, name)}{attributes} markdown="1">'


def _closing(match: re.Match[str]) -> str:
    name = match["name"].lower()
    return f"</{_RENAMED.get(name, name)}>"


def quoted_values(attributes: str) -> str:
    """The attributes of a tag with quotes around each value: without, kramdown takes the tag for text."""

    def quoted(match: re.Match[str]) -> str:
        return match[0] if match["value"] is None else f'="{match["value"]}"'

    return _VALUE.sub(quoted, attributes)
