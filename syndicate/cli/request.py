"""What several commands are asked in the same words: a site, some of its posts, how to say what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from syndicate.cli import options
from syndicate.cli.terminal import say_found, shown
from syndicate.diagnostics import ExitCode, Severity, exit_code, shown_diagnostics

if TYPE_CHECKING:
    from syndicate.diagnostics import Diagnostic
    from syndicate.model import Post, Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The site that a command reads, and how."""

    site: options.Site
    from_: options.From = ""
    url: options.Url = ""
    set_: options.Set = None
    config: options.Config = None
    rules: options.Rules = None
    run_config: options.RunConfig = False
    expand: options.Expand = False

    def read(self, *, pages: bool = False) -> Site:
        """The site. Raises SyndicateError."""
        from syndicate.adapter import read

        return read(
            self.site,
            from_=self.from_ or None,
            url=self.url,
            overrides=options.pairs(self.set_, "--set"),
            config_file=self.config,
            run_config=self.run_config,
            pages=pages,
            expand=self.expand,
            rules_file=self.rules,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The posts that a command is about."""

    post: options.Posts = None
    since: options.Since = ""
    lang: options.Lang = ""
    tag: options.Tag = ""

    @property
    def is_all(self) -> bool:
        """Whether all posts are meant."""
        return not (self.post or self.since or self.lang or self.tag)

    def of(self, site: Site) -> tuple[Post, ...] | None:
        """The posts of `site` that are meant; None where nothing was asked for. Raises UsageError."""
        from syndicate.cli.selection import selected

        return selected(site, names=self.post or (), since=self.since, lang=self.lang, tag=self.tag)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """How a command tells what was found."""

    report: options.Report = None
    strict: options.Strict = False
    quiet: options.Quiet = False
    verbose: options.Verbose = False

    def say(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Writes findings to stderr: with --quiet errors only, without --verbose each component once."""
        from syndicate.conversion.gathering import gathered

        if self.quiet:
            diagnostics = (found for found in diagnostics if found.severity is Severity.ERROR)
        if not self.verbose:
            diagnostics = gathered(diagnostics)
        say_found(shown_diagnostics(diagnostics, is_verbose=self.verbose, line_of=shown))

    def told(self, posts: Sequence[Post], diagnostics: Sequence[Diagnostic]) -> ExitCode:
        """Says what was found in `posts`, and reports it if that was asked for; gives the exit code."""
        self.say(diagnostics)
        if self.report is not None:
            from syndicate.conversion.report import write_reading_report

            write_reading_report(Path(self.report), posts, diagnostics)
        return self.code(diagnostics)

    def code(self, diagnostics: Iterable[Diagnostic]) -> ExitCode:
        """The exit code that says the same as `diagnostics`."""
        return exit_code(diagnostics, is_strict=self.strict)
