"""Strings that must be found nowhere: all that a visit knows of somebody, in the writings that people and machines use."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import select

from carnet.domain.birth_date import BirthDate
from carnet.domain.code import digits_of
from carnet.domain.nir import read_nir
from carnet.services import codes
from carnet.store.representation import Representation, set_span
from tests import builders
from tests.builders import NOW
from tests.scenarios import Someone, make_child

SERIAL = "73519286405"
BORN = BirthDate(1947, 11, 29)
NAMES = ("Quermeleuc", "Zandrivel", "Odalric", "Théodrade", "Vauxbourdin")
CONTACTS = {
    "post": "317 rue Karvenouille\n29999 Plougastrelle",
    "mail": "odalric.zandrivel@courriel-invente.test",
    "phone": "0698765432",
}
DATES = ("29111947", "29/11/1947", "29 11 1947", "29-11-1947", "1947-11-29", "29 novembre 1947", "29.11.1947")


CHILD = BirthDate(2013, 9, 17)
CHILD_DATES = (
    *("17092013", "17/09/2013", "17 09 2013", "17-09-2013", "2013-09-17", "17 septembre 2013", "17.09.2013"),
    *("17092031", "17/09/2031", "17 09 2031", "17-09-2031", "2031-09-17", "17 septembre 2031", "17.09.2031"),
    *(repr(CHILD.turns(0)), repr(CHILD.adult_on)),
)
"""Every writing of the child's birth date and of the majority that tells it, in Python's own words too."""


def make_child_of(db, parent: Someone) -> Someone:
    """Return a child known by the number of ``parent``, whom they represent from birth to majority as a fund says it."""
    child = make_child(db, parent, name="Odalric", born=CHILD)
    link = db.scalars(select(Representation).where(Representation.minor_id == child.person.id)).one()
    set_span(db, link, child.person, CHILD.turns(0), CHILD.adult_on)
    return child


def make_planted(db, **space: object) -> Someone:
    """Return somebody all of whose facts are like no other text of the house."""
    identity = builders.make_identity(
        birth_name=NAMES[0], used_name=NAMES[1], first_names=NAMES[2:4], birth_place=NAMES[4], birth_date=BORN
    )
    nir = builders.make_nir(born=BORN, order=731)
    person = builders.make_person(db, identity=identity, nir=nir, serial=SERIAL, contacts=CONTACTS)
    builders.make_space(db, person=person, **space)
    return Someone(person, nir, codes.issue(db, person, "post", NOW).signs, born=DATES[0], serial=SERIAL)


def writings(someone: Someone, *more: str) -> list[str]:
    """Return every writing of every fact of ``someone``; ``more`` are codes and numbers that the visit gave them."""
    groups = read_nir(someone.nir).groups
    mail, phone, post = CONTACTS["mail"], CONTACTS["phone"], CONTACTS["post"]
    pairs = [phone[place : place + 2] for place in range(0, 10, 2)]
    found = [
        *NAMES, *(name.upper() for name in NAMES), *(quote(name) for name in NAMES if not name.isascii()),
        *DATES, quote(DATES[1], safe=""),
        someone.nir, someone.nir[:13], " ".join(groups), "-".join(groups), ".".join(groups), "+".join(groups), "%20".join(groups),
        SERIAL, f"{SERIAL[:4]} {SERIAL[4:8]} {SERIAL[8:]}", f"8025000002{SERIAL}",
        digits_of(someone.code), *_coded(someone.code),
        mail, mail.upper(), quote(mail), mail.partition("@")[0], phone, " ".join(pairs), ".".join(pairs), f"+33{phone[1:]}",
        *post.splitlines(), *(quote(line) for line in post.splitlines()), post.split()[3],
        *(writing for signs in more for writing in _coded(signs)),
    ]  # fmt: skip
    return list(dict.fromkeys(found))


def hits(planted: Iterable[str], content: bytes) -> list[str]:
    """Return which of ``planted`` are in ``content``, as UTF-8 or as the UTF-16 that browsers write."""
    return [each for each in planted if each.encode() in content or each.encode("utf-16-le") in content]


def hits_in_files(
    planted: Iterable[str], folder: Path, *, leave_out: tuple[str, ...] = ()
) -> list[tuple[str, str]]:
    """Return each planted string found in the bytes of a file under ``folder``, or in its name."""
    planted = list(planted)
    files = [
        path
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(leave_out or ("\0",))
    ]
    return [
        (str(path.relative_to(folder)), found)
        for path in files
        for found in hits(planted, path.read_bytes() + str(path).encode())
    ]


def _coded(signs: str) -> list[str]:
    fours = [signs[place : place + 4] for place in range(0, len(signs), 4)]
    return [signs, signs.lower(), "-".join(fours), " ".join(fours), "%20".join(fours), "+".join(fours)]
