"""The floor: one route of Flask, 119 bytes, under the same server as the kiosk. Whatever we do costs more than this."""

import argparse
import logging
import socket
import sys

import waitress
from flask import Flask

SENTENCE = (
    "Bonjour. Cette page ne sait rien, ne cherche rien et ne dessine rien : c’est le plancher de nos mesures."
)
PAGE = f"<p>{SENTENCE}</p>"
THREADS = 4  # as web/server.py; imported from there, half of our own start would be in the floor


def create_app() -> Flask:
    app = Flask("floor", static_folder=None)

    @app.get("/")
    def page() -> str:
        return PAGE

    return app


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--socket", type=int, required=True)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    listening = socket.socket(fileno=parser.parse_args().socket)
    waitress.create_server(create_app(), sockets=[listening], threads=THREADS, ident=None).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
