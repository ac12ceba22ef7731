"""The fence around the network that tests/conftest.py puts up."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests import conftest


@pytest.fixture
def caught() -> list[str]:
    """What the fence has noted; emptied at the end, so that this test itself passes."""
    return conftest.attempts


def test_a_server_on_this_machine_can_be_reached(caught: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("localhost", port), timeout=5):
            pass
    assert caught == []


@pytest.mark.parametrize("host", ["192.0.2.1", "blog.example", "2001:db8::1"])
def test_no_other_address_can_be_reached(host: str, caught: list[str]) -> None:
    with pytest.raises(OSError, match="may not reach"):
        socket.create_connection((host, 9), timeout=5)
    assert host in caught
    caught.clear()


def test_a_datagram_does_not_leave_either(caught: list[str]) -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line,
        pytest.raises(OSError, match="may not reach"),
    ):
        line.sendto(b"x", ("192.0.2.1", 9))
    assert caught == ["192.0.2.1"]
    caught.clear()


def test_a_test_that_swallows_the_error_fails_all_the_same(pytester_run: str) -> None:
    assert "tried to reach blog.example" in pytester_run
    assert "1 passed, 1 error" in pytester_run


@pytest.fixture
def pytester_run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> str:
    """What pytest prints for a test that hides its request."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]))
    pytester.makeconftest("from tests.conftest import *")
    pytester.makepyfile(
        """
        import contextlib, socket

        def test_hidden():
            with contextlib.suppress(OSError):
                socket.create_connection(("blog.example", 80))
        """
    )
    return pytester.runpytest_subprocess("-p", "no:cacheprovider").stdout.str()
