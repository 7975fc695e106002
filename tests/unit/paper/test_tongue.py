"""Dates, hours and values as each language writes them."""

from datetime import UTC, date, datetime

import pytest

from tests.unit.paper.samples import ARABIC
from web.locale import Catalogue
from web.paper.tongue import FRENCH, HELPLINE, Line, Tongue, hours, tongue_of

ENGLISH = Tongue("en", Catalogue({"Il s’ouvre le %(opens_on)s.": "It opens on %(opens_on)s."}))


@pytest.mark.parametrize(
    ("tongue", "written"),
    [
        (FRENCH, "mardi 24 novembre 2026"),
        (Tongue("fr@easy", Catalogue({})), "mardi 24 novembre 2026"),
        (ENGLISH, "Tuesday, 24 November 2026"),
        (ARABIC, "الثلاثاء، 24 نوفمبر 2026"),
    ],
)
def test_a_date_is_written_in_full_day_before_month(tongue: Tongue, written: str) -> None:
    assert tongue.value(date(2026, 11, 24)) == written


def test_the_first_of_a_month_is_said_as_the_french_say_it() -> None:
    assert FRENCH.value(date(2027, 1, 1)) == "vendredi 1er janvier 2027"
    assert FRENCH.value(date(2027, 1, 11)) == "lundi 11 janvier 2027"


def test_an_instant_is_written_as_the_hour_in_paris() -> None:
    summer = datetime(2026, 7, 1, 8, 5, tzinfo=UTC)

    assert FRENCH.value(summer) == "10\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}05"
    assert ENGLISH.value(summer) == "10:05"


@pytest.mark.parametrize(
    ("tag", "one", "many"),
    [
        ("fr", "pendant 1 heure.", "pendant 24 heures."),
        ("en", "for 1 hour.", "for 24 hours."),
        ("ar", "خلال ساعة واحدة.", "خلال 24 ساعة."),
    ],
)
def test_a_delay_of_one_hour_is_no_plural(tag: str, one: str, many: str) -> None:
    tongue, sentence = tongue_of(tag), "Il sert une fois, pendant %(code_hours)s."

    assert tongue.say(Line(sentence, {"code_hours": hours(1)})).endswith(one)
    assert tongue.say(Line(sentence, {"code_hours": hours(24)})).endswith(many)


def test_the_unit_of_a_delay_is_read_in_the_direction_of_its_language() -> None:
    shown = tongue_of("ar").show(Line("Il sert une fois, pendant %(code_hours)s.", {"code_hours": hours(24)}))

    assert '<bdi class="code_hours when">24 ساعة</bdi>' in shown


def test_a_line_takes_only_the_facts_that_it_names() -> None:
    line = Line.of("Il s’ouvre le %(opens_on)s.", {"opens_on": date(2027, 1, 4), "code": "secret"})

    assert line.values == {"opens_on": date(2027, 1, 4)}
    assert ENGLISH.say(line) == "It opens on Monday, 4 January 2027."


def test_a_missing_fact_is_an_error_and_not_a_hole() -> None:
    with pytest.raises(KeyError, match="opens_on"):
        Line.of("Il s’ouvre le %(opens_on)s.", {})


def test_a_value_cannot_bring_markup_or_turn_the_sentence_round() -> None:
    shown = ARABIC.show(Line("Nom %(holder)s.", {"holder": "<b>O’Neil & fils</b>"}))

    assert "<b>" not in shown
    assert '<bdi class="holder" dir="ltr">&lt;b&gt;O’Neil &amp; fils&lt;/b&gt;</bdi>' in shown


def test_the_number_to_call_stands_out_and_keeps_its_direction() -> None:
    assert (
        FRENCH.show(Line(f"Appelez le {HELPLINE}.")) == f'Appelez le <strong dir="ltr">{HELPLINE}</strong>.'
    )


def test_easy_french_is_french_for_a_reading_program() -> None:
    assert Tongue("fr@easy", Catalogue({})).language == "fr"
    assert (FRENCH.direction, ARABIC.direction) == ("ltr", "rtl")
