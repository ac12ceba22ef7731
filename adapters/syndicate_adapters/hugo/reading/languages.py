"""The languages of a site, each with its whole config.

Source: Hugo 0.168 (config/allconfig, langs); the `i18n-*` sites of tests/hugo_reading/vectors.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from syndicate.diagnostics import SyndicateError
from syndicate.source.yaml import Value
from syndicate_adapters.hugo.reading.cascade import read_cascade
from syndicate_adapters.hugo.reading.dates import read_sources
from syndicate_adapters.hugo.reading.params import (
    Params,
    params_of,
    small,
    terms_of,
    text_of,
    texts_of,
    truth_of,
    whole_of,
)
from syndicate_adapters.hugo.reading.permalinks import PatternError, PermalinkRule, read_rules
from syndicate_adapters.hugo.reading.settings import Language, base_url
from syndicate_adapters.hugo.reading.targets import HTML, OutputForm, PathRules
from syndicate_adapters.hugo.reading.versions import Engine
from syndicate_adapters.hugo.settings import MarkdownSettings, Surroundings

Refuse = Callable[[str, str], None]
"""Reports a dotted key and what is wrong with it."""

_KINDS: Final = ("home", "page", "section", "taxonomy", "term")
_OLD_KINDS: Final = {"taxonomyterm": "taxonomy"}
_FORMS: Final[Mapping[str, OutputForm]] = {
    "html": HTML,
    "amp": OutputForm(name="amp", path="amp"),
    "rss": OutputForm(name="rss", ending=".xml", is_never_ugly=True),
    "json": OutputForm(name="json", ending=".json"),
    "csv": OutputForm(name="csv", ending=".csv"),
    "css": OutputForm(name="css", base="styles", ending=".css"),
    "calendar": OutputForm(name="calendar", ending=".ics"),
    "markdown": OutputForm(name="markdown", ending=".md"),
    "robots": OutputForm(name="robots", base="robots", ending=".txt"),
    "sitemap": OutputForm(name="sitemap", base="sitemap", ending=".xml", is_ugly=True),
    "webappmanifest": OutputForm(name="webappmanifest", base="manifest", ending=".webmanifest"),
}
_ENDINGS: Final = {
    "text/html": ".html",
    "application/json": ".json",
    "application/rss+xml": ".xml",
    "application/rss": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/atom+xml": ".xml",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/calendar": ".ics",
    "application/javascript": ".js",
    "text/javascript": ".js",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageTable:
    """The languages that a config names. merged: key -> the config with what the language says."""

    first: str
    merged: Mapping[str, Params]
    disabled: frozenset[str]
    is_multihost: bool


def language_table(values: Params, place: str) -> LanguageTable:
    """Which languages there are, in Hugo's order, and what the config is in each.

    place: of the config, for messages. Raises SyndicateError where Hugo finds no first language.
    """
    wanted = small(text_of(values.get("defaultcontentlanguage")))
    said = {
        key: params_of(v)
        for key, v in params_of(values.get("languages")).items()
        if key != "_merge"
    }
    said = said or {wanted or "en": {}}
    off = {small(text) for text in terms_of(values.get("disablelanguages"))}
    disabled = frozenset(
        key for key, own in said.items() if truth_of(own.get("disabled")) or key in off
    )
    order = sorted(
        (key for key in said if key not in disabled), key=lambda key: _weight(said[key], key)
    )
    first = wanted or ("en" if "en" in order or not order else order[0])
    if first not in order:
        message = (
            f"defaultContentLanguage {first!r} is not among the languages; add it, or name another"
        )
        raise SyndicateError(f"{place}: {message}")
    return LanguageTable(
        first=first,
        merged={key: merged_for(values, said[key]) for key in order},
        disabled=disabled,
        is_multihost=any("baseurl" in own for own in said.values()),
    )  # fmt: skip


def _weight(said: Params, key: str) -> tuple[bool, int, str]:
    weight = whole_of(said.get("weight"))
    return weight == 0, weight, key


def merged_for(values: Params, own: Params) -> Params:
    """The config in one language: its `params` are laid over those of the site, other tables replace them."""
    merged = dict(values)
    for key, value in own.items():
        if key == "params":
            merged[key] = _over(params_of(values.get("params")), params_of(value))
        elif key != "_merge":
            merged[key] = value
    return merged


def _over(below: Params, above: Params) -> Params:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        is_table = isinstance(old, dict) and isinstance(value, dict)
        merged[key] = _over(params_of(old), params_of(value)) if is_table else value
    return merged


def read_languages(
    table: LanguageTable, values: Params, engine: Engine, refuse: Refuse
) -> tuple[Language, ...]:
    """All languages that are built, in Hugo's order. What Hugo refuses is given to `refuse`, and left out."""
    in_folder = truth_of(values.get("defaultcontentlanguageinsubdir"))
    found = []
    for key, merged in table.merged.items():
        is_prefixed = key != table.first or in_folder
        prefix = key if is_prefixed and len(table.merged) > 1 else ""
        if in_folder and len(table.merged) == 1:
            prefix = key
        own = params_of(params_of(values.get("languages")).get(key))
        found.append(
            _language(
                key,
                merged,
                engine,
                refuse,
                locale=_locale(key, own, values, is_first=key == table.first),
                prefix="" if table.is_multihost else prefix,
                file_prefix=key if table.is_multihost else prefix,
                cascades_own="cascade" in own,
            )
        )
    return tuple(found)


def _locale(key: str, own: Params, values: Params, *, is_first: bool) -> str:
    for said in (own, values if is_first else {}):
        found = text_of(said.get("locale")) or text_of(said.get("languagecode"))
        if found:
            return found
    return key


def _language(
    key: str,
    said: Params,
    engine: Engine,
    refuse: Refuse,
    *,
    locale: str,
    prefix: str,
    file_prefix: str,
    cascades_own: bool,
) -> Language:
    params = params_of(said.get("params"))
    main = params.get("mainsections", said.get("mainsections"))
    return Language(
        key=key,
        locale=locale,
        title=text_of(said.get("title")),
        base=base_url(text_of(said.get("baseurl")), engine),
        prefix=prefix,
        file_prefix=file_prefix,
        zone=_zone(text_of(said.get("timezone")), refuse),
        paths=PathRules(
            keeps_case=truth_of(said.get("disablepathtolower")),
            drops_accents=truth_of(said.get("removepathaccents")),
        ),
        taxonomies=_taxonomies(said.get("taxonomies")),
        permalinks=_permalinks(said.get("permalinks"), engine, refuse),
        cascade=read_cascade(said.get("cascade"), key if cascades_own else ""),
        dates=read_sources(params_of(said.get("frontmatter"))),
        is_ugly=_ugly(said.get("uglyurls")),
        main_sections=None if main is None else terms_of(main),
        disabled_kinds=_disabled(said),
        builds_drafts=truth_of(said.get("builddrafts")),
        builds_future=truth_of(said.get("buildfuture")),
        builds_expired=truth_of(said.get("buildexpired")),
        has_aliases=not truth_of(said.get("disablealiases")),
        pluralizes=said.get("pluralizelisttitles") is not False,
        page_size=_page_size(said),
        pager=text_of(params_of(said.get("pagination")).get("path", said.get("paginatepath")))
        or "page",
        sitemap=text_of(params_of(said.get("sitemap")).get("filename")) or "sitemap.xml",
        feed_limit=_feed_limit(said),
        outputs=_outputs(params_of(said.get("outputs"))),
        forms=_forms(params_of(said.get("outputformats"))),
        markdown=_markdown(said, engine),
        link_hook=_hook(said, "link"),
        image_hook=_hook(said, "image"),
        params=params,
    )


def _zone(name: str, refuse: Refuse) -> tzinfo:
    try:
        return zoneinfo.ZoneInfo(name or "UTC")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        refuse("timezone", f"Hugo knows no time zone {name!r}; write one like Europe/Oslo")
        return zoneinfo.ZoneInfo("UTC")


def _taxonomies(said: Value) -> dict[str, str]:
    """The key in headers -> the name of one term, in the order of the keys."""
    if said is None:
        return {"categories": "category", "tags": "tag"}
    named = {
        text_of(name): key for key, name in params_of(said).items() if key not in ("", "_merge")
    }
    return {name: named[name] for name in sorted(named) if name}


def _permalinks(said: Value, engine: Engine, refuse: Refuse) -> tuple[PermalinkRule, ...]:
    try:
        return read_rules(said, engine)
    except PatternError as error:
        refuse("permalinks", str(error))
        return ()


def _ugly(said: Value) -> bool | dict[str, bool]:
    if isinstance(said, dict):
        return {section: truth_of(value) for section, value in said.items() if section != "_merge"}
    return said == "true" if isinstance(said, str) else truth_of(said)


def _disabled(said: Params) -> frozenset[str]:
    kinds = (small(kind) for kind in texts_of(said.get("disablekinds")))
    return frozenset(_OLD_KINDS.get(kind, kind) for kind in kinds)


def _page_size(said: Params) -> int:
    size = params_of(said.get("pagination")).get("pagersize", said.get("paginate"))
    return whole_of(size) or 10


def _feed_limit(said: Params) -> int | None:
    limit = params_of(params_of(said.get("services")).get("rss")).get("limit", said.get("rsslimit"))
    return whole_of(limit) if whole_of(limit) > 0 else None


def _outputs(said: Params) -> dict[str, tuple[str, ...]]:
    lists: dict[str, tuple[str, ...]] = dict.fromkeys(_KINDS, ("html", "rss"))
    lists["page"] = ("html",)
    for kind, names in said.items():
        if kind != "_merge":
            lists[_OLD_KINDS.get(kind, kind)] = tuple(small(name) for name in terms_of(names))
    return lists


def _forms(said: Params) -> dict[str, OutputForm]:
    """The forms that the engine has, and those that the config defines or changes."""
    forms = dict(_FORMS)
    for name, value in said.items():
        own = params_of(value)
        if name == "_merge" or not own:
            continue
        old = forms.get(name, OutputForm(name=name, base=""))
        ending = _ENDINGS.get(text_of(own.get("mediatype")), old.ending)
        forms[name] = OutputForm(
            name=name,
            base=text_of(own.get("basename")) or old.base or "index",
            ending=ending,
            path=text_of(own.get("path")) or old.path,
            is_ugly=truth_of(own["ugly"]) if "ugly" in own else old.is_ugly,
            is_never_ugly=truth_of(own["nougly"]) if "nougly" in own else old.is_never_ugly,
        )
    return forms


def _markdown(values: Params, engine: Engine) -> MarkdownSettings:
    goldmark = params_of(params_of(values.get("markup")).get("goldmark"))
    extensions, parser = (params_of(goldmark.get(key)) for key in ("extensions", "parser"))
    typographer = extensions.get("typographer")
    is_plain = typographer is False or truth_of(params_of(typographer).get("disable"))
    delimiters = _delimiters(params_of(extensions.get("passthrough")))
    renderer, cjk = (params_of(each) for each in (goldmark.get("renderer"), extensions.get("cjk")))
    has_strikethrough = extensions.get("strikethrough") is not False
    return MarkdownSettings(
        has_math=any("$" in opening for opening, _, _ in delimiters),
        delimiters=delimiters,
        has_definition_lists=extensions.get("definitionlist") is not False,
        has_typographer=not is_plain,
        has_autolinks=extensions.get("linkify") is not False,
        has_html=truth_of(renderer.get("unsafe")),
        has_block_attributes=truth_of(params_of(parser.get("attribute")).get("block")),
        has_emoji=truth_of(values.get("enableemoji")),
        heading_ids=_heading_ids(parser),
        extras=_extras(params_of(extensions.get("extras")), has_strikethrough=has_strikethrough),
        has_strikethrough=has_strikethrough,
        has_hard_wraps=truth_of(renderer.get("hardwraps")),
        joins_wide_lines=truth_of(cjk.get("enable")) and truth_of(cjk.get("eastasianlinebreaks")),
        runs_inline=truth_of(params_of(values.get("security")).get("enableinlineshortcodes")),
        guesses_languages=_guesses_languages(values),
        site=Surroundings(
            params=params_of(values.get("params")),
            title=text_of(values.get("title")),
            base_url=base_url(text_of(values.get("baseurl")), engine).url,
        ),
        minor=engine.version[1] if engine.version[0] == 0 else 999,
    )


def _guesses_languages(values: Params) -> bool:
    """Whether fences that name no language get one; older sites say so at the top of their config."""
    highlight = params_of(params_of(values.get("markup")).get("highlight"))
    said = highlight.get("guesssyntax", values.get("pygmentscodefencesguesssyntax"))
    return truth_of(said)


def _heading_ids(parser: Params) -> str:
    for key in ("autoheadingid", "autoidtype", "autoheadingidtype"):
        if parser.get(key) is False:
            return ""
    said = text_of(parser.get("autoidtype")) or text_of(parser.get("autoheadingidtype"))
    return said if said in ("github-ascii", "blackfriday") else "github"


def _extras(said: Params, *, has_strikethrough: bool) -> tuple[str, ...]:
    """What signs mean more; one tilde is of deleted text, as long as that is on."""
    names = ["insert", "mark", "superscript", *([] if has_strikethrough else ["subscript"])]
    return tuple(name for name in names if truth_of(params_of(said.get(name)).get("enable")))


def _delimiters(passthrough: Params) -> tuple[tuple[str, str, bool], ...]:
    """What opens and closes a formula; of what makes a block and not, the block counts."""
    if not truth_of(passthrough.get("enable")):
        return ()
    said = params_of(passthrough.get("delimiters"))
    pairs = [(pair, True) for pair in _pairs(said.get("block"))]
    pairs += [(pair, False) for pair in _pairs(said.get("inline"))]
    return tuple((opening, closing, is_block) for (opening, closing), is_block in pairs)


def _pairs(said: Value) -> list[tuple[str, str]]:
    pairs = said if isinstance(said, list) else []
    return [
        (text_of(pair[0]), text_of(pair[1]))
        for pair in pairs
        if isinstance(pair, list) and len(pair) == 2 and text_of(pair[0]) and text_of(pair[1])
    ]


def _hook(said: Params, name: str) -> str:
    """When the engine's own hook for links or images is used: "auto", "never", "always" or "fallback"."""
    hooks = params_of(params_of(params_of(said.get("markup")).get("goldmark")).get("renderhooks"))
    hook = params_of(hooks.get(name))
    if "enabledefault" in hook:
        return "fallback" if truth_of(hook["enabledefault"]) else "never"
    return text_of(hook.get("useembedded")) or "auto"
