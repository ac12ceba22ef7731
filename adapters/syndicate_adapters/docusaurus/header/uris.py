"""What the engine takes for a URL in front matter: Joi's `uri({allowRelative: true})`, or else `new URL(text)`.

Source: Docusaurus 3.10.2 with joi 17.13; tests/docusaurus/test_schema.py.
"""

from __future__ import annotations

import ipaddress
import re

from syndicate_adapters.docusaurus.ecmascript import decode_uri

_UNRESERVED = r"0-9A-Za-z_\-.~%!$&'()*+,;="
_CHARACTER = rf"[{_UNRESERVED}:@]"
_PATH = rf"(?:/{_CHARACTER}*)*"
_HOST = rf"(?:\[[0-9A-Fa-f:.v]+\]|[{_UNRESERVED}]{{1,255}})"
_AUTHORITY = rf"(?:[{_UNRESERVED}:]*@)?{_HOST}(?::[0-9]*)?"
_ABSOLUTE_PATH = rf"/(?:{_CHARACTER}+{_PATH})?"
_URI = re.compile(
    rf"(?!https?:/(?:\Z|[^/]))(?!https?:///)(?!https?:[^/])"
    rf"(?:[a-zA-Z][a-zA-Z0-9+,\-.]*:(?://{_AUTHORITY}{_PATH}|{_ABSOLUTE_PATH}|{_CHARACTER}+{_PATH}"
    rf"|///{_CHARACTER}*{_PATH})"
    rf"|//{_AUTHORITY}{_PATH}|{_ABSOLUTE_PATH}|[{_UNRESERVED}@]+{_PATH}|)"
    rf"(?:\?[{_UNRESERVED}:@/?]*)?(?:#[{_UNRESERVED}:@/?]*)?\Z"
)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_WEB_SCHEMES = frozenset(("http", "https", "ws", "wss", "ftp"))
_STRIPPED = "".join(map(chr, range(0x21)))
_HOST_END = re.compile(r"[/\\?#]")
_FORBIDDEN_IN_HOST = re.compile(r"[\0-\x20\"#%/:<>?@\[\\\]^`{|}\x7f]")


def is_uri(text: str) -> bool:
    """Whether the schema of `image`, `url` and the like accepts the text; "" is not accepted."""
    return bool(text) and (_URI.match(text) is not None or is_absolute_url(text))


def is_absolute_url(text: str) -> bool:
    """Whether `new URL(text)` works, short of the finer rules for international host names."""
    text = re.sub(r"[\t\n\r]", "", text.strip(_STRIPPED))
    scheme = _SCHEME.match(text)
    if scheme is None:
        return False
    if scheme[1].lower() not in _WEB_SCHEMES:
        return not text.startswith("//", scheme.end()) or _is_opaque_host(text[scheme.end() + 2 :])
    authority = _HOST_END.split(text[scheme.end() :].lstrip("/\\"), maxsplit=1)[0]
    return _is_host(authority.rpartition("@")[2])


def _is_opaque_host(rest: str) -> bool:
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    host, _, port = authority.rpartition("@")[2].partition(":")
    return (
        re.search(r"[\0\t\n\r #/<>?@\[\\\]^|]", host) is None
        and re.fullmatch("[0-9]*", port) is not None
    )


def _is_host(host: str) -> bool:
    if host.startswith("["):
        address, bracket, port = host[1:].partition("]")
        is_address = bool(bracket) and _is_ip(address)
        return is_address and (not port or (port.startswith(":") and _is_port(port[1:])))
    name, _, port = host.partition(":")
    decoded = decode_uri(name)
    if not name or decoded is None or _FORBIDDEN_IN_HOST.search(decoded) or not _is_port(port):
        return False
    last = decoded.rstrip(".").rpartition(".")[2]
    return not last.isdecimal() or _is_ip(decoded.rstrip("."))


def _is_port(port: str) -> bool:
    return not port or (port.isascii() and port.isdigit() and len(port) < 9 and int(port) <= 65535)


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
