"""The address of every page of a tree, and the old addresses that lead to it.

Source: Hugo 0.168 (hugolib/page__paths.go, page__output.go); tests/hugo_reading/test_sites.py.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from syndicate_adapters.hugo.reading.moments import ZERO
from syndicate_adapters.hugo.reading.names import normalized
from syndicate_adapters.hugo.reading.permalinks import (
    PatternError,
    PatternFacts,
    PermalinkRule,
    check,
    cleaned,
    expanded,
    rules_for,
    unescaped,
)
from syndicate_adapters.hugo.reading.settings import HugoConfig, Language
from syndicate_adapters.hugo.reading.targets import HTML, OutputForm, Place, Target, target_of
from syndicate_adapters.hugo.reading.tree import Node, Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a page is served, and what that comes from.

    permalink: absolute, "" without a link. others: rules that Hugo may take as well.
    aliases: paths below the base path, of files in the built site. problem: why Hugo refuses the page's `url`.
    """

    place: Place
    target: Target
    permalink: str = ""
    aliases: tuple[str, ...] = ()
    others: tuple[PermalinkRule, ...] = ()
    problem: str = ""


def address_of(node: Node, tree: Tree, config: HugoConfig) -> Address:
    """The address of a page."""
    language = tree.language
    facts = _facts(node, tree, config)
    url, problem = _url(node, facts, language, config)
    rules = rules_for(language.permalinks, node.kind, node.key, language.key, config.environment)
    pattern = expanded(rules[0].pattern, facts, language.paths) if rules else ""
    place = Place(
        kind=node.kind,
        folder=_branch_path(node.spelled.rpartition("/")[0], tree, config),
        name=node.fields.slug or _spelled(node.spelled.rpartition("/")[2], language),
        section=_branch_path(node.spelled, tree, config) if node.is_branch else "",
        url=url,
        pattern=cleaned(unescaped(pattern)) if pattern else "",
        prefix=language.prefix,
        file_prefix=language.file_prefix,
        is_bundle=node.is_branch or node.folder == node.key,
        is_ugly=language.is_ugly_in(node.section),
        is_multihost=config.is_multihost,
    )
    form = form_of(node, language)
    target = target_of(place, language.paths, form)
    return Address(
        place=place,
        target=target,
        permalink=language.base.absolute(target.link) if node.fields.has_link else "",
        aliases=tuple(_aliases(node, target, language, form)),
        others=tuple(rule for rule in rules[1:] if rule.pattern != rules[0].pattern),
        problem=problem,
    )


def _url(
    node: Node, facts: PatternFacts, language: Language, config: HugoConfig
) -> tuple[str, str]:
    """The `url` of the header with its tokens said, and why Hugo refuses it."""
    url = node.fields.url
    if ":" not in url or not config.engine.has(136):
        broken = unescaped(url.replace("+", "")) == "" != url
        return (
            url,
            f"the address {url!r} has a % that escapes nothing, and Hugo breaks down"
            if broken
            else "",
        )
    try:
        check(url, config.engine)
    except PatternError as error:
        return url, str(error)
    return unescaped(expanded(url, facts, language.paths)), ""


def target_in(address: Address, language: Language, form: OutputForm) -> Target:
    """Where a page is written in another form, as a feed for instance."""
    return target_of(address.place, language.paths, form)


def form_of(node: Node, language: Language) -> OutputForm:
    """The form whose address is the page's: the first of those that it is written in."""
    names = node.fields.outputs or language.outputs.get(node.kind, ())
    return next((language.forms[name] for name in names if name in language.forms), HTML)


def _facts(node: Node, tree: Tree, config: HugoConfig) -> PatternFacts:
    section = tree.section_of(node)
    name = node.file.name if node.file is not None else None
    last = node.spelled.rpartition("/")[2]
    return PatternFacts(
        moment=node.fields.dates.date or ZERO,
        title=_title(node, config),
        slug=node.fields.slug,
        section=node.section,
        sections=tuple(section.key.split("/")[1:]),
        section_names=lambda: tuple(
            each.fields.slug or _title(each, config) for each in tree.trail(section)
        ),
        filename="" if name is None or name.role == "branch" else name.basename,
        basename=name.basename if name is not None else last,
    )


def _title(node: Node, config: HugoConfig) -> str:
    """The title as tokens say it: since 0.166 a slash in it opens no folder, but in that of a term."""
    if not config.engine.has(166) or node.kind == "term":
        return node.fields.title
    return node.fields.title.replace("/", "-").replace("\\", "-")


def _spelled(text: str, language: Language) -> str:
    """A path of the disk as addresses begin with it."""
    return text if language.paths.keeps_case else normalized(text)


def _branch_path(spelled: str, tree: Tree, config: HugoConfig) -> str:
    if not spelled:
        return ""
    parts = []
    for part, branch in tree.parts(spelled):
        slug = branch.fields.slug if branch is not None and config.engine.has(167) else ""
        parts.append(slug or _spelled(part, tree.language))
    return "/" + "/".join(parts)


def _aliases(node: Node, target: Target, language: Language, form: OutputForm) -> Iterator[str]:
    """The paths of the aliases: relative ones begin beside the page, others below the language."""
    for alias in node.fields.aliases:
        if alias.startswith("/"):
            path = f"/{language.file_prefix}/{form.path}/{alias}"
        else:
            path = f"{posixpath.dirname(target.output_folder)}/{alias}"
        path = cleaned("/" + path.lstrip("/"))
        is_file = path.endswith((".html", ".htm"))
        yield path if is_file or not language.is_ugly_in(node.section) else f"{path}.html"
