"""Load over HTTP: a few connections that ask again as soon as they are answered. One thread and plain sockets."""

import http.client
import selectors
import socket
import time
from dataclasses import dataclass, field

CONNECTIONS = 8
PATIENCE_S = 60.0
GLANCE_S = 0.005
END_OF_HEAD = b"\r\n\r\n"


class Refused(Exception):
    """An answer that is not 200: what was timed would not be the page."""


@dataclass
class _Line:
    """One kept connection, and the answer that is on its way."""

    socket: socket.socket
    asked_at: float = 0.0
    received: bytearray = field(default_factory=bytearray)

    def ask(self, request: bytes) -> None:
        self.received.clear()
        self.asked_at = time.perf_counter()
        self.socket.sendall(request)

    def is_answered(self) -> bool:
        """Take what has come, and tell whether the answer is whole. Raises Refused."""
        self.received += self.socket.recv(1 << 16)
        end = self.received.find(END_OF_HEAD)
        if end < 0:
            return False
        head = self.received[:end].decode("latin-1")
        if " 200 " not in head.partition("\r\n")[0]:
            raise Refused(head)
        length = next(
            line.partition(":")[2] for line in head.split("\r\n") if line.lower().startswith("content-length")
        )
        return len(self.received) >= end + len(END_OF_HEAD) + int(length)


def times(
    port: int, path: str, cookie: str = "", *, seconds: float, connections: int = CONNECTIONS
) -> list[float]:
    """Return how long each answer took, in milliseconds. Raises Refused."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Encoding: gzip\r\n"
    request += f"Cookie: {cookie}\r\n\r\n" if cookie else "\r\n"
    sent = request.encode()
    found: list[float] = []
    with selectors.DefaultSelector() as selector:
        lines = [_Line(socket.create_connection(("localhost", port))) for _ in range(connections)]
        try:
            for line in lines:
                selector.register(line.socket, selectors.EVENT_READ, line)
                line.ask(sent)
            end = time.perf_counter() + seconds
            while time.perf_counter() < end:
                for key, _ in selector.select(timeout=1):
                    if key.data.is_answered():
                        found.append((time.perf_counter() - key.data.asked_at) * 1000)
                        key.data.ask(sent)
        finally:
            for line in lines:
                line.socket.close()
    return found


def first_page(port: int) -> None:
    """Return once a server answers with its first page. Raises Refused, TimeoutError."""
    end = time.perf_counter() + PATIENCE_S
    while time.perf_counter() < end:
        connection = http.client.HTTPConnection("localhost", port, timeout=PATIENCE_S)
        try:
            # The socket may listen before the server does: then this one request waits for it.
            connection.request("GET", "/")
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
