"""Single requests over the network: sent once, the answer whole, or an exception that says which of the two failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from syndicate.publisher import Answer, NoAnswer
from syndicate.publishing.keys import NothingSent

BIGGEST: Final = 256 * 2**20
"""Bytes of an answer."""

CONNECT: Final = 10.0
READ: Final = 60.0
"""Seconds to wait for a connection, and for the next bytes of an answer."""


class Transport(Protocol):
    """Sends one request. Raises NothingSent where it did not leave, NoAnswer where no whole answer came back."""

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer: ...


@dataclass(slots=True)
class Network:
    """Requests through `requests`: proxies of the environment count, passwords of .netrc and redirects do not."""

    connect: float = CONNECT
    read: float = READ
    _session: Any = field(default=None, init=False, repr=False)

    def __call__(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        import requests

        if self._session is None:
            self._session = requests.Session()
            self._session.auth = _unchanged
            self._session.headers.clear()
        try:
            with self._session.request(
                method,
                url,
                headers=dict(headers),
                data=body,
                timeout=(self.connect, self.read),
                allow_redirects=False,
                stream=True,
            ) as response:
                return _whole(response)
        except requests.RequestException as error:
            # The original exception knows the headers of the request, and with them the key.
            raise _told(error) from None


def _unchanged(request: Any) -> Any:
    """Keeps `requests` from looking for passwords in .netrc."""
    return request


def _whole(response: Any) -> Answer:
    parts: list[bytes] = []
    size = 0
    for part in response.iter_content(1 << 16):
        size += len(part)
        if size > BIGGEST:
            raise NoAnswer(f"the answer is larger than {BIGGEST >> 20} MB")
        parts.append(part)
    return Answer(
        status=response.status_code,
        headers={name.lower(): value for name, value in response.headers.items()},
        text=b"".join(parts).decode("utf-8", "replace"),
    )


def _told(error: Exception) -> NothingSent | NoAnswer:
    """What a failure means: the request left this machine, or it did not."""
    import requests
    from urllib3.exceptions import NameResolutionError, NewConnectionError

    reason = getattr(error.args[0] if error.args else None, "reason", None)
    never_left = (
        requests.ConnectTimeout,
        requests.exceptions.InvalidURL,
        requests.exceptions.ProxyError,
    )
    if isinstance(error, never_left) or isinstance(
        reason, (NewConnectionError, NameResolutionError)
    ):
        cause = type(reason or error).__name__
        return NothingSent(f"no connection ({cause})")
    if isinstance(error, requests.exceptions.SSLError) and "CERTIFICATE_VERIFY" in str(error):
        return NothingSent("the certificate of the service is not trusted here")
    if isinstance(error, requests.Timeout):
        return NoAnswer("no answer in time")
    return NoAnswer(f"the connection broke ({type(error).__name__})")
