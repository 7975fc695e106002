"""How alike a caller's words and a registered person are: from 0, somebody else, to 1, the very same."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from carnet.domain.birth_date import BirthDate
from carnet.domain.names import CivilName
from carnet.domain.sound import folded, sound
from carnet.domain.wanted import Wanted

LEAST: Final = 0.7
"""Names less alike are somebody else's: whoever types a date and any name must not leaf through a whole day."""

_NAMES, _DATE, _PLACE = 5.0, 3.0, 1.0
_SAME_SOUND = 0.93
_INVERTED = 0.98
_SWAPPED = 0.8
_PREFIX = 4


def likeness(wanted: Wanted, name: CivilName, born: BirthDate, *, is_near: bool) -> float:
    """Give from 0 to 1 how much a person is who is wanted, over what was typed; ``is_near``: a key of place was hit."""
    parts = []
    if wanted.last_name or wanted.first_name:
        names = _of_names(wanted, name)
        if names < LEAST:
            return 0.0
        parts.append((_NAMES, names))
    if wanted.birth_date:
        parts.append((_DATE, of_dates(wanted.birth_date, born)))
    if wanted.postcode:
        parts.append((_PLACE, 1.0 if is_near else 0.0))
    whole = sum(weight for weight, _ in parts)
    return sum(weight * share for weight, share in parts) / whole if whole else 1.0


def of_dates(said: BirthDate, born: BirthDate) -> float:
    """Give from 0 to 1 how alike two birth dates are: day and month swapped is a slip, a part unknown is no proof."""
    if said == born:
        return 1.0
    if (said.year, said.month, said.day) == (born.year, born.day, born.month):
        return _SWAPPED
    pairs = ((said.year, born.year), (said.month, born.month), (said.day, born.day))
    return sum(_of_parts(one, other) for one, other in pairs) / len(pairs)


def _of_parts(one: int | None, other: int | None) -> float:
    if one is None or other is None:
        return 0.7
    return 1.0 if one == other else 0.5 if abs(one - other) == 1 else 0.0


def _of_names(wanted: Wanted, name: CivilName) -> float:
    last_names = [each for each in (name.birth_name, name.used_name) if each]
    if not (wanted.last_name and wanted.first_name):
        return _best(wanted.last_name or wanted.first_name, (*last_names, *name.first_names))
    straight = _best(wanted.last_name, last_names) + _best(wanted.first_name, name.first_names)
    if straight >= 2 * _SAME_SOUND:
        return straight / 2
    inverted = _best(wanted.first_name, last_names) + _best(wanted.last_name, name.first_names)
    return max(straight, inverted * _INVERTED) / 2


def _best(said: str, names: Iterable[str]) -> float:
    return max(of_words(said, each) for each in names)


@lru_cache(maxsize=50_000)
def of_words(one: str, other: str) -> float:
    """Give from 0 to 1 how alike two names are: signs (Jaro-Winkler), or sound, or a part of a composed name."""
    plain, against = folded(one), folded(other)
    if plain == against:
        return 1.0
    if sound(one) == sound(other):
        return _SAME_SOUND
    if set(plain.split()) & {part for part in against.split() if len(part) > 2}:
        return _SAME_SOUND
    return _jaro_winkler(plain.replace(" ", ""), against.replace(" ", ""))


def _jaro_winkler(one: str, other: str) -> float:
    jaro = _jaro(one, other)
    same = 0
    for left, right in zip(one[:_PREFIX], other[:_PREFIX], strict=False):
        if left != right:
            break
        same += 1
    return jaro + same * 0.1 * (1 - jaro)


def _jaro(one: str, other: str) -> float:
    reach = max(max(len(one), len(other)) // 2 - 1, 0)
    taken: set[int] = set()
    met = []
    for place, sign in enumerate(one):
        for at in range(max(0, place - reach), min(len(other), place + reach + 1)):
            if at not in taken and other[at] == sign:
                taken.add(at)
                met.append(sign)
                break
    if not met:
        return 0.0
    moved = sum(left != other[at] for left, at in zip(met, sorted(taken), strict=True)) / 2
    return (len(met) / len(one) + len(met) / len(other) + (len(met) - moved) / len(met)) / 3
