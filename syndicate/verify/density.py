"""The article of a page without semantics: where most of its text is."""

from __future__ import annotations

from importlib import import_module
from logging import CRITICAL, getLogger

from selectolax.lexbor import LexborNode

from syndicate.diagnostics import SyndicateError
from syndicate.verify.tree import Document


def densest_part(document: Document) -> LexborNode | None:
    """The part of the page that readability-lxml takes for the article, or None.

    Raises SyndicateError where that package is not installed.
    """
    try:
        readability = import_module("readability.readability")
    except ImportError as error:
        raise SyndicateError(
            "a page names no article; finding it by its text needs the package readability-lxml: "
            "install it, or name the article with --select"
        ) from error
    getLogger("readability").setLevel(CRITICAL)  # it prints a traceback for a page without text
    try:
        part: str = readability.Document(document.html).summary(html_partial=True)
    except (readability.Unparseable, ValueError):
        return None
    return Document(part).body
