"""A campaign: `python -m tests.fuzz --documents 100000 --seed 1`; with `--hostile`, what the worst documents cost."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

from tests.fuzz.campaign import Campaign
from tests.fuzz.hostile import ALLOWED, dearest


def main(arguments: list[str]) -> int:
    """Runs until the documents are done; the findings lie in the folder, and make the exit code 1."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--out", type=Path, default=Path("build/fuzz"), help="where findings go")
    parser.add_argument("--hostile", action="store_true", help="measure hostile documents of 64 KB")
    parser.add_argument("--engine", default="", help="with --hostile: read as this one only")
    parser.add_argument("--pattern", default="", help="with --hostile: only documents so named")
    given = parser.parse_args(arguments)
    if given.hostile:
        return _measure(given.engine, given.pattern)
    given.out.mkdir(parents=True, exist_ok=True)
    campaign = Campaign(seed=given.seed)
    while campaign.documents < given.documents:
        known = set(campaign.findings)
        campaign.run(min(1_000, given.documents - campaign.documents))
        for name in campaign.findings.keys() - known:
            finding = campaign.findings[name]
            file = given.out / f"{given.seed}-{len(known)}-{abs(hash(name)):x}.json"
            file.write_text(json.dumps(asdict(finding), indent=1, ensure_ascii=True))
            _say(f"{name}: {finding.text!r}\n{finding.trace[-600:]}")
        _say(
            f"{campaign.documents:,} documents, {campaign.characters / 1e6:.1f} million characters, "
            f"{len(campaign.seen):,} shapes, {len(campaign.findings)} findings, "
            f"{time.process_time():.0f} s"
        )
    return 1 if campaign.findings else 0


def _measure(engine: str, pattern: str) -> int:
    """Says the dear ones as they come, and the dearest at the end; more than is allowed makes the exit code 1."""
    found = []
    for times, way, name in dearest(engine, pattern):
        found.append((times, way, name))
        if times > ALLOWED / 4:
            _say(f"{times:8.1f}  {way:24}  {name}")
    found.sort(reverse=True)
    over = sum(times > ALLOWED for times, _, _ in found)
    _say(f"{len(found)} documents, {over} over {ALLOWED:g} times a median post; the dearest:")
    for times, way, name in found[:10]:
        _say(f"{times:8.1f}  {way:24}  {name}")
    return 1 if over else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
