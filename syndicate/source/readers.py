"""The YAML readers of the engines, each as a set of rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from syndicate.source import tags
from syndicate.source.scalars import (
    Resolver,
    Value,
    resolve_goccy,
    resolve_js_3,
    resolve_js_4,
    resolve_psych,
)

Merge: TypeAlias = Literal["fills", "overrides"]


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlRules:
    """How one engine reads YAML.

    resolve: what a plain scalar means; ValueError where the engine stops.
    tagged, collected: what a tag makes of a scalar, of a collection.
    key: the string that a key becomes.
    merge: `<<` yields to the keys that are there, or overrides those before it.
    merges_lists, merges_quoted, merges_aliases_only: which `<<` and which values count.
    skips_null_keys: a null key is passed over, and its value taken for the key.
    has_duplicates: a key may come twice, the last one counts.
    has_loose_aliases: an alias without an anchor is null.
    is_single: a second document is refused; else it is not looked at.
    is_streaming: what stands behind the first document is not even scanned.
    ends_lines: a last line gets the line break that it lacks.
    loose_tabs: where a tab is as good as a blank.
    is_yaml_12: U+0085, U+2028, U+2029 end no line, and surrogate escapes join.
    has_controls: control characters are text.
    """

    name: str
    resolve: Resolver
    tagged: Callable[[str, str, bool, Resolver], Value]
    collected: Callable[[str, Value], Value]
    key: Callable[[Value, str], str]
    merge: Merge
    merges_lists: bool = True
    merges_quoted: bool = False
    merges_aliases_only: bool = False
    skips_null_keys: bool = False
    has_duplicates: bool = False
    has_loose_aliases: bool = False
    is_single: bool = False
    ends_lines: bool = False
    loose_tabs: re.Pattern[str] | None = None
    is_streaming: bool = False
    is_yaml_12: bool = True
    has_controls: bool = False


_TABS_AFTER_DASH: Final = re.compile(r"^ *(?:- +)*-[ \t]+", re.MULTILINE)
_TABS_ALONE_OR_AFTER_DASH: Final = re.compile(
    rf"^[ \t]+(?=#|$)|{_TABS_AFTER_DASH.pattern}", re.MULTILINE
)

JS_YAML_4: Final = YamlRules(
    name="js-yaml 4",
    resolve=resolve_js_4,
    tagged=tags.tagged_js,
    collected=tags.collected_js,
    key=tags.key_js,
    merge="fills",
    is_single=True,
    ends_lines=True,
    loose_tabs=_TABS_ALONE_OR_AFTER_DASH,
)
"""Docusaurus from 3.10.2, and its `authors.yml` and `tags.yml` always."""

JS_YAML_3: Final = replace(JS_YAML_4, name="js-yaml 3", resolve=resolve_js_3)
"""The front matter of Docusaurus up to 3.10.1."""

GOCCY: Final = YamlRules(
    name="goccy/go-yaml",
    resolve=resolve_goccy,
    tagged=tags.tagged_go,
    collected=tags.collected_go,
    key=tags.key_go,
    merge="overrides",
    loose_tabs=_TABS_AFTER_DASH,
    has_controls=True,
)
"""Hugo from 0.152."""

PSYCH: Final = YamlRules(
    name="SafeYAML",
    resolve=resolve_psych,
    tagged=tags.tagged_ruby,
    collected=tags.collected_ruby,
    key=tags.key_ruby,
    merge="overrides",
    merges_lists=False,
    merges_quoted=True,
    merges_aliases_only=True,  # a mapping written there is still empty when it is merged
    skips_null_keys=True,
    has_duplicates=True,
    has_loose_aliases=True,
    is_streaming=True,
    is_yaml_12=False,
)
"""Jekyll, as its own packages read: SafeYAML 1.0.5 over Psych."""
