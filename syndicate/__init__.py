"""Move a blog between engines, or cross-post it, and no reader notices.

site = syndicate.read("my-blog")
plan = syndicate.convert(site, to="hugo", out="my-hugo-site")
result = plan.run()
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing it from typing would double the time of `syndicate --version`
if TYPE_CHECKING:
    from syndicate.adapter import read
    from syndicate.conversion.convert import convert, convert_text
    from syndicate.conversion.plan import Plan
    from syndicate.conversion.results import PostResult, Result, TextResult
    from syndicate.copies.export import ExportedPost, ExportResult, export, export_post
    from syndicate.copies.feed import FeedText, feed
    from syndicate.diagnostics import Diagnostic, Severity, SyndicateError, UsageError
    from syndicate.inventory import Inventory, scan
    from syndicate.model import Author, Post, Redirect, Site, Term
    from syndicate.publishing.desk import PublishPlan
    from syndicate.publishing.publish import PublishResult, publish
    from syndicate.publishing.reconcile import Reconciled, reconcile
    from syndicate.shelf import Shelf, reviews

__all__ = [
    "Author",
    "Diagnostic",
    "ExportResult",
    "ExportedPost",
    "FeedText",
    "Inventory",
    "Plan",
    "Post",
    "PostResult",
    "PublishPlan",
    "PublishResult",
    "Reconciled",
    "Redirect",
    "Result",
    "Severity",
    "Shelf",
    "Site",
    "SyndicateError",
    "Term",
    "TextResult",
    "UsageError",
    "convert",
    "convert_text",
    "export",
    "export_post",
    "feed",
    "publish",
    "read",
    "reconcile",
    "reviews",
    "scan",
]

_HOMES = {
    "syndicate.adapter": ("read",),
    "syndicate.conversion.convert": ("convert", "convert_text"),
    "syndicate.conversion.plan": ("Plan",),
    "syndicate.conversion.results": ("PostResult", "Result", "TextResult"),
    "syndicate.copies.export": ("ExportResult", "ExportedPost", "export", "export_post"),
    "syndicate.copies.feed": ("FeedText", "feed"),
    "syndicate.diagnostics": ("Diagnostic", "Severity", "SyndicateError", "UsageError"),
    "syndicate.model": ("Author", "Post", "Redirect", "Site", "Term"),
    "syndicate.inventory.inventory": ("Inventory",),
    "syndicate.inventory.survey": ("scan",),
    "syndicate.publishing.desk": ("PublishPlan",),
    "syndicate.publishing.publish": ("PublishResult", "publish"),
    "syndicate.publishing.reconcile": ("Reconciled", "reconcile"),
    "syndicate.shelf": ("Shelf", "reviews"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Public names are imported when they are first used, so that the command starts fast."""
    if name == "__version__":
        from syndicate.version import version

        return version()
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, "__version__"})
