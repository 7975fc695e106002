"""Workers that die, fall silent or are too few: whoever asks hears a clear error, and the next is served."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from web.speech import Busy, Unvoiced, Voices

ROOT = Path(__file__).parents[3]

Worker = Callable[[str], tuple[str, ...]]

FIRST_LIFE = """
import os, sys
from multiprocessing.connection import Connection
from pathlib import Path

link = Connection(int(sys.argv[1]))
mark = Path({mark!r})
if mark.exists():
    os.execv(sys.executable, [sys.executable, "-m", "web.speech.worker", sys.argv[1]])
mark.touch()
"""

DIES = "link.send_bytes(b'ready'); link.recv_bytes(); os.kill(os.getpid(), 9)"
FALLS_SILENT = "link.send_bytes(b'ready'); link.recv_bytes(); link.recv_bytes()"
NEVER_STARTS = "link.recv_bytes(); link.recv_bytes()"
ALWAYS = "mark.unlink()\n"


@pytest.fixture
def worker(tmp_path: Path) -> Worker:
    """A command that starts a worker which misbehaves in its first life and is a real voice in the next."""

    def command(fault: str) -> tuple[str, ...]:
        program = tmp_path / "worker.py"
        program.write_text(FIRST_LIFE.format(mark=str(tmp_path / "mark")) + fault)
        return (sys.executable, str(program))

    return command


def test_a_worker_killed_in_the_middle_is_a_clear_error_and_the_next_text_is_heard(worker: Worker) -> None:
    with Voices(workers=1, patience_s=20, command=worker(DIES)) as voices:
        with pytest.raises(Unvoiced) as heard:
            voices.speak("Bonjour", "fr")

        assert heard.value.reason == "worker"
        assert voices.speak("Bonjour", "fr").startswith(b"RIFF")


def test_a_silent_worker_is_given_up_and_the_next_text_is_heard(worker: Worker) -> None:
    with Voices(workers=1, patience_s=0.5, command=worker(FALLS_SILENT)) as voices:
        before = voices.process_ids()
        # On a busy machine the first callers may find it still starting.
        while voices.process_ids() == before:
            with pytest.raises(Unvoiced) as heard:
                voices.speak("Bonjour", "fr")
            assert heard.value.reason == "patience"

        voices.check()


def test_a_worker_that_is_still_starting_keeps_nobody_waiting_and_keeps_its_time(worker: Worker) -> None:
    with Voices(workers=1, patience_s=0.1, command=worker(NEVER_STARTS)) as voices:
        before = voices.process_ids()
        with pytest.raises(Unvoiced) as heard:
            voices.speak("Bonjour", "fr")

        assert heard.value.reason == "patience"
        assert voices.process_ids() == before


def test_a_worker_killed_while_it_waits_costs_nobody_a_sentence() -> None:
    with Voices(workers=1, patience_s=20) as voices:
        voices.check()
        (before,) = voices.process_ids()
        os.kill(before, signal.SIGKILL)
        os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)

        assert voices.speak("Bonjour", "fr").startswith(b"RIFF")
        assert voices.process_ids() != [before]


def test_a_worker_stopped_by_the_system_is_replaced() -> None:
    with Voices(workers=1, patience_s=1) as voices:
        voices.check()
        (before,) = voices.process_ids()
        os.kill(before, signal.SIGSTOP)

        with pytest.raises(Unvoiced, match="patience"):
            voices.speak("Bonjour", "fr")

        voices.check()
        assert voices.process_ids() != [before]


def test_too_many_callers_are_told_so_at_once(worker: Worker) -> None:
    with (
        Voices(workers=1, patience_s=2, command=worker(ALWAYS + FALLS_SILENT)) as voices,
        ThreadPoolExecutor(12) as callers,
    ):
        heard = [callers.submit(voices.speak, "Bonjour", "fr") for _ in range(12)]
        errors = [future.exception() for future in heard]

    # One is served by the silent worker, four wait in the queue, and the queue takes no more.
    assert all(isinstance(error, Unvoiced) for error in errors)
    assert sum(isinstance(error, Busy) for error in errors) >= 12 - 1 - 4


def test_many_callers_share_the_workers(voices: Voices) -> None:
    with ThreadPoolExecutor(4) as callers:
        sounds = list(callers.map(lambda number: voices.speak(f"Numéro {number}", "fr"), range(20)))

    assert all(sound.startswith(b"RIFF") for sound in sounds)


def test_closing_ends_the_processes() -> None:
    voices = Voices(workers=2, patience_s=20)
    process_ids = voices.process_ids()

    voices.close()

    assert not any(Path(f"/proc/{process_id}").exists() for process_id in process_ids)
    with pytest.raises(Unvoiced, match="closed"):
        voices.speak("Bonjour", "fr")


def test_a_worker_ends_with_its_server() -> None:
    program = (
        "import os; from web.speech import Voices; voices = Voices(workers=1); voices.check()\n"
        "print(voices.process_ids()[0], flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        worker = os.pidfd_open(int(server.stdout.readline()))
        server.kill()

    assert select.select([worker], [], [], 20)[0]
    os.close(worker)
