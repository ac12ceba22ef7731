"""Addresses that no program can take apart, at which the engine stops the whole build.

Source: the URL standard, sections 3.5 and 4.4, as node has it; tests/docusaurus/test_hosts.py asks node.
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv6Address
from typing import Final
from urllib.parse import unquote

_SPECIAL: Final = re.compile(r"[\x00-\x20]*(?:https?|ftp|wss?):[/\\]*([^/\\?#]*)", re.IGNORECASE)
_FORBIDDEN: Final = re.compile(r"[\x00-\x20#/:<>?@\[\\\]^|%\x7f]")
_NUMBER: Final = re.compile(r"\d+|0[xX][0-9A-Fa-f]*")
_LARGEST_PORT: Final = 65535


def is_broken(url: str) -> bool:
    """Whether an absolute address of the web has a host or a port that there cannot be."""
    found = _SPECIAL.match(url)
    if found is None:
        return False
    authority = re.sub(r"[\t\n\r]", "", found[1]).rpartition("@")[2]
    host, port = _parts(authority)
    if port and not (port.isascii() and port.isdecimal() and int(port) <= _LARGEST_PORT):
        return True
    if host.startswith("["):
        return not _is_ipv6(host)
    host = unquote(host)
    return not host or _FORBIDDEN.search(host) is not None or _is_broken_number(host)


def _parts(authority: str) -> tuple[str, str]:
    if authority.startswith("["):
        host, _, rest = authority.partition("]")
        return f"{host}]", rest.removeprefix(":")
    host, _, port = authority.partition(":")
    return host, port


def _is_ipv6(host: str) -> bool:
    try:
        IPv6Address(host[1:-1])
    except AddressValueError:
        return False
    return "%" not in host


def _is_broken_number(host: str) -> bool:
    """Whether a host that ends in a number is no address of four bytes."""
    labels = host.removesuffix(".").split(".")
    if not _NUMBER.fullmatch(labels[-1]):
        return False
    if len(labels) > 4 or not all(map(_NUMBER.fullmatch, labels)):
        return True
    *bytes_, last = map(_value, labels)
    return any(value > 255 for value in bytes_) or last >= 256 ** (5 - len(labels))


def _value(label: str) -> int:
    """The number that a part says, as old C read it; a zero in front makes it octal."""
    if label[:2].lower() == "0x":
        return int(label[2:] or "0", 16)
    if label.startswith("0") and len(label) > 1:
        return int(label, 8) if not set(label) & set("89") else 2**64
    return int(label)
