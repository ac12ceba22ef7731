"""The config of a Hugo site or theme as one tree: its files, its folder, its environment.

Source: Hugo 0.168 (config/configLoader.go, common/hmaps); the `config-*` sites of tests/hugo_reading/vectors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from syndicate.diagnostics import SyndicateError, UsageError
from syndicate.source.braces import JsonError, read_json
from syndicate.source.files import is_file_inside
from syndicate.source.text import SourceText, read_source
from syndicate.source.toml import TomlError, read_toml
from syndicate.source.yaml import GOCCY, Value, YamlError, load
from syndicate_adapters.evidence import HUGO_CONFIGS, HUGO_ENDINGS, HUGO_NAMES, first_in
from syndicate_adapters.hugo.reading.params import Params, folded, params_of

MERGE: Final = "_merge"
"""The key by which a config says how themes are merged into a table: "none", "shallow" or "deep"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A config with all its files merged, keys in small letters. files: those it comes from, the last one wins."""

    values: Params
    files: tuple[SourceText, ...] = ()

    def place(self, key: str) -> tuple[str, int]:
        """The file and line that seem to say a dotted key; the first line of the last file without one."""
        word = re.escape(key.rpartition(".")[2])
        spelling = re.compile(
            rf"^[ \t]*(?:- )?[\[\"' .\w-]*\b{word}\b[\"']?[ \t]*[=:\]]", re.I | re.M
        )
        for text in reversed(self.files):
            found = spelling.search(text.text)
            if found is not None:
                return text.path, text.position(found.start())[0]
        return (self.files[-1].path, 1) if self.files else ("hugo.toml", 1)


def config_file_of(folder: Path, given: Path | None = None) -> Path | None:
    """The file that holds the root of a config; None where there is none."""
    if given is not None:
        return given if given.is_absolute() else folder / given
    return first_in(folder, HUGO_CONFIGS)


def read_config(
    folder: Path,
    root: Path,
    *,
    environment: str = "production",
    given: Path | None = None,
    overrides: Mapping[str, str] | None = None,
) -> Config:
    """The config of the site or theme in `folder`, which lies in `root`; empty where there is none.

    overrides: dotted keys, values as YAML. Raises SyndicateError for a file that the engine cannot read.
    """
    values: Params = {}
    files: list[SourceText] = []
    file = config_file_of(folder, given)
    if file is not None and (given is not None or is_file_inside(file, root)):
        text = _source(file, root)
        files.append(text)
        values = renamed(_read(text, file.suffix))
    for text, said in _from_folder(folder / "config", root, environment):
        files.append(text)
        values = overlaid(values, renamed(said))
    for key, word in (overrides or {}).items():
        values = overlaid(values, override(key, word))
    return Config(values=values, files=tuple(files))


def _source(file: Path, root: Path) -> SourceText:
    try:
        path = file.relative_to(root).as_posix()
    except ValueError:
        path = file.as_posix()
    return read_source(file, path)


def _read(text: SourceText, suffix: str) -> Params:
    """The values of one file. Raises SyndicateError, which names the place."""
    try:
        match suffix.lower():
            case ".toml":
                said: Value = read_toml(text.text)[0]
            case ".json":
                said = {pair.key: pair.value for pair in read_json(text.text)}
            case _:
                said = load(text.text, GOCCY)
    except (TomlError, JsonError, YamlError) as error:
        line, column = text.position(error.offset)
        raise SyndicateError(
            f"{text.path}:{line}:{column}: {error.reason}; correct the config, Hugo cannot read it either"
        ) from error
    if said is not None and not isinstance(said, dict):
        raise SyndicateError(f"{text.path}:1:1: it holds no keys; write a config")
    return params_of(folded(said))


def _from_folder(folder: Path, root: Path, environment: str) -> Iterator[tuple[SourceText, Params]]:
    """The files of `_default`, then those of the environment, each as the part of the tree that its name says."""
    for place in (folder / "_default", folder / environment):
        for file in sorted(place.rglob("*")) if place.is_dir() else ():
            if file.suffix.lower()[1:] in HUGO_ENDINGS and is_file_inside(file, root):
                text = _source(file, root)
                yield text, _placed(file.stem.lower(), _read(text, file.suffix))


def _placed(name: str, said: Params) -> Params:
    """What a file says at the place in the tree that its name names: `params.en` is `languages.en.params`."""
    if name in HUGO_NAMES:
        return said
    name, _, lang = name.partition(".")
    value: Value = said
    if list(said) == [name]:
        value = said[name]
    if not lang:
        return {name: value}
    inner = {"menu": "menus", "menus": "menus", "params": "params"}.get(name)
    return {"languages": {lang: {inner: value} if inner else value}}


def renamed(values: Params) -> Params:
    """`values` with `menu`, as it was called once, called `menus`, and `indexes` `taxonomies`."""
    names = {"menu": "menus", "indexes": "taxonomies"}
    renamed = {names.get(key, key): value for key, value in values.items()}
    languages = params_of(renamed.get("languages"))
    if languages:
        renamed["languages"] = {
            lang: {names.get(k, k): v for k, v in said.items()} if isinstance(said, dict) else said
            for lang, said in languages.items()
        }
    return renamed


def overlaid(below: Params, above: Params) -> Params:
    """Two trees as one, tables merged at every depth; what `above` says wins."""
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = overlaid(old, value)
        else:
            merged[key] = value
    return merged


def override(key: str, word: str) -> Params:
    """The tree that a dotted key and a value in YAML stand for. Raises UsageError."""
    try:
        value: Value = folded(load(word, GOCCY))
    except YamlError as error:
        raise UsageError(f"--set {key}: {word!r} is no YAML: {error.reason}") from error
    for part in reversed(key.lower().split(".")):
        value = {part: value}
    return params_of(value)


# --- themes --------------------------------------------------------------------------------------


def with_theme(site: Params, theme: Params) -> Params:
    """A site's config with that of a theme below it, table by table as Hugo merges them.

    Without a `_merge` only `params` are taken, at every depth, and new entries of menus, output formats
    and media types; addresses and taxonomies are not, nor plain values at the root.
    """
    at_root = _strategy(site)
    if at_root == "none":
        return site
    merged = dict(site)
    for key, value in theme.items():
        if key == MERGE:
            continue
        if not isinstance(value, dict):
            if key not in merged and at_root in ("shallow", "deep"):
                merged[key] = value
            continue
        own = merged.get(key)
        if own is None or isinstance(own, dict):
            strategy = _strategy(own or {}) or _default_strategy(key, at_root)
            filled = _filled(own or {}, value, strategy)
            if filled or own is not None:
                merged[key] = filled
    return merged


def _default_strategy(key: str, at_root: str) -> str:
    if key == "params":
        return "deep"
    if key in ("outputformats", "mediatypes", "menus"):
        return "shallow"
    return at_root or "none"


def _strategy(table: Params) -> str:
    """What a table says of its merging; "" where it says nothing."""
    said = table.get(MERGE)
    if said is None:
        return ""
    return said if isinstance(said, str) and said in ("none", "shallow", "deep") else "deep"


def _filled(own: Params, other: Params, strategy: str) -> Params:
    """`own` with the keys that only `other` has; tables in both are merged too where the strategy is deep."""
    strategy = _strategy(own) or strategy
    filled = dict(own)
    for key, value in other.items():
        if key == MERGE:
            continue
        mine = own.get(key)
        if key not in own:
            if strategy != "none":
                filled[key] = value
        elif isinstance(mine, dict) and isinstance(value, dict):
            inner = _strategy(mine) or ("deep" if strategy == "deep" else "none")
            filled[key] = _filled(mine, value, inner)
    return filled
