"""Forem's renderer over its own gems, asked for whole lists of articles at once."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.engines.builds import missing

_SCRIPT = Path(__file__).with_name("forem.rb")
_GEMS = "apt-get install jekyll ruby-redcarpet ruby-rails-html-sanitizer"


@cache
def find_ruby() -> str:
    """The Ruby that has the gems."""
    ruby = shutil.which("ruby")
    if ruby is None:
        missing("Forem's renderer", _GEMS)
    needed = "require 'redcarpet'; require 'liquid'; require 'rails-html-sanitizer'"
    if subprocess.run([ruby, "-W0", "-e", needed], capture_output=True, check=False).returncode:
        missing("Forem's renderer", _GEMS)
    return ruby


def rendered(articles: Sequence[str]) -> list[str]:
    """The HTML of each article; what is refused is "error: " and the message."""
    result = subprocess.run(
        [find_ruby(), "-W0", str(_SCRIPT)],
        input=json.dumps(list(articles)),
        capture_output=True,
        text=True,
        check=True,
    )
    answers: list[dict[str, str]] = json.loads(result.stdout)
    return [answer.get("html", f"error: {answer.get('error')}") for answer in answers]
