"""Before anything is sent: does the original answer, and do the pictures of the copy?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from syndicate.publishing.http import user_agent

MOST: Final = 300
"""Addresses that are asked in one run."""

_AT_ONCE: Final = 4
_TIMEOUT: Final = (10.0, 20.0)
_NO_HEAD: Final = (403, 404, 405, 501)

Probe = Callable[[str], str]
"""Why an address does not answer; "" where it does."""


def probe(url: str) -> str:
    """Why nothing is served at `url`; "" where something is. Redirects are followed; the key is not sent."""
    import requests

    if not url.startswith(("http://", "https://")):
        return "it is no address on the web"
    headers = {"User-Agent": user_agent()}
    try:
        for method in ("HEAD", "GET"):
            with requests.request(
                method, url, headers=headers, timeout=_TIMEOUT, allow_redirects=True, stream=True
            ) as answer:
                status = answer.status_code
            if status < 400 or (method == "HEAD" and status not in _NO_HEAD):
                break
    except requests.Timeout:
        return "no answer in time"
    except (requests.RequestException, ValueError) as error:
        return f"no answer ({type(error).__name__})"
    return f"HTTP {status}" if status >= 400 else ""


def failures(urls: Iterable[str], ask: Probe = probe) -> dict[str, str]:
    """The addresses that do not answer, with the reason; each is asked once, no more than MOST are."""
    distinct: Sequence[str] = list(dict.fromkeys(urls))[:MOST]
    if not distinct:
        return {}
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        reasons = list(pool.map(ask, distinct))
    return {url: reason for url, reason in zip(distinct, reasons, strict=True) if reason}
