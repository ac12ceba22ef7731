"""The commands. Each imports what it needs when it is called, so that `--help` is fast."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from syndicate.cli import options
from syndicate.cli.terminal import ProgressLine, ReaderGone, put, say, say_all, shown
from syndicate.diagnostics import (
    ExitCode,
    Severity,
    SyndicateError,
    UsageError,
    exit_code,
    json_bytes,
    printable,
    shown_diagnostics,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from syndicate.conversion.plan import Plan, Result
    from syndicate.diagnostics import Diagnostic
    from syndicate.model import Post, Site
    from syndicate.verify import Verdict

app = typer.Typer(
    name="syndicate",
    help="Move a blog between engines, or cross-post it, and no reader notices.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run() -> int:
    """Runs the command that the process was started with; gives its exit code."""
    try:
        app(prog_name="syndicate")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else ExitCode.FAILED
    except ReaderGone:
        return ExitCode.DONE
    except SyndicateError as error:
        # what an engine said has lines of its own
        say("syndicate: " + "\n".join(map(printable, str(error).split("\n"))))
        return ExitCode.USAGE if isinstance(error, UsageError) else ExitCode.FAILED
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    return ExitCode.DONE


def _say_version(is_wanted: bool) -> None:
    if is_wanted:
        from syndicate.version import version

        put(f"syndicate {version()}\n")
        raise typer.Exit


@app.callback()
def syndicate(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_say_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Move a blog between engines, or cross-post it, and no reader notices."""


# -- reading --------------------------------------------------------------------------------------


@app.command("list")
def list_posts(
    site: options.Site,
    as_json: Annotated[bool, typer.Option("--json", help="Print an array of all facts.")] = False,
    post: options.Posts = None,
    since: options.Since = "",
    lang: options.Lang = "",
    tag: options.Tag = "",
    from_: options.From = "",
    url: options.Url = "",
    set_: options.Set = None,
    config: options.Config = None,
    run_config: options.RunConfig = False,
    pages: options.Pages = False,
    report: options.Report = None,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """List the posts of a site with their addresses."""
    from syndicate.cli.listing import post_json, post_table

    found = _read(site, from_, url, set_, config, run_config, pages)
    posts = _selected(found, post, since, lang, tag)
    posts = found.posts if posts is None else posts
    if as_json:
        put(json_bytes([post_json(each) for each in posts]))
    else:
        put("".join(f"{line}\n" for line in post_table(posts)))
    _say_findings(found.diagnostics, quiet=quiet, verbose=verbose)
    if report is not None:
        from syndicate.conversion.report import write_reading_report

        write_reading_report(report, posts, found.diagnostics)
    raise typer.Exit(exit_code(found.diagnostics, is_strict=strict))


@app.command("reviews")
def list_reviews(
    site: options.Site,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print every review, and what is odd, with all facts.")
    ] = False,
    post: options.Posts = None,
    since: options.Since = "",
    lang: options.Lang = "",
    tag: options.Tag = "",
    from_: options.From = "",
    url: options.Url = "",
    set_: options.Set = None,
    config: options.Config = None,
    run_config: options.RunConfig = False,
    report: options.Report = None,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """List the reviews of a site with their books, and say what is odd about them."""
    from syndicate.cli.listing import review_table
    from syndicate.conversion.report import write_reading_report
    from syndicate.shelf import reviews

    found = _read(site, from_, url, set_, config, run_config)
    posts = _selected(found, post, since, lang, tag)
    whole = reviews(found, posts)
    if as_json:
        put(json_bytes(whole.as_json()))
    else:
        put("".join(f"{line}\n" for line in review_table(whole)))
    _say_findings(whole.diagnostics, quiet=quiet, verbose=verbose)
    if report is not None:
        write_reading_report(report, found.posts if posts is None else posts, whole.diagnostics)
    raise typer.Exit(exit_code(whole.diagnostics, is_strict=strict))


@app.command()
def adapters(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The platform whose options to print.")
    ] = "",
) -> None:
    """Say which platforms are read and written, and with which options."""
    from syndicate.adapter import adapter_named, installed_adapters
    from syndicate.cli.listing import adapter_lines, adapter_table

    one = adapter_named(name) if name else None
    lines = adapter_lines(one) if one else adapter_table(installed_adapters().values())
    put("".join(f"{line}\n" for line in lines))


# -- converting -----------------------------------------------------------------------------------


@app.command()
def convert(
    site: options.Site,
    out: Annotated[
        str,
        typer.Argument(metavar="OUT", help='The folder to write to; "-" prints one post instead.'),
    ],
    to: Annotated[str, typer.Option("--to", metavar="ENGINE", help="The engine to write for.")],
    option: Annotated[
        list[str] | None,
        typer.Option(
            "-O",
            "--option",
            metavar="KEY=VALUE",
            help="An option of ENGINE; `syndicate adapters ENGINE` lists them. Repeatable.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("-n", "--dry-run", help="Say what would be done; touch nothing.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Print what would change; touch nothing.")
    ] = False,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs",
            metavar="N",
            min=0,
            help="Processes for a large site; 0: as many as processors.",
        ),
    ] = 1,
    verify: options.JudgeThen = False,
    build: options.BuildSite = False,
    built: options.Built = None,
    post: options.Posts = None,
    since: options.Since = "",
    lang: options.Lang = "",
    tag: options.Tag = "",
    from_: options.From = "",
    url: options.Url = "",
    set_: options.Set = None,
    config: options.Config = None,
    run_config: options.RunConfig = False,
    pages: options.Pages = False,
    report: options.Report = None,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Convert a site, or some of its posts, for another engine."""
    from syndicate.conversion.convert import convert as plan_conversion
    from syndicate.conversion.convert import convert_post
    from syndicate.conversion.report import summary_lines, write_report, write_text_report

    if diff and dry_run:
        raise UsageError("--diff touches nothing already; leave --dry-run out")
    if diff and report is not None:
        raise UsageError("--diff renders and forgets; take --dry-run for a report")
    if verify or build or built is not None:
        from syndicate.cli.judgement import check_request

        is_written = not (diff or dry_run or out == "-")
        check_request(site, built, is_wanted=verify, may_build=build, is_written=is_written)
    found = _read(site, from_, url, set_, config, run_config, pages)
    posts = _selected(found, post, since, lang, tag)
    if verify and posts is not None:
        raise UsageError("--verify judges a whole site; convert all of its posts")
    wanted = options.pairs(option, "-O")
    if out == "-":
        text = convert_post(found, to=to, options=wanted, posts=posts)
        put(text.text)
        _say_findings(text.diagnostics, quiet=quiet, verbose=verbose)
        if text.copies and not quiet:
            say_all(printable(f"it shows {c.source}, as {c.path}") for c in text.copies)
        if report is not None:
            write_text_report(report, text)
        raise typer.Exit(exit_code(text.diagnostics, is_strict=strict))
    plan = plan_conversion(found, to=to, out=Path(out), options=wanted, posts=posts)
    if diff:
        for part in plan.diff():
            put(part)
        raise typer.Exit(ExitCode.DONE)
    result = _carried_out(plan, is_dry=dry_run, jobs=jobs, is_silent=quiet)
    _say_findings(result.diagnostics, quiet=quiet, verbose=verbose)
    if not quiet:
        say_all(summary_lines(plan, result))
        if not verify:
            _say_next(plan, result)
    if report is not None:
        write_report(report, plan, result)
    code = result.exit_code(is_strict=strict)
    if verify:
        from syndicate.cli.judgement import judged_conversion

        verdict = judged_conversion(built or site, Path(out), may_build=build)
        code = max(code, _said(verdict, is_silent=quiet))
    raise typer.Exit(code)


def _carried_out(plan: Plan, *, is_dry: bool, jobs: int, is_silent: bool) -> Result:
    import os

    line = ProgressLine("converting")
    line.is_shown = line.is_shown and not is_silent
    try:
        if is_dry:
            return plan.dry_run(progress=line)
        return plan.run(jobs=jobs or os.cpu_count() or 1, progress=line)
    finally:
        line.clear()


# -- judging --------------------------------------------------------------------------------------


@app.command()
def verify(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="The site as it was: a built one, or its source.")
    ],
    new: Annotated[
        Path, typer.Argument(metavar="NEW", help="The site as it is: a built one, or its source.")
    ],
    select: Annotated[
        str, typer.Option("--select", metavar="CSS", help="Where the article is on every page.")
    ] = "",
    build: Annotated[
        bool,
        typer.Option("--build", help="Let engines build sources. Only if you trust the sites."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the judgement as JSON.")] = False,
    quiet: options.Quiet = False,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose", help="Name every page that is not as it was.")
    ] = False,
) -> None:
    """Compare two built sites as readers see them: addresses, articles, feeds."""
    from syndicate.cli.judgement import page_line
    from syndicate.verify import PageVerdict
    from syndicate.verify import verify as judge

    def hear(page: PageVerdict) -> None:
        line = page_line(page)
        if verbose and line is not None:
            say(line)

    verdict = judge(old, new, select=select or None, build=build, report=hear)
    if as_json:
        put(json_bytes(verdict.as_json()))
    raise typer.Exit(_said(verdict, is_silent=quiet or as_json))


def _said(verdict: Verdict, *, is_silent: bool) -> ExitCode:
    """Prints a judgement; gives the exit code that says the same."""
    import shutil

    if not is_silent:
        put(f"{verdict.summary(width=shutil.get_terminal_size((100, 40)).columns)}\n")
    return ExitCode.ERRORS if verdict.is_worse else ExitCode.DONE


# -- copies ---------------------------------------------------------------------------------------


@app.command("feed")
def write_feeds(
    site: options.Site,
    out: options.FeedOut,
    format: options.FeedFormats = None,
    limit: options.Limit = None,
    summary: options.Summary = False,
    self_url: options.SelfUrl = "",
    ids: options.Ids = "",
    option: options.FeedOptions = None,
    post: options.Posts = None,
    since: options.Since = "",
    lang: options.Lang = "",
    tag: options.Tag = "",
    from_: options.From = "",
    url: options.Url = "",
    set_: options.Set = None,
    config: options.Config = None,
    run_config: options.RunConfig = False,
    report: options.Report = None,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Write a feed that readers of the engine's own feed can follow without seeing a post twice."""
    from syndicate.conversion.report import write_reading_report
    from syndicate.copies.feed import feed, write_feed

    found = _read(site, from_, url, set_, config, run_config)
    posts = _selected(found, post, since, lang, tag)
    given = {
        "format": ",".join(format or ()),
        "limit": "" if limit is None else str(limit),
        "summary": "true" if summary else "",
        "self-url": self_url,
        "ids": ids,
    }
    wanted = options.pairs(option, "-O") | {key: text for key, text in given.items() if text}
    if out == "-":
        text = feed(found, posts=posts, options=wanted)
        put(text.text)
        diagnostics = text.diagnostics
    else:
        result = write_feed(found, Path(out), posts=posts, options=wanted)
        diagnostics = result.diagnostics
        if not quiet:
            say_all(printable(f"wrote {file}") for file in result.files)
    _say_findings(diagnostics, quiet=quiet, verbose=verbose)
    if report is not None:
        write_reading_report(report, found.posts if posts is None else posts, diagnostics)
    raise typer.Exit(exit_code(diagnostics, is_strict=strict))


@app.command("export")
def export_copies(
    site: options.Site,
    out: options.ExportOut,
    to: options.Service,
    option: options.ServiceOptions = None,
    post: options.Posts = None,
    since: options.Since = "",
    lang: options.Lang = "",
    tag: options.Tag = "",
    from_: options.From = "",
    url: options.Url = "",
    set_: options.Set = None,
    config: options.Config = None,
    run_config: options.RunConfig = False,
    report: options.Report = None,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Write copies of posts that a service takes, each naming its original."""
    from syndicate.conversion.report import write_reading_report
    from syndicate.copies.collection import collect, is_collector
    from syndicate.copies.export import export, export_post

    found = _read(site, from_, url, set_, config, run_config)
    posts = _selected(found, post, since, lang, tag)
    chosen = found.posts if posts is None else posts
    wanted = options.pairs(option, "-O")
    if is_collector(to):
        collection = collect(found, to=to, posts=posts, options=wanted)
        diagnostics = collection.diagnostics
        if out == "-":
            put(collection.text)
        else:
            files = collection.write(Path(out))
            if not quiet:
                say_all(printable(f"wrote {file}") for file in files)
    elif out == "-":
        copy = export_post(found, _the_one(chosen), to=to, options=wanted)
        put(copy.text)
        diagnostics = copy.diagnostics
    else:
        result = export(found, Path(out), to=to, posts=posts, options=wanted)
        diagnostics = result.diagnostics
        if not quiet:
            say(printable(f"{len(result.files)} of {len(chosen)} posts exported to {out} for {to}"))
            if result.skipped:
                say(f"{len(result.skipped)} are drafts or unlisted; choose them with --post")
    _say_findings(diagnostics, quiet=quiet, verbose=verbose)
    if report is not None:
        write_reading_report(report, chosen, diagnostics)
    raise typer.Exit(exit_code(diagnostics, is_strict=strict))


def _the_one(posts: tuple[Post, ...]) -> Post:
    if len(posts) != 1:
        raise UsageError(
            f'"-" prints one copy, and {len(posts)} posts are meant; choose with --post'
        )
    return posts[0]


# -- what they have in common ---------------------------------------------------------------------


def _read(
    path: Path,
    from_: str,
    url: str,
    set_: list[str] | None,
    config: Path | None,
    run_config: bool,
    pages: bool = False,
) -> Site:
    from syndicate.adapter import read

    return read(
        path,
        from_=from_ or None,
        url=url,
        overrides=options.pairs(set_, "--set"),
        config_file=config,
        run_config=run_config,
        pages=pages,
    )


def _selected(
    site: Site, names: list[str] | None, since: str, lang: str, tag: str
) -> tuple[Post, ...] | None:
    from syndicate.cli.selection import selected

    return selected(site, names=names or (), since=since, lang=lang, tag=tag)


def _say_findings(diagnostics: Iterable[Diagnostic], *, quiet: bool, verbose: bool) -> None:
    if quiet:
        diagnostics = (found for found in diagnostics if found.severity is Severity.ERROR)
    say_all(shown_diagnostics(diagnostics, is_verbose=verbose, line_of=shown))


def _say_next(plan: Plan, result: Result) -> None:
    """How to see with one's own eyes, or the engines', that no reader will notice."""
    import shlex

    if result.is_dry or plan.is_partial or plan.site.is_one_post:
        return
    words = ("syndicate", "verify", "--build", str(plan.site.root), str(plan.out))
    say(f"  next        {printable(shlex.join(words))}")
