"""Sites that were moved once, for all tests that look at them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sites.moving import SAMPLE, Judgement, Moved, build, judge, move


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A moved site with the pages of both engines, and the judgement of the two."""

    moved: Moved
    old: Path
    new: Path
    judgement: Judgement


@pytest.fixture(scope="session")
def moved_sample(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    """The sample blog as a Hugo site; not to be written to."""
    return move(SAMPLE, tmp_path_factory.mktemp("sample") / "hugo")


@pytest.fixture(scope="session")
def sample(
    moved_sample: Moved,
    build_once: Callable[..., Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Built:
    """The sample blog before and after; not to be written to."""
    old = build_once("docusaurus", SAMPLE)
    new = build(moved_sample, tmp_path_factory.mktemp("sample") / "public")
    return Built(moved=moved_sample, old=old, new=new, judgement=judge(old, new))
