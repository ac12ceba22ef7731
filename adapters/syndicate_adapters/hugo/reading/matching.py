"""Which pages a `target` of `cascade` or `permalinks` means.

Source: Hugo 0.168 (resources/page/page_matcher.go); the sites of tests/hugo_reading/vectors hold what it matched.
"""

from __future__ import annotations

from dataclasses import dataclass

from syndicate.source.yaml import Value
from syndicate_adapters.hugo.reading.globs import matches
from syndicate_adapters.hugo.reading.params import params_of, terms_of, text_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Matcher:
    """Globs that a page must match, all of them; "" asks nothing. langs: globs of which one must match."""

    kind: str = ""
    path: str = ""
    langs: tuple[str, ...] = ()
    environment: str = ""

    def matches(self, kind: str, path: str, lang: str, environment: str) -> bool:
        """Whether a page is meant. path: its key, "/" for the home page."""
        return (
            (not self.kind or self.kind == kind or matches(kind, self.kind))
            and (not self.langs or any(matches(lang, glob) for glob in self.langs))
            and (not self.environment or matches(environment, self.environment))
            and (not self.path or matches(path, self.path))
        )


def read_matcher(value: Value) -> Matcher:
    """The target that a config says."""
    said = params_of(value)
    sites = params_of(params_of(said.get("sites")).get("matrix"))
    langs = terms_of(sites.get("languages"))
    if lang := text_of(said.get("lang")):
        langs = (*langs, lang)
    return Matcher(
        kind=text_of(said.get("kind")),
        path=text_of(said.get("path")),
        langs=langs,
        environment=text_of(said.get("environment")),
    )
