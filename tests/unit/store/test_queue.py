"""The questions of the queue find their rows in an index: none sorts thousands, none reads a case only to count it."""

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

from carnet.domain.circle import Onlooker
from carnet.store import queue
from carnet.store.queue import Wanted
from tests.builders import NOW

LINE = Onlooker(1, 1, is_on_the_line=True)
NEAR = Onlooker(1, 1, is_on_the_line=False)
QUESTIONS = {
    "todo": lambda db: queue.page(db, Wanted(), LINE, NOW),
    "kiosks": lambda db: queue.page(db, Wanted("kiosks"), LINE, NOW),
    "near": lambda db: queue.page(db, Wanted(), NEAR, NOW),
    "kiosks near": lambda db: queue.page(db, Wanted("kiosks"), NEAR, NOW),
    "later": lambda db: queue.page(db, Wanted(number=9), LINE, NOW),
    "counts": lambda db: queue.counts(db, LINE, NOW, NOW),
    "departments": lambda db: queue.departments(db, LINE, NOW),
}
READ_IN_ORDER = "ix_support_case_free"
COUNTED = ("ix_support_case_free", "ix_support_case_department")


@pytest.fixture
def plan_of(engine: Engine, db: Session):
    """Return how the engine answers a question, one line a step."""
    asked = []

    def note(*told):
        asked.append((told[2], told[3]))

    event.listen(engine, "before_cursor_execute", note)

    def plan(name):
        asked.clear()
        QUESTIONS[name](db)
        question, values = asked[-1]
        rows = db.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {question}", values)
        return [row[-1] for row in rows]

    yield plan
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", ["todo", "kiosks", "later", "near", "kiosks near"])
def test_the_first_page_is_read_in_order_and_nothing_is_sorted(plan_of, name):
    plan = plan_of(name)

    assert [step for step in plan if "support_case" in step] == [
        f"SCAN support_case USING INDEX {READ_IN_ORDER}"
    ]
    assert not [step for step in plan if "TEMP B-TREE" in step]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", ["counts", "departments"])
def test_whoever_waits_is_counted_without_a_look_at_a_case(plan_of, name):
    waiting = [step for step in plan_of(name) if any(index in step for index in COUNTED)]

    assert waiting
    assert all("COVERING INDEX" in step for step in waiting)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_question_that_needs_a_sort_is_seen(db):
    plan = db.execute(text("EXPLAIN QUERY PLAN SELECT id FROM support_case ORDER BY step")).all()

    assert any("TEMP B-TREE" in row[-1] for row in plan)
