"""Receipts: proof of each act. The number is permanent and opens nothing; the paper names no illness and no identity."""

import secrets
from datetime import date
from typing import Final

from sqlalchemy import select

from carnet.domain import code, lifecycle
from carnet.domain.lifecycle import State
from carnet.domain.rights import is_on_the_line
from carnet.services import callback_words, codes, identity, resumption
from carnet.services.turn import Turn, binding
from carnet.store.outbox import Receipt
from carnet.store.people import Person
from carnet.store.spaces import space_of
from carnet.store.staff import Helper

WAYS: Final = ("post", "phone", "mail", "spoken")


def make(turn: Turn, person: Person, act: str, stated_on: date | None = None) -> Receipt:
    """Return the receipt of ``act``, written in the same transaction, and tell the contact on file."""
    receipt = _written(turn, person, act, _facts(turn, person, stated_on))
    told = next((route for route in codes.routes(turn) if route.kind != "post"), None)
    if told:
        _send(turn, person, receipt, told)
    if _goes_home(turn, receipt) and (home := _route(turn, "post")):
        _send(turn, person, receipt, home)
    return receipt


def make_for_code(turn: Turn, person: Person, route: str, valid_until: date) -> Receipt:
    """Return the receipt of a new code sent by ``route``. The code itself tells the contact on file."""
    facts = {"route": route, "code_valid_until": valid_until.isoformat()}
    return _written(turn, person, codes.CODE_SENT, facts)


def _goes_home(turn: Turn, receipt: Receipt) -> bool:
    """Tell whether a receipt leaves by post whatever anybody presses: nobody closes a space from afar without the way back in hand.

    Source: requirement 9 of the console.
    """
    return receipt.act == "closed" and turn.channel != "kiosk"


def _route(turn: Turn, kind: str) -> codes.Route | None:
    return next((route for route in codes.routes(turn) if route.kind == kind), None)


def _send(turn: Turn, person: Person, receipt: Receipt, route: codes.Route) -> None:
    payload = {"receipt": receipt.id, "contact": route.contact_id, "language": turn.language}
    kind = "receipt" if route.kind == "post" else "confirmation"
    codes.queue(turn.db, person, kind, route.kind, turn.now, payload)


def _written(turn: Turn, person: Person, act: str, facts: dict[str, str]) -> Receipt:
    receipt = Receipt(
        proof_number=code.make_proof_number(secrets.token_bytes),
        visit_id=turn.visit.id,
        person_id=person.id,
        act=act,
        state=str(turn.space.state) if turn.space else "",
        at=turn.now,
        language=turn.language,
        facts={**facts, **_circumstances(turn)},
    )
    turn.db.add(receipt)
    turn.db.flush()
    callback_words.give_to_receipt(turn.db, receipt)
    return receipt


def last(turn: Turn) -> Receipt | None:
    """Return the newest receipt that this visit gave to the person who is proved now, or None.

    A visit may go on with another person: what the first one received is not theirs.
    """
    if turn.proof is None:
        return None
    theirs = (Receipt.visit_id == turn.visit.id, Receipt.person_id == turn.proof.person_id)
    return turn.db.scalars(select(Receipt).where(*theirs).order_by(Receipt.id.desc()).limit(1)).first()


def send_by(turn: Turn, way: str) -> str:
    """Send the proof of what was just done by ``post``, ``mail`` or ``phone``, or note that it was ``spoken``.

    ``nothing``: no act was done here; ``no_address``: the insurer knows no such address.
    """
    receipt, person = last(turn), turn.holder
    if receipt is None or person is None or way not in WAYS:
        return "nothing"
    if way != "spoken":
        route = _route(turn, way)
        if route is None:
            return "no_address"
        if not (way == "post" and _goes_home(turn, receipt)):
            _send(turn, person, receipt, route)
    turn.note("keep_receipt", way, person.id, {"receipt": receipt.id})
    return way


@binding
def keep(turn: Turn, wish: str) -> str:
    """Keep the proof on paper or at home; the other keys lead on."""
    receipt, person = last(turn), turn.holder
    match wish:
        case "home" if receipt and person:
            by_post = _route(turn, "post")
            if by_post is None:
                return "no_address"
            if not _goes_home(turn, receipt):
                _send(turn, person, receipt, by_post)
            turn.note("keep_receipt", "home", person.id, {"receipt": receipt.id})
            return "home"
        case "paper" if receipt and person:
            turn.note("keep_receipt", "paper", person.id, {"receipt": receipt.id})
            return "paper"
    return identity.place(turn, wish)


def keep_of_code(turn: Turn, wish: str) -> str:
    """Keep the proof of a new code on paper, or the visit for later; ``moved`` when nobody is proved here any more.

    The other keys lead on.
    """
    if wish == "keep":
        resumption.give(turn)
    if wish != "paper":
        return wish
    return keep(turn, wish) if last(turn) else "moved"


def _circumstances(turn: Turn) -> dict[str, str]:
    """Return with what help the act was done, and for whom: a visit may change hands, its proofs say the same for ever."""
    number = None if turn.by_paper else turn.visit.helper_id
    helper = turn.db.get(Helper, number) if number else None
    by_role = "phone" if helper and is_on_the_line(helper.role) else "beside"
    is_for_another = turn.proof is not None and turn.proof.acting_id is not None
    return {"help": by_role if helper else "none", "for": "another" if is_for_another else "self"}


def _facts(turn: Turn, person: Person, stated_on: date | None) -> dict[str, str]:
    space = space_of(turn.db, person.id)
    facts: dict[str, date] = {"done_on": turn.on}
    if stated_on and stated_on != turn.on:
        facts["stated_on"] = stated_on
    if space and space.closed_on:
        facts["archive_ends_on"] = lifecycle.archive_ends_on(space.closed_on, turn.delays)
    if space and space.deletion_asked_on:
        facts["deletion_ends_on"] = lifecycle.deletion_ends_on(space.deletion_asked_on, turn.delays)
    if space and space.state == State.OBJECTED and space.has_legacy_dmp:
        facts["legacy_ends_on"] = lifecycle.archive_ends_on(space.since_on, turn.delays)
    return {name: day.isoformat() for name, day in facts.items()}
