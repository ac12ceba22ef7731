"""All tests here have the adapters for notes and pages."""

from __future__ import annotations

import pytest

from tests.notes.site import notes_installed

__all__ = ["notes_installed"]


@pytest.fixture(autouse=True)
def _notes(notes_installed: None) -> None:
    """Installs the adapters."""
