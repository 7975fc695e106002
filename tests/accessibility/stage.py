"""Shows a kept page in Chromium under the address, the headers and the content policy that it was answered with."""

from playwright.sync_api import Page, Route

from tests.accessibility.kept import Kept

RESTED = "() => document.fonts.status === 'loaded' && (document.getElementById('page')?.dataset.pages ?? true)"
# Width, height, pixels per millimetre: those of the design's screens.
SCREENS = {
    "reference": (1920, 1080, 3.613),
    "portrait": (1080, 1920, 3.613),
    "1366": (1366, 768, 3.955),
    "1180": (1180, 820, 4.4),
}


class Stage:
    """One browser page on which kept pages play."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self._playing: tuple[Kept, str] | None = None
        self._scale = SCREENS["reference"][2]
        page.route("**/kept", self._play)
        page.route("**/screen.css", self._measure)
        page.route("**/here", lambda route: route.fulfill(status=204))

    def show(
        self, kept: Kept, *, size: str = "L", theme: str = "light", screen: str = "reference"
    ) -> None:
        """Open the page and wait until it is laid out in its fonts."""
        width, height, self._scale = SCREENS[screen]
        self.page.set_viewport_size({"width": width, "height": height})
        self._playing = kept, kept.in_clothes(size, theme)
        self.page.goto(f"{self.address}/kept")
        self.page.wait_for_function(RESTED)

    def sheets(self) -> int:
        """Return how many sheets the page was cut into."""
        return int(self.page.evaluate("document.getElementById('page')?.dataset.pages ?? 1"))

    def turn(self) -> None:
        self.page.evaluate("document.querySelector('[data-turn=\"1\"]').click()")

    def _play(self, route: Route) -> None:
        assert self._playing is not None
        kept, html = self._playing
        headers = {
            name: value
            for name, value in kept.headers
            if name not in ("Content-Length", "Set-Cookie", "Clear-Site-Data")
        }
        route.fulfill(status=200, headers=headers, body=html)

    def _measure(self, route: Route) -> None:
        route.fulfill(content_type="text/css", body=f":root{{--px-per-mm:{self._scale}}}")
