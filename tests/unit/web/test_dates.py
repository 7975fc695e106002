"""Days in full, and months: held to the Unicode locale data, every day of a leap year in every language of the list."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date, format_skeleton

from web.dates import calendar
from web.locale import languages

BRITISH = {"en": "en_GB"}  # day before month: an American order would move a last day by months
YEAR = [date(2024, 1, 1) + timedelta(days) for days in range(366)]


@pytest.mark.parametrize("language", sorted({language.code for language in languages()}))
def test_every_day_is_written_as_the_locale_data_writes_it(language):
    told = {day: format_date(day, "full", locale=BRITISH.get(language, language)) for day in YEAR}
    if language == "fr":
        told = {day: text.replace(" 1 ", " 1er ") for day, text in told.items()}

    assert {day: calendar(language).written(day) for day in YEAR} == told


@pytest.mark.parametrize("language", sorted({language.code for language in languages()}))
def test_every_month_is_written_as_the_locale_data_writes_it_without_a_day(language):
    months = [date(2026, month, 1) for month in range(1, 13)]
    told = [format_skeleton("yMMMM", month, locale=BRITISH.get(language, language)) for month in months]

    assert [calendar(language).month_of(month) for month in months] == told
