"""Rules for the shortcodes, includes, tags and components that a site defines for itself.

[shortcodes.notice]
node = "callout"
kind = "{0|note}"
title = "{title}"

[components.Mark]
html = "<mark>{inner}</mark>"

[includes."ads.html"]
drop = true
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from syndicate.body.rules import NODES, Rule
from syndicate.body.templates import Template, TemplateError, template_of
from syndicate.rules.file import CALLS, RulesFile

_FORMS: Final = ("text", "html", "drop")
"""What may stand instead of `node`."""

_NAMES: Final = tuple(name for name in NODES if name not in _FORMS)


def call_rules(rules: RulesFile) -> tuple[Rule, ...]:
    """The rules in the order of the file. Raises UsageError, which names line and key."""
    return tuple(_rule(rules, table, name) for table, name in _named(rules))


def _named(rules: RulesFile) -> Iterator[tuple[str, str]]:
    for table in CALLS:
        for name in rules.table(table):
            yield table, name


def _rule(rules: RulesFile, table: str, name: str) -> Rule:
    path = (table, name)
    given = rules.table(*path)
    form = _form(rules, path)
    fields = dict.fromkeys(key for key in given if key not in ("node", "drop"))
    kind = NODES[form]
    if not kind.takes_all:
        known = (*(("node",) if form in _NAMES else ()), *kind.takes)
        rules.check_keys(path, ("drop",) if form == "drop" else known)
    for key in kind.needs:
        if key not in given:
            raise rules.error(path, f"a rule for {form} must say {key!r}")
    return Rule(
        call=table.removesuffix("s"),
        name=name,
        node=form,
        fields={key: _template(rules, (*path, key)) for key in fields},
        place=rules.place(*path),
    )


def _template(rules: RulesFile, path: tuple[str, ...]) -> Template:
    try:
        return template_of(rules.text(*path))
    except TemplateError as error:
        raise rules.error(path, str(error)) from error


def _form(rules: RulesFile, path: tuple[str, ...]) -> str:
    """What a rule makes of its calls: a key of `NODES`."""
    given = rules.table(*path)
    forms = [key for key in ("node", *_FORMS) if key in given]
    if len(forms) != 1:
        said = f"{' and '.join(forms)} exclude each other" if forms else "it says nothing of it"
        raise rules.error(path, f"say what it becomes by one of node, text, html, drop; {said}")
    if forms[0] != "node":
        if forms[0] == "drop" and given["drop"] is not True:
            raise rules.error((*path, "drop"), "this can only be true; delete the rule otherwise")
        return forms[0]
    name = rules.text(*path, "node")
    if name not in _NAMES:
        raise rules.wrong((*path, "node"), name, _NAMES)
    return name
