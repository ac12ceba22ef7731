"""Where a site sends readers of old addresses: redirect pages, and the files of the hosts."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from syndicate.verify.tree import Document
from syndicate.web.urls import page_key

_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]?\s*url\s*=\s*(.+)", re.I | re.S)
_LARGEST = 8 * 2**20

Pairs = Iterable[tuple[object, object]]


def redirect_in(html: str) -> str | None:
    """Where a redirect page leads, or None where it is none."""
    if "http-equiv" not in html:
        return None
    content = Document(html).attribute('meta[http-equiv="refresh" i]', "content")
    match = _REFRESH.fullmatch(content)
    return match[1].strip().strip("'\"") if match else None


def read_redirect_files(root: Path) -> Mapping[str, str]:
    """Targets by the page key of the old path; rules with patterns are not followed."""
    found: dict[str, str] = {}
    for name, pairs_in in _FILES.items():
        file = root / name
        if not file.is_file() or file.stat().st_size > _LARGEST:
            continue
        text = file.read_text(encoding="utf-8", errors="replace")
        for old, new in pairs_in(text):
            is_plain = isinstance(old, str) and isinstance(new, str) and old.startswith("/")
            if is_plain and "*" not in str(old) and ":" not in str(old):
                found.setdefault(page_key(str(old)), str(new))
    return found


def _netlify_lines(text: str) -> Iterator[tuple[str, str]]:
    """`/old /new 301`, as Netlify and Cloudflare Pages read it; 200 rewrites, it does not redirect."""
    for line in text.splitlines():
        words = line.partition("#")[0].split() if line.lstrip().startswith("#") else line.split()
        if len(words) == 2 or (len(words) > 2 and words[2].rstrip("!").startswith("3")):
            yield words[0], words[1]


def _netlify_toml(text: str) -> Pairs:
    try:
        rules = tomllib.loads(text).get("redirects", [])
    except (ValueError, RecursionError):
        return []
    return [(rule.get("from"), rule.get("to")) for rule in rules if isinstance(rule, dict)]


def _vercel(text: str) -> Pairs:
    rules = _json_object(text).get("redirects")
    if not isinstance(rules, list):
        return []
    return [
        (rule.get("source"), rule.get("destination")) for rule in rules if isinstance(rule, dict)
    ]


def _jekyll(text: str) -> Pairs:
    """`{"/old": "https://…/new"}`. Source: jekyll-redirect-from 0.16."""
    return _json_object(text).items()


def _apache(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        words = line.split()
        if words and words[0].lower() in ("redirect", "redirectpermanent") and len(words) > 2:
            yield words[-2], words[-1]


def _json_object(text: str) -> Mapping[str, object]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return read if isinstance(read, dict) else {}


_FILES: dict[str, Callable[[str], Pairs]] = {
    ".htaccess": _apache,
    "_redirects": _netlify_lines,
    "netlify.toml": _netlify_toml,
    "redirects.json": _jekyll,
    "vercel.json": _vercel,
}
