"""Of the installed adapters only those that a command needs are loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from syndicate.adapter import EVIDENCE, GROUP, adapter_named
from syndicate_adapters.evidence import none

SAMPLE = Path(__file__).parents[2] / "samples" / "docusaurus"


def test_to_read_a_site_no_other_engine_is_loaded() -> None:
    script = (
        "import sys, syndicate; syndicate.read(sys.argv[1])\n"
        "names = {n.split('.')[1] for n in sys.modules if n.startswith('syndicate_adapters.')}\n"
        "print(sorted(names - {'evidence'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(SAMPLE)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == "['docusaurus']"


INTERRUPTED = {
    "while the program is loaded": (
        "import sys\n"
        "class Interrupt:\n"
        "    def find_spec(self, name, *more):\n"
        "        if name == 'syndicate.cli.program': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupt())\n"
    ),
    "while a dataclass is made": (
        "from syndicate.cli import program\n"
        "def app(**settings):\n"
        "    exec('raise KeyboardInterrupt')\n"
        "program.app = app\n"
    ),
}


@pytest.mark.parametrize("before", INTERRUPTED.values(), ids=INTERRUPTED)
def test_an_interrupted_command_ends_with_its_exit_code(tmp_path: Path, before: str) -> None:
    """Where `exec` is interrupted, `python -m` would make a death by the signal of it."""
    (tmp_path / "interrupted.py").write_text(f"{before}from syndicate.cli import main\nmain()\n")
    done = subprocess.run(
        [sys.executable, "-m", "interrupted"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (done.returncode, done.stderr) == (130, b"")


def test_every_adapter_of_ours_names_its_evidence() -> None:
    for point in entry_points(group=GROUP):
        if point.module.startswith("syndicate_adapters."):
            (asked,) = entry_points(group=EVIDENCE, name=point.name)
            adapter = adapter_named(point.name)
            assert asked.load() is (none if adapter.read is None else adapter.detect)
