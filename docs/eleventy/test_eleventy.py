"""The case files hold: what becomes of each construct, on the way in and on the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate.kit import installed_adapters
from syndicate.testing import Case, check, read_cases

DIALECTS = {name: adapter.dialect for name, adapter in installed_adapters().items()}


@pytest.mark.parametrize("case", read_cases(Path(__file__).with_name("cases")), ids=str)
def test_a_case_holds(case: Case) -> None:
    check(case, DIALECTS)
