"""Time and memory of a feed of all posts, beside rendering them alone: python -m tests.feed.bench SITE [FORMAT]."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

from syndicate.adapter import ExportContext, adapter_named, read
from syndicate.body.html import article_of
from syndicate.copies.feed import write_feed
from syndicate.model import Site


def rendered(site: Site) -> int:
    """How many characters the articles of a site have, with nothing made of them."""
    engine = adapter_named(site.engine)
    assert engine.resolve is not None
    assert engine.asset_url is not None
    context = ExportContext(
        site=site, source=engine.dialect, resolve=engine.resolve, asset_url=engine.asset_url
    )
    size = 0
    for post in site.posts:
        if post.url is not None:
            relink = context.relink(post, lambda diagnostic: None)
            size += len(article_of(post.body(), post.dialect, base=post.url, relink=relink).html)
    return size


def megabytes() -> int:
    """The most memory that the process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(folder: str, format: str = "atom") -> None:
    site = read(folder)
    say = sys.stdout.write
    say(f"{len(site.posts)} posts, {megabytes()} MB after reading\n")
    start = time.process_time()
    size = rendered(site)
    alone = time.process_time() - start
    say(f"rendering alone   {alone:7.2f} s  {size / 1e6:6.1f} MB of HTML, peak {megabytes()} MB\n")
    with tempfile.TemporaryDirectory() as scratch:
        start = time.process_time()
        (file,) = write_feed(site, Path(scratch), options={"format": format, "limit": "0"}).files
        whole = time.process_time() - start
        written = file.stat().st_size / 1e6
    say(f"feed ({format:4})       {whole:7.2f} s  {written:6.1f} MB, peak {megabytes()} MB\n")
    say(f"ratio             {whole / alone:7.2f}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
