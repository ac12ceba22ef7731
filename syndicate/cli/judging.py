"""The command that compares two sites as readers see them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from syndicate.cli import options
from syndicate.cli.terminal import put, put_lines, say
from syndicate.diagnostics import ExitCode, json_bytes

if TYPE_CHECKING:
    from syndicate.verify import PageVerdict, Verdict


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
    from syndicate.verify import verify as judge

    def hear(page: PageVerdict) -> None:
        line = page_line(page)
        if verbose and line is not None:
            say(line)

    verdict = judge(old, new, select=select or None, build=build, report=hear)
    if as_json:
        put(json_bytes(verdict.as_json()))
    raise typer.Exit(said(verdict, is_silent=quiet or as_json))


def said(verdict: Verdict, *, is_silent: bool) -> ExitCode:
    """Prints a judgement; gives the exit code that says the same."""
    import shutil

    if not is_silent:
        width = shutil.get_terminal_size((100, 40)).columns
        put_lines(verdict.summary(width=width).split("\n"))
    return ExitCode.ERRORS if verdict.is_worse else ExitCode.DONE
