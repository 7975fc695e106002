"""A busy day at the line: what the pages of the console can show is there to be shown."""

from datetime import UTC, datetime, timedelta

from carnet.demonstration import line
from carnet.journeys import JOURNEYS
from carnet.services import agents, case_history, cases, handovers, macros
from carnet.services.macros import Effect
from carnet.services.stats import catch_up
from tests.builders import NOW, make_person, make_space
from tests.scenarios import Someone, make_someone
from tests.web.consoles import hire

DAY = datetime(2026, 12, 2, 9, tzinfo=UTC)
"""November is over: its reports are out."""

ENDED = (("object", "objected", "phone"),) * 9 + (("activate", "activated", "kiosk"),) * 8


def fill(db, helper) -> Someone:
    """Let people wait, a month have ended, and ``helper`` have a case, a macro and an offer; return somebody known, who may call."""
    ines = hire(db, line.AGENT, role="agent")
    line.fill(db, DAY)
    cases.take(db, 1, helper, DAY)
    case_history.write(db, 1, helper, DAY, "Veut un papier en gros caractères.")
    offered = cases.open_case(db, DAY, channel="phone", subject="close", helper=ines)
    handovers.offer(db, offered.id, ines, DAY, offered.version, helper.id)
    agents.raise_hand(db, ines, DAY)
    effects = [Effect("note", "Tout est dit."), Effect("wrap_up", "explained")]
    macros.keep(db, helper, DAY, name="Explique", effects=effects)
    for subject, wrap_up, channel in ENDED:
        case = cases.open_case(db, NOW, channel=channel, subject=subject, department="63")
        case.state, case.wrap_up, case.closed_at = "closed", wrap_up, NOW + timedelta(minutes=5)
    for _ in range(12):
        make_space(db, person=make_person(db), state="activated")
    catch_up(db, DAY, JOURNEYS)
    return make_someone(db)
