"""One insured person as a fund's extract writes one line: the columns, their rules, and the values they become.

The extract is described for those who make it in ``docs/insured-csv.md``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from carnet.domain.birth_date import OLDEST_YEARS, BirthDate
from carnet.domain.card import Serial, read_serial
from carnet.domain.errors import Invalid
from carnet.domain.extract_field import (
    CONTACT_READERS,
    one_of,
    parts_of,
    read_day,
    read_first_names,
    read_language,
    read_reference,
    read_span,
    read_text,
)
from carnet.domain.lifecycle import Dates, State
from carnet.domain.names import CivilName, read_name
from carnet.domain.nir import Nir, read_nir
from carnet.domain.protection import KINDS

REQUIRED = ("reference", "nir", "birth_name", "first_names", "birth_date", "sex")
OPTIONAL = (
    "used_name",
    "birth_place",
    "cards",
    *(f"{kind}{part}" for kind in ("post", "mail", "phone") for part in ("", "_shared", "_known_since")),
    "preferred_language",
    "easy_text",
    "policy_holder",
    "representatives",
    *(f"protection_{part}" for part in ("kind", "covers_person", "guardian", "from", "until")),
    "died_on",
    "state",
    *(f"{fact}_on" for fact in ("since", "notified", "opened", "closed", "deletion_asked", "suspended")),
    "suspended_from",
    "legacy_dmp",
)
COLUMNS = REQUIRED + OPTIONAL

_DATES_OF_STATE = {
    State.NOTIFIED: ("notified_on",),
    State.OPENED_AUTO: ("opened_on",),
    State.ACTIVATED: ("opened_on",),
    State.SUSPENDED: ("suspended_on", "suspended_from"),
    State.CLOSED_ARCHIVED: ("closed_on",),
    State.DELETION_PENDING: ("closed_on", "deletion_asked_on"),
}

_IN_ORDER = ("notified_on", "opened_on", "closed_on", "deletion_asked_on")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class InsuredCard:
    serial: Serial
    valid_from: date | None
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class InsuredContact:
    """One way to reach the person; the lines of a postal address are lines of the value."""

    kind: str
    value: str = field(repr=False)
    is_shared: bool
    known_since: date


@dataclass(frozen=True, slots=True)
class InsuredRepresentative:
    reference: str
    kind: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class InsuredProtection:
    kind: str
    covers_person: bool
    guardian: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class InsuredSpace:
    """What the fund knows of the space: a starting point, never an order to a space that lives here already."""

    dates: Dates
    suspended_from: str
    has_legacy_dmp: bool


@dataclass(frozen=True, slots=True)
class Insured:
    """One valid line. ``reference`` is the fund's own lasting number for the person; it is no NIR."""

    reference: str
    nir: Nir
    name: CivilName
    birth_date: BirthDate
    birth_place: str = field(repr=False)
    sex: str = field(repr=False)
    cards: tuple[InsuredCard, ...]
    contacts: tuple[InsuredContact, ...]
    preferred_language: str
    easy_text: bool
    policy_holder: str
    representatives: tuple[InsuredRepresentative, ...]
    protection: InsuredProtection | None
    died_on: date | None
    space: InsuredSpace

    @property
    def relatives(self) -> tuple[tuple[str, str], ...]:
        """The column and the reference of each other person this line needs."""
        named = [("policy_holder", self.policy_holder)]
        named += [("representatives", each.reference) for each in self.representatives]
        if self.protection:
            named.append(("protection_guardian", self.protection.guardian))
        return tuple((column, reference) for column, reference in named if reference)


def read_insured(row: Mapping[str, str], *, on: date) -> Insured:
    """Give the person on one line of an extract read on day ``on``; absent columns count as empty.

    Raises Invalid with a reason and the ``column``, never with the value.
    """
    line = _Line(row, on)
    reference = line.must("reference", read_reference)
    insured = Insured(
        reference=reference,
        nir=line.must("nir", read_nir),
        name=CivilName(
            line.must("birth_name", read_name),
            line.may("used_name", read_name),
            line.must("first_names", read_first_names),
        ),
        birth_date=line.must("birth_date", line.read_birth_date),
        birth_place=line.may("birth_place", read_text) or "",
        sex=line.must("sex", one_of("F", "M")),
        cards=line.may("cards", line.read_cards) or (),
        contacts=tuple(line.contacts()),
        preferred_language=line.may("preferred_language", read_language) or "fr",
        easy_text=line.is_so("easy_text"),
        policy_holder=line.may("policy_holder", read_reference) or "",
        representatives=line.may("representatives", line.read_representatives) or (),
        protection=line.protection(),
        died_on=line.day("died_on"),
        space=line.space(),
    )
    for column, relative in insured.relatives:
        if relative == reference:
            raise Invalid("itself", column=column)
    return insured


class _Line:
    """The fields of one line, read by column so that a fault always knows its place."""

    def __init__(self, row: Mapping[str, str], on: date) -> None:
        self.filled = {column: text for column, field in row.items() if (text := field.strip())}
        self.on = on

    def must(self, column: str, read: Callable[[str], T]) -> T:
        if column not in self.filled:
            raise Invalid("empty", column=column)
        try:
            return read(self.filled[column])
        except Invalid as fault:
            raise Invalid(fault.reason, column=column) from None

    def may(self, column: str, read: Callable[[str], T]) -> T | None:
        return self.must(column, read) if column in self.filled else None

    def is_so(self, column: str) -> bool:
        return self.may(column, one_of("yes", "no")) == "yes"

    def day(self, column: str) -> date | None:
        return self.may(column, self.read_past_day)

    def read_past_day(self, text: str) -> date:
        day = read_day(text)
        if day > self.on:
            raise Invalid("future")
        return day

    def read_birth_date(self, text: str) -> BirthDate:
        born = BirthDate.parse(text)
        if (born.year, born.month or 1, born.day or 1) > (self.on.year, self.on.month, self.on.day):
            raise Invalid("future")
        if born.year < self.on.year - OLDEST_YEARS:
            raise Invalid("year")
        return born

    def read_cards(self, text: str) -> tuple[InsuredCard, ...]:
        return tuple(InsuredCard(read_serial(serial), *read_span(dates)) for serial, *dates in parts_of(text))

    def read_representatives(self, text: str) -> tuple[InsuredRepresentative, ...]:
        return tuple(self._representative(parts) for parts in parts_of(text))

    def _representative(self, parts: list[str]) -> InsuredRepresentative:
        if len(parts) < 3:
            raise Invalid("format")
        reference, kind, *dates = parts
        from_on, until_on = read_span(dates)
        if from_on is None:
            raise Invalid("format")
        return InsuredRepresentative(
            read_reference(reference), one_of("parent", "guardian")(kind), from_on, until_on
        )

    def contacts(self) -> list[InsuredContact]:
        return [
            InsuredContact(
                kind=kind,
                value=self.must(kind, read),
                is_shared=self.is_so(f"{kind}_shared"),
                known_since=self.must(f"{kind}_known_since", self.read_past_day),
            )
            for kind, read in CONTACT_READERS.items()
            if kind in self.filled
        ]

    def protection(self) -> InsuredProtection | None:
        kind = self.may("protection_kind", one_of(*KINDS))
        if kind is None:
            return None
        return InsuredProtection(
            kind=kind,
            covers_person=self.is_so("protection_covers_person"),
            guardian=self.may("protection_guardian", read_reference) or "",
            from_on=self.must("protection_from", read_day),
            until_on=self.may("protection_until", read_day),
        )

    def space(self) -> InsuredSpace:
        state = State(self.may("state", one_of(*State)) or State.ELIGIBLE)
        for column in _DATES_OF_STATE.get(state, ()):
            self.must(column, str)
        days = {column: self.day(column) for column in _IN_ORDER}
        earlier = date.min
        for column, day in days.items():
            if day and day < earlier:
                raise Invalid("order", column=column)
            earlier = day or earlier
        has_legacy_dmp = self.is_so("legacy_dmp")
        return InsuredSpace(
            dates=Dates(
                state=state,
                since_on=self.day("since_on") or self._since(state),
                suspended_on=self.day("suspended_on"),
                has_legacy_dmp=has_legacy_dmp,
                **days,
            ),
            suspended_from=self.may("suspended_from", one_of("opened_auto", "activated")) or "",
            has_legacy_dmp=has_legacy_dmp,
        )

    def _since(self, state: State) -> date:
        # Whoever was never told of a space is eligible since the day the fund says so: the day of the extract.
        if state is State.ELIGIBLE:
            return self.on
        return self.must("since_on", self.read_past_day)
