"""One line of a fund's extract: what it becomes, and how each fault is told without telling the value."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.domain.errors import Invalid
from carnet.domain.insured import COLUMNS, read_insured
from carnet.domain.lifecycle import State

TODAY = date(2026, 11, 22)
JEANNE = {
    "reference": "A1",
    "nir": "2 51 03 63 999 001 18",
    "birth_name": "Durand",
    "first_names": "Jeanne|Marie",
    "birth_date": "1951-03-00",
    "sex": "F",
}


def read(**fields: str):
    return read_insured({**JEANNE, **fields}, on=TODAY)


def fault_of(**fields: str) -> tuple[str, object]:
    with pytest.raises(Invalid) as fault:
        read(**fields)
    return fault.value.reason, fault.value.where["column"]


def test_a_line_with_the_needed_columns_is_a_person():
    insured = read()

    assert insured.nir.value == "251036399900118"
    assert insured.name.first_names == ("Jeanne", "Marie")
    assert insured.birth_date.iso() == "1951-03-00"
    assert insured.space.dates.state is State.ELIGIBLE
    assert (insured.preferred_language, insured.easy_text, insured.contacts) == ("fr", False, ())


def test_cards_carry_their_dates():
    cards = read(cards="802500000212345678901/2019-05-01/2026-01-31|01234567").cards

    assert [card.serial.value for card in cards] == ["12345678901", "01234567"]
    assert (cards[0].valid_from, cards[0].ended_on) == (date(2019, 5, 1), date(2026, 1, 31))
    assert (cards[1].valid_from, cards[1].ended_on) == (None, None)


def test_contacts_carry_whether_they_are_shared_and_since_when():
    contacts = read(
        post="3 rue des Essais|63999 VILLE",
        post_known_since="2019-05-02",
        phone="06 39 98 01 01",
        phone_shared="yes",
        phone_known_since="2020-01-01",
    ).contacts

    assert [(each.kind, each.value, each.is_shared) for each in contacts] == [
        ("post", "3 rue des Essais\n63999 VILLE", False),
        ("phone", "0639980101", True),
    ]


def test_relatives_are_named_by_their_own_references():
    insured = read(
        policy_holder="P1",
        representatives="P1/parent/2015-01-01/2033-01-01|P2/guardian/2020-01-01",
        protection_kind="guardianship",
        protection_covers_person="yes",
        protection_guardian="P3",
        protection_from="2021-01-01",
    )

    assert [reference for _, reference in insured.relatives] == ["P1", "P1", "P2", "P3"]
    assert insured.representatives[1].until_on is None
    assert insured.protection is not None
    assert insured.protection.covers_person


def test_a_space_starts_where_the_fund_left_it():
    space = read(
        state="suspended",
        notified_on="2025-01-01",
        opened_on="2025-02-13",
        suspended_on="2026-11-01",
        since_on="2026-11-01",
        suspended_from="activated",
        legacy_dmp="yes",
    ).space

    assert (space.dates.state, space.suspended_from, space.has_legacy_dmp) == (
        State.SUSPENDED,
        "activated",
        True,
    )
    assert space.dates.suspended_on == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"reference": ""}, ("empty", "reference")),
        ({"reference": "a b"}, ("reference", "reference")),
        ({"reference": "251036399900118"}, ("is_nir", "reference")),
        ({"nir": "251036399900119"}, ("key", "nir")),
        ({"nir": "25103639990011"}, ("length", "nir")),
        ({"birth_name": "R2D2"}, ("characters", "birth_name")),
        ({"birth_name": "Durand\udcff"}, ("characters", "birth_name")),
        ({"first_names": "Jeanne||Marie"}, ("empty", "first_names")),
        ({"birth_date": "08/03/1951"}, ("format", "birth_date")),
        ({"birth_date": "1951-13-01"}, ("month", "birth_date")),
        ({"birth_date": "1851-03-01"}, ("year", "birth_date")),
        ({"birth_date": "2026-11-23"}, ("future", "birth_date")),
        ({"birth_place": "x" * 61}, ("length", "birth_place")),
        ({"sex": "2"}, ("choice", "sex")),
        ({"cards": "123"}, ("length", "cards")),
        ({"cards": "12345678901/2020-01-01/2019-01-01"}, ("order", "cards")),
        ({"cards": "12345678901/2020-01-01/2021-01-01/x"}, ("format", "cards")),
        ({"cards": "12345678901/2020-02-30"}, ("format", "cards")),
        ({"post": "one line", "post_known_since": "2020-01-01"}, ("format", "post")),
        ({"post": "a|b\x00", "post_known_since": "2020-01-01"}, ("characters", "post")),
        ({"mail": "jeanne", "mail_known_since": "2020-01-01"}, ("format", "mail")),
        ({"mail": "j@x." + "y" * 254, "mail_known_since": "2020-01-01"}, ("length", "mail")),
        ({"phone": "12", "phone_known_since": "2020-01-01"}, ("format", "phone")),
        ({"phone": "0639980101"}, ("empty", "phone_known_since")),
        ({"phone": "0639980101", "phone_known_since": "2027-01-01"}, ("future", "phone_known_since")),
        ({"phone": "0639980101", "phone_shared": "oui"}, ("choice", "phone_shared")),
        ({"preferred_language": "français"}, ("format", "preferred_language")),
        ({"easy_text": "1"}, ("choice", "easy_text")),
        ({"policy_holder": "A1"}, ("itself", "policy_holder")),
        ({"representatives": "P1/parent"}, ("format", "representatives")),
        ({"representatives": "P1/parent/"}, ("format", "representatives")),
        ({"representatives": "P1/uncle/2020-01-01"}, ("choice", "representatives")),
        ({"protection_kind": "help"}, ("choice", "protection_kind")),
        ({"protection_kind": "guardianship"}, ("empty", "protection_from")),
        ({"died_on": "2027-01-01"}, ("future", "died_on")),
        ({"state": "opened"}, ("choice", "state")),
        ({"state": "notified"}, ("empty", "notified_on")),
        ({"state": "notified", "notified_on": "2026-11-01"}, ("empty", "since_on")),
        ({"state": "closed_archived"}, ("empty", "closed_on")),
        ({"opened_on": "2026-01-01", "closed_on": "2025-01-01"}, ("order", "closed_on")),
    ],
)
def test_each_fault_names_its_reason_and_its_column(fields, fault):
    assert fault_of(**fields) == fault


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text()))
def test_no_text_ever_crashes_a_line(fields):
    try:
        reason = ""
        insured = read_insured({**JEANNE, **fields}, on=TODAY)
    except Invalid as fault:
        reason, insured = fault.reason, None

    assert bool(reason) != bool(insured)


def test_a_line_never_shows_in_a_log():
    shown = repr(read(mail="jeanne@exemple.invalid", mail_known_since="2020-01-01", birth_place="Clermont"))

    for told in ("Durand", "Jeanne", "1951", "2510363", "exemple", "Clermont"):
        assert told not in shown
