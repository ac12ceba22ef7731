"""Old paths that a site leads to new ones by `@docusaurus/plugin-client-redirects`.

Source: Docusaurus 3.10.2; tests/docusaurus/test_config.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from syndicate_adapters.docusaurus.codes import REDIRECTS_UNKNOWN, report_at
from syndicate_adapters.docusaurus.javascript import Record, Sequence
from syndicate_adapters.docusaurus.plugins import REDIRECTS, Plugin
from syndicate_adapters.docusaurus.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRedirects:
    """Old paths, without the base URL. pairs: from and to. from_extensions: `html` makes `/x.html` lead to `/x`.

    to_extensions: `html` makes `/x` lead to `/x.html`. has_function: code makes more of them.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    from_extensions: tuple[str, ...] = ()
    to_extensions: tuple[str, ...] = ()
    has_function: bool = False


def read_redirects(plugins: Iterable[Plugin]) -> ClientRedirects:
    """What all instances of the plugin say together; code that makes more is reported."""
    found = ClientRedirects()
    for plugin in plugins:
        if plugin.name == REDIRECTS:
            options = replace(plugin.options, name="redirects")
            found = ClientRedirects(
                pairs=(*found.pairs, *_pairs(options)),
                from_extensions=found.from_extensions + options.texts("fromExtensions"),
                to_extensions=found.to_extensions + options.texts("toExtensions"),
                has_function=found.has_function or _makes_redirects(options),
            )
    return found


def _pairs(options: Settings) -> Iterator[tuple[str, str]]:
    array = options.get("redirects", decides=True)
    for item in (
        options.items("redirects", array, decides=True) if isinstance(array, Sequence) else ()
    ):
        if not isinstance(item, Record):
            continue
        rule = replace(options, record=item)
        many = isinstance(item.entries.get("from"), Sequence)
        sources = rule.texts("from", decides=True) if many else (rule.text("from", decides=True),)
        target = rule.text("to", decides=True)
        yield from ((source, target) for source in sources if source and target)


def _makes_redirects(options: Settings) -> bool:
    if not options.is_function("createRedirects"):
        return False
    place = options.place("createRedirects")
    message = "createRedirects() makes old addresses that are not known"
    options.report(report_at(REDIRECTS_UNKNOWN, place.path, place.line, message))
    return True
