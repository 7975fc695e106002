"""Load over HTTP: a few people who ask again as soon as they are answered. One thread and plain sockets."""

import http.client
import selectors
import socket
import time
from dataclasses import dataclass, field

CONNECTIONS = 8
PATIENCE_S = 60.0
GLANCE_S = 0.005


class Refused(Exception):
    """An answer that is not 200: what was timed would not be the page."""


@dataclass
class _Line:
    """One request on a connection of its own, and the answer that is on its way."""

    socket: socket.socket
    asked_at: float
    received: bytearray = field(default_factory=bytearray)

    def is_answered(self) -> bool:
        """Take what has come, and tell whether the answer is whole. Raises Refused."""
        come = self.socket.recv(1 << 16)
        self.received += come
        if come:
            return False
        first_line = self.received.partition(b"\r\n")[0].decode("latin-1")
        if " 200 " not in first_line:
            raise Refused(first_line)
        return True


def times(
    port: int, path: str, cookie: str = "", *, seconds: float, connections: int = CONNECTIONS
) -> list[float]:
    """Return how long each answer took, in milliseconds, the connection included. Raises Refused."""
    request = (
        f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Encoding: gzip\r\nConnection: close\r\n"
    )
    request += f"Cookie: {cookie}\r\n\r\n" if cookie else "\r\n"
    sent = request.encode()
    found: list[float] = []
    with selectors.DefaultSelector() as selector:

        def ask() -> None:
            start = time.perf_counter()
            line = _Line(socket.create_connection(("localhost", port)), start)
            line.socket.sendall(sent)
            selector.register(line.socket, selectors.EVENT_READ, line)

        for _ in range(connections):
            ask()
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            for key, _ in selector.select(timeout=1):
                if key.data.is_answered():
                    found.append((time.perf_counter() - key.data.asked_at) * 1000)
                    selector.unregister(key.data.socket)
                    key.data.socket.close()
                    ask()
        for key in list(selector.get_map().values()):
            key.data.socket.close()
    return found


def first_page(port: int, path: str = "/") -> None:
    """Return once a server answers with its first page. Raises Refused, TimeoutError."""
    end = time.perf_counter() + PATIENCE_S
    while time.perf_counter() < end:
        connection = http.client.HTTPConnection("localhost", port, timeout=PATIENCE_S)
        try:
            # The socket may listen before the server does: then this one request waits for it.
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
        except ConnectionError:
            time.sleep(GLANCE_S)
            continue
        finally:
            connection.close()
        if answer.status != http.client.OK:
            raise Refused(answer.status)
        return
    raise TimeoutError("no page")
