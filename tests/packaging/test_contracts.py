"""The contracts of imports hold every module of ours, so that a new one cannot slip past them."""

from __future__ import annotations

import pkgutil
import re
import tomllib

import syndicate
from tests.docs.pages import ROOT


def test_every_module_has_its_layer() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = " ".join(contracts["contracts"][0]["layers"])
    modules = {module.name for module in pkgutil.iter_modules(syndicate.__path__)} - {"__main__"}
    assert modules - set(re.findall(r"\bsyndicate\.(\w+)", layers)) == set()
