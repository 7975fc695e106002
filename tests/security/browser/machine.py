"""The kiosk's server in the hand of a test: it counts what it is asked, and can be stopped and started on the same port."""

import threading

from flask import Flask, request
from werkzeug.serving import BaseWSGIServer, make_server


class Machine:
    """``asked`` is every request so far: method, path and cookie header."""

    def __init__(self, app: Flask) -> None:
        self.app, self.port = app, 0
        self.asked: list[tuple[str, str, str]] = []
        self._server: BaseWSGIServer | None = None
        app.before_request(self._count)

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        self._server = make_server("localhost", self.port, self.app, threaded=True)
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _count(self) -> None:
        self.asked.append((request.method, request.path, request.headers.get("Cookie", "")))
