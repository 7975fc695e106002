"""A case on its page: taken, written in, ended by a code; two helpers at once; a draft that outlives the browser."""

import pytest
from sqlalchemy import select

from carnet.services import cases, staff
from carnet.store.cases import Case
from tests.builders import NOW
from tests.web.consoles import Helper, at_desk, hire


@pytest.fixture
def signed_in(console, clock, world):
    return at_desk(console, clock, world)


@pytest.fixture
def other(console, clock, world):
    return at_desk(console, clock, world, "lucas", role="agent")


@pytest.fixture
def number(world):
    with world() as db:
        return cases.open_case(db, NOW, channel="counter", subject="object").id


def version(helper) -> str:
    return helper.html.xpath('//input[@name="version"]/@value')[0]


def test_a_case_is_taken_and_ended_with_a_code(signed_in, number, world):
    signed_in.look(f"/cases/{number}")
    signed_in.do(f"/cases/{number}/take")
    offered = signed_in.html.xpath('//button[@name="wrap_up"]/@value')
    signed_in.do(f"/cases/{number}/close", version=version(signed_in), wrap_up="objected")

    assert "objected" in offered
    assert "activated" in offered
    with world() as db:
        assert db.get(Case, number).wrap_up == "objected"


def test_without_a_code_the_page_says_what_is_missing(signed_in, number, world):
    signed_in.look(f"/cases/{number}")
    signed_in.do(f"/cases/{number}/take")
    signed_in.do(f"/cases/{number}/close", version=version(signed_in))

    assert "Il manque le code de fin." in signed_in.words()
    with world() as db:
        assert db.get(Case, number).state == "open"


def test_each_code_has_two_keys_and_no_two_the_same(signed_in, number):
    signed_in.look(f"/cases/{number}")
    signed_in.do(f"/cases/{number}/take")
    strokes = signed_in.html.xpath("//@data-strokes")

    assert len(strokes) > 15
    assert len(set(strokes)) == len(strokes)


def test_a_draft_comes_back_after_a_crash_of_the_browser(signed_in, number, console, clock):
    signed_in.look(f"/cases/{number}")
    signed_in.do(f"/cases/{number}/draft", note="Veut un papier en gros")
    clock.pass_by(minutes=1)
    again = Helper(console, clock)
    again.sign_in()
    again.look(f"/cases/{number}")

    assert again.html.xpath('//textarea[@name="note"]')[0].text == "Veut un papier en gros"


def test_a_note_that_two_write_at_once_loses_no_sign(signed_in, other, number):
    for helper, note in ((signed_in, "Entend mal."), (other, "Rappeler jeudi.")):
        helper.look(f"/cases/{number}")
        helper.do(f"/cases/{number}/note", note=note)

    assert "Entend mal." in other.words()
    assert "Rappeler jeudi." in other.words()


def test_who_else_is_there_is_said(signed_in, other, number):
    signed_in.look(f"/cases/{number}")
    other.look(f"/cases/{number}")
    other.do(f"/cases/{number}/draft", note="J’")
    signed_in.look(f"/cases/{number}/here")

    assert "Lucas Aidante écrit dans ce dossier." in signed_in.words()


def test_a_case_of_somebody_else_cannot_be_ended(signed_in, other, number, world):
    signed_in.look(f"/cases/{number}")
    signed_in.do(f"/cases/{number}/take")
    other.look(f"/cases/{number}")
    other.do(f"/cases/{number}/close", version=version(signed_in), wrap_up="objected")

    assert "/cases/1/close" not in other.forms()
    with world() as db:
        assert db.scalars(select(Case)).one().closed_at is None


def test_a_page_that_is_old_changes_nothing_and_keeps_the_note(signed_in, number):
    signed_in.look(f"/cases/{number}")
    signed_in.do(f"/cases/{number}/take")
    old = version(signed_in)
    signed_in.do(f"/cases/{number}/pause", version=old)
    signed_in.do(f"/cases/{number}/close", version=old, wrap_up="objected")

    assert "Ce dossier a changé entre-temps." in signed_in.words()


def test_a_closed_case_can_be_opened_again(signed_in, number):
    signed_in.look(f"/cases/{number}")
    signed_in.do(f"/cases/{number}/take")
    signed_in.do(f"/cases/{number}/close", version=version(signed_in), wrap_up="objected")
    signed_in.look(f"/cases/{number}")
    assert "Refus enregistré" in signed_in.words()

    signed_in.do(f"/cases/{number}/reopen")

    assert f"/cases/{number}/close" in signed_in.forms()


@pytest.mark.parametrize("act", ["take", "note", "draft", "fields", "pause", "hand-back", "close", "reopen"])
def test_a_case_that_never_was_answers_calmly(signed_in, act):
    signed_in.look()

    assert signed_in.look("/cases/99/here").status_code == 404
    assert signed_in.do(
        f"/cases/99/{act}", priority="normal", note="x", version="1", wrap_up="objected"
    ).status_code in (
        200,
        404,
    )


def test_a_session_that_closes_because_nobody_acts_keeps_the_draft(signed_in, number, clock):
    signed_in.look(f"/cases/{number}")
    signed_in.do(f"/cases/{number}/take")
    signed_in.do(f"/cases/{number}/draft", note="Veut un papier en gros")
    signed_in.look(f"/cases/{number}")

    clock.pass_by(minutes=16)
    assert signed_in.look(f"/cases/{number}").status_code == 401
    assert "Veut un papier" not in signed_in.words()
    back = Helper(signed_in.app, clock)
    back.sign_in()
    back.look(f"/cases/{number}")

    assert back.html.xpath('//textarea[@name="note"]')[0].text == "Veut un papier en gros"


def test_a_case_sent_to_a_place_is_in_the_list_of_that_place_alone(signed_in, number, console, clock, world):
    with world() as db:
        away = hire(db, "lea")
        away.organisation_id = staff.add_organisation(db, name="Mairie d’Exemple", kind="town").id
        place, reference = str(away.organisation_id), db.get(Case, number).reference
    signed_in.look(f"/cases/{number}")
    signed_in.do(f"/cases/{number}/take")
    signed_in.do(f"/cases/{number}/refer", version=version(signed_in), place=place)
    assert "Aucun dossier n’attend votre lieu." in signed_in.words()
    lea = Helper(console, clock, "lea")
    lea.sign_in()

    [address] = lea.html.xpath('//*[@class="places"]//a[contains(., "Orientations")]/@href')
    lea.look(address)

    [link] = lea.html.xpath('//*[@id="here"]//a')
    assert link.get("href") == f"/cases/{number}"
    assert f"{reference[:4]} {reference[4:]}" in link.text_content()
