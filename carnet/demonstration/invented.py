"""As many invented insured people as wanted, always the same ones: for trials of size, never for a demonstration."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

from carnet.demonstration.numbers import drawn, invented_nir, invented_serial
from carnet.domain.birth_date import BirthDate

T = TypeVar("T")

_OLDEST_YEARS = 98
_MOST_ORDERS = 999
_CONTACTS_SINCE = date(2019, 1, 1)
_CONTACTS_SPREAD_DAYS = 1_500
_NOTICES_SPREAD_DAYS = 400
_FIRST_NAMES = {
    "F": "Alice Anne Aïcha Camille Chloé Claire Denise Elisa Fanta Farida Hélène Inès Jeanne Julie Khadija Léa Linh "
    "Louise Lucie Manon Maria Marie Martine Mireille Nadia Nicole Odile Pauline Rose Sarah Sofia Sylvie Yvonne Zoé",
    "M": "Adam Ali Alain André Arthur Bruno Carlos Denis Émile Éric Fabrice Gérard Hugo Idriss Jean Joseph Jules "
    "Karim Kévin Léo Louis Lucas Marcel Mehdi Michel Moussa Nathan Paul Pierre Quentin René Robert Samuel Théo",
}
_SYLLABLES = "ba bel bon cha cor dan del du fer fon gar gau ger la lan le lin mar mer mon mou nor per pi ran ri ro sau tou val"
_ENDINGS = "ard aud ault aux eau el er et ier in is on ot oux ville y"
_DEPARTMENTS = (
    *(f"{number:02d}" for number in range(1, 96) if number != 20),
    *("2A", "2B", "971", "972", "973", "974", "976"),
    *("99",) * 12,
)


def invent(count: int, *, on: date, seed: str = "1") -> Iterator[dict[str, str]]:
    """Give ``count`` rows of an extract of day ``on``: one in five is a child whose parent's number serves."""
    taken: set[str] = set()
    parent: dict[str, str] = {}
    for index in range(count):
        chance = _Chance(f"{seed}/{index}")
        reference = f"N{index + 1:07d}"
        is_child = bool(parent) and chance.below(5) == 0
        row = _child(chance, parent, on) if is_child else _adult(chance, taken, on)
        row |= {"reference": reference, "birth_place": "Ville-Inventée"} | _space(chance, on)
        if not is_child:
            parent = row
        yield row


class _Chance:
    """Draws that are the same each time: a long number, consumed from its low end."""

    def __init__(self, seed: str) -> None:
        self.seed = seed
        self.left = drawn(seed)

    def below(self, limit: int) -> int:
        self.left, value = divmod(self.left, limit)
        return value

    def one_of(self, values: Sequence[T]) -> T:
        return values[self.below(len(values))]


def _adult(chance: _Chance, taken: set[str], on: date) -> dict[str, str]:
    sex = chance.one_of("FM")
    oldest = on.year - _OLDEST_YEARS
    born = _born(chance, date(oldest, 1, 1), date(on.year - 19, 12, 31))
    if chance.below(200) == 0:
        born = BirthDate(born.year)
    department, order = chance.one_of(_DEPARTMENTS), chance.below(_MOST_ORDERS)
    nir = invented_nir(sex, born, department, order + 1)
    while nir in taken:
        order = (order + 1) % _MOST_ORDERS
        nir = invented_nir(sex, born, department, order + 1)
    taken.add(nir)
    name = _name(chance)
    row = {
        "nir": nir,
        "sex": sex,
        "birth_name": name,
        "used_name": _name(chance) if sex == "F" and chance.below(2) else "",
        "first_names": "|".join(chance.one_of(_FIRST_NAMES[sex].split()) for _ in range(1 + chance.below(2))),
        "birth_date": born.iso(),
        "cards": invented_serial(f"{chance.seed} card", 11),
        "preferred_language": chance.one_of(("fr",) * 12 + ("en", "ar", "pt", "es")),
    }
    return row | _contacts(chance)


def _child(chance: _Chance, parent: dict[str, str], on: date) -> dict[str, str]:
    sex = chance.one_of("FM")
    # Within the legal age of the parent, whose own birth is at least 19 years back.
    born = _born(chance, date(on.year - 17, 1, 1), on)
    return {
        "nir": parent["nir"],
        "sex": sex,
        "birth_name": parent["used_name"] or parent["birth_name"],
        # The place in the family tells siblings apart, should chance give them one birthday.
        "first_names": f"{chance.one_of(_FIRST_NAMES[sex].split())}-{_name(chance)}",
        "birth_date": born.iso(),
        "policy_holder": parent["reference"],
        "representatives": f"{parent['reference']}/parent/{born.iso()}/{born.adult_on.isoformat()}",
    }


def _born(chance: _Chance, first: date, last: date) -> BirthDate:
    day = first + timedelta(days=chance.below((last - first).days + 1))
    return BirthDate(day.year, day.month, day.day)


def _name(chance: _Chance) -> str:
    syllables = _SYLLABLES.split()
    middle = "".join(chance.one_of(syllables) for _ in range(1 + chance.below(2)))
    return (middle + chance.one_of(_ENDINGS.split())).capitalize()


def _contacts(chance: _Chance) -> dict[str, str]:
    since = (_CONTACTS_SINCE + timedelta(days=chance.below(_CONTACTS_SPREAD_DAYS))).isoformat()
    row = {}
    if chance.below(50):
        row["post"] = (
            f"{1 + chance.below(99)} rue des Inventions|{chance.below(95) + 1:02d}999 VILLE-INVENTÉE"
        )
    if chance.below(3):
        row["mail"] = f"n{chance.below(10**9)}@exemple.invalid"
    if chance.below(4):
        # Numbers that the regulator keeps for fiction.
        row["phone"] = f"063998{chance.below(10_000):04d}"
    return row | {f"{kind}_known_since": since for kind in row}


def _space(chance: _Chance, on: date) -> dict[str, str]:
    notified_on = on - timedelta(days=chance.below(_NOTICES_SPREAD_DAYS))
    opened_on = notified_on + timedelta(days=43)
    told = {"notified_on": notified_on.isoformat(), "since_on": notified_on.isoformat()}
    if opened_on > on:
        return {"state": "notified", **told}
    match chance.below(10):
        case 0:
            return {"state": "objected", **told}
        case 1 | 2 | 3:
            state = "activated"
        case _:
            state = "opened_auto"
    opened = opened_on.isoformat()
    return {"state": state, "notified_on": told["notified_on"], "opened_on": opened, "since_on": opened}
