"""The people of the demonstration: who is there, always the same, whatever the day they are anchored at."""

import re
from datetime import date, timedelta

import pytest

from carnet.demonstration.cast import PEOPLE, card_sheets, cast, day_from
from carnet.demonstration.extract import demonstration_extract
from carnet.domain.birth_date import BirthDate
from carnet.domain.lifecycle import State
from carnet.domain.nir import read_nir
from carnet.services.extract import judge

DAY = date(2026, 11, 22)
SOME_DAYS = [DAY, date(2026, 12, 31), date(2028, 2, 29), date(2031, 3, 31)]
ROLES = {role.reference: role for role in cast(DAY)}


def told(name: str):
    return [role for role in ROLES.values() if name in role.told]


@pytest.mark.parametrize("day", SOME_DAYS)
def test_a_fund_could_send_these_people_on_any_day(tmp_path, day):
    path = tmp_path / "demonstration.csv"
    path.write_text(demonstration_extract(day), encoding="utf-8")

    judgement = judge(path, on=day, progress=lambda done, total: None)
    judgement.reject_the_lonely(set())

    assert (judgement.lines, judgement.rejects) == (len(ROLES), {})


def test_the_same_day_gives_the_same_people():
    assert demonstration_extract(DAY) == demonstration_extract(DAY)


def test_there_are_at_least_thirty_people_in_all_ten_states():
    assert len(ROLES) >= 30
    assert {role.told["state"] for role in ROLES.values()} == set(State)


def test_someone_has_neither_mail_nor_phone_and_someone_has_no_contact_at_all():
    assert set(ROLES["D24"].told) & {"post", "mail", "phone"} == {"post"}
    assert not set(ROLES["D25"].told) & {"post", "mail", "phone"}


def test_two_people_share_one_telephone_number():
    shared = told("shared")

    assert len(shared) == 2
    assert len({role.told["phone"] for role in shared}) == 1


@pytest.mark.parametrize("day", SOME_DAYS)
def test_a_parent_has_twins_and_a_child_of_17_years_and_11_months(day):
    children = [role for role in cast(day) if role.told.get("representatives") == ["D07"]]
    hugo, emma, jules = children

    assert emma.born == jules.born
    assert emma.told["first_names"] != jules.told["first_names"]
    assert emma.nir == jules.nir == next(role.nir for role in cast(day) if role.reference == "D07")
    assert hugo.born == BirthDate.parse(day_from("D-17y11m", day).isoformat())
    assert day < hugo.born.turns(18) <= day + timedelta(days=31)


def test_numbers_cover_corsica_the_overseas_a_birth_abroad_and_a_provisional_one():
    numbers = [read_nir(role.nir) for role in ROLES.values()]

    assert {"2A", "2B", "974", "99"} <= {nir.department for nir in numbers}
    assert any(nir.is_provisional for nir in numbers)
    assert any(int(nir.groups[2]) > 12 for nir in numbers)


def test_no_number_can_be_a_real_persons():
    for role in ROLES.values():
        commune = read_nir(role.nir).groups[4]

        assert set(commune) == {"9"}


def test_no_address_can_be_a_real_persons():
    for role in ROLES.values():
        assert re.fullmatch(r"(0|\+33)63998\d{4}", role.told.get("phone", "0639980000"))
        assert role.told.get("mail", ".invalid").endswith(".invalid")


def test_both_measures_are_there_and_the_guardian_is_someone_else_of_the_cast():
    measures = {role.told["protection"]["kind"]: role.told["protection"] for role in told("protection")}

    assert set(measures) == {"guardianship", "curatorship"}
    assert measures["guardianship"]["guardian"] in ROLES


def test_windows_and_codes_end_as_the_stories_say():
    assert ROLES["D17"].day("notified", DAY) == (DAY - timedelta(days=42)).isoformat()
    assert ROLES["D18"].sent_on[-1] < DAY - timedelta(days=42)
    assert [role.told["state"] for role in told("legacy_dmp")] == ["notified", "objected"]


def test_readers_of_arabic_of_english_and_of_easy_french_are_there():
    assert {role.told["preferred_language"] for role in told("preferred_language")} >= {"ar", "en"}
    assert any(role.told["easy_text"] for role in told("easy_text"))


def test_the_register_names_no_illness():
    # The stories of a blind and a deaf person are for whoever tries; the extract has no place for them.
    assert "ne voit pas" in ROLES["D22"].story
    assert "n’entend pas" in ROLES["D23"].story
    assert "voit" not in demonstration_extract(DAY)


def test_whoever_got_a_letter_has_an_address_or_a_parent_with_one():
    for role in ROLES.values():
        if role.sent_on:
            readers = [role, *(ROLES[reference] for reference in role.told.get("representatives", ()))]
            assert any("post" in reader.told for reader in readers), role.reference


def test_each_has_a_card_sheet_except_who_has_no_card():
    sheets = card_sheets(DAY)

    assert {role.reference for role in ROLES.values()} - {sheet.role.reference for sheet in sheets} == {"D28"}
    assert len({sheet.name for sheet in sheets}) == len(sheets)
    emma = next(sheet for sheet in sheets if sheet.role.reference == "D09")
    assert (emma.holder.reference, emma.role.born) == ("D07", ROLES["D09"].born)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("D", date(2028, 2, 29)),
        ("D-1d", date(2028, 2, 28)),
        ("D-1y", date(2027, 2, 28)),
        ("D-17y11m", date(2010, 3, 29)),
        ("D-1y2m3d", date(2026, 12, 26)),
    ],
)
def test_days_are_counted_back_from_the_anchor(text, day):
    assert day_from(text, date(2028, 2, 29)) == day


@pytest.mark.parametrize("text", ["", "D+1d", "2026-11-22", "D-1w", "D-1d2m"])
def test_what_is_no_such_day_is_refused(text):
    with pytest.raises(ValueError, match="anchor"):
        day_from(text, DAY)


def test_stories_follow_french_typography():
    words = PEOPLE.read_text(encoding="utf-8")
    for line in words.splitlines():
        if line.startswith(("story", "attempt")):
            assert "'" not in line, line
            assert not re.search(r" [:;?!»]|« ", line), line
