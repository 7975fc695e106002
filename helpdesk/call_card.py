"""What stands beside a step: how this call may end, its note, and the proof of what was done. Finished objects."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from carnet.domain.code import in_fours
from carnet.domain.journey import Place
from carnet.reference.wrap_up import wrap_up_codes
from carnet.services import case_history, codes, receipts
from carnet.services.turn import Turn, paris_date
from carnet.store.cases import Case
from helpdesk import wrap_up_words
from helpdesk.script_words import LETTERS
from helpdesk.session import Seat
from helpdesk.sheet import Ending

USUAL: Final = ("decides_later", "explained", "call_back")
LIKELY: Final[Mapping[str, tuple[str, ...]]] = {
    "by_phone": ("letter", "proof_missing", "identity_not_shown", "call_back"),
    "identify": ("identity_not_shown", "proof_missing", "call_back"),
    "new_code": ("code_sent", "proof_missing", "call_back"),
    "elsewhere": ("to_fund", "to_someone_beside", "explained"),
    "activate": ("activated", *USUAL),
    "object": ("objected", *USUAL),
    "close": ("closed", *USUAL),
    "delete": ("deletion_asked", *USUAL),
    "reopen": ("reopened", *USUAL),
    "asked": ("objected", "closed", "decides_later"),
}
"""How a call mostly ends where it stands; after an act, that act comes first."""

SHOWN: Final = 4
PROOF_KEYS: Final[Mapping[str, str]] = {"post": "pc", "phone": "ps", "mail": "pm", "spoken": "po"}
"""Two keys each, as for the codes, none of which begins with a P."""


@dataclass(frozen=True)
class Way:
    """One way to send the proof, and its two keys; ``is_known``: the insurer has such an address."""

    value: str
    word: str
    keys: str
    is_known: bool


@dataclass(frozen=True)
class BesideStep:
    """``case`` is its number, 0 when nobody here has it in hand. ``spelled``: the proof number, as it is read aloud."""

    case: int
    version: int
    draft: str
    likely: tuple[Ending, ...]
    others: int
    ways: tuple[Way, ...]
    spelled: tuple[str, ...]


def call_card(seat: Seat, turn: Turn, place: Place, case: Case | None, *, is_over: bool) -> BesideStep:
    """Return what stands beside the step at ``place``; ``case`` may be none, or in other hands."""
    mine = case if case and case.owner_id == seat.helper.id and case.state != "closed" else None
    receipt = receipts.last(turn) if not is_over and turn.is_proved else None
    in_use = {code.name: code for code in wrap_up_codes(paris_date(seat.now))}
    wanted = (*((receipt.act,) if receipt else ()), *LIKELY.get(place[0], ()), *USUAL)
    names = [name for name in dict.fromkeys(wanted) if name in in_use][:SHOWN]
    kinds = {route.kind for route in codes.routes(turn)} if receipt else set()
    number = in_fours(receipt.proof_number) if receipt else ""
    return BesideStep(
        case=mine.id if mine else 0,
        version=mine.version if mine else 0,
        draft=case_history.draft(seat.db, mine.id, seat.helper) if mine else "",
        likely=tuple(
            Ending(name, seat.wording.text(wrap_up_words.CODES[name]), in_use[name].keys) for name in names
        ),
        others=len(in_use),
        ways=tuple(
            Way(way, f"script_proof_{way}", PROOF_KEYS[way], way == "spoken" or way in kinds)
            for way in receipts.WAYS
        )
        if receipt
        else (),
        spelled=tuple(_spelled(group) for group in number.split()),
    )


def _spelled(group: str) -> str:
    return " ".join(f"{sign} ({LETTERS[sign]})" if sign in LETTERS else sign for sign in group)
