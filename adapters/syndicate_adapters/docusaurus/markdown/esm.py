"""What a post's own code says that can be known without running it: imports, constants, expressions over them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from syndicate.source.yaml import Value
from syndicate_adapters.docusaurus.markdown.mdx import Kind, Token

_IMPORT: Final = re.compile(
    r"""import\s+(?:(?P<name>[\w$]+)\s*(?:,\s*\{[^}]*\}\s*)?from\s*|\{[^}]*\}\s*from\s*)?(?P<q>["'])(?P<file>[^"']+)(?P=q)"""
)


def imported(text: str, tokens: Iterable[Token]) -> Iterator[tuple[str, str]]:
    """Names and the files that are imported under them."""
    for token in tokens:
        if token.kind is Kind.ESM:
            for match in _IMPORT.finditer(text, token.span.start, token.span.end):
                if match["name"]:
                    yield match["name"], match["file"]


def definitions(text: str, tokens: Iterable[Token], front_matter: Mapping[str, Value]) -> str:
    """The code that a post's expressions may refer to: its header and its own exports."""
    own = [text[t.span.start : t.span.end] for t in tokens if t.kind is Kind.ESM]
    exports = [code for code in own if code.startswith("export ") and " default " not in code]
    header = json.dumps(dict(front_matter), default=str, ensure_ascii=False)
    return "\n".join([f"const frontMatter = {header};", *exports])


_LONGEST: Final = 4_000  # characters of an expression that is looked into
_MOST: Final = 1_000_000  # characters; each expression is read with all that it may refer to


@dataclass(slots=True)
class Scope:
    """What the expressions of a text may refer to, and how many characters were read for them so far."""

    known: str | None = None
    read: int = 0

    def shown_by(self, code: str) -> str | None:
        """What the page shows for an expression; None where only running it would tell."""
        known = self.known or ""
        self.read += len(known) + len(code)
        return _shown_by(code, known) if len(code) <= _LONGEST and self.read <= _MOST else None


def is_code(text: str) -> bool:
    """Whether what stands in braces is an expression; one that is too long to tell is."""
    from syndicate_adapters.docusaurus.javascript import is_expression

    return len(text) > _LONGEST or is_expression(text)


@lru_cache(maxsize=512)
def _shown_by(code: str, known: str) -> str | None:
    from syndicate_adapters.docusaurus.javascript import evaluate

    root = Path("/")
    file = root / "expression.mjs"
    content = f"{known}\nexport default ({code});\n".encode()
    value = evaluate(file, root=root, load=lambda path: content if path == file else None)
    return _shown(value)


def _shown(value: object) -> str | None:
    """A value as React puts it into a page: booleans and nothing show nothing, a list shows its items."""
    from syndicate_adapters.docusaurus.javascript import Scalar, Sequence, Undefined, text_of

    match value:
        case Undefined() | Scalar(value=None | bool()):
            return ""
        case Scalar():
            return text_of(value)
        case Sequence(items=items, rest=None):
            parts = [_shown(item) for item in items]
            return None if None in parts else "".join(part or "" for part in parts)
    return None
