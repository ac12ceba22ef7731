"""What a site's config says about its Markdown, and what a page's header adds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from syndicate.source.yaml import Value

_INNER: Final = re.compile(r"\{\{[^}]*\.Inner(?:Deindent)?\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnShortcode:
    """A template of the site or its theme. source: its file in the site, posix. text: the template."""

    source: str
    text: str

    @property
    def takes_inner(self) -> bool:
        """Whether the template shows what stands inside of a call, which then has to be closed."""
        return _INNER.search(self.text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the texts of a site share, beside its Markdown.

    shortcodes: those of the site, by name. partials: the texts of its other templates, by name, where it is read so
    that calls become what their templates print. are_all: there are no others. has_callouts: as far as we know the site
    has a hook that shows `[!NOTE]` as such. expands: a call becomes what its template
    prints, as far as that can be read. params: of the site, with keys in small letters. digest: of all this.
    """

    shortcodes: Mapping[str, OwnShortcode] = field(default_factory=dict, repr=False, hash=False)
    partials: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)
    are_all: bool = False
    has_callouts: bool = True
    expands: bool = False
    params: Mapping[str, Value] = field(default_factory=dict, repr=False, hash=False)
    title: str = ""
    base_url: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkdownSettings:
    """How Hugo reads the posts of one site; but for HTML the defaults are the engine's own.

    has_math: `passthrough` with dollar signs. delimiters: all of its pairs, and whether one makes a block; dollar
    signs where only `has_math` is said. has_definition_lists: `: text` below a term. has_typographer: quotes and
    dashes are made typographic, which shows in heading ids. has_autolinks: bare addresses are links. has_html: HTML
    in Markdown is shown; where the config forbids it, the engine leaves it out. has_block_attributes: `{.class}`
    below a block. has_emoji: `:smile:`. heading_ids: "github", "github-ascii", "blackfriday", "" for none.
    extras: names of the signs that mean more ("insert", "mark", "subscript", "superscript"). has_strikethrough: `~x~`
    is deleted text. has_hard_wraps: each line of a paragraph is one for readers too. joins_wide_lines: between wide
    letters the end of a line is nothing. runs_inline: templates that stand in texts are run. guesses_languages: of code
    that names none.

    markup: of this post. params: of the page, with keys in small letters. site: what surrounds it. minor: of the
    engine's version. ruled: the calls that rules of the site are about, as ("shortcode", name).
    """

    has_math: bool = False
    delimiters: tuple[tuple[str, str, bool], ...] = ()
    has_definition_lists: bool = True
    has_typographer: bool = True
    has_autolinks: bool = True
    has_html: bool = True
    has_block_attributes: bool = False
    has_emoji: bool = False
    heading_ids: str = "github"
    extras: tuple[str, ...] = ()
    has_strikethrough: bool = True
    has_hard_wraps: bool = False
    joins_wide_lines: bool = False
    runs_inline: bool = False
    guesses_languages: bool = False
    markup: Literal["markdown", "html", "other"] = "markdown"
    params: Mapping[str, Value] = field(default_factory=dict, hash=False)
    site: Surroundings = field(default_factory=Surroundings)
    minor: int = 168
    ruled: frozenset[tuple[str, str]] = frozenset()

    @property
    def formula_delimiters(self) -> tuple[tuple[str, str, bool], ...]:
        """What opens and closes a formula, and whether it stands in a block of its own."""
        if self.delimiters or not self.has_math:
            return self.delimiters
        return (("$$", "$$", True), ("$", "$", False))
