"""Sites that real engines built, once for all tests of feeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines import builds

SAMPLE = Path(__file__).parents[2] / "samples" / "docusaurus"


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample blog as Docusaurus builds it."""
    out = tmp_path_factory.mktemp("docusaurus") / "build"
    built = builds.build_docusaurus(SAMPLE, out)
    assert built.is_ok, built.log
    return out
