"""Sites that real engines built, once for all tests of feeds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "samples" / "docusaurus"


@pytest.fixture(scope="session")
def built_sample(build_once: Callable[..., Path]) -> Path:
    """The sample blog as Docusaurus builds it; not to be written to."""
    return build_once("docusaurus", SAMPLE)
