"""The press in a process of its own: the kiosk stays light, and a page that takes too long or kills the press costs one page.

It is started by hand, not by ``multiprocessing``, which would load the whole program of the parent into it.
"""

import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock

COMMAND = (sys.executable, "-m", "web.paper.press")
PATIENCE_S = (
    20.0  # the first page loads WeasyPrint, 2 s on a free machine; the next ones take a quarter of a second
)

_DONE = b"+"
_ROOT = Path(__file__).parents[2]


class Unprinted(Exception):
    """No PDF came: show the receipt on the screen, or try again later. Its words never hold the page."""


class Workshop:
    """Usable from any thread, one page at a time. Make it after a server has forked."""

    def __init__(self, command: Sequence[str] = COMMAND, patience_s: float = PATIENCE_S) -> None:
        self._command, self._patience_s = command, patience_s
        self._lock = Lock()
        self._link: Connection
        self._process: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        """Start the press now, without waiting for it, so that the first receipt comes as fast as the others."""
        with self._lock:
            self._start()

    def to_pdf(self, html: str) -> bytes:
        """Return the PDF/UA-1 of ``html``.

        Raises Unprinted when the press failed, died or stayed silent; by then the next page will find a fresh one.
        """
        with self._lock:
            self._start()
            try:
                self._link.send_bytes(html.encode())
                if not self._link.poll(self._patience_s):
                    raise Unprinted(f"The press did not answer within {self._patience_s:g} s")
                answer = self._link.recv_bytes()
            except (EOFError, OSError):
                self._stop()
                raise Unprinted("The press died") from None
            except Unprinted:
                self._stop()
                raise
        if not answer.startswith(_DONE):
            raise Unprinted(answer[1:].decode())
        return answer[1:]

    def close(self) -> None:
        with self._lock:
            self._stop()

    @property
    def process_id(self) -> int | None:
        return self._process.pid if self._process else None

    def _start(self) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        self._stop()
        self._link, other_end = Pipe()
        with other_end:
            self._process = subprocess.Popen(
                [*self._command, str(other_end.fileno())],
                pass_fds=[other_end.fileno()],
                cwd=_ROOT,
                stdin=subprocess.DEVNULL,
                # What a library prints in a fault may hold what it was reading: it must not reach a log.
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def _stop(self) -> None:
        if self._process is not None:
            self._link.close()
            self._process.kill()
            self._process.wait()
            self._process = None


@cache
def workshop() -> Workshop:
    """Return the one workshop of this process."""
    return Workshop()
