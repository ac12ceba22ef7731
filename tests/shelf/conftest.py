"""The blog of reviews, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

import syndicate
from tests.shelf.blog import lay_down


@pytest.fixture(scope="session")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the blog; not to be written to."""
    return lay_down(tmp_path_factory.mktemp("shelf"))


@pytest.fixture(scope="session")
def site(blog: Path) -> syndicate.Site:
    return syndicate.read(blog)
