"""YAML as each engine reads it, and YAML that all of them read alike.

This is the module to import; `readers` holds the rules, `documents` the reading, `lines` that of what
needs no parser, `spelling` the writing. Source: the readers named in `scalars`; tests/source/vectors
holds what they gave.
"""

from __future__ import annotations

from syndicate.source.documents import MAX_ALIASED, Alias, Document, Pair, parse_document
from syndicate.source.events import YamlError
from syndicate.source.lines import read_lines
from syndicate.source.readers import GOCCY, JS_YAML_3, JS_YAML_4, PSYCH, YamlRules
from syndicate.source.scalars import MAX_DEPTH, Value
from syndicate.source.spelling import dump, flow

__all__ = [
    "GOCCY",
    "JS_YAML_3",
    "JS_YAML_4",
    "MAX_ALIASED",
    "MAX_DEPTH",
    "PSYCH",
    "Alias",
    "Document",
    "Pair",
    "Value",
    "YamlError",
    "YamlRules",
    "dump",
    "flow",
    "load",
    "read_document",
]


def read_document(text: str, rules: YamlRules) -> Document:
    """The first document of `text` with the places of its root's pairs. Raises YamlError."""
    return read_lines(text, rules) or parse_document(text, rules)


def load(text: str, rules: YamlRules) -> Value:
    """The value of the document in `text`; None where it is empty. Raises YamlError."""
    return read_document(text, rules).value
