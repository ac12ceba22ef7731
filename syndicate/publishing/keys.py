"""Keys of services: where they come from, and that nobody reads them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html.entities import html5
from typing import Final

from syndicate.diagnostics import SyndicateError, UsageError

KEYRING: Final = "syndicate"
"""The name of the service in the system's keyring; the user name is that of the variable."""

HIDDEN: Final = "[key]"


@dataclass(frozen=True, slots=True)
class Key:
    """A secret that shows itself in no text; `source` says where it comes from."""

    _value: str = field(repr=False)
    source: str

    def __str__(self) -> str:
        return HIDDEN

    def reveal(self) -> str:
        """The key itself, for the header of a request."""
        return self._value

    def hidden_in(self, text: str) -> str:
        """`text` without the key, however a service that sends it back may spell its letters."""
        return _spelled(self._value).sub(HIDDEN, text)


@lru_cache(maxsize=8)
def _spelled(value: str) -> re.Pattern[str]:
    """What finds `value` in any text: letters as such, with a backslash, or as escapes of JSON, URLs and HTML."""
    return re.compile("".join(map(_letter, value)))


def _letter(char: str) -> str:
    number = ord(char)
    names = (name.rstrip(";") for name, sign in html5.items() if sign == char)
    spellings = (
        rf"(?i:\\{{1,2}}(?:u00|x){number:02x}|%(?:25)?{number:02x}|&#(?:x0*{number:x}|0*{number});)",
        *(f"&{name};?" for name in sorted(set(names))),
        rf"\\{{0,3}}{re.escape(char)}",
    )
    return f"(?:{'|'.join(spellings)})"


def find_key(names: Sequence[str], environment: Mapping[str, str] | None = None) -> Key:
    """The first key of these names in the environment, or else in the keyring of the system.

    Raises UsageError where there is none, or where it can be none.
    """
    variables = os.environ if environment is None else environment
    for name in names:
        if value := variables.get(name, "").strip():
            return checked(value, name)
    for name in names:
        if value := (_from_keyring(name) or "").strip():
            return checked(value, f"{name} in the keyring")
    raise UsageError(
        f"no key: set the environment variable {' or '.join(names)}, or keep the key in the system's keyring "
        f'(pip install "blog-syndicate[keyring]", keyring set {KEYRING} {names[0]})'
    )


def checked(value: str, source: str) -> Key:
    """The key, which must fit into a header of a request. Raises UsageError, which does not show it."""
    if not (value.isascii() and value.isprintable()) or " " in value:
        raise UsageError(f"{source} holds no key: one has neither blanks nor letters with accents")
    if len(value) < 4:
        raise UsageError(f"{source} holds no key: {len(value)} characters are too few")
    return Key(value, source)


def _from_keyring(name: str) -> str | None:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return None
    try:
        found: str | None = keyring.get_password(KEYRING, name)
    except (KeyringError, OSError, RuntimeError):
        return None
    return found


_NEAR: Final = re.compile(r"(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?")


def safe_url(url: str) -> str:
    """The address of an API without a final slash. Raises UsageError where a key sent there could be read."""
    from syndicate.web.urls import split_url

    parts = split_url(url.strip())
    host = (parts.host or "").lower()
    if "@" in host:  # what stands before it may be a secret
        raise UsageError(
            "the address of an API holds no user and no password; give one like https://dev.to/api"
        )
    if not host or parts.scheme not in ("https", "http"):
        raise UsageError(f"{url!r} is no address of an API; give one like https://dev.to/api")
    if parts.scheme == "http" and not _NEAR.fullmatch(host):
        raise UsageError(f"{url} would send the key for everybody to read; give an https address")
    return str(parts).rstrip("/")


class NothingSent(SyndicateError):
    """A request did not leave, or the service turned it away unread: nothing came of it."""
