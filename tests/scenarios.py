"""Invented people and what they do: one list of answers a journey, for every surface."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from carnet.domain.birth_date import BirthDate
from carnet.domain.nir import key_for
from carnet.services import codes
from carnet.store.contacts import Contact
from carnet.store.people import Person
from carnet.store.spaces import Space
from tests import builders
from tests.builders import NOW, TODAY
from tests.walk import Answer

SERIAL = "12345678901"
BORN = "08031951"


@dataclass
class Someone:
    """A person of a scenario: what only they know, and what the database knows of them."""

    person: Person
    nir: str
    code: str
    born: str = BORN
    serial: str = SERIAL
    secrets: list[str] = field(default_factory=list)

    def identified(self, code: str = "") -> list[Answer]:
        return [
            ("identify/code", code or self.code),
            ("identify/nir", self.nir),
            ("identify/birth_date", self.born),
            ("identify/serial", self.serial),
        ]


CONSEQUENCES: list[Answer] = [("close/consequences", "next"), ("close/kept", "next")]
CLOSE_IT: list[Answer] = [*CONSEQUENCES, ("close/confirm", "yes")]
CLOSE_CHILDREN_THEN_OWN: list[Answer] = [
    ("choices/active", "close"),
    ("close/children", "child"),
    ("close/child", "1"),
    *CLOSE_IT,
    ("receipt/closed", "more"),
    ("choices/whose", "2"),
    ("choices/active", "close"),
    *CLOSE_IT,
    ("receipt/closed", "paper"),
    ("receipt/printed", "more"),
    ("choices/whose", "way:mine"),
    ("choices/active", "close"),
    *CLOSE_IT,
]
"""What the parent of ``make_family`` does to close the two open records of the children, then their own, in one visit."""
BEGIN: list[Answer] = [("welcome/language", "1"), ("welcome/comfort", "good"), ("start/what", "letter")]
LANGUAGES = ("fr", "fr@easy", "en", "ar")
_NUMBERS = {"fr": "1", "en": "2", "ar": "3"}


def begin(language: str) -> list[Answer]:
    """Return how a visit begins in ``language``; easy French is chosen after French."""
    number = _NUMBERS[language.partition("@")[0]]
    easy = [("welcome/comfort", "easy")] if language.endswith("@easy") else []
    return [("welcome/language", number), *easy, *BEGIN[1:]]


def make_someone(
    db: Session, *, state: str = "notified", purpose: str = "decide", route: str = "post", **dates: object
) -> Someone:
    """Return a person of a given state with a living code, a card and three contacts."""
    nir = builders.make_nir()
    person = builders.make_person(
        db,
        nir=nir,
        serial=SERIAL,
        contacts={
            "post": "3 rue des Lilas\n63000 Ailleurs",
            "mail": "odette@exemple.test",
            "phone": "0612345642",
        },
    )
    if state != "eligible":
        builders.make_space(db, person=person, state=state, **_dates(state), **dates)
    signs = codes.issue(db, person, route, NOW, purpose=purpose).signs
    return Someone(person, nir, signs)


def make_child(db: Session, parent: Someone, *, name: str = "Lina", born: BirthDate | None = None) -> Someone:
    """Return a child known by the parent's number and card, with a code of their own."""
    born = born or BirthDate(2018, 5, 3)
    child = builders.make_person(
        db,
        nir=parent.nir,
        identity=builders.make_identity(first_names=(name,), birth_date=born),
        policy_holder=parent.person,
    )
    builders.make_representation(db, minor=child, representative=parent.person)
    builders.make_space(db, person=child)
    typed = f"{born.day:02d}{born.month:02d}{born.year}"
    return Someone(
        child, parent.nir, codes.issue(db, child, "post", NOW).signs, born=typed, serial=parent.serial
    )


def forget_contacts(db: Session, someone: Someone, *kinds: str) -> None:
    """Leave the insurer without these ways to reach somebody; without any when none is named."""
    known = Contact.person_id == someone.person.id
    db.execute(delete(Contact).where(known, *([Contact.kind.in_(kinds)] if kinds else [])))


def make_family(db: Session) -> tuple[Someone, list[Someone]]:
    """Return a parent with a code for closing and three children: Lina (open), Noé (activated), Zoé (not open yet)."""
    parent = make_someone(db, state="activated", purpose="close")
    children = [make_child(db, parent, name=name) for name in ("Lina", "Noé", "Zoé")]
    for child, state in zip(children, ("opened_auto", "activated"), strict=False):
        space = db.get_one(Space, child.person.id)
        space.state, space.opened_on, space.since_on = state, TODAY, TODAY
    return parent, children


def make_protected(
    db: Session, *, kind: str = "guardianship", covers_person: bool = True
) -> tuple[Someone, Someone]:
    """Return a protected adult and the guardian; the letter went to the guardian."""
    guardian = make_someone(db, state="activated")
    protected = make_someone(db)
    builders.make_protection(
        db, person=protected.person, guardian=guardian.person, kind=kind, covers_person=covers_person
    )
    return protected, guardian


def _dates(state: str) -> Mapping[str, date]:
    ago = TODAY - timedelta(days=100)
    known = {
        "notified": {"notified_on": TODAY - timedelta(days=2), "since_on": TODAY - timedelta(days=2)},
        "opened_auto": {"opened_on": ago, "since_on": ago},
        "activated": {"opened_on": ago, "since_on": ago},
        "closed_archived": {"closed_on": ago, "since_on": ago},
        "deletion_pending": {
            "closed_on": ago,
            "deletion_asked_on": TODAY - timedelta(days=5),
            "since_on": TODAY - timedelta(days=5),
        },
        "suspended": {"suspended_on": TODAY - timedelta(days=3), "since_on": TODAY - timedelta(days=3)},
    }
    return known.get(state, {"since_on": ago})


def corrupt_key(nir: str) -> str:
    """Return the same number with a wrong key."""
    key = int(key_for(nir[:13]))
    return nir[:13] + f"{key % 97 + 1:02d}"


@dataclass(frozen=True)
class Path:
    """One journey from the welcome to its end, for someone whose space is in ``state``."""

    name: str
    state: str
    answers: tuple[Answer, ...]
    end: str
    after: str
    purpose: str = "decide"


PATHS = (
    Path(
        "activate",
        "notified",
        (("choices/notified", "activate"), ("activate/confirm", "yes")),
        "receipt/activated",
        "activated",
    ),
    Path(
        "object",
        "notified",
        (("choices/notified", "object"), ("object/confirm", "yes")),
        "receipt/objected",
        "objected",
    ),
    Path("later", "notified", (("choices/notified", "later"),), "later/dated", "notified"),
    Path(
        "activate_early",
        "eligible",
        (("choices/eligible", "activate"), ("activate/confirm", "yes")),
        "receipt/activated",
        "activated",
    ),
    Path(
        "close_unopened",
        "opened_auto",
        (("choices/opened", "close"), *CONSEQUENCES, ("close/confirm", "yes")),
        "receipt/closed",
        "closed_archived",
    ),
    Path(
        "close_activated",
        "activated",
        (("choices/active", "close"), *CONSEQUENCES, ("close/confirm", "yes")),
        "receipt/closed",
        "closed_archived",
        purpose="close",
    ),
    Path(
        "activate_opened",
        "opened_auto",
        (("choices/opened", "activate"), ("activate/confirm", "yes")),
        "receipt/activated",
        "activated",
    ),
    Path(
        "change_mind",
        "objected",
        (("choices/objected", "activate"), ("change_mind/confirm", "yes")),
        "receipt/activated",
        "activated",
    ),
    Path(
        "reopen",
        "closed_archived",
        (("choices/closed", "reopen"), ("reopen/confirm", "yes")),
        "receipt/reopened",
        "activated",
    ),
    Path(
        "delete",
        "closed_archived",
        (
            ("choices/closed", "delete"),
            ("delete/consequences", "next"),
            ("delete/confirm", "yes"),
            ("delete/again", "yes"),
        ),
        "receipt/deletion_asked",
        "deletion_pending",
    ),
    Path(
        "give_up_deletion",
        "deletion_pending",
        (("choices/deleting", "give_up"), ("give_up_deletion/confirm", "yes")),
        "receipt/deletion_given_up",
        "activated",
    ),
    Path(
        "start_again",
        "deleted",
        (("choices/deleted", "activate"), ("start_again/confirm", "yes")),
        "receipt/activated",
        "activated",
    ),
    Path(
        "do_not_know",
        "notified",
        (("choices/notified", "object"), ("object/confirm", "unknown")),
        "assist/ask",
        "notified",
    ),
    Path(
        "say_no",
        "notified",
        (("choices/notified", "activate"), ("activate/confirm", "no")),
        "leave/unchanged",
        "notified",
    ),
    Path("suspended", "suspended", (("choices/suspended", "help"),), "assist/ask", "suspended"),
    Path("failed", "technical_failure", (("choices/failed", "help"),), "assist/ask", "technical_failure"),
)

WITHOUT_IDENTITY = {
    "explain": (
        (
            ("start/what", "explain"),
            *((f"explain/{page}", "next") for page in ("what", "who", "silence", "refuse")),
            ("explain/closing", "choose"),
        ),
        "start/what",
    ),
    "later": ((("start/what", "later"), ("later/undated", "finish")), "leave/farewell"),
    "ameli": ((("start/what", "other"), ("other/what", "insurance")), "elsewhere/insurance"),
    "not_insured": ((("start/what", "other"), ("other/what", "not_insured")), "elsewhere/not_insured"),
    "emergency": ((("start/what", "other"), ("other/what", "emergency")), "elsewhere/emergency"),
    "card_unreadable": (
        (("start/what", "other"), ("other/what", "card"), ("without/card", "counter")),
        "elsewhere/counter",
    ),
    "no_number": (
        (
            ("start/what", "letter"),
            ("identify/code", "way:no_code"),
            ("new_code/purpose", "decide"),
            ("new_code/nir", "way:no_number"),
        ),
        "without/number",
    ),
}
