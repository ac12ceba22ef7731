"""The command line: it parses, calls one use case, prints and exits."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # importing it from typing would double the time of `syndicate --version`
if TYPE_CHECKING:
    from syndicate.cli.program import app

__all__ = ["app", "main"]


def main() -> None:
    """The command `syndicate`; ends the process with its exit code."""
    if sys.argv[1:] == ["--version"]:  # before anything is imported that takes time
        from syndicate.version import version

        sys.stdout.write(f"syndicate {version()}\n")
        return
    from syndicate.cli.program import run

    sys.exit(run())


def __getattr__(name: str) -> object:
    if name == "app":
        from syndicate.cli.program import app

        return app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
