"""The article of a page without semantics: where most of its text is."""

from __future__ import annotations

import re
from importlib import import_module
from logging import CRITICAL, getLogger

from selectolax.lexbor import LexborNode

from syndicate.diagnostics import SyndicateError
from syndicate.verify.tree import Document

_HEADING = re.compile(r"<h[1-6]\s[^<>]*>", re.I)
_ID = re.compile(r"(?<=\s)id(?=\s*=)", re.I)
_MASKED = re.compile(r"(?<=\s)masked-id(?=\s*=)")


def densest_part(document: Document) -> LexborNode | None:
    """The part of the page that readability-lxml takes for the article, or None.

    It leaves out what has an id with a word such as "tags" or "twitter" in it. Headings have ids that engines make
    of the author's words, so it does not see these. Raises SyndicateError where that package is not installed.
    """
    try:
        readability = import_module("readability.readability")
    except ImportError as error:
        raise SyndicateError(
            "a page names no article; finding it by its text needs the package readability-lxml: "
            "install it, or name the article with --select"
        ) from error
    getLogger("readability").setLevel(CRITICAL)  # it prints a traceback for a page without text
    masked = _HEADING.sub(lambda tag: _ID.sub("masked-id", tag[0]), document.html)
    try:
        part: str = readability.Document(masked).summary(html_partial=True)
    except (readability.Unparseable, ValueError):
        return None
    part = _HEADING.sub(lambda tag: _MASKED.sub("id", tag[0]), part)
    return Document(part).body
