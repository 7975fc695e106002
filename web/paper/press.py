"""Turns a paper's HTML into a tagged PDF (PDF/UA-1). It reads our own folder of styles and fonts, and nothing else.

WeasyPrint takes a second to load and some 45 MB: only who prints pays for it. ``python -m web.paper.press FD`` is the child
process of ``workshop``: pages in and PDF out through one socket.
"""

import signal
import sys
from collections.abc import Iterator
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote, urlsplit

import pydyf
import weasyprint
from weasyprint.formatting_structure.boxes import Box
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from web.paper.fonts import STATIC, MissingFont, require_fonts

STYLE = STATIC / "css" / "paper.css"
DONE, FAILED = b"+", b"-"


class OutOfReach(Exception):
    """A page asked for something outside our folder, such as an address on the network."""


class OurFolder(URLFetcher):
    """Gives files of one folder and ``data:`` addresses. A letter that could reach the network could tell who reads it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False, fail_on_errors=True)
        self.folder = folder.resolve()

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        address = urlsplit(url)
        if address.scheme == "file" and not Path(unquote(address.path)).resolve().is_relative_to(self.folder):
            raise ValueError("A paper may read its own folder only")
        return super().fetch(url, headers)


class Press:
    """Fonts and style read once. One paper at a time: Pango's font map is not made for two threads."""

    def __init__(self) -> None:
        require_fonts()
        self._lock = Lock()
        self._fonts = FontConfiguration()
        self._fetcher = OurFolder(STATIC)
        self._style = weasyprint.CSS(filename=STYLE, font_config=self._fonts, url_fetcher=self._fetcher)

    def pdf(self, html: str) -> bytes:
        with self._lock:
            page = weasyprint.HTML(string=html, base_url=STYLE.as_uri(), url_fetcher=self._fetcher)
            try:
                pdf: bytes = page.write_pdf(
                    stylesheets=[self._style],
                    font_config=self._fonts,
                    pdf_variant="pdf/ua-1",
                    finisher=_name_languages,
                )
            except FatalURLFetchingError:
                # Not an Exception in WeasyPrint: it would end the whole press.
                raise OutOfReach from None
            return pdf


@cache
def _press() -> Press:
    return Press()


def to_pdf(html: str) -> bytes:
    """Return the PDF/UA-1 of ``html``. Raises MissingFont, OutOfReach."""
    return _press().pdf(html)


def _name_languages(document: Any, pdf: Any) -> None:
    """Write the language of each section into its tag: WeasyPrint 70 names only that of the whole document.

    Without it a reading program would speak the French half of an Arabic receipt with its Arabic voice.
    """
    tags = [
        entry for entry in pdf.objects if isinstance(entry, pydyf.Dictionary) and entry.get("S") == "/Sect"
    ]
    sections = [box for page in document.pages for box in _sections(page._page_box)]
    for tag, box in zip(tags, sections, strict=True):
        tag["Lang"] = pydyf.String(box.element.attrib["lang"])


def _sections(box: Any) -> Iterator[Box]:
    """Yield the boxes that became /Sect tags, in the order in which they did."""
    if box.element is not None and box.element_tag == "section":
        yield box
    for child in getattr(box, "children", ()):
        yield from _sections(getattr(child, "_box", child))


def serve(link: Connection) -> None:
    """Answer pages of HTML with their PDF until the other end is closed. A fault is named, its page never is."""
    while True:
        try:
            html = link.recv_bytes().decode()
        except EOFError:
            return
        try:
            link.send_bytes(DONE + to_pdf(html))
        except MissingFont as fault:
            link.send_bytes(FAILED + str(fault).encode())
        except Exception as fault:
            # Only its kind: the words of a fault may hold the page, and the page holds a name and a code.
            link.send_bytes(FAILED + type(fault).__name__.encode())


if __name__ == "__main__":
    # Ctrl-C is for the parent, whose end closes the socket.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(Connection(int(sys.argv[1])))
