"""A change of a whole list through its pages: five thousand cases, of which a colleague takes three meanwhile."""

from sqlalchemy import func, insert, select

from carnet.services import cases
from carnet.services.bulk import BATCH
from carnet.store.cases import Case
from carnet.store.staff import Helper
from tests.builders import NOW
from tests.web.consoles import at_desk, hire

MANY = 5_000
TAKEN = (1, 2_500, 5_000)


def test_five_thousand_with_three_failures_are_all_accounted_for(console, clock, world):
    ines = at_desk(console, clock, world, "ines", role="agent")
    with world() as db:
        lucas_id = hire(db, "lucas", role="agent").id
        rows = [
            {"id": number, "reference": f"M{number:07}", "channel": "phone", "opened_at": NOW, "version": 1, "place": "",
             "subject": "", "step": "", "state": "open", "priority": "normal", "to_check": False, "queue_rank": 7,
             "queue_at": NOW}
            for number in range(1, MANY + 1)
        ]  # fmt: skip
        db.execute(insert(Case), rows)
    ines.do("/bulk", all="1")
    ines.do("/bulk/prepare", all="1", change="priority", priority="high", reason="Panne du matin")
    with world() as db:
        for number in TAKEN:
            cases.take(db, number, db.get_one(Helper, lucas_id), NOW)

    batches = 0
    while "/bulk/1/run" in ines.forms():
        ines.do("/bulk/1/run")
        batches += 1

    assert batches == MANY // BATCH
    assert f"{MANY - 3} changés, 3 refusés, 0 à faire." in ines.words()
    refused = ines.html.xpath('//ol[@id="refused"]/li')
    assert [each.xpath("./a/@href")[0] for each in refused] == [f"/cases/{number}" for number in TAKEN]
    assert all("Quelqu’un d’autre l’a en main." in each.text_content() for each in refused)
    with world() as db:
        count = select(func.count()).select_from(Case)
        assert db.scalar(count.where(Case.priority == "high")) == MANY - 3
        assert set(db.scalars(select(Case.id).where(Case.priority == "normal"))) == set(TAKEN)
