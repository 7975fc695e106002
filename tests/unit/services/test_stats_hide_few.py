"""Requirement 23: no few people are found in a report, judged by a reader who subtracts."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select

from carnet.domain.report import (
    ENDING,
    FIRST,
    MONTH,
    PLACE,
    SOLVED,
    TOTAL,
    WAY,
    shown,
)  # fmt: skip
from carnet.domain.small_cells import SMALL, Table
from carnet.services.months import protected
from carnet.store.stats import StatDay
from tests.builders import make_helper, make_person
from tests.unit.domain.reader_of_tables import found_by_subtraction, sums_of_hidden
from tests.unit.services.december import AT, counted, end, pass_month


def test_solved_at_the_first_contact_tells_nothing_of_an_outcome_that_is_hidden(db):
    for subject, count in (("object", 9), ("close", 2)):
        for _ in range(count):
            end(db, subject="", wrap_up={"object": "objected", "close": "closed"}[subject])
    for _ in range(7):
        end(db, subject="", wrap_up="cut_off")
    pass_month(db)

    told = counted(db, shown(ENDING))
    solved = sum(people for (name, _), people in counted(db, SOLVED).items() if (TOTAL, name) in told)
    assert counted(db, SOLVED)["closed", FIRST] == 2
    assert (TOTAL, "closed") not in told
    assert counted(db, shown(SOLVED)).get((TOTAL, TOTAL), solved) == solved


@pytest.mark.parametrize("again", [0, 1, 4, 5])
def test_few_who_had_to_come_back_are_not_found_by_subtracting_first_contacts_from_outcomes(db, again):
    for number in range(20):
        person = make_person(db)
        if number < again:
            end(db, person=person, at=AT - timedelta(days=9), wrap_up="no_answer")
        end(db, person=person)
    pass_month(db)

    told = counted(db, shown(SOLVED))
    helped = counted(db, shown(ENDING))[TOTAL, "objected"]
    assert helped == 20
    left = helped - told.get((FIRST, TOTAL), 0)
    assert left in (0, 20) or left >= SMALL
    assert ((FIRST, TOTAL) in told) == (again in (0, 5))


def as_table(cells, rows, columns):
    """What a reader writes down from a report, with an empty cell where nothing is shown."""
    return Table(
        tuple(tuple(cells.get((row, column)) for column in columns) for row in rows),
        tuple(cells.get((row, TOTAL)) for row in rows),
        tuple(cells.get((TOTAL, column)) for column in columns),
        cells.get((TOTAL, TOTAL)),
    )


@pytest.mark.parametrize("seed", range(12))
def test_no_small_cell_is_shown_and_a_reader_who_subtracts_finds_none(seed):
    random = Random(seed)
    counts = Counter(
        (random.choice("abcdef"[: random.randint(2, 6)]), random.choice("uvwxyz"))
        for _ in range(random.randint(9, 200))
    )
    told = protected(counts)
    rows, columns = (sorted({cell[part] for cell in counts}) for part in (0, 1))
    table = as_table(told, rows, columns)
    grid = [[counts[row, column] for column in columns] for row in rows]

    assert min(told.values(), default=SMALL) >= SMALL
    assert found_by_subtraction(table) == set()
    assert all(total >= SMALL for total in sums_of_hidden(table, grid))


def test_the_reader_finds_what_a_careless_report_leaves():
    careless = Table(((None, 20), (30, 40)), (23, 70), (33, 60), 93)

    assert found_by_subtraction(careless) == {(0, 0)}


def test_tables_of_one_month_share_nothing_but_their_total(db):
    random = Random(3)
    for _ in range(60):
        end(
            db,
            subject=random.choice(("object", "activate", "close")),
            wrap_up=random.choice(("objected", "activated", "cut_off")),
            channel=random.choice(("phone", "kiosk")),
            department=random.choice(("87", "23", "19")),
            at=AT + timedelta(hours=random.randint(0, 5)),
        )
    pass_month(db)
    names = [
        {part for cell in counted(db, shown(report)) for part in cell} - {TOTAL, ""}
        for report in (ENDING, WAY, PLACE)
    ]

    assert all(names)
    assert [a & b for a in names for b in names if a is not b] == [set()] * 6
    assert {counted(db, shown(report))[TOTAL, TOTAL] for report in (ENDING, WAY, PLACE)} == {60}


def test_no_report_names_a_helper_beside_an_outcome(db):
    amel, bruno = make_helper(db), make_helper(db)
    for _ in range(6):
        end(db, by=(amel, bruno), wrap_up="activated")
    pass_month(db)
    named = {
        column
        for _report, row, column in db.execute(select(StatDay.report, StatDay.row_name, StatDay.column_name))
        if row in (str(amel.id), str(bruno.id))
    }

    assert named == {"people", "acts"}


def test_what_is_kept_has_no_more_cells_than_people_and_names_none_of_them(db):
    people = [make_person(db) for _ in range(3)]
    for person in people:
        end(db, person=person)
    pass_month(db)

    kept = db.execute(select(StatDay.row_name, StatDay.figure).where(StatDay.row_name != MONTH)).all()
    assert {row for row, _figure in kept} == {"object", "objected", "phone", "87"}
    assert {figure for _row, figure in kept} == {3}
