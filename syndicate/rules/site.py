"""What the rules of a site do to it: words of reviews, keys of headers, and what its own things mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from syndicate.body.rules import Rule
from syndicate.catalogue import CODES
from syndicate.diagnostics import Diagnostic, Report
from syndicate.model import Post, Site
from syndicate.rules.calls import call_rules
from syndicate.rules.file import RulesFile
from syndicate.rules.header import KeyRule, key_rules, with_keys
from syndicate.rules.words import review_words

_READ: Final = ("config", "from", "pages", "set", "url")


def read_wishes(rules: RulesFile) -> dict[str, Any]:
    """How the site wants to be read: the keys of the table `read`; `set` is a table.

    Raises UsageError, which names line and key.
    """
    if "run-config" in rules.table("read"):
        reason = "only the command line can allow this: the file belongs to the site that would run"
        raise rules.error(("read", "run-config"), reason)
    rules.check_keys(("read",), _READ)
    found: dict[str, Any] = {}
    for key in rules.table("read"):
        match key:
            case "set":
                table = rules.table("read", "set")
                found["set"] = {each: rules.text("read", "set", each) for each in table}
            case "pages":
                found["pages"] = rules.text("read", "pages") == "true"
            case _:
                found[key] = rules.text("read", key)
    return found


def with_rules(site: Site, rules: RulesFile, report: Report) -> Site:
    """The site with its posts as its own rules have them. Raises UsageError, which names line and key."""
    words, keys, calls = review_words(rules), key_rules(rules), call_rules(rules)
    if not (words or keys or calls):
        return site
    about = {(rule.call, rule.name): rule for rule in calls}
    settings: dict[int, Any] = {}  # by identity: all posts of a site share few of them

    def kept(post: Post) -> Any:
        keep = post.dialect.keep
        if keep is None or not about:
            return post.settings
        known = id(post.settings)
        if known not in settings:
            settings[known] = keep(post.settings, frozenset(about))
        return settings[known]

    posts = tuple(
        with_keys(replace(post, review_words=words, rules=about, settings=kept(post)), keys, report)
        for post in site.posts
    )
    checks = tuple(_checks(rules, (*calls, *keys)))
    return replace(site, posts=posts, rules=about, rule_checks=checks)


def _checks(file: RulesFile, rules: Iterable[Rule | KeyRule]) -> Iterable[tuple[str, Diagnostic]]:
    for rule in rules:
        line = int(rule.place.rpartition(":")[2])
        what = f"{rule.call} {rule.name}" if isinstance(rule, Rule) else f"key {rule.key}"
        code = CODES["rule-unused"]
        found = Diagnostic(
            path=file.source.path,
            line=line,
            column=1,
            severity=code.severity,
            code=code.name,
            message=f"no post has a {what}",
        )
        yield rule.said, found
