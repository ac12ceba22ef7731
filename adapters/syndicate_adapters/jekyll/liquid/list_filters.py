"""The filters of lists: choosing, ordering and grouping by a property or an expression.

Source: Jekyll 4.3.1, `filters.rb`, `filters/grouping_filters.rb`, and Liquid 5.4, `standardfilters.rb`;
tests/jekyll_body/test_filters.py holds what the engine gave for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cmp_to_key
from itertools import pairwise
from typing import Any, Final

from liquid import RenderContext
from liquid.builtin.expressions import BooleanExpression, FilteredExpression, tokenize
from liquid.filter import with_context
from liquid.stream import TokenStream
from liquid.token import TOKEN_EXPRESSION, Token

from syndicate_adapters.jekyll.liquid.filters import Filter, items_of, number_of
from syndicate_adapters.jekyll.liquid.values import Known, Unknown, string_of, text_of

_WHOLE: Final = re.compile(r"\s*-?\d+\s*\Z", re.ASCII)
_DECIMAL: Final = re.compile(r"\s*-?(?:\d+\.?\d*|\.\d+)\s*\Z", re.ASCII)


def _rows(value: object) -> list[object]:
    """What a filter goes through: a list, or the values of a mapping."""
    return [*value.values()] if isinstance(value, Mapping) else items_of(value)


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple | range | Mapping)


# -- by a property --------------------------------------------------------------------------------


def _property(item: object, name: str) -> object:
    """`item.name`, with dots for what lies deeper; text that is a number is one."""
    if not isinstance(item, Known):
        raise Unknown("only of mappings it is known what they hold")
    value: object = item
    for part in name.split("."):
        value = value[part] if isinstance(value, Known) else False  # which is what the engine gives
    if isinstance(value, str) and _WHOLE.match(value):
        return int(value)
    if isinstance(value, str) and _DECIMAL.match(value):
        return float(value)
    return value


def _fits(held: object, wanted: object) -> bool:
    """Whether a property has the value that is asked for."""
    if wanted is None:
        return held is None
    text = string_of(wanted)
    if isinstance(held, list):
        return text in map(string_of, held)
    return held is not None and string_of(held) == text


def _chosen(value: object, key: object, wanted: object) -> Iterator[object]:
    name = string_of(key)
    return (item for item in _rows(value) if _fits(_property(item, name), wanted))


def _where(value: object, key: object, wanted: object) -> object:
    if not key or isinstance(wanted, list | Mapping) or not _is_list(value):
        return value
    return [*_chosen(value, key, wanted)]


def _find(value: object, key: object, wanted: object) -> object:
    if not key or isinstance(wanted, list | Mapping) or not _is_list(value):
        return value
    return next(_chosen(value, key, wanted), None)


def _sort(value: object, key: object = None, nils: object = "first") -> list[object]:
    if value is None or nils not in ("first", "last"):
        raise Unknown("only a list can be put in order, with nil first or last")
    rows = items_of(value)
    name = string_of(key) if key is not None else ""
    if not name and not all(_is_alike(one, other) for one, other in pairwise(rows)):
        raise Unknown("nothing tells the order of things of several kinds")
    keyed = [(_property(item, name) if name else item, item) for item in rows]
    before = -1 if nils == "first" else 1

    def compare(one: tuple[object, object], other: tuple[object, object]) -> int:
        return _compared(one[0], other[0], before)

    return [item for _, item in sorted(keyed, key=cmp_to_key(compare))]


def _compared(one: Any, other: Any, nil: int) -> int:
    """How two properties stand to each other; those of other kinds by their text."""
    if one is None or other is None:
        return 0 if one is other else nil if one is None else -nil
    if not _is_alike(one, other):
        one, other = string_of(one), string_of(other)
    return int(one > other) - int(one < other)


def _is_alike(one: object, other: object) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return all(map(_is_alike, one, other))
    kinds: tuple[tuple[type, ...], ...] = ((str,), (int, float), (datetime,), (date,))
    return any(
        isinstance(one, kind) and isinstance(other, kind)
        for kind in kinds
        if not isinstance(one, bool) and not isinstance(other, bool)
    ) and isinstance(one, datetime) == isinstance(other, datetime)


def _sort_natural(value: object, key: object = None) -> list[object]:
    name = string_of(key) if key is not None else ""

    def rank(item: object) -> tuple[bool, str]:
        held = item
        if name:
            held = item[name] if isinstance(item, Known) else None
        return held is None, "" if held is None else string_of(held).lower()

    return sorted(items_of(value), key=rank)


def _grouped(pairs: Iterable[tuple[str, object]]) -> list[object]:
    groups: dict[str, list[object]] = {}
    for name, item in pairs:
        groups.setdefault(name, []).append(item)
    return [
        Known({"name": name, "items": items, "size": len(items)}) for name, items in groups.items()
    ]


def _group_by(value: object, key: object) -> object:
    name = string_of(key)
    if not _is_list(value):
        return value
    return _grouped((string_of(_property(item, name)), item) for item in _rows(value))


# -- by an expression -----------------------------------------------------------------------------


def _stream(expression: object) -> TokenStream:
    text = string_of(expression)
    return TokenStream(tokenize(text, Token(TOKEN_EXPRESSION, text, 0, text)))


def _that_fit(
    value: object, variable: object, expression: object, context: RenderContext
) -> Iterator[object]:
    condition = BooleanExpression.parse(context.env, _stream(expression))
    for item in _rows(value):
        with context.extend({string_of(variable): item}):
            is_fit = condition.evaluate(context)
        if is_fit:
            yield item


@with_context
def _where_exp(
    value: object, variable: object, expression: object, *, context: RenderContext
) -> object:
    return [*_that_fit(value, variable, expression, context)] if _is_list(value) else value


@with_context
def _find_exp(
    value: object, variable: object, expression: object, *, context: RenderContext
) -> object:
    return next(_that_fit(value, variable, expression, context), None) if _is_list(value) else value


@with_context
def _group_by_exp(
    value: object, variable: object, expression: object, *, context: RenderContext
) -> object:
    if not _is_list(value):
        return value
    asked = FilteredExpression.parse(context.env, _stream(expression))

    def pairs() -> Iterator[tuple[str, object]]:
        for item in _rows(value):
            with context.extend({string_of(variable): item}):
                yield text_of(asked.evaluate(context)), item

    return _grouped(pairs())


# -- the ends of a list ---------------------------------------------------------------------------


def _pop(value: object, count: object = 1) -> object:
    if not isinstance(value, list):
        return value
    return value[: len(value) - min(int(number_of(count)), len(value))]


def _shift(value: object, count: object = 1) -> object:
    return value[int(number_of(count)) :] if isinstance(value, list) else value


def _unshift(value: object, item: object) -> object:
    return [item, *value] if isinstance(value, list) else value


def _push(value: object, item: object) -> object:
    return [*value, item] if isinstance(value, list) else value


LIST_FILTERS: Final[dict[str, Filter]] = {
    "find": _find,
    "find_exp": _find_exp,
    "group_by": _group_by,
    "group_by_exp": _group_by_exp,
    "pop": _pop,
    "push": _push,
    "shift": _shift,
    "sort": _sort,
    "sort_natural": _sort_natural,
    "unshift": _unshift,
    "where": _where,
    "where_exp": _where_exp,
}
"""Those that choose and order."""
