"""A case that is not theirs is to a helper as if it had never been: on every address, in every list, under every number."""

import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import event, select, update

from carnet.services import case_history, cases, handovers, promises, referrals, staff
from carnet.store.audit import AuditLine
from carnet.store.cases import Case, CaseLine
from carnet.store.promises import Callback
from carnet.store.staff import Helper as HelperRow
from carnet.store.staff import HelperSession
from tests.builders import NOW, make_person
from tests.security.doors import FILLED, token_of
from tests.web.consoles import Helper, at_desk, hire

HIDDEN, NEVER = 70_001, 70_002
FAR = "Mairie d’Exemple"
SECRET = "Habite au fond de la cour"
ROOMS = ("/cases/", "/api/cases/", "/callbacks/")
TYPED = {
    "version": "1",
    "wrap_up": "explained",
    "note": "x",
    "value": "objected",
    "reason": "busy",
    "answer": "busy",
}


@pytest.fixture
def samira(console, clock, world):
    """A volunteer of the library."""
    return at_desk(console, clock, world)


@pytest.fixture
def ines(console, clock, world):
    """An agent of the line."""
    return at_desk(console, clock, world, "ines", role="agent")


@pytest.fixture
def far(world):
    """Somebody who helps in another organisation."""
    with world() as db:
        helper = hire(db, "lea", role="employee")
        helper.organisation_id = staff.add_organisation(db, name=FAR, kind="town").id
        return helper.id


@pytest.fixture
def hidden(world, far):
    """A case that somebody of another organisation has, with a note and a promised call: both under one number."""
    with world() as db:
        lea = db.get_one(HelperRow, far)
        person = make_person(db, contacts={"phone": "06 98 76 54 32"})
        case = cases.open_case(db, NOW, channel="counter", helper=lea, person_id=person.id, subject="object")
        case_history.write(db, case.id, lea, NOW, SECRET)
        starts_at = promises.windows(case, NOW)[0].starts_at
        assert promises.make(db, case.id, lea, NOW, case.version, starts_at) == "promised"
        renumber(db, case)
    return HIDDEN


def renumber(db, case):
    """Give the case and its promise a number that stands nowhere else on a page."""
    db.flush()
    row = {column.key: getattr(case, column.key) for column in Case.__table__.columns}
    case.reference = "RENUMBER"
    db.flush()
    db.add(Case(**{**row, "id": HIDDEN}))
    db.flush()
    for table in (CaseLine, Callback):
        db.execute(update(table).where(table.case_id == row["id"]).values(case_id=HIDDEN))
    db.execute(update(Callback).values(id=HIDDEN))
    db.delete(case)


def numbered(app, method):
    """Return the addresses of the console that name a case or a promise, with a place for the number."""
    adapter = app.url_map.bind("localhost")
    rules = (
        rule for rule in app.url_map.iter_rules() if method in rule.methods and "number" in rule.arguments
    )
    built = (
        adapter.build(rule.endpoint, {**FILLED, "number": NEVER}, append_unknown=False) for rule in rules
    )
    return sorted(each.replace(str(NEVER), "#") for each in built if each.startswith(ROOMS))


def told(answer):
    body = re.sub(r"7000[12]", "#", answer.get_data(as_text=True))
    where = re.sub(r"7000[12]", "#", answer.headers.get("Location", ""))
    return answer.status_code, where, body


@pytest.mark.parametrize("role", ["volunteer", "employee"])
def test_every_address_answers_for_a_case_of_others_as_for_one_that_never_was(
    role, console, clock, world, hidden
):
    helper = at_desk(console, clock, world, "nour", role=role)
    token, differ, tried = token_of(helper), {}, []
    for address in numbered(console, "GET"):
        answers = [told(helper.client.get(address.replace("#", str(each)))) for each in (HIDDEN, NEVER)]
        tried.append(address)
        if answers[0] != answers[1]:
            differ[address] = answers
    for address in numbered(console, "POST"):
        sent = {"data": {"forgery": token, **TYPED}}
        if address.startswith("/api/"):
            sent = {"json": TYPED, "headers": {"X-Forgery": token}}
        answers = [
            told(helper.client.post(address.replace("#", str(each)), **sent)) for each in (HIDDEN, NEVER)
        ]
        tried.append(address)
        if answers[0] != answers[1]:
            differ[address] = answers

    assert differ == {}
    assert {"/cases/#", "/cases/#/reopen", "/cases/#/here", "/callbacks/#", "/callbacks/#/word"} <= set(tried)
    with world() as db:
        case = db.get_one(Case, HIDDEN)
        assert (case.state, case.owner_id, case.version) == ("promised", None, 2)
        assert db.get_one(Callback, HIDDEN).state == "open"


def test_what_others_ended_is_neither_read_nor_opened_again(samira, world, far, opened):
    with world() as db:
        lea = db.get_one(HelperRow, far)
        case = cases.open_case(db, NOW, channel="counter", helper=lea)
        cases.close(db, case.id, lea, NOW, case.version, "explained")
    samira.do(f"/cases/{case.id}/reopen")

    assert "Cette demande est déjà finie." in samira.words()
    with world() as db:
        assert db.get_one(Case, case.id).state == "closed"


def test_what_a_colleague_ended_is_read_and_opened_again_by_them_or_the_line(
    samira, ines, console, clock, world
):
    noa = at_desk(console, clock, world, "noa")
    with world() as db:
        colleague = staff.with_login(db, "noa")
        case = cases.open_case(db, NOW, channel="counter", helper=colleague)
        case_history.write(db, case.id, colleague, NOW, SECRET)
        cases.close(db, case.id, colleague, NOW, case.version, "explained")
    address = f"/cases/{case.id}"
    samira.look(address)
    assert SECRET in samira.words()
    assert f"{address}/reopen" not in samira.forms()
    samira.do(f"{address}/reopen")
    assert "Une autre personne a fini ce dossier d’aide." in samira.words()

    for helper in (noa, ines):
        helper.look(address)
        assert f"{address}/reopen" in helper.forms()
    noa.do(f"{address}/reopen")
    with world() as db:
        assert db.get_one(Case, case.id).owner_id == staff.with_login(db, "noa").id


def test_a_free_case_beside_somebody_is_seen_and_its_notes_once_it_is_taken(samira, ines, world, opened):
    [number] = opened(1, channel="kiosk")
    with world() as db:
        case_history.write(db, number, staff.with_login(db, "ines"), NOW, SECRET)
    samira.look(f"/cases/{number}")
    assert SECRET not in samira.words()
    samira.do(f"/cases/{number}/note", note="Je suis à côté.")
    assert "Je suis à côté." in samira.words()

    samira.do(f"/cases/{number}/take")

    assert SECRET in samira.words()
    ines.look(f"/cases/{number}")
    assert SECRET in ines.words()


def test_a_case_of_the_telephone_that_nobody_has_is_the_line_s_alone(samira, ines, opened):
    [number] = opened(1, channel="phone")

    assert samira.look(f"/cases/{number}").request.path == "/"
    assert ines.look(f"/cases/{number}").request.path == f"/cases/{number}"


def test_what_was_sent_here_or_is_offered_is_seen_as_long_as_it_waits(samira, clock, world, far):
    with world() as db:
        lea, me = db.get_one(HelperRow, far), staff.with_login(db, "samira")
        sent = cases.open_case(db, NOW, channel="paper", helper=lea)
        referrals.refer(db, sent.id, lea, NOW, 1, me.organisation_id, may_tell_back=False)
        offered = cases.open_case(db, NOW, channel="phone", helper=lea)
        case_history.write(db, offered.id, lea, NOW, SECRET)
        assert handovers.offer(db, offered.id, lea, NOW, offered.version, me.id) == "offered"

    for case in (sent, offered):
        assert samira.look(f"/cases/{case.id}").request.path == f"/cases/{case.id}"
        assert SECRET not in samira.words()
    clock.pass_by(seconds=30)

    assert samira.look(f"/cases/{offered.id}").request.path == "/"
    assert samira.look(f"/cases/{sent.id}").request.path == f"/cases/{sent.id}"


def test_what_a_helper_sent_on_leads_nowhere_once_it_is_another_s(samira, world, far):
    with world() as db:
        me = staff.with_login(db, "samira")
        case = cases.open_case(db, NOW, channel="counter", helper=me)
        referrals.refer(
            db, case.id, me, NOW, 1, db.get_one(HelperRow, far).organisation_id, may_tell_back=False
        )
    samira.look("/referrals")

    assert FAR in samira.words()
    assert samira.html.xpath(f'//a[@href="/cases/{case.id}"]') == []


def test_who_puts_a_case_back_that_they_no_longer_see_is_told_so_at_the_desk(samira, world):
    with world() as db:
        case = cases.open_case(db, NOW, channel="phone", helper=staff.with_login(db, "samira"))
    samira.look(f"/cases/{case.id}")

    assert samira.do(f"/cases/{case.id}/hand-back", version="1").request.path == "/"
    assert "Le dossier est dans la file, pour qui vient." in samira.words()


@pytest.mark.parametrize("typed", [{"reference": True}, {}])
def test_a_reference_of_others_finds_nothing(samira, world, hidden, typed):
    with world() as db:
        reference = db.get_one(Case, hidden).reference if typed else "7K4M29PT"
    samira.look("/")
    answer = samira.do("/find", wanted=reference)

    assert answer.request.path == "/find"
    assert answer.status_code == 422


def test_a_note_beside_a_step_goes_to_no_case_of_others(samira, world, hidden):
    samira.look("/")
    samira.do("/script/note", case=str(hidden), note="Vu par hasard")

    with world() as db:
        assert db.scalars(select(CaseLine.id).where(CaseLine.kind == "note")).all() != []
        assert len(db.scalars(select(CaseLine.id).where(CaseLine.kind == "note")).all()) == 1


def test_a_change_of_many_leaves_out_what_is_not_theirs_and_tells_no_reference(samira, world, hidden, opened):
    [seen] = opened(1, channel="kiosk")
    samira.look("/")
    chosen = [f"{each}:1" for each in (seen, HIDDEN, NEVER)]
    answer = samira.client.post("/bulk", data={"forgery": token_of(samira), "case": chosen})
    samira.read(answer)
    assert "1 dossier sera changé." in samira.words()
    data = {
        "forgery": token_of(samira),
        "case": chosen,
        "change": "label",
        "label": "+paper",
        "reason": "Essai",
    }
    samira.read(samira.client.post("/bulk/prepare", data=data, follow_redirects=True))
    samira.do("/bulk/1/run")

    assert "1 changés, 0 refusés, 0 à faire." in samira.words()
    with world() as db:
        assert db.get_one(Case, seen).labels == "paper"
        assert db.get_one(Case, HIDDEN).labels == ""


def test_a_reason_is_kept_even_where_the_change_takes_the_case_out_of_sight(samira, world):
    with world() as db:
        case = cases.open_case(db, NOW, channel="phone", helper=staff.with_login(db, "samira"))
    samira.look("/")
    chosen = {"case": f"{case.id}:1", "change": "hand_back", "reason": "Fin de journée"}
    samira.do("/bulk/prepare", **chosen)
    samira.do("/bulk/1/run")

    with world() as db:
        last = db.scalars(select(CaseLine).order_by(CaseLine.id.desc())).first()
        assert case_history.note_of(db, last) == "Fin de journée"


def rows(helper, address="/"):
    helper.look(address)
    return [int(row.get("id").removeprefix("row-")) for row in helper.html.xpath("//tr[@data-row]")]


def counts(helper):
    return {
        each.get("id").removeprefix("view-"): int(each.xpath('.//*[@class="count"]')[0].text)
        for each in helper.html.xpath('//*[starts-with(@id, "view-")]')
    }


@pytest.mark.parametrize("first", ["the line", "the library"])
def test_an_association_is_never_served_the_list_of_the_line(first, samira, ines, opened, world, far):
    phone, kiosk = opened(2, channel="phone"), opened(1, channel="kiosk")
    with world() as db:
        cases.open_case(db, NOW, channel="counter", helper=db.get_one(HelperRow, far))

    shown = {}
    for helper in (ines, samira) if first == "the line" else (samira, ines):
        for _ in range(2):
            shown[helper.login] = rows(helper), counts(helper)

    assert shown["ines"][0] == [*phone, *kiosk] or set(shown["ines"][0]) == {*phone, *kiosk}
    assert shown["samira"][0] == kiosk
    assert (shown["ines"][1]["todo"], shown["ines"][1]["held"]) == (3, 1)
    assert (shown["samira"][1]["todo"], shown["samira"][1]["held"]) == (1, 0)
    assert rows(samira, "/?view=held") == []
    assert len(rows(ines, "/?view=held")) == 1
    samira.look("/presence")
    assert "3" not in samira.words()


def test_two_of_one_organisation_are_not_shown_each_other_s_list(samira, console, clock, world, far):
    noa = at_desk(console, clock, world, "noa")
    with world() as db:
        lea, me = db.get_one(HelperRow, far), staff.with_login(db, "samira")
        case = cases.open_case(db, NOW, channel="phone", helper=lea)
        handovers.offer(db, case.id, lea, NOW, case.version, me.id)

    assert rows(samira, "/?view=held") == [case.id]
    assert rows(noa, "/?view=held") == []


def test_what_is_kept_of_lists_is_the_line_s(samira, ines, opened):
    opened(1, channel="kiosk")
    known = samira.app.extensions["lists"]._known
    before = len(known)
    samira.look("/")
    assert len(known) == before
    ines.look("/")

    assert len(known) == before + 1
    assert {audience for _stamp, audience, _asked in ines.app.extensions["lists"]._known} == {None}


MOST_QUESTIONS = 17


@pytest.mark.parametrize("address", ["/", "/?view=held", "/?view=ended", "/callbacks"])
def test_a_page_of_an_association_asks_as_often_whatever_the_number_of_cases(
    samira, engine, opened, world, far, address
):
    asked = []

    def note(*said):
        if said[2].startswith("SELECT"):
            asked.append(said[2])

    def look() -> int:
        asked.clear()
        event.listen(engine, "before_cursor_execute", note)
        samira.look(address)
        event.remove(engine, "before_cursor_execute", note)
        return len(asked)

    opened(3, channel="kiosk")
    few = look()
    opened(100, channel="kiosk")
    with world() as db:
        for _ in range(30):
            cases.open_case(db, NOW, channel="counter", helper=db.get_one(HelperRow, far))

    assert few == look() <= MOST_QUESTIONS


def readings(world):
    with world() as db:
        lines = db.scalars(select(AuditLine).where(AuditLine.act == "case_read"))
        return [(line.helper, json.loads(line.detail)) for line in lines]


def test_reading_a_case_is_one_line_of_the_journal_a_session(ines, samira, opened, world, clock):
    [number] = opened(1, channel="kiosk")
    for _ in range(3):
        ines.look(f"/cases/{number}")
        ines.look(f"/cases/{number}/here")
    samira.look(f"/cases/{number}/here")
    samira.look(f"/cases/{number}/acts")
    with world() as db:
        me = staff.with_login(db, "ines").id
        first = db.scalars(select(HelperSession.id).where(HelperSession.helper_id == me)).one()
    assert readings(world) == [(f"helper:{me}", {"case": number, "credential": f"password:{first}"})]

    clock.pass_by(seconds=31)
    again = Helper(ines.app, clock, "ines")
    again.sign_in()
    again.look(f"/cases/{number}")
    samira.look(f"/cases/{number}")

    assert [helper for helper, _ in readings(world)].count(f"helper:{me}") == 2
    assert len(readings(world)) == 3


def test_a_page_that_answers_a_save_is_read_too(ines, opened, world):
    [number] = opened(1)
    ines.look("/")
    sent = {"version": "9", "subject": "object", "priority": "normal"}

    assert ines.do(f"/cases/{number}/fields", **sent).status_code == 409
    assert len(readings(world)) == 1


def test_what_is_not_seen_is_not_noted_as_read(samira, opened, world):
    [number] = opened(1, channel="phone")
    samira.look(f"/cases/{number}")

    assert readings(world) == []


def test_the_night_forgets_which_session_read_what(ines, opened, world, clock):
    from carnet.services import night
    from carnet.store.circle import CaseReading

    [number] = opened(1)
    ines.look(f"/cases/{number}")
    with world() as db:
        night.run(db, clock.now)
        assert len(db.scalars(select(CaseReading)).all()) == 1
        night.run(db, clock.now + timedelta(hours=11))
        assert db.scalars(select(CaseReading)).all() == []
