"""What telephone exchanges send, brought back to one event of ours: the table is ``exchanges.yaml``, this only reads by it."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from carnet.domain.call import CallEvent
from carnet.domain.errors import Invalid
from carnet.reference.facts import read, valid_on

LONGEST: Final = 200
PLAIN: Final = "plain"
# sip:ines@exchange, "Inès" <sip:ines@exchange>, client:ines, PJSIP/ines: what names the agent is before the house.
_ADDRESS = re.compile(r"^(?:[^<]*<)?(?:[A-Za-z]+[:/])?(?P<login>[^@;>/]+)")


def exchanges(on: date) -> tuple[str, ...]:
    """Return the kinds of exchange that can be read on ``on``."""
    return tuple(
        name for name, values in read("exchanges").items() if any(each["from"] <= on for each in values)
    )


def read_event(exchange: str, fields: Mapping[str, Any], on: date) -> CallEvent | None:
    """Return what an exchange tells, or None when it is not for us, such as a call that is still queued.

    Raises Invalid with ``exchange`` when its kind is unknown, else with what is missing: ``event``, ``reference`` or ``to``.
    """
    if exchange not in exchanges(on):
        raise Invalid("exchange")
    table = valid_on(read("exchanges"), exchange, on)
    happened = " ".join(filter(None, (_value(fields, name) for name in table["event"])))
    if not happened:
        raise Invalid("event")
    kind = table["kinds"].get(happened)
    if kind is None:
        return None
    reference = _first(fields, table["reference"])
    if not reference:
        raise Invalid("reference")
    address = _ADDRESS.match(_first(fields, table["to"]))
    # Once it rang, a call is often told without saying at which desk: its reference is enough.
    if address is None and kind == "ringing":
        raise Invalid("to")
    is_hidden = any(sign in _value(fields, name) for name, sign in table["hidden"].items())
    return CallEvent(
        exchange=exchange,
        kind=kind,
        reference=reference,
        caller="" if is_hidden else _first(fields, table["caller"]),
        to=address["login"].strip() if address else "",
    )


def _first(fields: Mapping[str, Any], names: Iterable[str]) -> str:
    return next(filter(None, (_value(fields, name) for name in names)), "")


def _value(fields: Mapping[str, Any], name: str) -> str:
    """Return a field as text; one that is absent, too long, or neither text nor number is empty."""
    found: Any = fields
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    if isinstance(found, bool) or not isinstance(found, str | int):
        return ""
    text = str(found).strip()
    return text if len(text) <= LONGEST and text.isprintable() else ""
