"""A service of the tests on a port of this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Reply = tuple[int, dict[str, str], str]
Answering = Callable[[str, str, Mapping[str, str], bytes], Reply | None]
"""Answers method, path, headers and body; None cuts the connection. A status below 0 cuts it inside the answer."""


@contextmanager
def served(answering: Answering) -> Iterator[str]:
    """The address of a server that answers so, one request at a time."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with lock:
                reply = answering(self.command, self.path, dict(self.headers), body)
            if reply is None:
                self.close_connection = True
                return
            status, headers, text = reply
            data = text.encode()
            self.send_response(abs(status))
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data[: len(data) // 2] if status < 0 else data)
            self.close_connection = status < 0

        do_GET = do_POST = do_PUT = do_HEAD = _any

        def log_message(self, format: str, *args: object) -> None:
            """Stays silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
