"""One run in a process of its own, which a test may kill: `child.py SITE API`."""

from __future__ import annotations

import sys

import syndicate
from syndicate.publishing.desk import Means
from syndicate.publishing.http import Pace
from syndicate.publishing.keys import Key
from tests.publish.desk import KEY


def main(root: str, api: str) -> None:
    """Publishes without pauses, so that what is killed is the work and not the waiting."""
    print("ready", flush=True)  # noqa: T201
    means = Means(key=Key(KEY, "a test"), pace=Pace(factor=0.0, backoff=0.01), tool="1")
    site = syndicate.read(root)
    syndicate.publish(
        site, to="devto", means=means, api_url=api, choose=True, yes=True, check=False
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
