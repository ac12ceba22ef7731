"""The program: its commands in the order of `--help`, and how a run of it ends."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from typing import Annotated, Final

import typer

from syndicate.cli import converting, copying, judging, publishing, reading, scanning
from syndicate.cli.signature import flat
from syndicate.cli.terminal import ReaderGone, put, say
from syndicate.diagnostics import ExitCode, SyndicateError, UsageError, printable

app = typer.Typer(
    name="syndicate",
    help="Move a blog between engines, or cross-post it, and no reader notices.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_COMMANDS: Mapping[str, Callable[..., None]] = {
    "list": reading.list_posts,
    "scan": scanning.scan_site,
    "reviews": reading.list_reviews,
    "adapters": reading.list_adapters,
    "convert": converting.convert,
    "verify": judging.verify,
    "feed": copying.write_feeds,
    "export": copying.export_copies,
    "publish": publishing.publish_copies,
    "reconcile": publishing.reconcile_ledger,
}
for _name, _command in _COMMANDS.items():
    app.command(_name)(flat(_command))


COLLECT_AFTER: Final = (50_000, 20, 20)
"""How often Python looks for rings of objects. Ours are few: its 700 cost a tenth of the time of a conversion."""


def run() -> int:
    """Runs the command that the process was started with; gives its exit code."""
    gc.set_threshold(*COLLECT_AFTER)
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
