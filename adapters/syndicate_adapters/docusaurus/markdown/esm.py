"""What a post's own code says that can be known without running it: imports, constants, literal expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from syndicate_adapters.docusaurus.markdown.jsx import literal
from syndicate_adapters.docusaurus.markdown.mdx import Kind, Token

_IMPORT: Final = re.compile(
    r"""import\s+(?:(?P<name>[\w$]+)\s*(?:,\s*\{[^}]*\}\s*)?from\s*|\{[^}]*\}\s*from\s*)?(?P<q>["'])(?P<file>[^"']+)(?P=q)"""
)
_EXPORT: Final = re.compile(
    r"export\s+(?:const|let|var)\s+(?P<name>[\w$]+)\s*=\s*(?P<value>[^\n;]+)"
)


def imported(text: str, tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """Names and the files that are imported under them."""
    for token in tokens:
        if token.kind is Kind.ESM:
            for match in _IMPORT.finditer(text, token.span.start, token.span.end):
                if match["name"]:
                    yield match["name"], match["file"]


def exported(text: str, tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """Names and the texts that the post itself gives them."""
    for token in tokens:
        if token.kind is Kind.ESM:
            for match in _EXPORT.finditer(text, token.span.start, token.span.end):
                value = literal(match["value"])
                if isinstance(value, str):
                    yield match["name"], value
