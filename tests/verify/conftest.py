"""One blog, written by hand for three engines, built once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from hashlib import blake2b
from pathlib import Path

import pytest

from tests.engines import builds

BLOG = Path(__file__).with_name("same_blog")
ENGINES = ("docusaurus", "hugo", "jekyll")
POSTS = ("callouts", "code", "extras", "links", "lists", "marks", "pictures", "tables")

_FIND: Mapping[str, Callable[[], Path]] = {
    "docusaurus": builds.find_docusaurus,
    "hugo": builds.find_hugo,
    "jekyll": builds.find_jekyll,
}
_BUILD: Mapping[str, Callable[[Path, Path], builds.BuildResult]] = {
    "docusaurus": builds.build_docusaurus,
    "hugo": builds.build_hugo,
    "jekyll": builds.build_jekyll,
}


@pytest.fixture(scope="session")
def built_blog(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """Gives the folder that an engine built the blog into; not to be written to."""
    folder = pytestconfig.cache.mkdir("same_blog")

    def built(engine: str) -> Path:
        _FIND[engine]()
        out = folder / f"{engine}-{_state_of(BLOG / engine)}"
        if not out.is_dir():
            # under its own name first: another worker may build it at the same time
            scratch = tmp_path_factory.mktemp(engine) / "built"
            result = _BUILD[engine](BLOG / engine, scratch)
            assert result.is_ok, result.log
            if not out.is_dir():
                shutil.move(scratch, out)
        return out

    return built


def _state_of(source: Path) -> str:
    """A digest of all that the engine is given, and of the code that runs it."""
    digest = blake2b(Path(builds.__file__).read_bytes(), digest_size=8)
    for file in sorted(path for path in source.rglob("*") if path.is_file()):
        digest.update(f"{file.relative_to(source)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


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
