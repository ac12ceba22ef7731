"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, TypeAlias

import typer

from syndicate.diagnostics import UsageError

Site: TypeAlias = Annotated[
    Path, typer.Argument(metavar="SITE", help="A site, a folder of posts, or one post.")
]
From: TypeAlias = Annotated[
    str,
    typer.Option(
        "--from", metavar="ENGINE", help="The engine of SITE; needed where no config tells it."
    ),
]
Url: TypeAlias = Annotated[
    str, typer.Option("--url", metavar="URL", help="Where SITE is served, if its config is silent.")
]
Set: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="KEY=VALUE", help="Set a key of SITE's config; VALUE is YAML. Repeatable."
    ),
]
Config: TypeAlias = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="The config of SITE, instead of the usual one."),
]
Rules: TypeAlias = Annotated[
    Path | None,
    typer.Option("--rules", metavar="FILE", help="Rules, instead of the syndicate.toml of SITE."),
]
RunConfig: TypeAlias = Annotated[
    bool,
    typer.Option("--run-config", help="Let the config of SITE run its code. Only if you trust it."),
]
Expand: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--expand", help="Show what SITE's own shortcodes print, where their templates tell."
    ),
]
Pages: TypeAlias = Annotated[
    bool, typer.Option("--pages", help="Read the plain Markdown pages of SITE too.")
]
Report: TypeAlias = Annotated[
    Path | None,
    typer.Option("--report", metavar="FILE", help="Write figures, posts and findings as JSON."),
]
Strict: TypeAlias = Annotated[
    bool, typer.Option("--strict", help="Exit with 1 for losses too, not only for errors.")
]
Quiet: TypeAlias = Annotated[bool, typer.Option("-q", "--quiet", help="Say only what went wrong.")]
Verbose: TypeAlias = Annotated[
    bool, typer.Option("-v", "--verbose", help="Show every finding, not three of each kind.")
]
Posts: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--post", metavar="POST", help="Only this path, slug, URL or glob. Repeatable."),
]
Since: TypeAlias = Annotated[
    str, typer.Option("--since", metavar="DATE", help="Only posts of this day or later.")
]
Lang: TypeAlias = Annotated[
    str, typer.Option("--lang", metavar="LANG", help="Only posts in this language.")
]
Tag: TypeAlias = Annotated[
    str, typer.Option("--tag", metavar="TAG", help="Only posts with this tag.")
]


# -- of conversions --------------------------------------------------------------------------------

ConvertOut: TypeAlias = Annotated[
    str,
    typer.Argument(metavar="OUT", help='The folder to write to; "-" prints one post instead.'),
]
Engine: TypeAlias = Annotated[
    str, typer.Option("--to", metavar="ENGINE", help="The engine to write for.")
]
EngineOptions: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "-O",
        "--option",
        metavar="KEY=VALUE",
        help="An option of ENGINE; `syndicate adapters ENGINE` lists them. Repeatable.",
    ),
]
Redirects: TypeAlias = Annotated[
    str,
    typer.Option(
        "--redirects",
        metavar="FORM",
        help="Who keeps old addresses: engine, netlify, cloudflare, vercel, nginx or apache.",
    ),
]
DryRun: TypeAlias = Annotated[
    bool, typer.Option("-n", "--dry-run", help="Say what would be done; touch nothing.")
]
Diff: TypeAlias = Annotated[
    bool, typer.Option("--diff", help="Print what would change; touch nothing.")
]
Jobs: TypeAlias = Annotated[
    int,
    typer.Option(
        "--jobs", metavar="N", min=0, help="Processes for a large site; 0: as many as processors."
    ),
]

JudgeThen: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--verify", help="Then have OUT built and compare it with SITE; needs --build or --built."
    ),
]
BuildSite: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--build", help="For --verify: let the engine of SITE run its code. Only if you trust it."
    ),
]
Built: TypeAlias = Annotated[
    Path | None,
    typer.Option("--built", metavar="FOLDER", help="For --verify: SITE as its engine built it."),
]


# -- of feeds --------------------------------------------------------------------------------------

FeedOut: TypeAlias = Annotated[
    str,
    typer.Argument(
        metavar="OUT",
        help='A file, whose ending may name the format, or a folder; "-" prints the feed.',
    ),
]
FeedFormats: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--format", metavar="FORMAT", help="atom, rss or json. Repeatable."),
]
Limit: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--limit", metavar="N", min=0, help="How many posts, the newest first; 0: all of them."
    ),
]
Summary: TypeAlias = Annotated[
    bool, typer.Option("--summary", help="Excerpts only, instead of whole articles.")
]
SelfUrl: TypeAlias = Annotated[
    str,
    typer.Option(
        "--self", metavar="URL", help="Where the feed is served, if not where the engine's own is."
    ),
]
Ids: TypeAlias = Annotated[
    str,
    typer.Option(
        "--id",
        metavar="RULE",
        help='What posts are called: "engine", as in its own feed; "canonical", by their addresses.',
    ),
]
FeedOptions: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "-O",
        "--option",
        metavar="KEY=VALUE",
        help="A further option; `syndicate adapters feed` lists them. Repeatable.",
    ),
]


# -- of copies for services ------------------------------------------------------------------------

ExportOut: TypeAlias = Annotated[
    str,
    typer.Argument(metavar="OUT", help='The folder to write to; "-" prints one copy instead.'),
]
Service: TypeAlias = Annotated[
    str,
    typer.Option(
        "--to",
        metavar="SERVICE",
        help="Who takes the copies: devto or medium; reviews: the whole shelf as JSON-LD and CSV.",
    ),
]
ServiceOptions: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "-O",
        "--option",
        metavar="KEY=VALUE",
        help="An option of SERVICE; `syndicate adapters SERVICE` lists them. Repeatable.",
    ),
]


# -- of publishing ---------------------------------------------------------------------------------

PublishTo: TypeAlias = Annotated[
    str, typer.Option("--to", metavar="SERVICE", help="Who gets the copies: devto or medium.")
]
All: TypeAlias = Annotated[
    bool, typer.Option("--all", help="Make a copy of every published post that has none.")
]
Public: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--public",
        help="Publish the copies, at their date if that is to come; else they are drafts.",
    ),
]
DryRunOfPublish: TypeAlias = Annotated[
    bool, typer.Option("-n", "--dry-run", help="Print what would be done; change nothing.")
]
Offline: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--offline", help="Ask nobody but the service; with -n not even that, and no key is needed."
    ),
]
NoCheck: TypeAlias = Annotated[
    bool, typer.Option("--no-check", help="Do not ask whether originals and pictures answer.")
]
Yes: TypeAlias = Annotated[
    bool, typer.Option("--yes", help="Make more than ten copies without asking.")
]
Overwrite: TypeAlias = Annotated[
    bool, typer.Option("--overwrite", help="Replace copies that were changed on the service.")
]
Rerender: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--rerender", help="Update copies that only this version of syndicate writes otherwise."
    ),
]
WriteBack: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--write-back", help="Write the address of each copy into its post, as `syndication`."
    ),
]
ApiUrl: TypeAlias = Annotated[
    str,
    typer.Option(
        "--api-url", metavar="URL", help="The API of another site that runs the same software."
    ),
]
LedgerFile: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--ledger", metavar="FILE", help="The ledger, if not .syndicate/ledger.txt in SITE."
    ),
]


def pairs(texts: Sequence[str] | None, option: str) -> dict[str, str]:
    """The values by key of an option like `-O key=value`. Raises UsageError without a "="."""
    found: dict[str, str] = {}
    for text in texts or ():
        key, sign, value = text.partition("=")
        if not (key and sign):
            raise UsageError(f"{option} {text!r} is not written like key=value")
        found[key] = value
    return found
