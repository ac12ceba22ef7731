"""The command that writes a site for another engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from syndicate.cli import options
from syndicate.cli.request import Choice, Findings, Source
from syndicate.cli.terminal import ProgressLine, put, say, say_all
from syndicate.diagnostics import ExitCode, UsageError, printable

if TYPE_CHECKING:
    from syndicate.conversion.plan import Plan
    from syndicate.conversion.results import Result, TextResult
    from syndicate.conversion.standstill import Seen, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How far a conversion goes: shown, tried, written, judged."""

    dry_run: options.DryRun = False
    diff: options.Diff = False
    jobs: options.Jobs = 1
    verify: options.JudgeThen = False
    build: options.BuildSite = False
    built: options.Built = None

    @property
    def is_plain(self) -> bool:
        """Whether the result is written, and no more is asked."""
        return not (self.dry_run or self.diff or self.verify)

    def check(self, source: Source, findings: Findings, out: str) -> None:
        """Raises UsageError where the wishes exclude each other."""
        if self.diff and self.dry_run:
            raise UsageError("--diff touches nothing already; leave --dry-run out")
        if self.diff and findings.report is not None:
            raise UsageError("--diff renders and forgets; take --dry-run for a report")
        if self.verify or self.build or self.built is not None:
            from syndicate.cli.judgement import check_request

            check_request(
                source.site,
                self.built,
                is_wanted=self.verify,
                may_build=self.build,
                is_written=not (self.diff or self.dry_run or out == "-"),
            )


def convert(
    source: Source,
    out: options.ConvertOut,
    to: options.Engine,
    manner: Manner,
    choice: Choice,
    findings: Findings,
    option: options.EngineOptions = None,
    pages: options.Pages = False,
    redirects: options.Redirects = "engine",
) -> None:
    """Convert a site, or some of its posts, for another engine."""
    manner.check(source, findings, out)
    wanted = options.pairs(option, "-O")
    seen = None
    if out != "-" and manner.is_plain and choice.is_all and not source.run_config:
        words = (to, sorted(wanted.items()), redirects, pages)
        seen = _seen(source, Path(out), words, findings)
    from syndicate.conversion.convert import convert as plan_conversion
    from syndicate.conversion.convert import convert_post

    found = source.read(pages=pages)
    posts = choice.of(found)
    if manner.verify and posts is not None:
        raise UsageError("--verify judges a whole site; convert all of its posts")
    if out == "-":
        text = convert_post(found, to=to, options=wanted, posts=posts)
        raise typer.Exit(_printed(text, findings, found.root if manner.diff else None))
    plan = plan_conversion(
        found, to=to, out=Path(out), options=wanted, posts=posts, redirects=redirects
    )
    if manner.diff:
        for part in plan.diff():
            put(part)
        raise typer.Exit(ExitCode.DONE)
    code = _carried_out(plan, manner, findings, seen)
    if manner.verify:
        from syndicate.cli.judgement import judged_conversion
        from syndicate.cli.judging import said

        old = manner.built or source.site
        verdict = judged_conversion(old, Path(out), may_build=manner.build)
        code = max(code, said(verdict, is_silent=findings.quiet))
    raise typer.Exit(code)


def _printed(text: TextResult, findings: Findings, compared: Path | None) -> ExitCode:
    """Prints one post, or what became of it compared with the file below a folder; gives the exit code."""
    from syndicate.conversion.diff import diff_of_post
    from syndicate.conversion.report import write_text_report

    shown = text.text
    if compared is not None:
        post, old = text.post, (compared / text.post.source).read_bytes()
        shown = diff_of_post(post.source, old, post.target or post.source, shown.encode())
    put(shown)
    findings.say(text.diagnostics)
    if text.copies and not findings.quiet:
        say_all(printable(f"it shows {c.source}, as {c.path}") for c in text.copies)
    if findings.report is not None:
        write_text_report(findings.report, text)
    return findings.code(text.diagnostics)


def _seen(source: Source, out: Path, words: tuple[object, ...], findings: Findings) -> Seen | None:
    """What the conversion depends on, if that can be told; ends the command where nothing has changed."""
    from syndicate.conversion.standstill import Request, Told, standstill

    own = (source.from_, source.url, source.set_, source.expand, source.config, source.rules)
    names = (*(str(source.config or "").split(",")), str(source.rules or ""))
    files = tuple(place for name in names if name for place in (Path(name), source.site / name))
    found = standstill(Request(site=source.site, out=out, words=(*words, *own), files=files))
    if isinstance(found, Told):
        raise typer.Exit(_said_again(found, out, findings))
    return found


def _said_again(told: Told, out: Path, findings: Findings) -> ExitCode:
    """Says of a run in which nothing changed what it would have said itself; gives the exit code."""
    from syndicate.conversion.report import lines_of, write_figures

    findings.say(told.diagnostics)
    if not findings.quiet:
        say_all(lines_of(told.figures, out, told.advice))
        if not told.is_one_post:
            _say_verify(told.root, out)
    if findings.report is not None:
        write_figures(findings.report, told.figures, told.posts, told.diagnostics)
    return findings.code(told.diagnostics)


def _carried_out(plan: Plan, manner: Manner, findings: Findings, seen: Seen | None) -> ExitCode:
    """Runs a plan or tries it, and says what came of it; gives the exit code."""
    from syndicate.conversion.report import summary_lines, write_report

    result = _run(plan, manner, seen, is_silent=findings.quiet)
    findings.say(result.diagnostics)
    if not findings.quiet:
        say_all(summary_lines(plan, result))
        if not manner.verify:
            _say_next(plan, result)
    if findings.report is not None:
        write_report(findings.report, plan, result)
    return result.exit_code(is_strict=findings.strict)


def _run(plan: Plan, manner: Manner, seen: Seen | None, *, is_silent: bool) -> Result:
    import os

    line = ProgressLine("converting")
    line.is_shown = line.is_shown and not is_silent
    try:
        if manner.dry_run:
            return plan.dry_run(progress=line)
        return plan.run(jobs=manner.jobs or os.cpu_count() or 1, progress=line, seen=seen)
    finally:
        line.clear()


def _say_next(plan: Plan, result: Result) -> None:
    """How to see with one's own eyes, or the engines', that no reader will notice."""
    if not (result.is_dry or plan.is_partial or plan.site.is_one_post):
        _say_verify(plan.site.root, plan.out)


def _say_verify(root: Path, out: Path) -> None:
    import shlex

    words = ("syndicate", "verify", "--build", str(root), str(out))
    say(f"  next        {printable(shlex.join(words))}")
