"""Requirement 23 on the screen: reports of months that are over, for supervisors, with tables and files."""

import csv
import io
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from carnet.journeys import JOURNEYS
from carnet.services import cases
from carnet.services.reports import UNMEASURED
from carnet.services.stats import catch_up
from carnet.store.cases import CaseLine
from carnet.store.staff import Helper as Account
from carnet.store.staff import Organisation
from carnet.store.visits import Comfort, TrailRow
from helpdesk.report_sheet import Pen
from helpdesk.wording import Wording
from tests.builders import make_person, make_space, make_visit
from tests.web.consoles import Helper, hire

AT = datetime(2026, 12, 7, 8, 15, tzinfo=UTC)

TABLES = (
    *("ending", "way", "place", "stop", "step", "stay", "site", "site_stay", "language", "aid"),
    *("effort", "indicator"),
)


@pytest.fixture
def supervisor(console, clock, world):
    """Somebody who leads the line, on the second of January, after a December with contacts."""
    clock.now = datetime(2027, 1, 2, 9, tzinfo=UTC)
    with world() as db:
        hire(db, "amel", role="agent")
        first, second = hire(db, "bruno", role="agent"), hire(db, "chloe", role="agent")
        hire(db, "nora", role="supervisor")
        endings = [("object", "objected", "phone")] * 9 + [("activate", "activated", "kiosk")] * 8
        endings += [("object", "cut_off", "phone")] * 6 + [("activate", "cut_off", "kiosk")] * 6
        endings += [("close", "closed", "phone")] * 6
        for subject, wrap_up, channel in endings:
            case = cases.open_case(db, AT, channel=channel, subject=subject, department="87")
            case.state, case.wrap_up, case.closed_at = "closed", wrap_up, AT + timedelta(minutes=5)
            if subject == "object":
                db.add_all(
                    CaseLine(case_id=case.id, at=AT, helper_id=helper.id, kind="note")
                    for helper in (first, second)
                )
        for number in range(22):
            visit = make_visit(db, language="fr" if number % 11 < 6 else "ar", started_at=AT)
            db.get(Comfort, visit.id).voice = number < 10
            visit.ended_at, visit.end_reason = (
                AT + timedelta(hours=1),
                "finished" if number % 2 else "silence",
            )
            took = timedelta(seconds=9 if number < 12 else 29)
            db.add(
                TrailRow(visit_id=visit.id, seq=1, journey="explain", step="what", outcome="none", channel="kiosk", at=AT + took)
            )  # fmt: skip
        for state, count in (("activated", 23), ("opened_auto", 77), ("objected", 2)):
            for _ in range(count):
                make_space(db, person=make_person(db), state=state)
    with world() as db:
        catch_up(db, datetime(2027, 1, 1, 3, tzinfo=UTC), JOURNEYS)
    nora = Helper(console, clock, "nora")
    nora.sign_in()
    return nora


def table(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff")), delimiter=";"))


def breakable(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_people_helped_are_summed_from_what_is_shown_whatever_they_asked(supervisor):
    ending = table(supervisor.look("/reports/ending.csv?period=2026-12"))
    totals = dict(zip(ending[0], ending[-1], strict=True))
    supervisor.look("/reports?period=2026-12")
    [shown] = supervisor.html.xpath('//li[contains(@class, "tile")][1]//strong/text()')

    assert int(shown.removeprefix("au moins ")) == sum(
        int(totals.get(name, "0")) for name in ("Refus enregistré", "Dossier activé", "Dossier fermé")
    )
    assert int(totals["Refus enregistré"]) == 9


def test_no_number_under_five_is_on_the_page_or_in_a_file(supervisor):
    told = [
        supervisor.look(f"/reports/{name}.csv?period=2026-12")
        for name in TABLES
        if name not in ("step", "stay", "indicator")
    ]
    supervisor.look("/reports?period=2026-12")
    cells = [cell for answer in told for row in table(answer)[1:] for cell in row[1:]]
    cells += [cell.strip() for cell in supervisor.html.xpath("//td/text()")]
    numbers = [int(cell) for cell in cells if cell.isdigit()]

    assert numbers
    assert min(numbers) >= 5
    assert "moins de 5, ou caché" in cells


def test_every_chart_has_its_table_and_a_title_that_finds_something(supervisor):
    supervisor.look("/reports?period=2026-12")
    charts = supervisor.html.xpath('//section[contains(@class, "chart")][.//ul[@class="bars"]]')

    assert len(charts) >= 4
    assert all(chart.xpath(".//details//tbody/tr") for chart in charts)
    assert "Par sujet : en tête, Ne pas l’ouvrir." in supervisor.words()


def test_a_year_is_the_sum_of_what_its_months_show(supervisor):
    months = table(supervisor.look("/reports/place.csv?period=2026-12"))
    years = table(supervisor.look("/reports/place.csv?period=2026"))

    assert years[1:] == months[1:]


def test_an_indicator_has_numerator_denominator_rate_and_day(supervisor):
    supervisor.look("/reports?period=2026-12")
    [section] = supervisor.html.xpath('//section[.//h2[contains(., "Indicateurs")]]')
    rows = [
        [" ".join(cell.split()) for cell in row.xpath("./*/text()")] for row in section.xpath(".//tbody/tr")
    ]
    hidden, day = "moins de 5, ou caché", "jeudi 31 décembre 2026"

    assert rows[:3] == [
        ["Activés, sur ouverts", "25", "100", "25,00 %", day],
        ["Refusés, sur refusés et ouverts", hidden, hidden, hidden, day],
        ["Fermés, sur ouverts", hidden, "100", hidden, day],
    ]
    told = [
        [" ".join(cell.split()) for cell in row]
        for row in table(supervisor.look("/reports/indicator.csv?period=2026-12"))
    ]
    assert told[1:] == rows


def test_an_indicator_that_cannot_be_measured_here_is_a_row_that_says_why(supervisor):
    rows = table(supervisor.look("/reports/indicator.csv?period=2026-12"))[4:]

    assert len(rows) == len(UNMEASURED)
    assert ["Sans aucun document, sur ouverts", *["pas encore mesuré"] * 2] == rows[0][:3]
    assert all(why.endswith(".") for _name, _numerator, _denominator, why, _on in rows)


@pytest.mark.parametrize("name", TABLES)
def test_each_table_of_the_page_is_a_file_with_the_same_figures(supervisor, name):
    told = table(supervisor.look(f"/reports/{name}.csv?period=2026-12"))
    supervisor.look("/reports?period=2026-12")
    [section] = supervisor.html.xpath(f'//section[.//a[contains(@href, "/{name}.csv")]]')

    drawn = [[cell.text_content() for cell in row.xpath("./th|./td")] for row in section.xpath(".//tr")]

    assert told[1:] == drawn[1:]
    assert len(told[0]) >= 2


def test_a_table_that_no_report_has_is_no_file(supervisor):
    assert supervisor.look("/reports/helper.csv?period=2026-12").status_code == 404
    assert supervisor.look("/reports/ending.csv?period=1999-01").status_code == 404


def test_visits_by_language_and_aid_how_long_they_last_and_the_median_of_each_step_are_told(supervisor):
    files = {
        name: [
            [breakable(cell) for cell in row]
            for row in table(supervisor.look(f"/reports/{name}.csv?period=2026-12"))[1:]
        ]
        for name in ("language", "aid", "step", "stay", "stop")
    }

    assert files["language"] == [["Français", "12"], ["العربية", "10"]]
    assert files["aid"] == [["voix", "10"]]
    what = "Explication, « C’est quoi, Mon espace santé ? »"
    assert files["step"] == [[what, "10 s", "30 s"]]
    assert files["stay"] == [["Borne", "10 s", "30 s"]]
    assert files["stop"] == [[what, "11"]]
    supervisor.look("/reports?period=2026-12")
    assert "Par langue : en tête, Français." in supervisor.words()


def test_months_and_steps_are_told_in_words_in_the_language_of_the_helper(supervisor, world):
    supervisor.look("/reports?period=2026-12")
    told = {"fr": supervisor.html.xpath("//option/text()")}
    with world() as db:
        db.scalars(select(Account).where(Account.login == "nora")).one().language = "en"
    supervisor.look("/reports?period=2026-12")
    told["en"] = supervisor.html.xpath("//option/text()")
    [[step, _visits]] = table(supervisor.look("/reports/stop.csv?period=2026-12"))[1:]

    assert told == {"fr": ["Année 2026", "décembre 2026"], "en": ["Year 2026", "December 2026"]}
    assert step == "Explanation, “What is Mon espace santé?”"


@pytest.mark.parametrize("tag", ["fr", "en"])
def test_each_step_has_a_name_of_its_own_in_words(tag):
    pen = Pen(SimpleNamespace(wording=Wording(tag)), None)
    places = [f"{journey.name}/{step.id}" for journey in JOURNEYS.values() for step in journey.steps]
    names = [pen.step(place) for place in places]

    assert len(set(names)) == len(places)
    assert [name for name in names if "_" in name or "%" in name or "/" in name] == []
    assert pen.step("explain/gone") != "explain/gone"
    assert "gone" not in pen.step("explain/gone") + pen.step("gone/gone")


def test_visits_led_from_a_console_are_told_in_words_too():
    assert Pen(SimpleNamespace(wording=Wording("fr")), None).surface("script") == "Console"


def test_visits_and_how_long_they_last_are_told_by_place_with_the_name_it_has(supervisor):
    supervisor.look("/reports?period=2026-12")
    files = {
        name: table(supervisor.look(f"/reports/{name}.csv?period=2026-12")) for name in ("site", "site_stay")
    }

    assert files["site"] == [["Lieu", "Visites"], ["Borne kiosk-1", "22"]]
    assert [row[0] for row in files["site_stay"]] == ["Lieu", "Borne kiosk-1"]
    assert "Par lieu : en tête, Borne kiosk-1." in supervisor.words()


def test_a_place_that_is_no_kiosk_has_the_name_of_its_organisation(supervisor, world):
    with world() as db:
        [house] = db.scalars(select(Organisation))
        pen = Pen(SimpleNamespace(wording=Wording("fr"), db=db), None)

        assert pen.site(f"organisation/{house.id}") == "Médiathèque"
        assert pen.site("") == pen.site("organisation/0") == "Non dit"


def test_solved_at_the_first_contact_is_told_of_the_outcomes_that_are_shown(supervisor):
    supervisor.look("/reports?period=2026-12")
    [shown] = supervisor.html.xpath('//li[contains(@class, "tile")][2]//strong/text()')

    assert shown == "14 personnes sur 23."


def test_effort_on_shared_cases_is_alphabetical_and_says_nothing_of_what_people_chose(supervisor):
    rows = table(supervisor.look("/reports/effort.csv?period=2026-12"))

    assert rows == [
        ["Agent", "Personnes aidées à plusieurs", "Gestes écrits au dossier"],
        ["Bruno Aidante", "15", "15"],
        ["Chloe Aidante", "15", "15"],
    ]


def test_a_name_that_a_spreadsheet_would_calculate_leaves_as_text(supervisor, world):
    """Whoever has such a name has had it since before it was refused."""
    with world() as db:
        db.scalars(
            select(Account).where(Account.login == "bruno")
        ).one().name = '=HYPERLINK("https://evil.test")'

    rows = table(supervisor.look("/reports/effort.csv?period=2026-12"))

    assert [row[0] for row in rows] == ["Agent", '\'=HYPERLINK("https://evil.test")', "Chloe Aidante"]


def test_the_month_under_way_and_unknown_periods_have_no_file(supervisor):
    assert supervisor.look("/reports/ending.csv?period=2027-01").status_code == 404
    assert supervisor.look("/reports/ending.csv?period=2026-12-07").status_code == 404


def test_reports_are_for_supervisors(supervisor, console, clock):
    amel = Helper(console, clock, "amel")
    amel.sign_in()

    assert amel.look("/reports").status_code == 403
    assert amel.look("/reports/ending.csv?period=2026-12").status_code == 403
