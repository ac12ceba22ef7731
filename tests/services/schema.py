"""Our own contract of what is sent to a service and read from it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from jsonschema import Draft202012Validator

_FILE = Path(__file__).with_name("forem.schema.json")


@cache
def validator(name: str) -> Draft202012Validator:
    whole = json.loads(_FILE.read_text(encoding="utf-8"))
    return Draft202012Validator({"$ref": f"#/$defs/{name}", "$defs": whole["$defs"]})


def must_fit(value: object, name: str) -> None:
    """Raises AssertionError where `value` is not as the contract says."""
    problems = [error.message for error in validator(name).iter_errors(value)]
    assert problems == [], f"{name}: {problems}"
