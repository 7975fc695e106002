"""The reference load of the console, tiny: everybody is signed in, cases wait, and a year can be read."""

from sqlalchemy import func, select

from benchmarks.line_load import LineLoad, fill
from carnet.services import reports
from carnet.store import schema
from carnet.store.cases import Case
from carnet.store.database import make_engine, reading
from carnet.store.staff import HelperSession


def test_a_tiny_load_has_agents_open_cases_and_a_year_of_months(tmp_path, keys):
    engine = make_engine(f"sqlite:///{tmp_path / 'line.db'}")
    schema.upgrade(engine)

    tokens = fill(engine, keys, LineLoad(agents=3, people=40, open_cases=9, contacts=365))

    with reading(engine, keys) as db:
        living = db.scalar(select(func.count()).where(Case.state != "closed"))
        [year] = [period for period in reports.periods(db) if period.name == "2027"]
        assert (len(set(tokens)), db.scalar(select(func.count(HelperSession.id)))) == (3, 3)
        assert (living, year.months) == (9, 12)
    engine.dispose()
