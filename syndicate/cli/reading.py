"""The commands that only read. Each imports what it needs when it is called, so that `--help` is fast."""

from __future__ import annotations

from typing import Annotated

import typer

from syndicate.cli import options
from syndicate.cli.request import Choice, Findings, Source
from syndicate.cli.terminal import put, put_lines
from syndicate.diagnostics import json_bytes


def list_posts(
    source: Source,
    choice: Choice,
    findings: Findings,
    as_json: Annotated[bool, typer.Option("--json", help="Print an array of all facts.")] = False,
    pages: options.Pages = False,
) -> None:
    """List the posts of a site with their addresses."""
    from syndicate.cli.listing import post_json, post_table

    found = source.read(pages=pages)
    posts = choice.of(found)
    posts = found.posts if posts is None else posts
    if as_json:
        put(json_bytes([post_json(each) for each in posts]))
    else:
        put_lines(post_table(posts))
    raise typer.Exit(findings.told(posts, found.diagnostics))


def list_reviews(
    source: Source,
    choice: Choice,
    findings: Findings,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print every review, and what is odd, with all facts.")
    ] = False,
) -> None:
    """List the reviews of a site with their books, and say what is odd about them."""
    from syndicate.cli.listing import review_table
    from syndicate.shelf import reviews

    found = source.read()
    posts = choice.of(found)
    whole = reviews(found, posts)
    if as_json:
        put(json_bytes(whole.as_json()))
    else:
        put_lines(review_table(whole))
    raise typer.Exit(findings.told(found.posts if posts is None else posts, whole.diagnostics))


def list_adapters(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The platform whose options to print.")
    ] = "",
) -> None:
    """Say which platforms are read and written, and with which options."""
    from syndicate.adapter import adapter_named, installed_adapters
    from syndicate.cli.listing import adapter_lines, adapter_table

    one = adapter_named(name) if name else None
    lines = adapter_lines(one) if one else adapter_table(installed_adapters().values())
    put_lines(lines)
