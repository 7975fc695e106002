"""What a proof tells of how it came about is written with the act: whatever prints it, now or later, says the same."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.services import requests
from carnet.settings import Settings
from carnet.store.database import transaction
from carnet.store.outbox import Outbox, Receipt
from carnet.store.requests import Letter
from carnet.store.visits import Visit
from tests.builders import NOW, make_helper
from tests.phone import CALL, CALLED_BACK, PhoneRobot, dictated
from tests.scenarios import BEGIN, make_child, make_someone
from tests.walk import PureRobot, walk
from web.paper.counter import facts_of
from web.parcels import draft_of

SETTINGS = Settings.from_env({"CARNET_MODE": "demonstration"})
OBJECT = [("choices/notified", "object"), ("object/confirm", "yes")]
BESIDE, BY_PHONE, ALONE = (
    "Aide reçue : une personne à côté de vous.",
    "Aide reçue : une personne au téléphone.",
    "Aide reçue : aucune.",
)


@pytest.fixture
def world(engine, keys):
    def open_world():
        return transaction(engine, keys)

    return open_world


def posted(db):
    """Return the receipt that went home, as it is printed."""
    [row] = db.scalars(select(Outbox).where(Outbox.kind == "receipt"))
    return draft_of(db, row, SETTINGS).page.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("role", "begin", "told"),
    [("volunteer", BEGIN, BESIDE), ("employee", BEGIN, BESIDE), ("agent", CALL, BY_PHONE), ("supervisor", CALL, BY_PHONE)],
)  # fmt: skip
def test_the_proof_that_goes_home_tells_whether_help_was_beside_or_on_the_telephone(
    role, begin, told, engine, keys, world
):
    with world() as db:
        helper, someone = make_helper(db, role=role), make_someone(db)
    robot = PhoneRobot(engine, keys, NOW, helper=helper)
    identified = someone.identified() if begin is BEGIN else [*dictated(someone), *CALLED_BACK]

    walk(robot, [*begin, *identified, *OBJECT, ("receipt/objected", "home")], "receipt/posted")

    with world() as db:
        assert told in posted(db)


def test_who_wrote_and_signed_had_no_help(world):
    with world() as db:
        helper, colleague = (make_helper(db, role="employee") for _ in range(2))
        someone = make_someone(db)
        requests.state(db, someone.person, "object", channel="paper", on=NOW.date(), now=NOW, helper=helper)
        [letter] = db.scalars(select(Letter))
        requests.prove_by_letter(db, colleague, letter.number, NOW + timedelta(days=4))

        assert ALONE in posted(db)


def test_a_proof_for_a_child_says_so_even_when_the_visit_goes_on_with_somebody_else(engine, keys, world):
    with world() as db:
        child = make_child(db, make_someone(db))

    walk(
        PureRobot(engine, keys, NOW),
        [*BEGIN, *child.identified(), ("identify/representative", "yes"), *OBJECT],
        "receipt/objected",
    )

    with world() as db:
        visit, receipt = db.scalars(select(Visit)).one(), db.scalars(select(Receipt)).one()
        visit.person_id, visit.acting_id = visit.acting_id, None
        assert facts_of(receipt, SETTINGS)["for_another"]
        assert facts_of(receipt, SETTINGS)["help"] == "none"
