"""Old paths that a site leads to new ones by `@docusaurus/plugin-client-redirects`.

Source: Docusaurus 3.10.2; tests/docusaurus/test_redirects.py asks the engine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from syndicate.diagnostics import Diagnostic
from syndicate.model import Redirect
from syndicate_adapters.docusaurus.codes import REDIRECTS_UNKNOWN, report_at
from syndicate_adapters.docusaurus.config.plugins import REDIRECTS, Plugin
from syndicate_adapters.docusaurus.config.settings import Settings
from syndicate_adapters.docusaurus.javascript import (
    Function,
    Place,
    Record,
    Scalar,
    Sequence,
    Unknown,
    Value,
    called,
    is_nullish,
)
from syndicate_adapters.docusaurus.urls import apply_trailing_slash, normalize_url


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRedirects:
    """Old paths, without the base URL. pairs: from and to. from_extensions: `html` makes `/x.html` lead to `/x`.

    to_extensions: `html` makes `/x` lead to `/x.html`. functions: code that makes more of each path there is.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    from_extensions: tuple[str, ...] = ()
    to_extensions: tuple[str, ...] = ()
    functions: tuple[Function, ...] = ()


def read_redirects(plugins: Iterable[Plugin]) -> ClientRedirects:
    """What all instances of the plugin say together; code that only node knows is reported."""
    found = ClientRedirects()
    for plugin in plugins:
        if plugin.name == REDIRECTS:
            options = replace(plugin.options, name="redirects")
            found = ClientRedirects(
                pairs=(*found.pairs, *_pairs(options)),
                from_extensions=found.from_extensions + options.texts("fromExtensions"),
                to_extensions=found.to_extensions + options.texts("toExtensions"),
                functions=(*found.functions, *_functions(options)),
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


def _functions(options: Settings) -> Iterator[Function]:
    match options.record.entries.get("createRedirects"):
        case Function() as function:
            yield function
        case _ if options.is_function("createRedirects"):
            place = options.place("createRedirects")
            options.report(_unknown(place, "it stands in no file of the site"))


def _unknown(place: Place, reason: str) -> Diagnostic:
    message = f"createRedirects() makes old addresses that are not known: {reason}"
    return report_at(REDIRECTS_UNKNOWN, place.path, place.line, message)


# -- the redirects of a built site ----------------------------------------------------------------


@dataclass(slots=True, kw_only=True)
class Redirecting:
    """Makes the redirects of a site, language by language; what its code leaves unknown is told once."""

    client: ClientRedirects
    root: Path
    trailing_slash: bool | None
    unknown: dict[Function, Unknown] = field(default_factory=dict)

    def redirects(self, paths: Collection[str], base_url: str) -> Iterator[Redirect]:
        """The redirects where the site serves `paths`, which have the base path; so have the redirects.

        The first to lead from a path counts; none leads away from a path that is there.
        """
        routes = [f"/{path.removeprefix(base_url).lstrip('/')}" for path in paths]
        seen = set(routes)
        for old, new in self._pairs(routes):
            if old not in seen:
                seen.add(old)
                target = apply_trailing_slash(new, self.trailing_slash, base_url)
                is_local = target.startswith("/")
                yield Redirect(
                    path=normalize_url((base_url, old)),
                    target=normalize_url((base_url, target)) if is_local else new,
                )

    def _pairs(self, routes: Iterable[str]) -> Iterator[tuple[str, str]]:
        client = self.client
        for route in routes:
            yield from _with_extensions(route, client.from_extensions)
        for route in routes:
            yield from _without_extensions(route, client.to_extensions)
        yield from client.pairs
        for function in client.functions:
            for route in routes:
                yield from ((old, route) for old in self._made(function, route))

    def _made(self, function: Function, route: str) -> Iterator[str]:
        """What the code of the site makes of a path that is there."""
        result = called(function, [Scalar(route, function.place)], root=self.root)
        items = [result] if not isinstance(result, Sequence) else result.items
        if isinstance(result, Sequence) and result.rest is not None:
            items = [*items, result.rest]
        for item in items:
            match item:
                case Scalar(value=str() as old) if old.startswith("/"):
                    yield old
                case _ if not is_nullish(item):
                    self.unknown.setdefault(function, _why(item, route))

    def report(self) -> Iterator[Diagnostic]:
        """What is not known."""
        return (_unknown(function.place, why.reason) for function, why in self.unknown.items())


def _why(item: Value, route: str) -> Unknown:
    reason = item.reason if isinstance(item, Unknown) else "what it gives back is no path"
    return Unknown(f"of {route}, {reason}", item.place)


def _with_extensions(route: str, extensions: Collection[str]) -> Iterator[tuple[str, str]]:
    if route == "/" or any(route.endswith(f".{extension}") for extension in extensions):
        return
    slash = "/" if route.endswith("/") else ""
    yield from ((f"{route.removesuffix('/')}.{e}{slash}", route) for e in extensions)


def _without_extensions(route: str, extensions: Iterable[str]) -> Iterator[tuple[str, str]]:
    found = next((f".{e}" for e in extensions if route.endswith(f".{e}")), "")
    if found:
        yield route.removesuffix(found), route
