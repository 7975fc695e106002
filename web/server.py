"""Serves one of the two applications: alone, on its own address, or on a socket that run_kiosk.py opened for it."""

import argparse
import logging
import os
import socket
import sys
from collections.abc import Callable, Sequence
from typing import Any

import waitress

from carnet.settings import Settings, SettingsError
from web import lifeline

THREADS = 4

Application = Callable[..., Any]


def serve(
    create_app: Callable[[Settings], Application],
    address: Callable[[Settings], tuple[str, int]],
    arguments: Sequence[str] | None = None,
) -> int:
    """Serve until SIGTERM, and return the exit code.

    A socket that is handed over already listens: nobody can take the port in between, and the first visitor waits
    a moment instead of being refused while this process starts.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--socket", type=int, help="number of a listening socket that the parent opened")
    handed_over = parser.parse_args(arguments).socket
    if handed_over is not None:
        lifeline.follow_parent()
    try:
        settings = Settings.from_env(os.environ)
    except SettingsError as faults:
        print(faults, file=sys.stderr)
        return 2
    # A request that waits a moment for a thread is no news; what fails is logged by the application.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    listening = _listen(address(settings)) if handed_over is None else socket.socket(fileno=handed_over)
    server = waitress.create_server(create_app(settings), sockets=[listening], threads=THREADS, ident=None)
    server.run()
    return 0


def _listen(address: tuple[str, int]) -> socket.socket:
    return socket.create_server(address, backlog=1024)
