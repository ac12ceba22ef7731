"""What a conversion is judged by, and lines about pages that were judged."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from syndicate.diagnostics import UsageError, printable
from syndicate.verify import PageVerdict, Status, Verdict, verify
from syndicate.verify.build import check_source


def page_line(page: PageVerdict) -> str | None:
    """What is not as it was about a page; None where nothing is."""
    if page.status is Status.SAME and not page.differences:
        return None
    kinds = Counter(difference.kind for difference in page.differences)
    said = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
    where = f" {page.new_address}" if page.new_address not in ("", page.address) else ""
    return printable(f"{page.address}: {page.status.value}{where}{f'; {said}' if said else ''}")


def check_request(
    site: Path, built: Path | None, *, is_wanted: bool, may_build: bool, is_written: bool
) -> None:
    """Raises UsageError where a conversion of `site` could not be judged, before it is begun.

    built: what its engine made of it, if that is there. is_written: the conversion goes to a folder.
    """
    if not is_wanted:
        raise UsageError("--build and --built are for --verify; say --verify too")
    if not is_written:
        raise UsageError("--verify judges what was written; convert into a folder for it")
    if built is None:
        check_source(site, is_allowed=may_build, instead="--built FOLDER")
    elif may_build:
        raise UsageError("--built names a site that is built already; leave --build out")


def judged_conversion(old: Path, new: Path, *, may_build: bool) -> Verdict:
    """The judgement on a conversion, which is built in any case: its code is the user's own, or ours.

    old: the site, built or to be built. Raises SyndicateError where an engine fails.
    """
    return verify(old, new, build=may_build, build_new=True)
