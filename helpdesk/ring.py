"""`python -m helpdesk ring NUMBER`, `answer`, `hang-up`: an exchange that consists of one person at a keyboard; and the line's key."""

import argparse
import http.client
import json
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from carnet.commands.installation import Installation, Unusable, add_data_option, now, open_installation
from carnet.domain.call_token import token
from helpdesk.exchange import PURPOSE, SIGNATURE, STAMP

UNUSABLE: Final = 2
REFUSED: Final = 1
PATIENCE_S: Final = 10
EVENTS: Final = {"ring": "ringing", "answer": "answered", "hang-up": "ended"}
NEXT: Final = {"ring": "answer", "answer": "hang-up"}

Send = Callable[[str, int, bytes, Mapping[str, str]], tuple[int, str]]


def post(address: str, seconds: int, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
    """Send an event to the console at ``address``, and return its status and what it says."""
    where = urlsplit(address)
    kind = http.client.HTTPSConnection if where.scheme == "https" else http.client.HTTPConnection
    connection = kind(where.netloc, timeout=seconds)
    try:
        connection.request("POST", "/calls", body, dict(headers))
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


def run(arguments: Sequence[str], send: Send = post) -> int:
    """Tell one event of a call to the console of an installation, and return the exit code."""
    args = _parser().parse_args(arguments)
    try:
        installation = open_installation(args)
    except Unusable as found:
        print(found, file=sys.stderr)
        return UNUSABLE
    if args.command == "call-key":
        # The exchange's own settings need it: whoever reads the key file may read this.
        print(installation.keys.derive(PURPOSE).hex())
        return 0
    reference = getattr(args, "reference", "") or secrets.token_hex(4)
    told = {"event": EVENTS[args.command], "reference": reference, "to": getattr(args, "to", "")}
    if args.command == "ring":
        told["from"] = args.number
    body = json.dumps(told).encode()
    address = args.console or installation.settings.console_url
    try:
        status, said = send(address, PATIENCE_S, body, signed(installation, body))
    except OSError:
        print(f"No console answers at {address}: start it, or say where with --console", file=sys.stderr)
        return REFUSED
    print(f"{status} {said}")
    if status != http.client.OK:
        return REFUSED
    following = NEXT.get(args.command)
    if following:
        print(f"Next: python -m helpdesk {following} {reference}")
    return 0


def signed(installation: Installation, body: bytes) -> dict[str, str]:
    """Return the headers under which the console believes ``body``."""
    stamp = int(now().timestamp())
    signature = token(installation.keys.derive(PURPOSE), stamp, body)
    return {"Content-Type": "application/json", STAMP: str(stamp), SIGNATURE: signature}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m helpdesk")
    commands = parser.add_subparsers(dest="command", required=True)
    ring = commands.add_parser("ring", help="let a number ring at an agent's desk; anonymous hides it")
    ring.add_argument("number", help="as +33639980101, or anonymous")
    ring.add_argument("--to", metavar="LOGIN", default="ines", help="the agent's login; ines if absent")
    for name, words in (("answer", "the agent picks up"), ("hang-up", "the call ends")):
        command = commands.add_parser(name, help=words)
        command.add_argument("reference", help="what `ring` printed")
    commands.add_parser("call-key", help="print the key with which an exchange signs, in hex")
    for command in commands.choices.values():
        add_data_option(command)
        command.add_argument("--console", metavar="URL", help="where the console answers")
    return parser
