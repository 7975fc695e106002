"""Visits: a trail that nothing passes twice, and comfort within its bounds."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from carnet.store.visits import Comfort, TrailRow, Visit, trail_of, visit_to_change
from tests.builders import NOW, make_helper, make_visit


def passed(visit: Visit, seq: int, outcome: str = "done") -> TrailRow:
    return TrailRow(
        visit_id=visit.id, seq=seq, journey="object", step="code", outcome=outcome, channel="kiosk", at=NOW
    )


def test_a_trail_comes_back_in_order_and_of_one_visit(db: Session) -> None:
    visit, other = make_visit(db), make_visit(db)
    db.add_all([passed(visit, 2), passed(visit, 1), passed(other, 1), passed(visit, 10)])

    assert [row.seq for row in trail_of(db, visit.id)] == [1, 2, 10]


def test_one_step_of_a_visit_cannot_be_passed_twice(db: Session) -> None:
    visit = make_visit(db)
    db.add(passed(visit, 1))
    db.flush()
    db.expunge_all()

    db.add(passed(visit, 1, outcome="again"))

    with pytest.raises(IntegrityError):
        db.flush()


def test_two_visits_cannot_have_one_token(db: Session) -> None:
    first, second = make_visit(db), make_visit(db)
    first.kiosk_token_hash = second.kiosk_token_hash = "a" * 64

    with pytest.raises(IntegrityError):
        db.flush()


def test_a_visit_taken_to_be_changed_is_the_visit(db: Session) -> None:
    visit = make_visit(db)

    assert visit_to_change(db, visit.id) is visit
    assert visit_to_change(db, 404) is None


def test_comfort_starts_at_its_defaults(db: Session) -> None:
    visit = make_visit(db)
    db.expire_all()

    comfort = db.get_one(Comfort, visit.id)

    assert (comfort.language, comfort.size, comfort.theme, comfort.voice) == ("fr", "M", "light", False)
    assert (comfort.speed, comfort.volume, comfort.pace) == (4, 5, 1)


@pytest.mark.parametrize(
    ("choice", "value"),
    [("size", "XXXL"), ("theme", "blue"), ("speed", 0), ("speed", 8), ("volume", 10), ("pace", 3)],
)
def test_comfort_stays_within_its_bounds(db: Session, choice: str, value: str | int) -> None:
    comfort = db.get_one(Comfort, make_visit(db).id)
    setattr(comfort, choice, value)

    with pytest.raises(IntegrityError, match=f"ck_comfort_{choice}"):
        db.flush()


def test_a_helper_has_one_of_the_four_roles(db: Session) -> None:
    with pytest.raises(IntegrityError, match="ck_helper_role"):
        make_helper(db, role="owner")
