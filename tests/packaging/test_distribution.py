"""What users get: the wheel, built through the sdist, in an environment with nothing else in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.packaging

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """The two archives of one build."""

    sdist: Path
    wheel: Path


def run(*command: str | Path, folder: Path) -> str:
    """What `command` printed on stdout; the test fails where it fails."""
    hidden = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def distribution(tmp_path_factory: pytest.TempPathFactory) -> Distribution:
    """The sdist of the checkout and the wheel that is built from it."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, folder=out)
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    return Distribution(sdist=sdist, wheel=wheel)


@pytest.fixture(scope="module")
def unpacked(distribution: Distribution, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the sdist unpacks to."""
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(distribution.sdist) as archive:
        archive.extractall(folder, filter="data")
    (only,) = folder.iterdir()
    return only


@pytest.fixture(scope="module")
def scripts(distribution: Distribution, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands in a new environment that holds the wheel and what it asks for."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    found = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (found / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, distribution.wheel, folder=folder)
    return found


def test_the_sdist_holds_what_a_packager_needs(unpacked: Path) -> None:
    wanted = ["samples", "tests", "docs", "Makefile", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"]
    wanted += ["tests/conftest.py", "tests/engines/package-lock.json", ".ci/run", "pyproject.toml"]
    assert [name for name in wanted if not (unpacked / name).exists()] == []
    for folder in ("samples", "tests", "syndicate", "adapters"):
        assert files(unpacked / folder) == files(ROOT / folder)


def files(folder: Path) -> set[str]:
    """The files below `folder` that belong to the project."""
    made = {"node_modules", "__pycache__", ".docusaurus", ".jekyll-cache", ".pytest_cache"}
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in paths if not made.intersection(path.parts)}


def test_the_wheel_holds_the_two_packages_and_nothing_else(distribution: Distribution) -> None:
    with zipfile.ZipFile(distribution.wheel) as archive:
        names = archive.namelist()
    tops = {name.partition("/")[0] for name in names}
    about = f"blog_syndicate-{PROJECT['version']}.dist-info"
    assert tops == {"syndicate", "syndicate_adapters", about}
    assert {"syndicate/py.typed", "syndicate_adapters/py.typed"} <= set(names)
    assert f"{about}/licenses/LICENSE" in names


def test_the_installed_command_knows_its_version(scripts: Path, tmp_path: Path) -> None:
    assert PROJECT["version"] in run(scripts / "syndicate", "--version", folder=tmp_path)


def test_the_installed_command_finds_our_adapters(scripts: Path, tmp_path: Path) -> None:
    said = run(scripts / "syndicate", "adapters", folder=tmp_path)
    ours = PROJECT["entry-points"]["syndicate.adapters"]
    assert [name for name in ours if name not in said.split()] == []


def test_the_installed_command_converts_the_sample(
    scripts: Path, unpacked: Path, tmp_path: Path
) -> None:
    sample = unpacked / "samples/docusaurus"
    report = ("--report", tmp_path / "report.json")
    run(scripts / "syndicate", "convert", sample, "out", "--to", "hugo", *report, folder=tmp_path)
    posts = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["posts"]
    assert posts
    assert [post for post in posts if not (tmp_path / "out" / post["target"]).is_file()] == []


def test_an_adapter_of_somebody_else_is_a_wheel_of_its_own(
    scripts: Path, unpacked: Path, tmp_path: Path
) -> None:
    theirs = unpacked / "docs" / "eleventy"
    built = (sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", tmp_path)
    run(*built, theirs, folder=tmp_path)
    (wheel,) = tmp_path.glob("syndicate_eleventy-*.whl")
    # What it depends on is there already: the wheel under test.
    run(scripts / "python", "-m", "pip", "install", "--quiet", wheel, folder=tmp_path)
    assert "eleventy" in run(scripts / "syndicate", "adapters", folder=tmp_path).split()
    sample = unpacked / "samples/docusaurus"
    run(scripts / "syndicate", "convert", sample, "out", "--to", "eleventy", folder=tmp_path)
    assert len(list((tmp_path / "out" / "posts").rglob("*.md"))) > 1
    said = run(scripts / "syndicate", "list", "out", "--json", folder=tmp_path)
    assert '"tags"' in said


def test_the_library_can_be_used_as_installed(scripts: Path, unpacked: Path) -> None:
    code = (
        "import syndicate, syndicate_adapters\n"
        "site = syndicate.read('samples/docusaurus')\n"
        "print(len(site.posts), syndicate.__file__, syndicate_adapters.__file__, sep='\\n')\n"
    )
    # -I: the checkout around it must not be what is imported.
    count, *places = run(scripts / "python", "-I", "-c", code, folder=unpacked).splitlines()
    assert int(count) > 0
    assert all("site-packages" in place for place in places)
