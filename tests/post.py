"""The post of the tests: letters that ask for a signature, and what a helper types of a paper."""

import json
from datetime import timedelta

from sqlalchemy import select

from carnet.services import requests
from carnet.store.keys import keys_of
from carnet.store.outbox import Outbox
from carnet.store.requests import Letter
from carnet.store.spaces import space_of
from tests.builders import NOW, TODAY

POST = timedelta(days=4)
"""The way of a letter and back."""


def letters(db, *kinds):
    rows = db.scalars(select(Outbox).where(Outbox.kind.in_(kinds)).order_by(Outbox.id))
    return [db.scalars(select(Letter).where(Letter.outbox_id == row.id)).one() for row in rows]


def typed(db, someone, helper, act="object", *, on=TODAY, now=NOW):
    """Have ``helper`` type what ``someone`` wrote, and return what they are told."""
    return requests.state(db, someone.person, act, channel="paper", on=on, now=now, helper=helper)


def state_of(db, someone):
    space = space_of(db, someone.person.id)
    return space.state, space.since_on


def language_of(db, someone, row):
    return json.loads(keys_of(db).open(someone.person.registry_key, row.payload_sealed, b"outbox"))[
        "language"
    ]
