"""The names that other people's programs may use."""

from __future__ import annotations

import subprocess
import sys

import pytest

import syndicate

NAMES = [
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


def test_the_public_names_are_these() -> None:
    assert syndicate.__all__ == NAMES
    assert set(NAMES) <= set(dir(syndicate))
    for name in NAMES:
        assert callable(getattr(syndicate, name))


def test_no_package_of_ours_hides_a_public_name() -> None:
    import pkgutil

    modules = {module.name for module in pkgutil.iter_modules(syndicate.__path__)}
    assert modules & set(NAMES) == set()


def test_a_name_that_does_not_exist_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        syndicate.nothing  # noqa: B018


def test_importing_us_imports_nothing_else() -> None:
    program = "import sys, syndicate; print([m for m in sys.modules if m.startswith('syndicate')])"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "['syndicate']\n"
