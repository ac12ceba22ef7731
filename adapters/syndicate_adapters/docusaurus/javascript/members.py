"""What stands behind a dot or in brackets."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from syndicate_adapters.docusaurus.javascript.natives import METHODS, NATIVES
from syndicate_adapters.docusaurus.javascript.scopes import Scope
from syndicate_adapters.docusaurus.javascript.values import (
    Module,
    Native,
    Pattern,
    Place,
    Record,
    Scalar,
    Sequence,
    Undefined,
    Unknown,
    Value,
    is_nullish,
)

_PLAIN_PACKAGES = frozenset(("fs", "module", "path", "url"))
"""Packages of node of which some functions are known."""


def member(value: Value, key: str, place: Place, environment: Mapping[str, str]) -> Value:
    """`value.key`; what the site did not write has the place of the expression."""
    match value:
        case Unknown():
            return value
        case Record():
            return _of_record(value, key, place)
        case Sequence():
            return _of_sequence(value, key, place)
        case Scalar(value=str() as text):
            return _of_text(value, text, key, place)
        case Pattern() if f"RegExp.prototype.{key}" in METHODS:
            return Native(f"RegExp.prototype.{key}", place, value)
        case Module(name=name):
            return _of_module(value, name.removeprefix("node:"), key, place)
        case Native(name="process.env"):
            return variable(key, place, environment)
        case Native(name=name):
            return _known_native(f"{name}.{key}", place)
        case Undefined(reason=reason) if reason:
            return Unknown(reason, value.place)
    what = "null or undefined" if is_nullish(value) else "such a value"
    return Unknown(f"{key} of {what} is not known", place)


def variable(name: str, place: Place, environment: Mapping[str, str]) -> Value:
    """A variable of the environment: what a build sets, else undefined."""
    if name in environment:
        return Scalar(environment[name], place)
    return Undefined(place, f"process.env.{name} is not set here")


def _of_record(value: Record, key: str, place: Place) -> Value:
    found = value.entries.get(key)
    if found is not None:
        return found
    if value.rest is not None:
        return value.rest
    if f"Object.prototype.{key}" in METHODS:
        return Native(f"Object.prototype.{key}", place, value)
    return Undefined(place)


def _of_sequence(value: Sequence, key: str, place: Place) -> Value:
    if f"Array.prototype.{key}" in METHODS:
        return Native(f"Array.prototype.{key}", place, value)
    if value.rest is not None:
        return value.rest
    if key == "length":
        return Scalar(len(value.items), place)
    if key.isdecimal():
        index = int(key)
        return value.items[index] if index < len(value.items) else Undefined(place)
    return Unknown(f"{key} of an array is not known", place)


def _of_text(value: Scalar, text: str, key: str, place: Place) -> Value:
    if f"String.prototype.{key}" in METHODS:
        return Native(f"String.prototype.{key}", place, value)
    if key == "length":
        return Scalar(len(text), place)
    if key.isdecimal():
        index = int(key)
        return Scalar(text[index], place) if index < len(text) else Undefined(place)
    return Unknown(f"{key} of a string is not known", place)


def _of_module(value: Module, name: str, key: str, place: Place) -> Value:
    if name == "process":
        return _known_native(f"process.{key}", place)
    if key in ("default", "posix") and (key == "default" or name == "path"):
        return value
    if name in _PLAIN_PACKAGES:
        return _known_native(f"{name}.{key}", place)
    return Unknown(f"{key} comes from the package {name}", place)


def _known_native(name: str, place: Place) -> Value:
    if name in NATIVES or name == "process.env":
        return Native(name, place)
    return Unknown(f"{name} is not known without running it", place)


def meta_member(key: str, place: Place, scope: Scope) -> Value:
    """`import.meta.key`: where the file lies."""
    path = str(scope.file.path)
    match key:
        case "url":
            return Scalar(f"file://{path}", place)
        case "filename":
            return Scalar(path, place)
        case "dirname":
            return Scalar(posixpath.dirname(path), place)
    return Unknown(f"import.meta.{key} is not known", place)
