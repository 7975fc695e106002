"""Ties a process to the one that started it: when the parent ends, however it ends, the child ends too.

The parent holds the other end of the child's standard input. A signal may be lost; a closed pipe is not.
"""

import signal
import sys
import threading
from types import FrameType


def follow_parent() -> None:
    """Raise SystemExit in the main thread when the parent closes our standard input or sends SIGTERM.

    Ctrl-C reaches every process of a terminal at once; here the parent alone decides in which order they stop.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_wait_for_the_end, name="lifeline", daemon=True).start()


def _wait_for_the_end() -> None:
    # Unbuffered, since a buffered standard input held by this thread would block the interpreter's exit.
    while sys.stdin.buffer.raw.read(1024):
        pass
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
