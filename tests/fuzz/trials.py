"""What a document is tried as: the text of a post, or one of the files that a site is made of.

A file is changed in a small site of its engine, which is then read, fed, exported and converted: nothing is raised but
`SyndicateError`, feeds are feeds, the other post is there, and every finding has its place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from xml.etree import ElementTree

import syndicate
from syndicate.adapter import Adapter
from syndicate.conversion.manifest import manifest_file, read_manifest
from syndicate.diagnostics import Diagnostic, SyndicateError
from syndicate.publishing.ledger import ledger_of, read_ledger
from syndicate.verify.judge import verify
from syndicate.verify.verdict import PageVerdict
from tests.fuzz.files import (
    CODE,
    FEEDS,
    KEYS,
    MARKUP,
    built,
    configs,
    headers,
    lists,
    own_files,
    rules,
)
from tests.fuzz.laws import READERS, check, hold
from tests.fuzz.seeds import TOKENS, seeds
from tests.hostile.sites import config_of, good, place


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One way to try a document. seeds: what documents are made of, with tokens put in."""

    name: str
    check: Callable[[str], frozenset[str]]
    seeds: Callable[[], Sequence[str]] = seeds
    tokens: Sequence[str] = TOKENS


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="fuzz-")


def _root(name: str) -> Path:
    return Path(_folder().name, re.sub(r"\W+", "-", name))


# -- sites -------------------------------------------------------------------------------------------

OTHERS: Final = {"docusaurus": "jekyll", "hugo": "docusaurus", "jekyll": "hugo"}


def check_site(name: str, engine: str, path: str, text: str) -> frozenset[str]:
    """What is told of a good site of which one file has this text. Raises LawBroken."""
    root = _root(name)
    for each, content in good(engine).items():
        (root / each).parent.mkdir(parents=True, exist_ok=True)
        (root / each).write_text(content)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        site = syndicate.read(root, from_=engine)
    except SyndicateError as error:
        return frozenset({f"{name}: {type(error).__name__}"})
    if path == place(engine):
        sources = [post.source for post in site.posts]
        hold(place(engine, "good", 1) in sources, "a post takes another one away")
    said = [*site.diagnostics, *_fed(site), *_exported(site), *_converted(site, engine, root)]
    for found in said:
        hold(found.line >= 1 and found.column >= 1, f"{found.code} has no place")
        json.dumps(str(found)).encode()
    return frozenset(f"{name}: {found.code}" for found in said)


def _fed(site: syndicate.Site) -> Iterator[Diagnostic]:
    for form in FEEDS:
        try:
            made = syndicate.feed(site, options={"format": form})
        except SyndicateError:
            continue
        if form == "json":
            entries = json.loads(made.text)["items"]
            texts = [str(entry.get("content_html")) for entry in entries]
        else:
            texts = [made.text]
        hold(not any("<script" in text for text in texts), "a feed holds a script")
        if form != "json":
            ElementTree.fromstring(made.text.encode())
        yield from made.diagnostics


def _exported(site: syndicate.Site) -> Iterator[Diagnostic]:
    for post in site.posts[:3]:
        for service in ("devto", "medium"):
            try:
                yield from syndicate.export_post(site, post, to=service).diagnostics
            except SyndicateError:
                continue


def _converted(site: syndicate.Site, engine: str, root: Path) -> Iterator[Diagnostic]:
    for target in (OTHERS[engine], engine):
        out = root.with_name(f"{root.name}-out")
        try:
            yield from syndicate.convert(site, to=target, out=out).dry_run().diagnostics
        except SyndicateError:
            continue
        hold(not out.exists(), "a dry run leaves something behind")


# -- what the tool itself reads again ----------------------------------------------------------------


def check_own(name: str, text: str) -> frozenset[str]:
    """What the ledger and the manifest of a run say when they were written by somebody else."""
    root = _root(name)
    seen: set[str] = set()
    for file, read in ((ledger_of(root), read_ledger), (manifest_file(root), _read_manifest)):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            read(file)
            seen.add(f"{name}: read {file.name}")
        except SyndicateError as error:
            seen.add(f"{name}: {type(error).__name__}")
        file.unlink()
    return frozenset(seen)


def _read_manifest(file: Path) -> object:
    return read_manifest(file.parent.parent)


def check_built(name: str, text: str) -> frozenset[str]:
    """What a judge says of a page and of a feed with this text, beside good ones."""
    root = _root(name)
    for side, shown in (
        ("old", text),
        ("new", f"<article><h1>A</h1><p>{text[:200]}</p></article>"),
    ):
        folder = root / side / "a"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_bytes(shown.encode("utf-8", "surrogatepass"))
        (root / side / "feed.xml").write_bytes(text.encode("utf-8", "surrogatepass"))
        (root / side / "feed.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    heard: list[PageVerdict] = []
    try:
        verdict = verify(root / "old", root / "new", report=heard.append)
    except SyndicateError as error:
        return frozenset({f"{name}: {type(error).__name__}"})
    json.dumps(verdict.as_json())
    return frozenset(f"{name}: {each.kind}" for page in heard for each in page.differences)


# -- the trials --------------------------------------------------------------------------------------


def text_trial(adapter: Adapter) -> Trial:
    """The text of a post, as `adapter` reads it."""
    return Trial(name=adapter.name, check=partial(check, adapter=adapter))


def _site_trial(
    what: str, engine: str, path: str, made_of: Callable[[], Sequence[str]], tokens: Sequence[str]
) -> Trial:
    name = f"{what} of {engine}"
    return Trial(
        name=name, check=partial(check_site, name, engine, path), seeds=made_of, tokens=tokens
    )


def _site_trials() -> Iterator[Trial]:
    for engine in OTHERS:
        mixed = (*KEYS, *TOKENS[::5])
        yield _site_trial("a post", engine, place(engine), headers, mixed)
        yield _site_trial("the rules", engine, "syndicate.toml", rules, KEYS)
    for ending in (".toml", ".yaml", ".json"):
        texts = partial(configs, "hugo", ending)
        yield _site_trial(f"a config ({ending})", "hugo", f"hugo{ending}", texts, KEYS)
    yield _site_trial("the config", "jekyll", "_config.yml", partial(configs, "jekyll", ""), KEYS)
    code = partial(configs, "docusaurus", "")
    yield _site_trial("the config", "docusaurus", config_of("docusaurus"), code, CODE)
    yield _site_trial("authors", "docusaurus", "blog/authors.yml", lists, KEYS)
    yield _site_trial("tags", "docusaurus", "blog/tags.yml", lists, KEYS)
    yield _site_trial("data", "jekyll", "_data/authors.yml", lists, KEYS)


TEXTS: Final = tuple(map(text_trial, READERS))
FILES: Final = (
    *_site_trials(),
    Trial(name="own files", check=partial(check_own, "own files"), seeds=own_files, tokens=KEYS),
    Trial(
        name="built sites", check=partial(check_built, "built sites"), seeds=built, tokens=MARKUP
    ),
)
TRIALS: Final = tuple(trial for each in FILES for trial in (*TEXTS * 3, each))
"""In the order in which documents are tried: of ten, nine are texts."""
