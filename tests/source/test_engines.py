"""The real readers still say what our vectors say, and read what we write as what it means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from syndicate.source.yaml import GOCCY, JS_YAML_4, Value, dump, flow, load

from .asking import Answer, ask_gray_matter, ask_hugo, ask_js_yaml
from .test_fences import ROWS as FENCES
from .values import AWKWARD
from .vectors import same_as, vectors

ROWS = vectors("readers.json")
SCALARS = vectors("scalars.json")


def around(text: str) -> Value:
    """A value with `text` in every place that a string can have."""
    return {"a": text, "b": [text], "c": {"d": [[text], {text: text}]}}


WRITTEN: list[Value] = [
    *map(around, AWKWARD),
    {"a": 1.5, "b": 1e16, "c": -1e-7, "d": 0, "e": None, "f": [True, False], "g": [], "h": {}},
]


def told(row: dict[str, Any], reader: str) -> Answer:
    """A row of the vectors as an answer."""
    said = row[reader]
    return Answer("refused" not in said, said.get("value"))


def is_alike(a: Any, b: Any) -> bool:
    """Whether two answers in the notation of the vectors agree; floats may be marked as such."""
    match a, b:
        case {"!": "float", "v": digits}, _ if not isinstance(b, dict):
            return not isinstance(b, bool) and float(digits) == b
        case {"!": "float", "v": x}, {"!": "float", "v": y}:
            return repr(float(x)) == repr(float(y))
        case {"is": _}, {"!": _}:
            return True
        case dict(), dict():
            return a.keys() == b.keys() and all(is_alike(a[key], b[key]) for key in a)
        case list(), list():
            return len(a) == len(b) and all(map(is_alike, a, b))
    return bool(a == b)


def test_hugo_reads_the_vectors_as_recorded(tmp_path: Path) -> None:
    texts = [row["yaml"] for row in ROWS] + [f"a: {row['text']}" for row in SCALARS]
    recorded = [told(row, GOCCY.name) for row in ROWS]
    recorded += [answer._replace(value={"a": answer.value}) for answer in map(_scalar, SCALARS)]
    for text, said, row in zip(texts, ask_hugo(texts, tmp_path), recorded, strict=True):
        assert said.is_read == row.is_read, text
        assert not said.is_read or is_alike(said.value, row.value), text


def _scalar(row: dict[str, Any]) -> Answer:
    return told(row, GOCCY.name)


def test_js_yaml_reads_the_vectors_as_recorded() -> None:
    texts = [row["yaml"] for row in ROWS]
    for text, said, row in zip(texts, ask_js_yaml(texts), ROWS, strict=True):
        recorded = told(row, JS_YAML_4.name)
        assert said.is_read == recorded.is_read, text
        assert "!!binary" in text or is_alike(said.value, recorded.value), text


def test_gray_matter_sees_the_fences_as_recorded() -> None:
    texts = [row["text"] for row in FENCES if "date" not in row["text"]]
    recorded = [row["docusaurus"] for row in FENCES if "date" not in row["text"]]
    for text, said, row in zip(texts, ask_gray_matter(texts), recorded, strict=True):
        assert said.is_read == row["ok"], text
        if said.is_read:
            assert said.value.get("body") == row["body"], text
            assert said.value.get("data") == row["data"], text


def test_hugo_reads_what_we_write_as_what_it_means(tmp_path: Path) -> None:
    texts = [spelled for value in WRITTEN for spelled in (dump(value), flow(value))]
    for text, said in zip(texts, ask_hugo(texts, tmp_path), strict=True):
        assert said.is_read, text
        assert same_as(load(text, GOCCY), said.value), text


def test_js_yaml_reads_what_we_write_as_what_it_means() -> None:
    texts = [spelled for value in WRITTEN for spelled in (dump(value), flow(value))]
    for text, said in zip(texts, ask_js_yaml(texts), strict=True):
        assert said.is_read, text
        assert same_as(load(text, JS_YAML_4), said.value), text
