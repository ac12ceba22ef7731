"""One blog, written by hand for three engines, built once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

BLOG = Path(__file__).with_name("same_blog")
ENGINES = ("docusaurus", "hugo", "jekyll")
POSTS = ("callouts", "code", "extras", "links", "lists", "marks", "pictures", "tables")


@pytest.fixture(scope="session")
def built_blog(build_once: Callable[..., Path]) -> Callable[[str], Path]:
    """Gives the folder that an engine built the blog into; not to be written to."""
    return lambda engine: build_once(engine, BLOG / engine)


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Path]:
    """Makes a folder of files: `site("old", {"a/index.html": html})`."""

    def made(name: str, files: Mapping[str, str | bytes]) -> Path:
        shutil.rmtree(tmp_path / name, ignore_errors=True)
        for path, content in files.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / name

    return made
