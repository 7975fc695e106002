"""Starts the kiosk, the console and the outbox with one command, and stops them together.

python run_kiosk.py --kiosk-port 8000 --console-port 8001 --data var --demo
"""

import argparse
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from carnet.settings import DEMONSTRATION, PRODUCTION, Settings, SettingsError
from setup import Fault, content

NOTHING_STARTED = 2
STOP_TIME_S = 5
GLANCE_S = 0.2


@dataclass
class Part:
    """One process of the house; a part with a port is handed a socket that already listens."""

    name: str
    module: str
    listening: socket.socket | None = None
    process: subprocess.Popen[bytes] | None = None

    def start(self, environ: Mapping[str, str]) -> None:
        handed_over = [] if self.listening is None else [self.listening.fileno()]
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module, *(f"--socket={number}" for number in handed_over)],
            stdin=subprocess.PIPE,  # the lifeline: it closes when this process ends, whatever ended it
            # One heap for all threads: Python runs one at a time, and a heap each holds 7 MB more after load.
            env={"MALLOC_ARENA_MAX": "1", **environ},
            pass_fds=handed_over,
            process_group=0,  # Ctrl-C is for the parent, which stops the parts in order
        )

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def answers(self) -> bool:
        """Tell whether a part with a port serves already: any answer will do, even "not found"."""
        if self.listening is None:
            return True
        host, port = self.listening.getsockname()
        connection = http.client.HTTPConnection(host, port, timeout=GLANCE_S)
        try:
            connection.request("GET", "/favicon.ico")
            connection.getresponse()
        except OSError:
            return False
        finally:
            connection.close()
        return True

    def ask_to_stop(self) -> None:
        if self.process and self.process.stdin:
            self.process.stdin.close()

    def stop(self) -> None:
        if not self.process:
            return
        try:
            self.process.wait(STOP_TIME_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        # What the part itself started, such as a voice worker that did not notice.
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


def main(arguments: Sequence[str] | None = None) -> int:
    options = _read(arguments)
    environ = _environment(options)
    try:
        settings = Settings.from_env(environ)
    except SettingsError as found:
        return _refuse(found.faults)
    parts, faults = _open(settings)
    faults += _startup_faults(settings)
    if not faults and settings.is_demonstration:
        faults += _prepare(settings)
    if faults:
        return _refuse(faults)
    return _serve(parts, environ, settings)


def _read(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Starts the kiosk, the console and the outbox.")
    parser.add_argument("--kiosk-port", metavar="N", help="the kiosk is at localhost:N")
    parser.add_argument("--console-port", metavar="N", help="the console is at 127.0.0.1:N")
    parser.add_argument(
        "--data", metavar="DIR", help="folder of the database, the keys, the letters and the clips"
    )
    parser.add_argument(
        "--demo",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="invented people; --no-demo is production, with its settings from the environment",
    )
    return parser.parse_args(arguments)


def _environment(options: argparse.Namespace) -> dict[str, str]:
    """Return what every part reads its settings from: our environment, and the options over it."""
    said = {
        "CARNET_MODE": DEMONSTRATION if options.demo else PRODUCTION,
        "CARNET_DATA": options.data,
        "CARNET_KIOSK_PORT": options.kiosk_port,
        "CARNET_CONSOLE_PORT": options.console_port,
    }
    return {**os.environ, **{name: value for name, value in said.items() if value is not None}}


def _refuse(faults: Iterable[str]) -> int:
    for fault in faults:
        print(f"Not started: {fault}", file=sys.stderr)
    return NOTHING_STARTED


def _open(settings: Settings) -> tuple[list[Part], list[str]]:
    """Return the parts, with their ports taken, and why a port could not be."""
    kiosk, console, outbox = Part("kiosk", "kiosk"), Part("console", "helpdesk"), Part("outbox", "web.outbox")
    faults = []
    for part, host, port, option in (
        (kiosk, settings.kiosk_host, settings.kiosk_port, "KIOSK_PORT"),
        (console, settings.console_host, settings.console_port, "CONSOLE_PORT"),
    ):
        try:
            part.listening = socket.create_server((host, port), backlog=128)
        except OSError as fault:
            faults.append(f"{host}:{port} cannot be used ({_reason(fault)}); choose another with {option}=N")
    return [kiosk, console, outbox], faults


def _startup_faults(settings: Settings) -> list[str]:
    if not settings.is_demonstration:
        # Imported here: a demonstration that is made already starts without waiting for it.
        from carnet.startup import startup_faults
        from web.offered import language_faults

        return startup_faults(settings, language_faults)
    try:
        content.make_folder(settings)
    except OSError as fault:
        return [f"the data folder {settings.data} cannot be written ({_reason(fault)})"]
    return []


def _prepare(settings: Settings) -> list[str]:
    """Return why the demonstration could not be made, an empty list when it was."""
    try:
        content.prepare(settings)
    except Fault as fault:
        return [str(fault)]
    except OSError as fault:
        return [f"{fault.filename or settings.data} cannot be read or written ({_reason(fault)})"]
    except KeyboardInterrupt:
        return ["stopped by hand; the next start goes on from here"]
    return []


def _reason(fault: OSError) -> str:
    return os.strerror(fault.errno) if fault.errno else str(fault)


def _serve(parts: Sequence[Part], environ: Mapping[str, str], settings: Settings) -> int:
    """Start the parts one after the other, tell what to do next, and wait until one ends or somebody stops us.

    The kiosk is the first, and the others wait until it answers: somebody stands before it.
    """
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    try:
        first, *waiting = parts
        first.start(environ)
        told = False
        while not stop.wait(GLANCE_S):
            ended = [part.name for part in parts if part.has_ended()]
            if ended:
                print(
                    f"Stopped: {' and '.join(ended)} ended by itself; its last lines above say why",
                    file=sys.stderr,
                )
                return 1
            while waiting and all(part.answers() for part in parts if part not in waiting):
                waiting.pop(0).start(environ)
            if not told and not waiting and all(part.answers() for part in parts):
                told = True
                print(content.what_next(settings), flush=True)
        return 0
    finally:
        for part in parts:
            part.ask_to_stop()
        for part in parts:
            part.stop()


if __name__ == "__main__":
    sys.exit(main())
