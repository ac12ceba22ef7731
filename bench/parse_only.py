"""The yardstick: reads every post of a folder, its header as YAML and its text with the Markdown parser, no more.

python -m bench.parse_only FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import pyromark
import yaml


def parse_only(folder: Path) -> int:
    """How many posts were read."""
    count = 0
    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES
    for file in folder.rglob("*"):
        if file.suffix not in (".md", ".mdx", ".markdown"):
            continue
        text = file.read_text().replace("\r\n", "\n")
        if text.startswith("---\n"):
            header, _, text = text[4:].partition("\n---\n")
            yaml.load(header, yaml.CSafeLoader)
        for _ in pyromark.events_with_range(text, options=options):
            pass
        count += 1
    return count


if __name__ == "__main__":
    sys.stdout.write(f"{parse_only(Path(sys.argv[1]))} posts\n")
