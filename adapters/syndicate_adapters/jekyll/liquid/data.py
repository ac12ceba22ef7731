"""`site.data`: the files in the folder of data, by their names.

Source: Jekyll 4.4.1, `readers/data_reader.rb`.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Final

from syndicate.source.files import is_file_inside
from syndicate.source.text import UnreadableSource, read_source
from syndicate.source.yaml import PSYCH, YamlError, load
from syndicate_adapters.jekyll.files import files_below
from syndicate_adapters.jekyll.ruby import split_extension

_ODD: Final = re.compile(r"[^\w\s-]+")
_SPACES: Final = re.compile(r"\s+")
_KINDS: Final = (".yml", ".yaml", ".json", ".csv", ".tsv")


def data_files(root: Path, folder: str) -> list[str]:
    """The files of data below a folder, in order."""
    if not (root / folder).is_dir():
        return []
    return [name for name in sorted(files_below(root, folder)) if name.lower().endswith(_KINDS)]


@lru_cache(maxsize=4)
def read_data(root: Path, folder: str) -> Mapping[str, object]:
    """The values in the files below a folder, folders as mappings; files that cannot be read are left out."""
    found: dict[str, object] = {}
    for name in data_files(root, folder):
        *folders, file = name.split("/")
        stem, extension = split_extension(file)
        value = _value(root, f"{folder}/{name}", extension.lower())
        if value is None:
            continue
        place = found
        for each in folders:
            inner = place.setdefault(_key(each), {})
            if not isinstance(inner, dict):
                break
            place = inner
        else:
            place[_key(stem)] = value
    return found


def _key(name: str) -> str:
    return _SPACES.sub("_", _ODD.sub("", name))


def _value(root: Path, path: str, extension: str) -> object:
    if not is_file_inside(root / path, root):
        return None
    try:
        text = read_source(root / path, path).text
        if extension == ".json":
            value: object = json.loads(text)
            return value
        if extension in (".csv", ".tsv"):
            rows = csv.DictReader(StringIO(text), delimiter="\t" if extension == ".tsv" else ",")
            return [dict(row) for row in rows]
        return load(text, PSYCH)
    except (UnreadableSource, YamlError, ValueError, csv.Error):
        return None
