"""A voice in a process of its own: `python -m web.speech.worker FD`, jobs in and sound out through one socket.

It may crash, hang or be killed; whoever asked hears a clear error and the next job gets a fresh one.
"""

import resource
import signal
import sys
from multiprocessing.connection import Connection

from web.speech import sound
from web.speech.errors import Unvoiced
from web.speech.job import READY, Job, refusal, success
from web.speech.reader import Reader
from web.speech.tongues import TONGUES


def keep_apart() -> None:
    """Let nothing that is spoken reach a disk: the system itself refuses every file that this process writes.

    Dumps of a crash count as files. Ctrl-C is for the parent, whose end closes the socket.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def serve(link: Connection) -> None:
    """Answer jobs until the other end is closed."""
    try:
        reader = Reader()
        # Ready means that it has spoken; and the first sentence of a person then waits for no dictionary.
        for language in TONGUES:
            reader.read("1", language)
    except Unvoiced as missing:
        link.send_bytes(refusal(missing))
        return
    link.send_bytes(READY)
    while True:
        try:
            job = Job.read(link.recv_bytes())
        except EOFError:
            return
        link.send_bytes(answer(reader, job))


def answer(reader: Reader, job: Job) -> bytes:
    """Return the reply to ``job``; a fault is named by its kind only, for its words may hold the text."""
    encode = {"wav": sound.wav, "mp3": sound.mp3}[job.form]
    try:
        return success(encode(reader.read(job.text, job.language, job.speed)))
    except Unvoiced as unvoiced:
        return refusal(unvoiced)
    except Exception as fault:
        return refusal(Unvoiced("fault", type(fault).__name__))


if __name__ == "__main__":
    keep_apart()
    serve(Connection(int(sys.argv[1])))
