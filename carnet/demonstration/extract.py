"""The demonstration as a fund would send it: the text of a CSV extract, to enter by the same door as a real one."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from carnet.demonstration.cast import Card, Role, cast, day_from
from carnet.domain.extract_field import BETWEEN_VALUES, WITHIN_A_VALUE
from carnet.domain.insured import COLUMNS
from carnet.domain.spreadsheet import exchanged

SEPARATOR = ";"

_CONTACTS_KNOWN_SINCE = "D-3y"
_PROTECTED_SINCE = "D-5y"
_DATES = ("notified", "opened", "closed", "deletion_asked", "suspended")
_FACT_OF_STATE = {
    "notified": "notified",
    "opened_auto": "opened",
    "activated": "opened",
    "suspended": "suspended",
    "closed_archived": "closed",
    "deletion_pending": "deletion_asked",
}


def demonstration_extract(anchor: date) -> str:
    """Give the whole file for the day ``anchor``."""
    return "".join(extract_lines(_row(role, anchor) for role in cast(anchor)))


def extract_lines(rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Give the header, then one line per row, each with its end."""
    yield exchanged([COLUMNS], separator=SEPARATOR)
    for row in rows:
        yield exchanged([[row.get(column, "") for column in COLUMNS]], separator=SEPARATOR)


def _row(role: Role, anchor: date) -> dict[str, str]:
    told = role.told
    row = {
        "reference": role.reference,
        "nir": role.nir,
        "birth_name": told["birth_name"],
        "used_name": told.get("used_name", ""),
        "first_names": BETWEEN_VALUES.join(told["first_names"]),
        "birth_date": role.born.iso(),
        "birth_place": told["birth_place"],
        "sex": told["sex"],
        "cards": BETWEEN_VALUES.join(_card(card) for card in role.cards),
        "preferred_language": told.get("preferred_language", "fr"),
        "easy_text": _yes_or_no(told.get("easy_text", False)),
        "policy_holder": told.get("number_of", ""),
        "representatives": BETWEEN_VALUES.join(
            WITHIN_A_VALUE.join((named, "parent", role.born.iso(), role.born.adult_on.isoformat()))
            for named in told.get("representatives", ())
        ),
        "died_on": role.day("died", anchor),
        "state": told["state"],
        "since_on": role.day("since", anchor) or role.day(_FACT_OF_STATE.get(told["state"], ""), anchor),
        "suspended_from": told.get("suspended_from", ""),
        "legacy_dmp": _yes_or_no(told.get("legacy_dmp", False)),
    }
    row |= {f"{fact}_on": role.day(fact, anchor) for fact in _DATES}
    return row | _contacts(role, anchor) | _protection(role, anchor)


def _card(card: Card) -> str:
    dates = (day.isoformat() if day else "" for day in (card.valid_from, card.ended_on))
    return WITHIN_A_VALUE.join((card.printed, *dates)).rstrip(WITHIN_A_VALUE)


def _contacts(role: Role, anchor: date) -> dict[str, str]:
    row = {}
    for kind in ("post", "mail", "phone"):
        if kind in role.told:
            row[kind] = role.told[kind]
            row[f"{kind}_shared"] = _yes_or_no(kind in role.told.get("shared", ()))
            row[f"{kind}_known_since"] = day_from(_CONTACTS_KNOWN_SINCE, anchor).isoformat()
    return row


def _protection(role: Role, anchor: date) -> dict[str, str]:
    if "protection" not in role.told:
        return {}
    measure = role.told["protection"]
    return {
        "protection_kind": measure["kind"],
        "protection_covers_person": _yes_or_no(measure["covers_person"]),
        "protection_guardian": measure.get("guardian", ""),
        "protection_from": day_from(_PROTECTED_SINCE, anchor).isoformat(),
    }


def _yes_or_no(is_so: bool) -> str:
    return "yes" if is_so else "no"
