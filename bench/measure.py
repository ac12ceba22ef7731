"""What a command costs, as the operating system counts it when the process has ended."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


class CommandFailed(Exception):
    """A measured command did not do its work; the message holds what it printed last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """cpu: seconds of processor time, user and system, of the process and its children. peak: bytes in memory."""

    cpu: float
    peak: int


def cost_of(command: Sequence[str], log: Path) -> Cost:
    """The cost of one run of `command`; what it prints goes to `log`. Raises CommandFailed.

    Exit code 1 is fine: the work is done and something was found.
    """
    with log.open("wb") as stream:
        process = subprocess.Popen(command, stdout=stream, stderr=stream)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        last = log.read_bytes()[-2000:].decode(errors="replace")
        raise CommandFailed(f"{' '.join(command)} ended with {process.returncode}:\n{last}")
    return Cost(cpu=usage.ru_utime + usage.ru_stime, peak=usage.ru_maxrss * 1024)


def median_of(costs: Sequence[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(
        cpu=median(cost.cpu for cost in costs), peak=int(median(cost.peak for cost in costs))
    )
