"""The reference load of the console, made once for all its figures: agents, people, open cases, a year of past contacts.

Past contacts lie in 2027, whatever the day: the codes with which a contact ends are known from 2026-11-22 on.
"""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from benchmarks import crowd, french, slips
from carnet.domain.wrap_up import COUNTED
from carnet.journeys import JOURNEYS
from carnet.reference.wrap_up import wrap_up_codes
from carnet.services import cases, staff, stats
from carnet.services.staff.sessions import hash_of
from carnet.store.cases import Case
from carnet.store.database import transaction
from carnet.store.keys import Keys
from carnet.store.people import Person
from carnet.store.staff import Helper, HelperSession

SUBJECTS: Final = ("new_code", "object", "activate", "close", "identify", "explain", "reopen", "")
CHANNELS: Final = ("phone", "phone", "phone", "kiosk", "counter", "paper")
DEPARTMENTS: Final = ("87", "23", "19", "75", "69", "57", "971")
BATCH: Final = 20_000
START: Final = datetime(2027, 1, 1, 8, tzinfo=UTC)


@dataclass(frozen=True)
class LineLoad:
    agents: int
    people: int
    open_cases: int
    contacts: int


FULL: Final = LineLoad(agents=200, people=50_000, open_cases=5_000, contacts=1_000_000)
SMALL: Final = LineLoad(agents=20, people=500, open_cases=200, contacts=10_000)


def fill(engine: Engine, keys: Keys, load: LineLoad) -> list[bytes]:
    """Bring the load into an empty database, count its year as the night does; return tokens of agents just signed in."""
    people = crowd.gather(keys, load.people)
    first = next(iter(french.people([0])))
    crowd.fill(engine, keys, people, [(0, slips.right(random.Random(0), first))])
    with transaction(engine, keys) as db:
        _hire(db, load.agents)
    _past_contacts(engine, load)
    with transaction(engine, keys) as db:
        stats.catch_up(db, datetime(2028, 1, 1, 3, tzinfo=UTC), JOURNEYS)
    # Last, because they are of this very hour.
    now = datetime.now(UTC)
    with transaction(engine, keys) as db:
        _open_cases(db, load, now)
    with transaction(engine, keys) as db:
        return _sign_in(db, now)


def _hire(db: Session, agents: int) -> None:
    """Hire the agents; the first one leads the line. One slow hash serves all."""
    organisation = staff.add_organisation(db, name="34 22", kind="line")
    first = staff.add_helper(
        db,
        login="agent-0",
        name="Agent 0",
        role="supervisor",
        organisation=organisation,
        password="a password of the figures",
        totp_secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    )
    db.add_all(
        Helper(
            login=f"agent-{number}",
            name=f"Agent {number}",
            role="agent",
            organisation_id=organisation.id,
            password_hash=first.password_hash,
            totp_sealed=first.totp_sealed,
        )
        for number in range(1, agents)
    )


def _sign_in(db: Session, now: datetime) -> list[bytes]:
    """Open a session for each agent, and return their tokens."""
    helpers = list(db.scalars(select(Helper).order_by(Helper.id)))
    tokens = [helper.id.to_bytes(32, "big") for helper in helpers]
    db.add_all(
        HelperSession(
            helper_id=helper.id, token_hash=hash_of(token), started_at=now, seen_at=now, acted_at=now
        )
        for helper, token in zip(helpers, tokens, strict=True)
    )
    return tokens


def _open_cases(db: Session, load: LineLoad, now: datetime) -> None:
    picked = random.Random(1)
    helpers = [db.get_one(Helper, number) for number in range(1, min(load.agents, 50) + 1)]
    for number in range(load.open_cases):
        opened_at = now - timedelta(seconds=picked.randint(5, 6 * 3600))
        owner = picked.choice(helpers) if number % 3 == 0 else None
        subject, channel = picked.choice(SUBJECTS), picked.choice(CHANNELS)
        cases.open_case(db, opened_at, channel=channel, helper=owner, subject=subject)


def _past_contacts(engine: Engine, load: LineLoad) -> None:
    """Bring a year of ended contacts. Its indexes are made behind it: kept up row by row, they cost four times the rows."""
    picked = random.Random(2)
    codes = [code.name for code in wrap_up_codes(date(2027, 1, 1)) if code.figure in COUNTED]
    weights = [1 / (place + 1) for place in range(len(codes))]
    table = Case.metadata.tables[Case.__tablename__]
    with engine.begin() as connection:
        for index in table.indexes:
            index.drop(connection)
        for first in range(0, load.contacts, BATCH):
            numbers = range(first, min(first + BATCH, load.contacts))
            endings = picked.choices(codes, weights, k=len(numbers))
            connection.execute(insert(table), _past(numbers, endings, load, picked))
        for index in table.indexes:
            index.create(connection)


def _past(
    numbers: range, endings: list[str], load: LineLoad, picked: random.Random
) -> list[dict[str, object]]:
    # Drawn column by column: a million calls for each of them would take longer than writing the rows.
    drawn = (picked.choices(values, k=len(numbers)) for values in (CHANNELS, SUBJECTS, DEPARTMENTS))
    minutes, lasted = (picked.choices(range(*span), k=len(numbers)) for span in ((0, 541), (2, 21)))
    people = picked.choices(range(1, load.people + 1), k=len(numbers))
    return [
        {
            "reference": f"P{number:07d}",
            "channel": channel,
            "subject": subject,
            "opened_at": (opened_at := START + timedelta(days=number * 365 // load.contacts, minutes=after)),
            "person_id": person_id,
            "state": "closed",
            "wrap_up": ending,
            "closed_at": opened_at + timedelta(minutes=length),
            "version": 2,
            "department": department,
        }
        for number, ending, channel, subject, department, after, length, person_id in zip(
            numbers, endings, *drawn, minutes, lasted, people, strict=True
        )
    ]


def someone(db: Session) -> Person:
    """Return somebody whose names are really sealed: a card can be opened on them."""
    return db.get_one(Person, 1)
