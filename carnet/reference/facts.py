"""How dated facts are kept: a file of names, each with its values, each valid from a day until the next one."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

Facts = Mapping[str, list[dict[str, Any]]]


class NoFactError(LookupError):
    """A day on which no value of a fact is known."""


@cache
def read(name: str) -> Facts:
    """Return the facts of the file ``name``."""
    facts: Facts = yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))
    return facts


def valid_on(facts: Facts, name: str, on: date) -> dict[str, Any]:
    """Return what holds for ``name`` on ``on``.

    Raises NoFactError.
    """
    valid = [fact for fact in facts[name] if fact["from"] <= on]
    if not valid:
        raise NoFactError(f"{name} is not known on {on}")
    return max(valid, key=lambda fact: fact["from"])
