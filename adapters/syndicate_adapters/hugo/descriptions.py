"""What our layouts give search engines for a post that describes itself nowhere: its first line of text.

Docusaurus does so too, so that a header needs a description only where the written text begins otherwise.
The steps are those of site/layouts/_partials/first-line.html; tests/hugo/test_descriptions.py has Hugo do them.
"""

from __future__ import annotations

import re
from typing import Final

from syndicate.model import Post, Site

_LINES: Final = 100
_LENGTH: Final = 5_000  # the steps take time in proportion to its square, at worst
_BLANKS: Final = " \t\r"

STEPS: Final = (
    (r"\{\{[<%].*?[%>]\}\}", "", 0),  # shortcodes
    (r"<[^>]*>", "", 0),
    (r"^(?:>\s?)*\[![\w-]+\].*", "", 0),  # the head of an alert
    (r"\s*\{#[^{}]*\}$", "", 0),  # the id of a heading
    (r"^#[^#]+#?", "", 0),
    (r"^#{1,6}\s*", "", 0),
    (r"\*\*\*(.*?)\*\*\*", "$1", 0),
    (r"___(.*?)___", "$1", 0),
    (r"\*\*(.*?)\*\*", "$1", 0),
    (r"__(.*?)__", "$1", 0),
    (r"\*(.*?)\*", "$1", 0),
    (r"_(.*?)_", "$1", 0),
    (r"~~(\S.*\S)~~", "$1", 0),
    (r"!\[(.*?)\][\[(].*?[\])]", "$1", 0),
    (r"\[\^.+?\](?:: .*$)?", "", 0),
    (r"\[(.*?)\][\[(].*?[\])]", "$1", 0),
    (r"`(.+?)`", "$1", 0),
    (r"^\s{0,3}>\s?", "", 0),
    (r"\s?:(?:::|[^:])+:", "", 0),
    (r"\{#*[\w-]+\}", "", 1),
)
"""Pattern, replacement and how often (0: everywhere), each as Hugo's `replaceRE` takes it."""

_SIGNS: Final = (
    "{{", "<", "[!", "{#", "#", "#", "***", "___", "**", "__", "*", "_", "~~", "![", "[^", "[", "`",
    ">", ":", "{",
)  # fmt: skip
"""What stands in a line that a step changes, for each of `STEPS`; most lines lack most of it."""

_COMPILED: Final = tuple(
    (sign, re.compile(pattern, re.ASCII), replacement.replace("$", "\\"), times)
    for sign, (pattern, replacement, times) in zip(_SIGNS, STEPS, strict=True)
)


def first_line(text: str) -> str | None:
    """The first line with text in it, without its Markdown, "" without any; None where it is too long to say."""
    is_code = False
    for line in text.split("\n", _LINES)[:_LINES]:
        line = line.strip(_BLANKS)
        if line.startswith("```"):
            is_code = not is_code
        elif len(line) > _LENGTH and not is_code:
            return None
        elif not is_code and (found := _cleaned(line)):
            return found
    return ""


def _cleaned(line: str) -> str:
    for sign, pattern, replacement, times in _COMPILED:
        if sign in line:
            line = pattern.sub(replacement, line, count=times)
    return line.strip(_BLANKS)


def has_computed_descriptions(site: Site) -> bool:
    """Whether the first engine describes posts by their text where they do not do so themselves."""
    return any(post.description and "description" not in post.front for post in site.posts)


def description_to_say(post: Post, text: str) -> str | None:
    """What the header of a post has to say that says nothing itself, with its text as written; None for nothing."""
    is_own = "description" in post.front
    return post.description if not is_own and first_line(text) != post.description else None
