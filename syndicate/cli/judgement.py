"""Lines about pages that were judged."""

from __future__ import annotations

from collections import Counter

from syndicate.diagnostics import printable
from syndicate.verify import PageVerdict, Status


def page_line(page: PageVerdict) -> str | None:
    """What is not as it was about a page; None where nothing is."""
    if page.status is Status.SAME and not page.differences:
        return None
    kinds = Counter(difference.kind for difference in page.differences)
    said = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
    where = f" {page.new_address}" if page.new_address not in ("", page.address) else ""
    return printable(f"{page.address}: {page.status.value}{where}{f'; {said}' if said else ''}")
