"""Two built sites, page by page: what a reader of the old one would miss in the new one."""

from __future__ import annotations

from syndicate.verify.compare import Difference
from syndicate.verify.judge import compare_articles, verify
from syndicate.verify.verdict import FeedVerdict, PageVerdict, Status, Verdict

__all__ = [
    "Difference",
    "FeedVerdict",
    "PageVerdict",
    "Status",
    "Verdict",
    "compare_articles",
    "verify",
]
