"""The command that says what is in a site, before anything moves."""

from __future__ import annotations

from typing import Annotated

import typer

from syndicate.cli import options
from syndicate.cli.request import Findings, Source
from syndicate.cli.terminal import put, put_lines, say, say_all
from syndicate.diagnostics import json_bytes


def scan_site(
    source: Source,
    findings: Findings,
    to: Annotated[
        str,
        typer.Option("--to", metavar="ENGINE", help="Say what this engine cannot say, too."),
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print all of it as JSON.")] = False,
    pages: options.Pages = False,
) -> None:
    """Say what is in a site before anything moves: posts, addresses, constructs, what is broken."""
    from syndicate.inventory import scan
    from syndicate.inventory.inventory import snippet
    from syndicate.inventory.table import table

    site = source.read(pages=pages)
    found = scan(site, to or None)
    if as_json:
        put(json_bytes(found.as_json()))
    else:
        put_lines(table(found))
        if found.unmapped and not findings.quiet:
            say("\nrules for syndicate.toml, to be filled in (docs/rules.md):\n")
            say_all(snippet(found).splitlines())
    if findings.verbose:
        findings.say(found.diagnostics)
    if findings.report is not None:
        from syndicate.conversion.report import write_reading_report

        write_reading_report(findings.report, site.posts, found.diagnostics)
    raise typer.Exit(findings.code(found.diagnostics))
