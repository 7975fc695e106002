"""The installation that a command works on: its settings, its keys and its database."""

import argparse
import os
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from carnet.services.turn import paris_date
from carnet.settings import DEMONSTRATION, PRODUCTION, Settings, SettingsError
from carnet.startup import folder_faults, key_faults, startup_faults
from carnet.store import schema
from carnet.store.database import make_engine, reading, transaction
from carnet.store.keys import KeyFileFault, Keys, load_keys, make_key_file


class Unusable(Exception):
    """Why a command cannot run, one plain sentence each."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Installation:
    settings: Settings
    engine: Engine
    keys: Keys

    def writing(self) -> AbstractContextManager[Session]:
        return transaction(self.engine, self.keys)

    def reading(self) -> AbstractContextManager[Session]:
        return reading(self.engine, self.keys)


def add_data_option(parser: argparse.ArgumentParser) -> None:
    """Let a command say where the installation is; otherwise the environment does."""
    parser.add_argument("--data", metavar="DIR", help="folder of the database and the keys")


def add_day_option(parser: argparse.ArgumentParser) -> None:
    """Let a command run as on another day than today in Paris."""
    parser.add_argument(
        "--on", metavar="YYYY-MM-DD", type=_day, help="the day to count from; today if absent"
    )


def open_installation(args: argparse.Namespace, *, demonstration: bool = False) -> Installation:
    """Return what the environment and ``--data`` name, ready to work with; its keys say whether it is a demonstration.

    Raises Unusable with all faults at once.
    """
    return _opened(_settings(args, mode=DEMONSTRATION if demonstration or _is_demonstration(args) else None))


def make_installation(args: argparse.Namespace, *, demonstration: bool) -> Installation:
    """Return what the environment and ``--data`` name, with keys and tables made where they lack.

    Raises Unusable with all faults at once.
    """
    settings = _settings(args, mode=DEMONSTRATION if demonstration else PRODUCTION)
    faults = list(folder_faults(settings))
    if faults:
        raise Unusable(faults)
    if not settings.key_file.exists():
        make_key_file(settings.key_file, demonstration=demonstration)
    # Before anything is migrated: this may be somebody's real installation.
    if faults := list(key_faults(settings)):
        raise Unusable(faults)
    engine = make_engine(settings.database_url)
    schema.upgrade(engine)
    engine.dispose()
    return _opened(settings)


def now() -> datetime:
    return datetime.now(UTC)


def day_of(args: argparse.Namespace) -> date:
    """Return the day that ``--on`` names, or today in Paris."""
    day: date | None = args.on
    return day or paris_date(now())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a day like 2026-11-22, not {text!r}") from None


def _is_demonstration(args: argparse.Namespace) -> bool:
    """Tell what an installation is when nobody said: its keys know, and they never change sides."""
    if "CARNET_MODE" in os.environ:
        return False
    try:
        return load_keys(_settings(args).key_file).is_demonstration
    except KeyFileFault:
        return False


def _opened(settings: Settings) -> Installation:
    faults = startup_faults(settings)
    if faults:
        raise Unusable(faults)
    return Installation(settings, make_engine(settings.database_url), load_keys(settings.key_file))


def _settings(args: argparse.Namespace, mode: str | None = None) -> Settings:
    said = {"CARNET_DATA": args.data, "CARNET_MODE": mode}
    try:
        return Settings.from_env({**os.environ, **{name: value for name, value in said.items() if value}})
    except SettingsError as found:
        raise Unusable(list(found.faults)) from None
