"""A config as node sees it: the site's own code runs, so only where the user asks for it.

Source: Docusaurus 3.10.2, `loadFreshModule` of @docusaurus/utils; tests/docusaurus/test_running.py.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from syndicate.diagnostics import SyndicateError
from syndicate_adapters.docusaurus.javascript import (
    PRODUCTION,
    Module,
    Pattern,
    Place,
    Record,
    Scalar,
    Sequence,
    Undefined,
    Unknown,
    Value,
)

SECONDS: Final = 120
_TAIL = 600  # characters of what node says that fit a message

_PASSED: Final = re.compile(
    "(?:PATH|PATHEXT|HOME|USERPROFILE|APPDATA|LOCALAPPDATA|SYSTEMROOT|COMSPEC|TMPDIR|TEMP|TMP|TZ|LANG|CI"
    "|LC_.*|NODE_.*|DOCUSAURUS_.*)",
    re.IGNORECASE,
)
"""Names of variables that node and Docusaurus need, or listen to."""

_SECRET: Final = re.compile(
    "SYNDICATE_.*|.*(?:TOKEN|SECRET|PASSW|PASSPHRASE|CREDENTIAL).*"
    "|.*(?:KEY|PASS|AUTH|DSN)S?(?:_ID|_FILE|_BASE64)?|(?:.*_)?PAT",
    re.IGNORECASE,
)
"""Names of variables that no config gets, whatever it asks for."""

_NAMED: Final = re.compile(r"""\benv\s*(?:\?\.)?\s*(?:\.|\[\s*["'`])\s*([A-Za-z_]\w*)""", re.ASCII)
_TAKEN: Final = re.compile(r"\{([\w\s,:='\"/.-]*)\}\s*=\s*process\s*\.\s*env\b", re.ASCII)

_SCRIPT: Final = """
const fs = require('fs');
const {createRequire} = require('module');
const {pathToFileURL} = require('url');
const [file, out] = process.argv.slice(1);

async function load() {
  let loader;
  try {
    loader = createRequire(file)('@docusaurus/utils').loadFreshModule;
  } catch {}
  const found = loader ? await loader(file) : (await import(pathToFileURL(file))).default;
  return typeof found === 'function' ? found() : found;
}

function plain(value, above) {
  if (value === undefined) return {$: 'undefined'};
  if (typeof value === 'function') return {$: 'function', name: value.name};
  if (value instanceof RegExp) return {$: 'pattern', source: value.source, flags: value.flags};
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? Number(value) : value;
  if (above.includes(value) || above.length > 60) return {$: 'other'};
  const inside = [...above, value];
  if (Array.isArray(value)) return value.map((item) => plain(item, inside));
  return {$: 'object', entries: Object.entries(value).map(([key, item]) => [key, plain(item, inside)])};
}

load().then((config) => fs.writeFileSync(out, JSON.stringify(plain(config, []))), (error) => {
  console.error(error);
  process.exit(1);
});
"""


def run_config(site: Path, file: Path) -> Value:
    """What the config `file` of the site exports, as node gives it; it runs in the site's folder.

    It sees a part of the environment, `passed_environment`. A plugin that is a function is known by its name only.
    Raises SyndicateError where node is not there or fails.
    """
    with tempfile.TemporaryDirectory(prefix="syndicate-") as folder:
        out = Path(folder) / "config.json"
        command = ["node", "-e", _SCRIPT, str(file.resolve()), str(out)]
        environment = {**passed_environment(os.environ, file), **PRODUCTION}
        try:
            done = subprocess.run(
                command, cwd=site, env=environment, capture_output=True, text=True, timeout=SECONDS
            )
        except FileNotFoundError as error:
            raise SyndicateError(
                "--run-config needs node, which is not there; install it, or leave the option out"
            ) from error
        except subprocess.TimeoutExpired as error:
            raise SyndicateError(
                f"{file.name} ran for more than {SECONDS} seconds; use --set instead of --run-config"
            ) from error
        if done.returncode or not out.is_file():
            said = (done.stderr or done.stdout).strip()[:_TAIL]
            raise SyndicateError(
                f"node could not run {file.name}: {said}\n"
                "install the site's packages, or use --set instead of --run-config"
            )
        return _value(json.loads(out.read_text("utf-8")), Place(file.name, 1))


def passed_environment(environment: Mapping[str, str], file: Path) -> dict[str, str]:
    """What the config `file` sees of `environment`: what node needs and what the file itself names; no secrets."""
    try:
        named = frozenset(_named_in(file.read_text("utf-8", "replace")))
    except OSError:
        named = frozenset()
    return {
        name: value
        for name, value in environment.items()
        if (name in named or _PASSED.fullmatch(name)) and not _SECRET.fullmatch(name)
    }


def _named_in(text: str) -> Iterator[str]:
    """The variables that a config reads: `process.env.NAME`, `process.env['NAME']`, `{NAME} = process.env`."""
    yield from _NAMED.findall(text)
    for names in _TAKEN.findall(text):
        yield from (part.partition(":")[0].partition("=")[0].strip() for part in names.split(","))


def _value(data: object, place: Place) -> Value:
    match data:
        case {"$": "undefined"}:
            return Undefined(place)
        case {"$": "function", "name": str() as name}:
            return Module(name or "code of the site", place)
        case {"$": "pattern", "source": str() as source, "flags": str() as flags}:
            return Pattern(source, flags, place)
        case {"$": "object", "entries": list() as entries}:
            return Record({key: _value(item, place) for key, item in entries}, place)
        case list():
            return Sequence([_value(item, place) for item in data], place)
        case str() | bool() | int() | float() | None:
            return Scalar(data, place)
    return Unknown("this value has no end", place)
