"""The queue on its page: views, filters, pages, live; acts, macros and bulk from the list; the seven routes to an end."""

import pytest

from carnet.services import bulk, cases, macros, night, promises
from carnet.services.macros import Effect
from carnet.store.cases import Case
from carnet.store.promises import Callback
from carnet.store.queue import PAGE
from carnet.store.staff import Helper as HelperRow
from tests.builders import NOW, make_person
from tests.web.consoles import Helper, at_desk, hire

DAYS_OF_SILENCE = 40


@pytest.fixture
def signed_in(console, clock, world):
    return at_desk(console, clock, world, role="agent")


def me(db):
    return db.query(HelperRow).filter_by(login="samira").one()


def shown(helper) -> list[int]:
    return [int(row.get("id").removeprefix("row-")) for row in helper.html.xpath("//tr[@data-row]")]


def state_of(world, number):
    with world() as db:
        case = db.get(Case, number)
        return case.state, case.wrap_up


def panel(helper, number, query=""):
    helper.look(f"/cases/{number}/acts{query}")
    return helper.html.xpath('//input[@name="version"]/@value')[0]


def press(helper, address, version, value):
    """Press a key of the panel; return where that leads."""
    forgery = helper.html.xpath('//input[@name="forgery"]/@value')[0]
    answer = helper.client.post(address, data={"forgery": forgery, "version": version, "value": value})
    return answer.headers["Location"]


def test_the_page_shows_the_first_fifty_and_the_next_page_the_rest(signed_in, opened):
    numbers = opened(PAGE + 2)

    signed_in.look("/")
    first = shown(signed_in)
    [after] = signed_in.html.xpath('//a[@id="page-after"]/@href')
    signed_in.look(after)

    assert first == numbers[:PAGE]
    assert shown(signed_in) == numbers[PAGE:]


def test_each_view_is_one_link_with_its_count(signed_in, opened):
    opened(2)
    opened(1, channel="kiosk")

    signed_in.look("/")

    counts = {
        link.get("id"): link.xpath('.//*[@class="count"]')[0].text
        for link in signed_in.html.xpath('//nav[contains(@class, "views")]//a')
    }
    assert (counts["view-todo"], counts["view-kiosks"], counts["view-mine"]) == ("3", "1", "0")
    signed_in.look(signed_in.html.xpath('//a[@id="view-kiosks"]/@href')[0])
    assert len(shown(signed_in)) == 1


def test_filters_narrow_the_list_and_travel_with_its_news(signed_in, opened):
    [wanted] = opened(1, channel="paper", subject="object")
    opened(3)

    signed_in.look("/?view=todo&channel=paper&subject=object&department=")

    assert shown(signed_in) == [wanted]
    assert signed_in.html.xpath('//*[@id="requests"]/@data-hx-get') == [
        "/requests?subject=object&channel=paper"
    ]
    signed_in.look("/?channel=%3Cscript%3E&view=nowhere&page=zero")
    assert len(shown(signed_in)) == 4


def test_why_the_first_is_first_stands_below_the_list_and_each_row_says_its_own(signed_in, opened):
    opened(1, priority="urgent")

    signed_in.look("/")

    assert "Cette demande est urgente." in signed_in.words()
    assert signed_in.html.xpath("//tr[@data-row]//th/a/@title") == ["Cette demande est urgente."]


def test_a_change_made_elsewhere_is_news_and_nothing_new_is_nothing(signed_in, opened, world):
    [number] = opened(1)
    first = signed_in.client.get("/requests").headers["ETag"]
    assert signed_in.client.get("/requests", headers={"If-None-Match": first}).status_code == 304

    with world() as db:
        cases.prioritise(db, number, me(db), NOW, 1, "high")

    assert signed_in.client.get("/requests", headers={"If-None-Match": first}).status_code == 200


def test_the_list_asks_again_within_two_seconds_and_keeps_what_has_the_focus_by_its_name(signed_in, opened):
    [number] = opened(1)
    signed_in.look("/")

    assert signed_in.html.xpath('//*[@id="requests"]/@data-hx-trigger') == ["every 2s"]
    for name in ("case", "take", "do", "pick"):
        assert signed_in.html.xpath(f'//*[@id="{name}-{number}"]')


def test_the_page_asks_a_bounded_number_of_questions_whatever_the_number_of_cases(signed_in, opened, engine):
    from sqlalchemy import event

    asked = []

    def note(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    opened(3)
    counts = []
    for more in (0, 60):
        opened(more)
        asked.clear()
        event.listen(engine, "before_cursor_execute", note)
        signed_in.look("/")
        event.remove(engine, "before_cursor_execute", note)
        counts.append(len([each for each in asked if each.lstrip().startswith("SELECT")]))

    assert counts[0] == counts[1]


def test_time_moves_a_case_on_the_page_without_anybody(signed_in, opened, clock):
    [slow] = opened(1)
    clock.pass_by(minutes=1)
    signed_in.look("/")
    assert "en retard" not in signed_in.words()

    clock.pass_by(days=7)
    signed_in = Helper(signed_in.app, clock)
    signed_in.sign_in()
    signed_in.look("/")

    assert shown(signed_in) == [slow]
    assert "Le délai de cette demande est passé." in signed_in.words()


@pytest.mark.parametrize(
    ("change", "value", "held"),
    [
        ("take", "", lambda case: case.owner_id is not None),
        ("pause", "", lambda case: case.state == "paused"),
        ("priority", "urgent", lambda case: case.priority == "urgent"),
        ("label", "paper", lambda case: case.labels == "paper"),
        ("close", "explained", lambda case: case.state == "closed"),
    ],
)
def test_an_act_of_the_panel_is_one_press_and_comes_back_to_the_same_list(
    signed_in, opened, world, change, value, held
):
    [number] = opened(1)
    version = panel(signed_in, number, "?channel=phone")

    led_to = press(signed_in, f"/cases/{number}/do/{change}?channel=phone", version, value)

    assert led_to.startswith("/?channel=phone&said=")
    with world() as db:
        assert held(db.get(Case, number))


@pytest.mark.parametrize(("change", "value"), [("pause", ""), ("close", "explained")])
def test_what_a_promise_stands_in_the_way_of_is_not_told_as_a_promise_made(
    signed_in, opened, world, change, value
):
    with world() as db:
        person = make_person(db, contacts={"phone": "0612345642"}).id
    [number] = opened(1, person_id=person)
    version = panel(signed_in, number)
    [first, *_others] = signed_in.html.xpath('//button[contains(@formaction, "/do/callback")]/@value')
    press(signed_in, f"/cases/{number}/do/callback", version, first)

    led_to = press(signed_in, f"/cases/{number}/do/{change}", panel(signed_in, number), value)
    signed_in.look(led_to.partition("#")[0])

    assert led_to.startswith("/?said=promised_first")
    assert "Tenez-le, ou annulez-le d’abord." in signed_in.words()
    with world() as db:
        assert db.get(Case, number).state == "promised"


def test_a_case_is_given_to_a_colleague_from_the_list(signed_in, opened, world):
    [number] = opened(1)
    with world() as db:
        other = hire(db, "lucas", role="agent").id
    version = panel(signed_in, number)

    signed_in.do(f"/cases/{number}/do/assign", version=version, value=str(other))

    with world() as db:
        assert db.get(Case, number).owner_id == other


def test_a_call_is_promised_from_the_list_at_the_known_number_and_no_message_is_allowed(
    signed_in, opened, world
):
    with world() as db:
        person = make_person(db, contacts={"phone": "0612345642"}).id
    [number] = opened(1, person_id=person)
    version = panel(signed_in, number)
    [first, *_others] = signed_in.html.xpath('//button[contains(@formaction, "/do/callback")]/@value')
    assert "Le numéro connu : 06 •• •• •• 42" in signed_in.words()

    led_to = press(signed_in, f"/cases/{number}/do/callback", version, first)

    assert led_to.startswith("/?said=promised")
    with world() as db:
        [promise] = db.query(Callback).all()
        assert int(promise.from_at.timestamp()) == int(first)
        assert (promises.number_of(db, promise), promise.may_leave_message) == ("+33612345642", False)
        assert db.get(Case, number).state == "promised"
    panel(signed_in, number)
    assert not signed_in.html.xpath('//*[contains(@formaction, "/do/callback")]')


@pytest.mark.parametrize("begins", ["", "0", "-1", "tomorrow", "9" * 30, "1798000001"])
def test_two_hours_that_are_not_offered_promise_nothing(signed_in, opened, world, begins):
    [number] = opened(1)
    version = panel(signed_in, number)
    assert not signed_in.html.xpath('//*[contains(@formaction, "/do/callback")]'), "no number is known"

    signed_in.do(f"/cases/{number}/do/callback", version=version, value=begins)

    assert state_of(world, number) == ("open", None)
    assert "Ces deux heures ne sont plus libres." in signed_in.words()


def test_a_bulk_tells_how_many_before_anything_changes_and_lists_what_failed(signed_in, opened, world):
    numbers = opened(3)
    with world() as db:
        cases.take(db, numbers[1], hire(db, "lucas", role="agent"), NOW)
    signed_in.look("/")
    chosen = [f"{number}:1" for number in numbers]
    signed_in.do("/bulk", case=chosen)
    assert "3 dossiers seront changés." in signed_in.words()

    signed_in.do(
        "/bulk/prepare", case=chosen, change="close", close="done_elsewhere", reason="Panne du matin"
    )
    assert [state_of(world, number)[0] for number in numbers] == ["open"] * 3
    signed_in.do("/bulk/1/run")

    assert "2 changés, 1 refusés, 0 à faire." in signed_in.words()
    assert "Quelqu’un d’autre l’a en main." in signed_in.words()
    assert [state_of(world, number)[0] for number in numbers] == ["closed", "open", "closed"]


def test_a_bulk_needs_a_reason(signed_in, opened):
    [number] = opened(1)
    signed_in.look("/")

    answer = signed_in.do("/bulk/prepare", case=f"{number}:1", change="priority", priority="high", reason=" ")

    assert answer.status_code == 422
    assert "Il manque la raison." in signed_in.words()


def test_calls_are_promised_to_many_at_once_and_whoever_has_no_known_number_is_listed(signed_in, world):
    with world() as db:
        someone = make_person(db, contacts={"phone": "0612345642"})
        known = cases.open_case(db, NOW, channel="phone", person_id=someone.id).id
        nobody = cases.open_case(db, NOW, channel="phone").id
    ticked = {"case": [f"{known}:1", f"{nobody}:1"]}
    signed_in.look("/")
    signed_in.do("/bulk", **ticked)
    [first, *_] = signed_in.html.xpath('//select[@name="callback"]//option/@value')

    signed_in.do("/bulk/prepare", change="callback", callback=first, reason="Panne du matin", **ticked)
    signed_in.do("/bulk/1/run")

    assert "1 changés, 1 refusés, 0 à faire." in signed_in.words()
    assert "Aucun numéro n’est connu." in signed_in.words()
    assert [state_of(world, number)[0] for number in (known, nobody)] == ["promised", "open"]
    with world() as db:
        assert db.get(Case, nobody).owner_id is None


def test_more_than_two_hundred_ticked_are_refused_plainly_and_a_whole_list_goes_in_batches(signed_in, opened):
    opened(201)
    signed_in.look("/")

    answer = signed_in.do("/bulk", case=[f"{number}:1" for number in range(1, 202)])
    assert answer.status_code == 422
    assert "201 choisis : 200 au plus." in signed_in.words()
    signed_in.look("/")
    ticked = {"case": [f"{number}:1" for number in range(1, 202)]}
    straight_on = signed_in.do("/bulk/prepare", change="priority", priority="high", reason="Grève", **ticked)
    assert straight_on.status_code == 422
    assert "201 choisis : 200 au plus." in signed_in.words()
    signed_in.look("/")
    signed_in.do("/bulk", all="1")

    assert "201 dossiers seront changés. Par lots de 200, en 2 lots." in signed_in.words()


def test_a_macro_is_read_before_it_runs_and_undone_after(signed_in, opened, world, clock):
    [number] = opened(1)
    with world() as db:
        macros.keep(
            db, me(db), NOW, name="Explique", effects=[Effect("note", "Dit."), Effect("wrap_up", "explained")]
        )
    signed_in.look(f"/cases/{number}/macros?macro=1")
    assert "Écrire une note : Dit." in signed_in.words()
    version = signed_in.html.xpath('//input[@name="version"]/@value')[0]
    signed_in.do(f"/cases/{number}/macros", macro="1", version=version)
    assert state_of(world, number) == ("closed", "explained")

    clock.pass_by(seconds=9)
    signed_in.do("/macros/undo", run=signed_in.html.xpath('//input[@name="run"]/@value')[0])

    assert state_of(world, number) == ("open", None)


def test_the_owner_of_a_macro_sees_how_often_it_served(signed_in, opened, world):
    [number] = opened(1)
    signed_in.look("/macros")
    signed_in.do("/macros", name="Explique", note="Dit.")
    signed_in.look(f"/cases/{number}/macros?macro=1")
    signed_in.do(f"/cases/{number}/macros", macro="1", version="1")

    signed_in.look("/macros")

    assert "lancée 1 fois" in signed_in.words()


@pytest.mark.parametrize("form", [{"name": ""}, {"note": ""}, {"note": "", "wrap_up": "invented"}])
def test_a_macro_that_could_not_be_made_by_hand_is_refused_on_its_page(signed_in, form):
    signed_in.look("/macros")

    assert signed_in.do("/macros", **{"name": "A", "note": "x", **form}).status_code == 422


# The seven routes: each one is refused without a code by carnet.services.cases.close, which asks may_end_with.


@pytest.fixture
def asked(monkeypatch):
    """Return what was asked of the one server function, by every route."""
    seen = []
    real = cases.may_end_with

    def may_end_with(wrap_up, now):
        seen.append(wrap_up)
        return real(wrap_up, now)

    monkeypatch.setattr(cases, "may_end_with", may_end_with)
    return seen


@pytest.fixture
def mine(world, signed_in):
    with world() as db:
        return cases.open_case(db, NOW, channel="phone", helper=me(db)).id


@pytest.mark.parametrize("wrap_up", ["", "invented"])
def test_the_button_and_the_key_of_a_case_end_nothing_without_a_code(signed_in, mine, world, asked, wrap_up):
    signed_in.look(f"/cases/{mine}")
    keyed = signed_in.html.xpath("//button[@data-strokes]/@name")

    signed_in.do(f"/cases/{mine}/close", version="1", wrap_up=wrap_up)

    assert set(keyed) == {"wrap_up"}, "a key presses the very button"
    assert asked == [wrap_up]
    assert state_of(world, mine) == ("open", None)


def test_a_macro_ends_nothing_without_a_code(signed_in, mine, world, asked, monkeypatch):
    with world() as db:
        macros.keep(db, me(db), NOW, name="A", effects=[Effect("wrap_up", "explained")])
    asked.clear()
    monkeypatch.setattr(cases, "wrap_up_codes", lambda _on: ())
    signed_in.look("/")

    signed_in.do(f"/cases/{mine}/macros", macro="1", version="1")

    assert asked == ["explained"]
    assert state_of(world, mine) == ("open", None)


def test_a_bulk_ends_nothing_without_a_code(signed_in, mine, world, asked):
    signed_in.look("/")

    answer = signed_in.do("/bulk/prepare", case=f"{mine}:1", change="close", close="", reason="Panne")

    assert answer.status_code == 422
    assert asked == [""]
    assert state_of(world, mine) == ("open", None)


def test_a_bulk_whose_code_left_the_list_refuses_each_case(signed_in, mine, world, asked, monkeypatch):
    with world() as db:
        made = bulk.prepare(
            db, me(db), NOW, change="close", value="explained", reason="Panne", chosen=[(mine, 1)]
        )
        number = made.id
    asked.clear()
    monkeypatch.setattr(cases, "wrap_up_codes", lambda _on: ())
    signed_in.look(f"/bulk/{number}")

    signed_in.do(f"/bulk/{number}/run")

    assert asked == ["explained"]
    assert "Il manque le code de fin." in signed_in.words()
    assert state_of(world, mine) == ("open", None)


def test_the_list_ends_nothing_without_a_code(signed_in, mine, world, asked):
    version = panel(signed_in, mine)

    signed_in.do(f"/cases/{mine}/do/close", version=version)

    assert asked == [""]
    assert state_of(world, mine) == ("open", None)


@pytest.mark.parametrize("sent", [{}, {"wrap_up": None}, {"wrap_up": "invented"}, {"wrap_up": ["explained"]}])
def test_a_program_ends_nothing_without_a_code(signed_in, mine, world, asked, sent):
    signed_in.look("/")
    token = signed_in.html.xpath('//input[@name="forgery"]/@value')[0]

    answer = signed_in.client.post(
        f"/api/cases/{mine}/close", json={"version": 1, **sent}, headers={"X-Forgery": token}
    )

    assert (answer.status_code, answer.get_json()) == (422, {"outcome": "no_code"})
    assert len(asked) == 1
    assert state_of(world, mine) == ("open", None)


def test_a_program_with_this_session_and_a_code_ends_a_case(signed_in, mine, world):
    signed_in.look("/")
    token = signed_in.html.xpath('//input[@name="forgery"]/@value')[0]
    sent = {"version": 1, "wrap_up": "explained"}
    assert signed_in.client.post(f"/api/cases/{mine}/close", json=sent).status_code == 403

    first = signed_in.client.post(f"/api/cases/{mine}/close", json=sent, headers={"X-Forgery": token})
    again = signed_in.client.post(f"/api/cases/{mine}/close", json=sent, headers={"X-Forgery": token})

    assert (first.status_code, again.status_code) == (200, 409)
    assert state_of(world, mine) == ("closed", "explained")


def test_the_night_ends_a_case_that_nobody_answers_with_a_code_and_not_without_one(
    signed_in, mine, world, asked, clock, monkeypatch
):
    with world() as db:
        cases.pause(db, mine, me(db), NOW, 1)
    clock.pass_by(days=DAYS_OF_SILENCE)
    with monkeypatch.context() as patched, world() as db:
        patched.setattr(cases, "wrap_up_codes", lambda _on: ())
        night.run(db, clock.now)
    assert state_of(world, mine) == ("paused", None)

    with world() as db:
        night.run(db, clock.now)

    assert asked == ["no_answer", "no_answer"]
    assert state_of(world, mine) == ("closed", "no_answer")
