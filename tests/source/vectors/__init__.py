"""What the real readers gave for texts of our own, and how to compare with it.

docusaurus_yaml.json   js-yaml 4 in Docusaurus 3.10.2
hugo_posts.json        Hugo 0.168.0, front matter and rendered body
jekyll_posts.json      Jekyll 4.4.1 with SafeYAML 1.0.5
readers.json           whole documents; scalars.json: plain scalars; each by all four readers
fences.json            where gray-matter, Hugo and Jekyll's expression end the front matter
"""

from __future__ import annotations

import json
import math
from datetime import date, datetime
from pathlib import Path
from typing import Any

from syndicate.source.yaml import GOCCY, JS_YAML_3, JS_YAML_4, PSYCH, Value, YamlRules

READERS: tuple[YamlRules, ...] = (JS_YAML_4, JS_YAML_3, GOCCY, PSYCH)
"""Their names are the columns of `readers.json` and `scalars.json`."""


def vectors(name: str) -> Any:
    """The content of one of the files."""
    return json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def same_as(value: Value, expected: Any) -> bool:
    """Whether `value` is what the engine gave; 1 and 1.0 are one number, and True is none."""
    match expected:
        case {"$date": moment} | {"!": "time", "v": moment}:
            return isinstance(value, datetime) and value == moment_of(moment)
        case {"!": "date", "v": day}:
            return type(value) is date and value.isoformat() == day
        case {"!": "float", "v": word}:
            return isinstance(value, float) and same_number(value, float(word))
        case dict():
            return (
                isinstance(value, dict)
                and value.keys() == expected.keys()
                and all(same_as(value[key], expected[key]) for key in expected)
            )
        case list():
            return (
                isinstance(value, list)
                and len(value) == len(expected)
                and all(map(same_as, value, expected))
            )
        case bool() | None:
            return value is expected
        case int() | float():
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            return is_number and same_number(value, expected)
    return type(value) is str and value == expected


def moment_of(text: str) -> datetime:
    """An aware moment from what JavaScript or Ruby prints."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def same_number(a: Any, b: Any) -> bool:
    """Numbers pass through a double on the way into the vectors."""
    return a == b or (a != a and b != b) or math.isclose(a, b, rel_tol=1e-9)
