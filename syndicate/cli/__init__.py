"""The command line: it parses, calls one use case, prints and exits."""

from __future__ import annotations

import sys

TYPE_CHECKING = False  # importing it from typing would double the time of `syndicate --version`
if TYPE_CHECKING:
    from syndicate.cli.program import app

__all__ = ["app", "main"]

INTERRUPTED = 130  # ExitCode has it too, and may not be there yet


def main() -> None:
    """The command `syndicate`; ends the process with its exit code."""
    if sys.argv[1:] == ["--version"]:  # before anything is imported that takes time
        from syndicate.version import version

        sys.stdout.write(f"syndicate {version()}\n")
        return
    try:
        from syndicate.cli.program import run

        code = run()
    except KeyboardInterrupt:  # before there was anything to take it
        code = INTERRUPTED
    if code == INTERRUPTED:
        _forget_interrupt()
    sys.exit(code)


def _forget_interrupt() -> None:
    """Has the process end with its exit code.

    Where an interrupt meets `exec` of a text, by which dataclasses are made, `python -m` notes it and ends by the
    signal at last, whoever dealt with it since. Any other text makes it forget.
    """
    exec("")


def __getattr__(name: str) -> object:
    if name == "app":
        from syndicate.cli.program import app

        return app
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
