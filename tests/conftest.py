"""Fixtures for all tests: the engines, and a fence around the network."""

from __future__ import annotations

import ipaddress
import os
import socket
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from tests.engines import builds

settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "desk")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write what the code gives into case files and generated documentation",
    )


@pytest.fixture(scope="session")
def is_rewriting(pytestconfig: pytest.Config) -> bool:
    """Whether expected parts are to be filled in; the diff is then reviewed like code."""
    return bool(pytestconfig.getoption("--rewrite"))


@pytest.fixture(scope="session")
def hugo_binary() -> Path:
    return builds.find_hugo()


@pytest.fixture(scope="session")
def jekyll_binary() -> Path:
    return builds.find_jekyll()


@pytest.fixture(scope="session")
def docusaurus_modules() -> Path:
    return builds.find_docusaurus()


@pytest.fixture(scope="session")
def build_once(
    pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Path]:
    """Gives the folder that an engine built a site into: `build_once("docusaurus", site)`."""
    cache: pytest.Cache | None = getattr(pytestconfig, "cache", None)  # it can be turned off
    kept = cache.mkdir("builds") if cache is not None else tmp_path_factory.mktemp("builds")
    return partial(builds.build_once, kept=kept)


# -- the network ----------------------------------------------------------------------------------

attempts: list[str] = []
"""Addresses outside of this machine that the running test asked for."""


def stay_at_home(event: str, arguments: tuple[object, ...]) -> None:
    """Stops a connection or a look-up that would leave this machine, as an audit hook."""
    match event, arguments:
        case (
            ("socket.connect" | "socket.sendto" | "socket.sendmsg"),
            (
                socket.socket(family=socket.AF_INET | socket.AF_INET6),
                (str() as host, *_),
            ),
        ):
            address = host
        case "socket.getaddrinfo", ((str() | bytes()) as name, *_) if name:
            address = name if isinstance(name, str) else name.decode("ascii", "replace")
        case _:
            return
    if not is_local(address):
        attempts.append(address)
        raise OSError(f"the tests may not reach {address}")


def is_local(host: str) -> bool:
    """Whether `host` is this machine; a listening address counts too."""
    if host in ("", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def pytest_configure() -> None:
    sys.addaudithook(stay_at_home)


@pytest.fixture(autouse=True)
def network_fence() -> Iterator[None]:
    """Fails a test that tried to leave this machine, even where it caught the error."""
    attempts.clear()
    yield
    if attempts:
        pytest.fail(f"tried to reach {', '.join(sorted(set(attempts)))}", pytrace=False)
