"""What differs from one installation to another, read once from the environment. Legal delays are not here."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeVar

Value = TypeVar("Value")

DEMONSTRATION: Final = "demonstration"
PRODUCTION: Final = "production"

DEFAULTS: Final = {
    "CARNET_MODE": PRODUCTION,  # forgetting to choose must never open a demonstration to real people
    "CARNET_DATA": "var",
    "CARNET_KIOSK_HOST": "localhost",
    "CARNET_KIOSK_PORT": "8000",
    "CARNET_CONSOLE_HOST": "127.0.0.1",
    "CARNET_CONSOLE_PORT": "8001",
    "CARNET_KIOSK_NAME": "kiosk-1",
    "CARNET_SITE": "",
    "CARNET_SENDER": "",
    "CARNET_SCREEN": "1920x1080@3.613",
    "CARNET_SOCKET": "right, below",  # where a hand finds the headphone socket, said by the welcome; or: none
    "CARNET_PROVIDER": "",  # a file that describes the provider of identities of helpers; empty: none
    "CARNET_CARD_READER": "",  # a program that reads the chip and prints two numbers; empty: no reader
}
DERIVED: Final = ("DATABASE_URL", "CARNET_KEY_FILE", "CARNET_KIOSK_URL", "CARNET_CONSOLE_URL")

SOCKETS: Final = (
    "right, below",
    "right, above",
    "left, below",
    "left, above",
    "middle, below",
    "keypad",
    "none",
)


class SettingsError(Exception):
    """Everything that is wrong with the environment, one plain sentence each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Screen:
    """The kiosk's screen, as measured on its calibration page."""

    width_px: int
    height_px: int
    px_per_mm: float


@dataclass(frozen=True)
class Settings:
    mode: str
    data: Path
    database_url: str = field(repr=False)  # it may hold a password
    key_file: Path
    kiosk_host: str
    kiosk_port: int
    kiosk_url: str
    console_host: str
    console_port: int
    console_url: str
    kiosk_name: str
    site: str
    sender: tuple[str, ...]
    screen: Screen
    socket: str
    card_reader: str
    provider: Path | None = None

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Settings":
        """Return the settings of ``environ``; what it does not say has a default, but no secret ever does.

        Raises SettingsError with all faults at once.
        """
        faults = [
            f"{name}: no such setting"
            for name in sorted(environ)
            if name.startswith("CARNET_") and name not in DEFAULTS and name not in DERIVED
        ]

        def read(name: str, parse: Callable[[str], Value], default: str = "") -> Value:
            default = default or DEFAULTS.get(name, "")
            try:
                return parse(environ.get(name, default))
            except ValueError as fault:
                faults.append(f"{name}: {fault}")
                return parse(default)

        data = read("CARNET_DATA", _folder)
        kiosk = read("CARNET_KIOSK_HOST", _filled), read("CARNET_KIOSK_PORT", _port)
        console = read("CARNET_CONSOLE_HOST", _filled), read("CARNET_CONSOLE_PORT", _port)
        if kiosk == console:
            faults.append("CARNET_CONSOLE_PORT: the kiosk has the same host and port")
        settings = cls(
            mode=read("CARNET_MODE", _mode),
            data=data,
            database_url=read("DATABASE_URL", _database_url, f"sqlite:///{data / 'carnet.db'}"),
            key_file=read("CARNET_KEY_FILE", _folder, str(data / "keys.json")),
            kiosk_host=kiosk[0],
            kiosk_port=kiosk[1],
            kiosk_url=read("CARNET_KIOSK_URL", _url, f"http://{kiosk[0]}:{kiosk[1]}"),
            console_host=console[0],
            console_port=console[1],
            console_url=read("CARNET_CONSOLE_URL", _url, f"http://{console[0]}:{console[1]}"),
            kiosk_name=read("CARNET_KIOSK_NAME", _filled),
            site=read("CARNET_SITE", str.strip),
            sender=read("CARNET_SENDER", _lines),
            screen=read("CARNET_SCREEN", _screen),
            socket=read("CARNET_SOCKET", _socket),
            card_reader=read("CARNET_CARD_READER", str.strip),
            provider=read("CARNET_PROVIDER", lambda text: Path(text.strip()) if text.strip() else None),
        )
        if faults:
            raise SettingsError(faults)
        return settings

    @property
    def is_demonstration(self) -> bool:
        return self.mode == DEMONSTRATION

    @property
    def outbox(self) -> Path:
        """The folder into which letters, messages and prints leave by default."""
        return self.data / "outbox"


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("empty")
    return text.strip()


def _lines(text: str) -> tuple[str, ...]:
    # The name and address at the top of letters, parted by semicolons.
    return tuple(line.strip() for line in text.split(";") if line.strip())


def _folder(text: str) -> Path:
    return Path(_filled(text))


def _mode(text: str) -> str:
    if text not in (DEMONSTRATION, PRODUCTION):
        raise ValueError(f"demonstration or production, not {text!r}")
    return text


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65_536):
        raise ValueError(f"a port from 1 to 65535, not {text!r}")
    return int(text)


def _database_url(text: str) -> str:
    # The address may hold a password: it is never repeated in the sentence.
    if not text.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise ValueError("an address that starts with sqlite:/// or postgresql://")
    return text


def _url(text: str) -> str:
    if not re.fullmatch(r"https?://[^/\s]+/?", text):
        raise ValueError(f"an address like https://kiosk.example, not {text!r}")
    return text.rstrip("/")


def _screen(text: str) -> Screen:
    parts = re.fullmatch(r"(\d{3,5})x(\d{3,5})@(\d{1,2}(?:\.\d+)?)", text, re.ASCII)
    if not parts or float(parts[3]) == 0:
        raise ValueError(f"width x height @ pixels per millimetre, like 1920x1080@3.61, not {text!r}")
    return Screen(int(parts[1]), int(parts[2]), float(parts[3]))


def _socket(text: str) -> str:
    if text not in SOCKETS:
        raise ValueError(f"one of {'; '.join(SOCKETS)}, not {text!r}")
    return text
