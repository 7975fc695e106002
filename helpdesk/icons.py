"""Which picture stands beside which answer on the console. Where there is none, the words stand alone."""

from collections.abc import Mapping
from typing import Final

ICONS: Final[Mapping[str, str]] = {
    "yes": "check",
    "no": "x",
    "unknown": "question-mark",
    "activate": "folder-open",
    "reopen": "folder-open",
    "give_up": "folder-open",
    "object": "folder-off",
    "close": "folder-x",
    "delete": "eraser",
    "later": "clock-pause",
    "explain": "bulb",
    "letter": "mail-opened",
    "help": "heart-handshake",
    "finish": "door-exit",
    "again": "arrow-back-up",
    "next": "arrow-right",
    "paper": "printer",
    "print": "printer",
    "home": "mail",
    "post": "mail",
    "mail": "at",
    "phone": "phone",
    "call": "users",
    "new_code": "mail-fast",
}


def icon_of(name: str) -> str:
    return ICONS.get(name, "")
