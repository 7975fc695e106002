"""Parts of a page drawn once and filled: the same page as drawn at once, and a memory without a token or a session."""

import dataclasses

import pytest
from flask import get_template_attribute, render_template_string

from carnet.services import cases
from helpdesk import case_sheet, plate
from helpdesk.keymap import Keys
from helpdesk.line_sheet import Look
from helpdesk.people_sheet import Asked
from helpdesk.places import PLACES
from helpdesk.queue_sheet import Choice, Filter, Row, View
from helpdesk.sheet import Ending
from helpdesk.wording import Wording
from tests.builders import NOW
from tests.scenarios import make_someone
from tests.web.consoles import at_desk

ODD = 'L’enfant <b> & "Zoé" %(name)s'
WORDS = Wording("fr")
KEYS = Keys(is_on=True, changed=(("why", "<"),))
ROW = Row(
    number=1, version=2, name=ODD, subject=ODD, channel="x", channel_icon="phone", needs=(), labels=(ODD,), stands="x",
    deadline="x", tone="good", why=ODD, has_left=True, may_take=True, owner=ODD, present=(ODD,),
)  # fmt: skip
CHOICES = (case_sheet.Choice(ODD, ODD, is_chosen=True),)
FIELDS = case_sheet.Fields(CHOICES, CHOICES, CHOICES)
PARTS = {
    "_places.html": ((WORDS, KEYS, PLACES, "/", ODD), {"token": ODD, "back": ODD, "name": ODD}),
    "_find.html": ((WORDS, KEYS), {"token": ODD}),
    "_filter.html": (
        (WORDS, KEYS, "todo", ODD, (Filter("subject", ODD, (Choice(ODD, ODD, is_chosen=True),)),), True),
        {},
    ),
    "_views.html": ((WORDS, KEYS, (View("todo", ODD, "users", is_here=True),)), {"todo": 0}),
    "_line_state.html": (
        (WORDS, KEYS, Look(ODD, ODD, "coffee", "quiet", True, False, True, True), True),
        {"token": ODD},
    ),
    "_begin.html": ((WORDS, KEYS, False, True, "resume_wrong"), {"token": ODD}),
    "_row.html": ((ROW, WORDS, "?page=2"), {"order": 51}),
    "_case_fields.html": ((WORDS, KEYS, FIELDS), {"token": ODD, "number": 1, "version": 2}),
    "_case_note.html": ((WORDS, KEYS), {"token": ODD, "number": 1, "draft": ODD}),
    "_case_end.html": (
        (WORDS, KEYS, ((ODD, (Ending("x", ODD, "xy"),)),), True),
        {"token": ODD, "number": 1, "version": 2},
    ),
    "_card_who.html": ((WORDS, ODD, True, False), {"name": ODD, "born": ODD, "department": ODD}),
    "_card_check.html": ((WORDS, KEYS, (Asked("nir", ODD, ODD),), False, False), {"token": ODD, "number": 1}),
    "_card_next.html": ((WORDS, KEYS, False, False, True, True), {"token": ODD, "number": 1}),
    "_member.html": (
        (WORDS, ODD, "headphones", "info", True),
        {"name": ODD, "since": ODD, "step": ODD},
    ),
}


@pytest.fixture
def drawn(monkeypatch):
    """Return the pieces that are kept from now on, each beside its template."""
    kept = []
    draw = plate._plate.__wrapped__

    def note(template, *given):
        pieces = draw(template, *given)
        kept.append((template, "".join(pieces)))
        return pieces

    monkeypatch.setattr(plate, "_plate", plate.lru_cache(maxsize=plate.KEPT)(note))
    return kept


@pytest.mark.parametrize("part", PARTS)
def test_a_part_filled_is_the_part_drawn_at_once(console, part):
    drawn_with, places = PARTS[part]
    with console.test_request_context("/"):
        filled = plate.filled(f"helpdesk/{part}", *drawn_with, **places)
        at_once = get_template_attribute(f"helpdesk/{part}", "drawn")(*drawn_with, **places)

    assert filled == at_once
    assert "<b>" not in filled


def test_what_is_absent_is_absent_for_the_template_too(console):
    with console.test_request_context("/"):
        filled = plate.filled("helpdesk/_find.html", WORDS, KEYS, token="")

    assert 'value=""' in filled


def test_nothing_that_somebody_types_is_taken_for_a_place(console):
    forged = "0123456789abcdef-order;"
    with console.test_request_context("/"):
        filled = plate.filled(
            "helpdesk/_row.html", dataclasses.replace(ROW, name=forged), WORDS, "", order=51
        )

    assert forged in filled


def test_the_second_console_draws_nothing_anew_and_has_its_own_name_and_token(drawn, console, clock, world):
    with world() as db:
        for _ in range(3):
            cases.open_case(db, NOW, channel="phone")
    ines, paul = (at_desk(console, clock, world, login, role="agent") for login in ("ines", "paul"))
    pages = {}
    for helper in (ines, paul):
        before = len(drawn)
        pages[helper.login] = helper.look("/").get_data(as_text=True)
        anew = drawn[before:]

    assert drawn
    assert anew == []
    for helper, other in ((ines, paul), (paul, ines)):
        page = pages[helper.login]
        [token] = {*helper.html.xpath('//input[@name="forgery"]/@value')}
        assert f"{helper.login.title()} Aidante" in page
        assert f"{other.login.title()} Aidante" not in page
        assert token not in pages[other.login]


def test_when_the_first_case_is_taken_the_others_are_not_drawn_anew(drawn, console, clock, world):
    ines = at_desk(console, clock, world, "ines", role="agent")
    with world() as db:
        first, *_ = [cases.open_case(db, NOW, channel="phone") for _ in range(4)]
    ines.look("/")
    ines.do(f"/cases/{first.id}/take", version="1")
    before = len(drawn)
    ines.look("/")

    assert [order.text for order in ines.html.xpath('//td[@class="order"]')] == ["1", "2", "3"]
    assert [template for template, _ in drawn[before:] if template.endswith("_row.html")] == []


def test_no_part_that_is_kept_holds_a_token_or_a_name_or_where_somebody_was(drawn, console, clock, world):
    with world() as db:
        cases.open_case(db, NOW, channel="phone")
        someone = make_someone(db)
    ines = at_desk(console, clock, world, "ines", role="supervisor")
    tokens = set()
    for address in ("/", "/?view=mine", "/team", "/search", "/callbacks", "/account"):
        assert ines.look(address).status_code == 200
        tokens |= {*ines.html.xpath('//input[@name="forgery"]/@value')}
    # After the list: its row of a case in hand tells everybody in whose.
    ines.do("/cases/1/take")
    ines.do("/cases/1/note", note="Veut un papier")
    ines.look("/search")
    ines.do("/search", nir=someone.nir)
    ines.do("/people", handle=ines.html.xpath('//input[@name="handle"]/@value')[0], purpose="call")
    name = ines.html.xpath("//h1")[0].text_content()
    kept = "".join(part for _, part in drawn)

    assert {template for template, _ in drawn} == {f"helpdesk/{part}" for part in PARTS}
    assert tokens
    assert name
    for personal in (*tokens, name, "Veut un papier", "Ines Aidante", ines.cookie, 'value="/cases/1"'):
        assert personal not in kept


def test_a_part_that_held_a_name_would_be_seen(drawn, console):
    with console.test_request_context("/"):
        render_template_string("{{ filled('helpdesk/_places.html', words, keys, (), '', 'Ines Aidante') }}", words=WORDS, keys=KEYS)  # fmt: skip

    assert "Ines Aidante" in drawn[0][1]


def test_memory_is_bounded():
    assert plate._plate.cache_info().maxsize == plate.KEPT
