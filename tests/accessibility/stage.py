"""Shows a kept page in Chromium under the address, the headers and the content policy that it was answered with."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from tests.accessibility.kept import Kept

RESTED = (
    "() => document.fonts.status === 'loaded' && (document.getElementById('page')?.dataset.pages ?? true)"
)
NOT_AGAIN = ("Content-Length", "Set-Cookie", "Clear-Site-Data")
# Width, height, pixels per millimetre: those of the design's screens.
SCREENS = {
    "reference": (1920, 1080, 3.613),
    "portrait": (1080, 1920, 3.613),
    "1366": (1366, 768, 3.955),
    "1180": (1180, 820, 4.4),
}


@dataclass
class Theatre:
    """The kiosk with one address more, ``/kept``, that plays one page again. The voice is silent here."""

    app: Flask
    kept: Kept | None = None
    html: str = ""
    millimetre: float = SCREENS["reference"][2]
    address: str = ""

    def __call__(self, environ: dict, start) -> Iterable[bytes]:
        return self._answer(Request(environ))(environ, start)

    def _answer(self, request: Request):
        if request.path == "/kept" and self.kept is not None:
            headers = [(name, value) for name, value in self.kept.headers if name not in NOT_AGAIN]
            return Response(self.html, headers=headers)
        if request.path == "/screen.css":
            return Response(f":root{{--px-per-mm:{self.millimetre}}}", mimetype="text/css")
        if request.path == "/speech":
            return Response(status=503)
        if request.method == "POST":
            return Response(status=204)
        return self.app

    @contextmanager
    def open(self) -> Iterator["Theatre"]:
        server = make_server("localhost", 0, self, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        self.address = f"http://localhost:{server.server_port}"
        yield self
        server.shutdown()
        thread.join()


class Stage:
    """One browser page on which kept pages play."""

    def __init__(self, page: Page, theatre: Theatre) -> None:
        self.page = page
        self.theatre = theatre

    def show(self, kept: Kept, *, size: str = "L", theme: str = "light", screen: str = "reference") -> None:
        """Open the page and wait until it is laid out in its fonts."""
        width, height, self.theatre.millimetre = SCREENS[screen]
        self.theatre.kept, self.theatre.html = kept, kept.in_clothes(size, theme)
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.goto(f"{self.theatre.address}/kept")
        self.page.wait_for_function(RESTED)

    def sheets(self) -> int:
        """Return how many sheets the page was cut into."""
        return int(self.page.evaluate("document.getElementById('page')?.dataset.pages ?? 1"))

    def turn(self) -> None:
        self.page.evaluate("document.querySelector('[data-turn=\"1\"]').click()")
