"""A question made once is answered alike everywhere; where nothing may be written, nothing is tracked."""

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from carnet.store.asking import MOST_AT_ONCE, ask, slices
from carnet.store.database import reading, transaction
from carnet.store.staff import Helper, Membership, Organisation
from tests.builders import NOW

WHO = (
    select(Helper, Membership, func.length(Helper.name))
    .outerjoin(Membership, Membership.helper_id == Helper.id)
    .where(Helper.login == bindparam("login"))
)


def hire(db: Session, login: str = "ines") -> Helper:
    organisation = Organisation(name="La ligne", kind="line")
    db.add(organisation)
    db.flush()
    helper = Helper(
        login=login,
        name="Inès",
        role="agent",
        organisation_id=organisation.id,
        password_hash="",
        totp_sealed=b"s",
    )
    db.add(helper)
    return helper


def values_of(row) -> dict[str, object]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}


def test_a_session_that_reads_and_one_that_writes_are_told_the_same(engine, keys):
    with transaction(engine, keys) as db:
        helper = hire(db)
        db.flush()
        db.add(Membership(helper_id=helper.id, role="agent", since=NOW))
    with transaction(engine, keys) as writing, reading(engine, keys) as looking:
        [tracked], [seen] = ask(writing, WHO, login="ines"), ask(looking, WHO, login="ines")

        assert [values_of(row) for row in seen[:2]] == [values_of(row) for row in tracked[:2]]
        assert seen[2] == tracked[2] == 4
        assert all(row in writing for row in tracked[:2])
        assert list(looking) == []


def test_what_an_outer_join_does_not_find_is_nothing(engine, keys):
    with transaction(engine, keys) as db:
        hire(db)
    with reading(engine, keys) as looking:
        [(helper, membership, _)] = ask(looking, WHO, login="ines")

    assert (helper.login, membership) == ("ines", None)


def test_a_session_that_writes_is_told_what_it_has_just_written(db):
    hire(db)

    assert len(ask(db, WHO, login="ines")) == 1


def test_a_question_without_rows_of_ours_gives_its_columns_by_name(db):
    hire(db)

    assert [found.login for found in ask(db, select(Helper.login))] == ["ines"]


def test_many_values_are_asked_for_so_many_at_a_time_in_their_order():
    assert list(slices(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert [len(some) for some in slices(range(MOST_AT_ONCE + 1))] == [MOST_AT_ONCE, 1]
    assert list(slices([])) == []
