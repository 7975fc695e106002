"""One's own line at the console: who calls is shown to the rung agent alone; switches, hand, a case in one gesture."""

import json

import lxml.html
import pytest
from sqlalchemy import select

from carnet.domain.call_token import token
from carnet.services import agents, search, staff
from carnet.store.calls import Call
from carnet.store.cases import Case
from carnet.store.visits import Proof, Visit
from tests.builders import make_identity, make_person
from tests.phone import dictated
from tests.scenarios import BEGIN, make_someone
from tests.walk import walk
from tests.web.consoles import Helper, at_desk, hire, script_robot

HX = {"HX-Request": "true"}
NUMBER, SHOWN = "+33612345642", "06 •• •• •• 42"


@pytest.fixture
def ines(console, clock, world):
    return at_desk(console, clock, world, "ines", role="agent")


@pytest.fixture
def paul(console, clock, world):
    return at_desk(console, clock, world, "paul", role="agent")


@pytest.fixture
def tell(console, clock, keys):
    """Return what an exchange does: it signs an event and sends it."""

    def send(event="ringing", *, reference="r-1", caller=NUMBER, to="ines"):
        told = {"event": event, "reference": reference, "from": caller, "to": to}
        body, stamp = json.dumps(told).encode(), int(clock.now.timestamp())
        signature = token(keys.derive("calls"), stamp, body)
        headers = {"Call-Timestamp": str(stamp), "Call-Signature": signature}
        return console.test_client().post("/calls", data=body, headers=headers).get_json()["outcome"]

    return send


@pytest.fixture
def odette(world):
    with world() as db:
        identity = make_identity(birth_name="Quermeleuc", first_names=["Odette"])
        return make_person(db, identity=identity, contacts={"phone": "0612345642"}).id


def poll(helper, stamp=""):
    """What the page asks every second."""
    return helper.client.get("/line", headers=HX | ({"If-None-Match": f'"{stamp}"'} if stamp else {}))


def card(helper):
    helper.look()
    found = helper.html.xpath('//section[@id="caller"]')
    return found[0] if found else None


def words_of(element):
    return " ".join(element.text_content().split())


def open_card(helper, **typed):
    form = helper.html.xpath('//form[@action="/line/open"]')[0]
    return helper.do("/line/open", call=form.xpath('.//input[@name="call"]/@value')[0], **typed)


def test_a_call_shows_at_the_next_poll_of_the_rung_agent(ines, odette, tell):
    stamp = poll(ines).headers["ETag"].strip('"')
    assert poll(ines, stamp).status_code == 304

    assert tell() == "ringing"

    news = poll(ines, stamp)
    told = lxml.html.fromstring(news.get_data(as_text=True))
    assert news.status_code == 200
    assert SHOWN in told.text_content()
    assert told.xpath("//*[@data-told]/@data-told") == [f"Appel entrant, {SHOWN}"]
    assert poll(ines, news.headers["ETag"].strip('"')).status_code == 304


def test_no_other_console_receives_a_byte_of_a_call(ines, paul, odette, tell):
    pages = ("/", "/requests", "/presence", "/line", "/search")
    before = {page: paul.client.get(page).get_data() for page in pages}

    tell()

    assert {page: paul.client.get(page).get_data() for page in pages} == before
    assert poll(paul, poll(paul).headers["ETag"].strip('"')).status_code == 304


def test_a_volunteer_has_no_line_at_all(console, clock, world, tell):
    with world() as db:
        hire(db)
    samira = Helper(console, clock)
    samira.sign_in()

    assert samira.html.xpath('//*[@id="line"]') == []
    assert poll(samira).status_code == 403
    assert tell(to="samira") == "nobody"


def test_a_telephone_that_is_off_shows_no_card_until_it_is_on_again(ines, tell):
    ines.look()
    ines.do("/line/choice", choice="phone_off")
    assert "Téléphone coupé" in ines.words()

    assert tell() == "off"
    assert card(ines) is None

    ines.do("/line/choice", choice="present")
    assert tell(reference="r-2") == "ringing"
    assert card(ines) is not None


def test_the_number_is_never_whole_on_a_page(ines, odette, tell):
    tell()
    page = ines.look().get_data(as_text=True) + poll(ines).get_data(as_text=True)

    assert SHOWN in page
    assert [written for written in ("612345642", "06 12 34 56 42", "6 12 34 56 42") if written in page] == []


def test_one_gesture_makes_a_maybe_known_and_leads_to_the_case(ines, odette, tell, world):
    tell()
    shown = card(ines)
    [maybe] = shown.xpath('.//button[@name="handle"]')
    assert "QUERMELEUC" in words_of(maybe).upper()

    open_card(ines, handle=maybe.get("value"))

    with world() as db:
        [case] = db.scalars(select(Case)).all()
        assert (case.channel, case.person_id) == ("phone", odette)
        assert db.scalars(select(Call)).one().case_id == case.id
    assert ines.html.xpath('//main[@data-place="case"]')


def test_several_people_on_one_number_are_listed_and_none_is_chosen(ines, tell, world):
    with world() as db:
        for _ in range(3):
            make_person(db, contacts={"phone": "0612345642"})
    tell()
    shown = card(ines)

    assert len(shown.xpath('.//button[@name="handle"]')) == 3
    assert "Demandez qui appelle" in words_of(shown)
    assert shown.xpath(".//input[@checked]") == []
    open_card(ines)
    with world() as db:
        assert db.scalars(select(Case)).one().person_id is None


def test_a_hidden_number_gives_a_blank_card_and_puts_the_cursor_in_the_search(ines, odette, tell):
    tell(caller="anonymous")
    shown = card(ines)
    assert "Numéro masqué" in words_of(shown)
    assert shown.xpath('.//button[@name="handle"]') == []

    call = shown.xpath('.//input[@name="call"]/@value')[0]
    token_ = shown.xpath('.//input[@name="forgery"]/@value')[0]
    answer = ines.client.post("/line/open", data={"forgery": token_, "call": call})

    assert answer.headers["Location"] == "/cases/1#find-box"
    ines.look("/cases/1")
    assert ines.html.xpath('//input[@id="find-box"]')


def test_somebody_found_by_searching_during_a_nameless_call_is_known_in_its_own_case(
    ines, odette, tell, world
):
    tell(caller="anonymous")
    card(ines)
    open_card(ines)
    with world() as db:
        handle = search.handle_for(db, staff.with_login(db, "ines"), odette, ines.clock.now)
    ines.do("/people", handle=handle, purpose="call")
    [opens] = {form for form in ines.forms() if form.endswith("/case")}
    ines.do(opens)

    with world() as db:
        assert [case.person_id for case in db.scalars(select(Case))] == [odette]


def test_a_visit_that_begins_during_a_call_belongs_to_its_case(ines, tell, world):
    tell("answered")
    card(ines)
    open_card(ines)
    ines.look()
    ines.do("/visits")

    with world() as db:
        [case] = db.scalars(select(Case)).all()
        assert case.visit_id is not None


def test_a_call_at_another_desk_cannot_be_opened_hung_up_or_dialled(ines, paul, odette, tell, world):
    tell()
    paul.look()
    assert paul.do("/line/open", call="1").status_code == 200
    paul.look()
    paul.do("/line/hang-up", call="1")
    paul.look()
    dialled = paul.do("/line/dial", call="1").get_data(as_text=True)

    assert "612345642" not in dialled
    with world() as db:
        assert db.scalars(select(Case)).all() == []
        assert db.scalars(select(Call)).one().ended_at is None


@pytest.mark.parametrize("call", ["", "x", "-1", "٣", "9" * 30, "7"])
def test_a_call_that_never_was_answers_calmly(ines, call):
    ines.look()

    for act in ("open", "hang-up", "dial"):
        assert ines.do(f"/line/{act}", call=call, handle="x").status_code == 200
        ines.look()


def test_a_desk_phone_that_tells_nothing_takes_one_gesture_to_a_nameless_case(ines, world):
    ines.look()
    ines.do("/line/begin")

    assert ines.html.xpath('//main[@data-place="case"]')
    assert "En appel" in ines.words()
    with world() as db:
        case = db.scalars(select(Case)).one()
        assert (case.channel, case.person_id, case.visit_id) == ("phone", None, None)


def test_a_case_without_identity_is_worked_and_closed(ines, world):
    ines.look()
    ines.do("/line/begin")
    ines.do("/cases/1/note", note="Veut un papier")
    version = ines.html.xpath('//input[@name="version"]/@value')[0]
    ines.do("/cases/1/close", version=version, wrap_up="explained")

    with world() as db:
        case = db.scalars(select(Case)).one()
        assert (case.wrap_up, case.person_id) == ("explained", None)
        assert agents.state_of(db, staff.with_login(db, "ines"), ines.clock.now).state == "free"


def test_the_time_after_the_call_passes_by_itself_and_the_case_is_flagged(ines, tell, clock, world):
    tell()
    tell("answered")
    card(ines)
    open_card(ines)
    tell("ended")
    assert "Fin d’appel" in words_of(card(ines))

    clock.pass_by(seconds=45)
    poll(ines)

    assert card(ines) is None
    with world() as db:
        case = db.scalars(select(Case)).one()
        assert (case.to_check, case.state) == (True, "open")


@pytest.fixture
def recognised(ines, tell, world, clock):
    """Somebody who called, was recognised in the script, and hung up a minute later."""
    with world() as db:
        someone = make_someone(db)
    tell("answered")
    card(ines)
    open_card(ines)
    walk(script_robot(ines), [*BEGIN, *dictated(someone)], "by_phone/how")
    clock.pass_by(minutes=1)
    tell("ended")
    return someone


def is_recognised(helper):
    """Whether the script of this console is still at the step that follows the check."""
    helper.look("/script")
    return helper.html.xpath("//main/@data-place") == ["by_phone/how"]


def test_what_was_checked_in_a_call_is_over_with_the_time_after_it(ines, recognised, clock):
    assert is_recognised(ines)

    clock.pass_by(seconds=45)
    poll(ines)

    assert not is_recognised(ines)
    assert "Cette visite est finie" in ines.words()


def test_key_0_ends_what_was_checked_too(ines, recognised):
    card(ines)
    ines.do("/line/free")

    assert not is_recognised(ines)


def test_the_next_call_starts_with_nobody_s_checks(ines, recognised, tell, world):
    tell("ringing", reference="r-2")
    assert is_recognised(ines)
    tell("answered", reference="r-2")
    card(ines)
    open_card(ines)
    ines.look()
    ines.do("/visits")

    assert ines.html.xpath("//main/@data-place") == ["welcome/language"]
    with world() as db:
        known = [(visit.id, visit.ended_at is not None) for visit in db.scalars(select(Visit))]
        proved = db.scalars(select(Proof.visit_id)).all()
    assert (known, proved) == ([(1, True), (2, False)], [1])


def test_whoever_hangs_up_to_be_called_back_is_not_lost_while_the_telephone_rings(ines, tell, world, clock):
    with world() as db:
        someone = make_someone(db)
    tell("answered")
    card(ines)
    open_card(ines)
    robot = script_robot(ines)
    walk(robot, [*BEGIN, *dictated(someone), ("by_phone/how", "call")], "by_phone/ring")
    tell("ended")
    clock.pass_by(seconds=44)
    ines.do("/script/call-back")
    robot.html = ines.html

    clock.pass_by(seconds=30)
    poll(ines)

    assert robot.give("answered") == "choices/notified"


def test_one_key_ends_the_time_after_the_call(ines, tell, world):
    tell("answered")
    card(ines)
    open_card(ines)
    tell("ended")
    [free] = card(ines).xpath('.//form[@action="/line/free"]//button')
    assert free.get("data-shortcut") == "0"

    ines.do("/line/free")

    assert card(ines) is None
    with world() as db:
        assert db.scalars(select(Case)).one().to_check is True


def test_a_caller_who_was_cut_off_is_called_back_by_a_link_that_shows_its_ends_alone(ines, tell):
    tell("answered")
    tell("ended")
    card(ines)
    ines.do("/line/dial", call="1")

    [link] = ines.html.xpath('//a[starts-with(@href, "tel:")]')
    assert link.get("href") == f"tel:{NUMBER}"
    assert words_of(link) == f"Appeler le {SHOWN}"


def test_a_hand_is_raised_with_one_key_on_any_page_and_lowered(ines, world):
    for address in ("/", "/search"):
        ines.look(address)
        [key] = ines.html.xpath('//button[@data-shortcut="h"]')
        assert key.get("aria-pressed") == "false"
    ines.do("/line/hand")
    assert ines.html.xpath('//button[@data-shortcut="h"]/@aria-pressed') == ["true"]
    with world() as db:
        assert agents.states(db, ines.clock.now)[0].hand_at is not None

    ines.do("/line/hand")
    assert ines.html.xpath('//button[@data-shortcut="h"]/@aria-pressed') == ["false"]


def test_a_switch_inside_a_page_sends_the_line_alone_and_keeps_the_page(ines):
    ines.look()
    token_ = ines.html.xpath('//input[@name="forgery"]/@value')[0]

    answer = ines.client.post("/line/choice", data={"forgery": token_, "choice": "away"}, headers=HX)

    line = lxml.html.fromstring(answer.get_data(as_text=True))
    assert line.get("id") == "line"
    assert "En pause" in line.text_content()
    assert line.xpath(".//*[@autofocus]") == []
