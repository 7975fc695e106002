"""Requirement 23: what is counted, once a person and once a day, and what a month shows, judged by a reader who subtracts."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select

from carnet.domain.report import (
    AGAIN,
    AID,
    EFFORT,
    ENDING,
    FIRST,
    LANGUAGE,
    MONTH,
    PEOPLE,
    PLACE,
    SITE,
    SITE_STAY,
    SOLVED,
    SPACES,
    STAY,
    STEP,
    STOP,
    TOTAL,
    WAY,
    shown,
)  # fmt: skip
from carnet.domain.small_cells import SMALL, Table
from carnet.journeys import JOURNEYS
from carnet.services import cases
from carnet.services.months import protected
from carnet.services.reports import Period, spans
from carnet.services.stats import catch_up
from carnet.store.cases import CaseLine
from carnet.store.stats import StatDay, add, between
from carnet.store.visits import Comfort, TrailRow, Visit
from tests.builders import make_helper, make_organisation, make_person, make_space, make_visit
from tests.unit.domain.reader_of_tables import found_by_subtraction, sums_of_hidden

AT = datetime(2026, 12, 7, 8, 15, tzinfo=UTC)
FIRST_DAY, LAST_DAY = date(2026, 12, 1), date(2026, 12, 31)
AFTER = datetime(2027, 1, 1, 3, tzinfo=UTC)


def end(
    db,
    *,
    at=AT,
    person=None,
    subject="object",
    wrap_up="objected",
    channel="phone",
    department="87",
    by=(),
):
    """Return a case that has ended; ``by`` wrote in its history."""
    case = cases.open_case(
        db,
        at,
        channel=channel,
        subject=subject,
        person_id=person.id if person else None,
        department=department,
    )
    for helper in by:
        db.add(CaseLine(case_id=case.id, at=at, helper_id=helper.id, kind="note"))
    case.state, case.wrap_up, case.closed_at = "closed", wrap_up, at + timedelta(minutes=6)
    db.flush()
    return case


def counted(db, report, first=FIRST_DAY, last=LAST_DAY):
    return {cell: each.figure for cell, each in between(db, first, last, report).get(report, {}).items()}


def pass_month(db):
    days = catch_up(db, AFTER, JOURNEYS)
    db.flush()
    return days


def test_a_contact_that_ended_is_counted_by_reason_outcome_channel_hour_and_department(db):
    end(db)
    pass_month(db)

    assert counted(db, ENDING) == {("object", "objected"): 1}
    assert counted(db, WAY) == {("phone", "09"): 1}
    assert counted(db, PLACE) == {("87", PEOPLE): 1}
    assert counted(db, SOLVED) == {("objected", FIRST): 1}


def test_a_person_counts_once_a_month_however_often_they_come(db):
    person = make_person(db)
    for days in (0, 0, 3):
        end(db, person=person, at=AT + timedelta(days=days))
    end(db)
    pass_month(db)

    assert sum(counted(db, ENDING).values()) == 2


def test_who_comes_back_next_month_counts_there_and_not_as_a_first_contact(db):
    person = make_person(db)
    end(db, person=person, at=AT - timedelta(days=9))
    end(db, person=person)
    pass_month(db)

    assert counted(db, SOLVED) == {("objected", AGAIN): 1}
    assert counted(db, SOLVED, date(2026, 11, 1), date(2026, 11, 30)) == {("objected", FIRST): 1}


@pytest.mark.parametrize("wrap_up", ["call_back", "no_answer"])
def test_what_goes_on_or_had_nobody_is_not_counted(wrap_up, db):
    end(db, wrap_up=wrap_up)
    pass_month(db)

    assert counted(db, ENDING) == {}


def test_a_second_night_counts_nothing_twice_and_a_missed_one_is_made_up(db):
    end(db)
    first = catch_up(db, AT + timedelta(days=3), JOURNEYS)
    again = catch_up(db, AT + timedelta(days=3), JOURNEYS)
    rest = pass_month(db)

    assert (first, again) == (3, 0)
    assert rest == 31 - 9
    assert counted(db, ENDING) == {("object", "objected"): 1}


def test_a_case_opened_again_later_does_not_change_a_month_that_was_shown(db):
    ended = [end(db) for _ in range(8)]
    pass_month(db)
    before = counted(db, shown(ENDING))
    cases.reopen(db, ended[0].id, make_helper(db), AFTER)
    catch_up(db, AFTER + timedelta(days=2), JOURNEYS)

    assert before[TOTAL, TOTAL] == 8
    assert counted(db, shown(ENDING)) == before


def test_the_month_under_way_shows_nothing(db):
    for _ in range(9):
        end(db)
    catch_up(db, datetime(2026, 12, 31, 22, tzinfo=UTC), JOURNEYS)

    assert db.scalars(select(StatDay.report).where(StatDay.report.startswith("month:"))).all() == []


def test_an_objection_is_help_exactly_as_an_activation_is(db):
    for wrap_up in ("objected", "activated"):
        for _ in range(6):
            end(db, wrap_up=wrap_up, subject="")
    pass_month(db)

    assert counted(db, SOLVED) == {("objected", FIRST): 6, ("activated", FIRST): 6}
    assert counted(db, shown(SOLVED)) == {
        (FIRST, PEOPLE): 12,
        (FIRST, TOTAL): 12,
        (TOTAL, PEOPLE): 12,
        (TOTAL, TOTAL): 12,
    }


def test_effort_is_told_of_shared_cases_only_and_never_by_what_was_decided(db):
    amel, bruno = make_helper(db, name="Amel"), make_helper(db, name="Bruno")
    for _ in range(5):
        end(db, by=(amel, amel, bruno))
    end(db, by=(amel,), wrap_up="activated")
    pass_month(db)

    assert counted(db, shown(EFFORT)) == {
        (str(amel.id), "people"): 5,
        (str(amel.id), "acts"): 10,
        (str(bruno.id), "people"): 5,
        (str(bruno.id), "acts"): 5,
    }


def test_effort_on_few_people_is_not_shown(db):
    amel, bruno = make_helper(db), make_helper(db)
    for _ in range(4):
        end(db, by=(amel, bruno))
    pass_month(db)

    assert counted(db, shown(EFFORT)) == {}


def walk(db, seconds, *, reason="silence"):
    visit = make_visit(db)
    visit.started_at, visit.ended_at, visit.end_reason = AT, AT + timedelta(hours=1), reason
    at = AT
    for seq, (step, took) in enumerate(seconds, start=1):
        at += timedelta(seconds=took)
        row = TrailRow(
            visit_id=visit.id, seq=seq, journey="explain", step=step, outcome="next", channel="kiosk", at=at
        )
        db.add(row)
    db.flush()


def test_time_is_kept_by_step_and_the_step_where_people_stop(db):
    for took in (3, 5, 7, 29, 31):
        walk(db, [("what", took), ("who", 10)])
    walk(db, [("what", 8)], reason="finished")
    pass_month(db)

    assert counted(db, STEP)["explain/what", "30"] == 1
    assert sum(people for (place, _), people in counted(db, STEP).items() if place == "explain/what") == 6
    assert counted(db, STOP) == {("explain/silence", PEOPLE): 5}


ACTS = {
    "object": [("choices/notified", "object"), ("object/confirm", "objected")],
    "activate": [("choices/notified", "activate"), ("activate/confirm", "activated")],
    "close": [("choices/active", "close"), ("close/kept", "next"), ("close/confirm", "closed")],
    "stated by telephone": [("by_phone/how", "letter"), ("by_phone/wish", "noted")],
    "code by telephone": [("by_phone/how", "letter"), ("by_phone/wish", "code")],
}


def leave(db, passed, reason):
    """Write a visit that passed these steps with these outcomes, and ended for ``reason``."""
    visit = make_visit(db)
    visit.started_at, visit.ended_at, visit.end_reason = AT, AT + timedelta(hours=1), reason
    for seq, (place, outcome) in enumerate(passed, start=1):
        journey, step = place.split("/")
        at = AT + timedelta(seconds=seq)
        db.add(
            TrailRow(visit_id=visit.id, seq=seq, journey=journey, step=step, outcome=outcome, channel="kiosk", at=at)
        )  # fmt: skip
    db.flush()


@pytest.mark.parametrize("reason", ["ended by helper", "end", "leave", "silence", "helper left"])
@pytest.mark.parametrize("act", ACTS)
def test_whoever_leaves_after_the_act_has_not_stopped_whichever_key_or_act_it_was(act, reason, db):
    leave(db, ACTS[act], reason)
    leave(db, ACTS[act][:-1], reason)
    pass_month(db)

    gave_up = JOURNEYS.after(tuple(ACTS[act][-2][0].split("/")), ACTS[act][-2][1])
    assert counted(db, STOP) == {("/".join(gave_up), PEOPLE): 1}


def test_whoever_does_a_second_thing_after_the_act_is_not_one_who_stopped(db):
    leave(db, [*ACTS["object"], ("receipt/objected", "objected"), ("choices/objected", "explain")], "end")
    pass_month(db)

    assert counted(db, STOP) == {}


@pytest.mark.parametrize(
    ("passed", "stop"),
    [
        ([("explain/refuse", "next")], None),
        ([("explain/silence", "next")], "explain/refuse"),
        ([("explain/refuse", "next"), ("explain/closing", "stranger")], "start/what"),
        ([("choices/notified", "later")], None),
        ([("other/what", "insurance")], None),
        ([("identify/serial", "locked")], "identify/locked"),
        ([("object/confirm", "no")], None),
        ([("object/confirm", "unknown")], "assist/ask"),
    ],
)
def test_a_step_from_which_nothing_is_left_to_do_is_no_stop(passed, stop, db):
    leave(db, passed, "ended by helper")
    pass_month(db)

    assert counted(db, STOP) == ({(stop, PEOPLE): 1} if stop else {})


def test_whoever_went_back_stands_at_the_step_they_came_back_to(db):
    leave(db, [("identify/nir", "done"), ("identify/birth_date", "done"), ("identify/serial", "back")], "end")
    leave(db, [("welcome/language", "chosen"), ("welcome/comfort", "back")], "end")
    pass_month(db)

    assert counted(db, STOP) == {("identify/birth_date", PEOPLE): 1, ("welcome/language", PEOPLE): 1}


def test_spaces_are_rounded_so_that_two_months_tell_no_small_movement(db):
    for _ in range(8):
        make_space(db, person=make_person(db), state="activated")
    for _ in range(3):
        make_space(db, person=make_person(db), state="objected")
    end(db)
    pass_month(db)

    assert counted(db, shown(SPACES)) == {("activated", PEOPLE): 10}


def test_solved_at_the_first_contact_tells_nothing_of_an_outcome_that_is_hidden(db):
    for subject, count in (("object", 9), ("close", 2)):
        for _ in range(count):
            end(db, subject="", wrap_up={"object": "objected", "close": "closed"}[subject])
    for _ in range(7):
        end(db, subject="", wrap_up="cut_off")
    pass_month(db)

    told = counted(db, shown(ENDING))
    solved = sum(people for (name, _), people in counted(db, SOLVED).items() if (TOTAL, name) in told)
    assert counted(db, SOLVED)["closed", FIRST] == 2
    assert (TOTAL, "closed") not in told
    assert counted(db, shown(SOLVED)).get((TOTAL, TOTAL), solved) == solved


@pytest.mark.parametrize("again", [0, 1, 4, 5])
def test_few_who_had_to_come_back_are_not_found_by_subtracting_first_contacts_from_outcomes(db, again):
    for number in range(20):
        person = make_person(db)
        if number < again:
            end(db, person=person, at=AT - timedelta(days=9), wrap_up="no_answer")
        end(db, person=person)
    pass_month(db)

    told = counted(db, shown(SOLVED))
    helped = counted(db, shown(ENDING))[TOTAL, "objected"]
    assert helped == 20
    left = helped - told.get((FIRST, TOTAL), 0)
    assert left in (0, 20) or left >= SMALL
    assert ((FIRST, TOTAL) in told) == (again in (0, 5))


def needs(db, count, *, language="fr", **chosen):
    for _ in range(count):
        walk(db, [("what", 5)], reason="finished")
        comfort = db.scalars(select(Comfort).order_by(Comfort.visit_id.desc())).first()
        comfort.language = language
        for name, value in chosen.items():
            setattr(comfort, name, value)
    db.flush()


def test_visits_count_by_language_and_nobody_of_a_rare_one_is_found(db):
    for language, count in (("fr", 30), ("ar", 12), ("en", 9)):
        needs(db, count, language=language)
    needs(db, 14, easy=True)
    pass_month(db)

    told = counted(db, shown(LANGUAGE))
    assert counted(db, LANGUAGE)["en", PEOPLE] == 9
    assert ("en", TOTAL) not in told
    assert told["fr", TOTAL] == 30
    assert told[TOTAL, TOTAL] == 65
    assert ("ar", TOTAL) not in told, "it would be the total less the others"


def test_what_helped_to_follow_is_told_where_neither_those_who_used_it_nor_the_others_are_few(db):
    needs(db, 12, voice=True)
    needs(db, 9, theme="white-on-black")
    needs(db, 3, size="XXL", voice=True)
    pass_month(db)

    assert counted(db, AID) == {("voice", PEOPLE): 15, ("contrast", PEOPLE): 9, ("big", PEOPLE): 3}
    assert counted(db, shown(AID)) == {}, "fifteen of twenty-four used it, and nine did not"


def test_an_aid_that_nearly_everybody_used_is_not_told_either(db):
    needs(db, 15, voice=True)
    needs(db, 10)
    pass_month(db)

    assert counted(db, shown(AID)) == {("voice", PEOPLE): 15}


def test_languages_less_those_who_stopped_would_tell_how_few_came_to_the_end(db):
    for _ in range(20):
        walk(db, [("what", 5)])
    needs(db, 4)
    pass_month(db)

    assert counted(db, LANGUAGE) == {("fr", PEOPLE): 24}
    assert counted(db, shown(STOP))[TOTAL, TOTAL] == 20
    assert counted(db, shown(LANGUAGE)) == {}


def test_a_visit_lasts_until_its_last_answer(db):
    for took in (20, 40, 60, 80, 4_000):
        walk(db, [("what", took)])
    pass_month(db)

    assert counted(db, shown(STAY)) == {("kiosk", str(edge)): 1 for edge in (20, 45, 60, 90, 1800)}


def come(db, count, *, kiosk="", helper=None, took=20):
    for _ in range(count):
        walk(db, [("what", took)], reason="finished")
        visit = db.scalars(select(Visit).order_by(Visit.id.desc())).first()
        visit.surface, visit.kiosk = ("kiosk", kiosk) if kiosk else ("script", f"console-{helper.id}")
        visit.helper_id = helper.id if helper else None
    db.flush()


def test_visits_count_where_they_began_at_a_kiosk_or_for_an_organisation_and_never_by_helper(db):
    house = make_organisation(db)
    come(db, 3, helper=make_helper(db, organisation=house))
    come(db, 4, helper=make_helper(db, organisation=house))
    come(db, 6, kiosk="mairie", helper=make_helper(db))
    pass_month(db)

    told = {("kiosk/mairie", PEOPLE): 6, (f"organisation/{house.id}", PEOPLE): 7}
    assert counted(db, SITE) == told
    assert counted(db, shown(SITE)).items() >= told.items()
    assert counted(db, shown(SITE))[TOTAL, TOTAL] == 13


def test_a_place_with_few_visits_is_not_found_and_its_time_is_not_told_either(db):
    for kiosk, count in (("mairie", 30), ("musée", 8), ("gare", 3)):
        come(db, count, kiosk=kiosk)
    pass_month(db)

    told = counted(db, shown(SITE))
    assert (told["kiosk/mairie", TOTAL], told[TOTAL, TOTAL]) == (30, 41)
    assert ("kiosk/gare", TOTAL) not in told
    assert ("kiosk/musée", TOTAL) not in told, "it would give back the other"
    assert {site for site, _edge in counted(db, SITE_STAY)} == {"kiosk/mairie", "kiosk/musée", "kiosk/gare"}
    december = Period("2026-12", FIRST_DAY, LAST_DAY, 1)
    assert [span.place for span in spans(db, december, SITE_STAY)] == ["kiosk/mairie"]


def test_places_less_those_who_stopped_would_tell_how_few_came_to_the_end(db):
    for _ in range(20):
        walk(db, [("what", 5)])
    come(db, 4, kiosk="mairie")
    pass_month(db)

    assert counted(db, shown(STOP))[TOTAL, TOTAL] == 20
    assert counted(db, shown(SITE)) == counted(db, shown(SITE_STAY)) == {}


def test_a_month_counted_by_place_on_some_of_its_days_only_shows_no_place(db):
    come(db, 12, kiosk="mairie")
    add(db, FIRST_DAY, LANGUAGE, {("fr", PEOPLE): 3})
    pass_month(db)

    assert counted(db, shown(LANGUAGE))[TOTAL, TOTAL] == 15
    assert counted(db, shown(SITE)) == counted(db, shown(SITE_STAY)) == {}


def test_tables_of_the_visits_of_one_month_share_nothing_but_their_total_either(db):
    helper = make_helper(db)
    come(db, 20, kiosk="mairie")
    come(db, 20, kiosk="gare")
    come(db, 20, helper=helper)
    needs(db, 12, language="ar", voice=True)
    for _ in range(12):
        walk(db, [("what", 5)])
    pass_month(db)
    names = [
        {part for cell in counted(db, shown(report)) for part in cell} - {TOTAL, PEOPLE}
        for report in (SITE, LANGUAGE, AID, STOP)
    ]

    assert all(names)
    assert [a & b for a in names for b in names if a is not b] == [set()] * 12
    assert {counted(db, shown(report))[TOTAL, TOTAL] for report in (SITE, LANGUAGE)} == {84}


def as_table(cells, rows, columns):
    """What a reader writes down from a report, with an empty cell where nothing is shown."""
    return Table(
        tuple(tuple(cells.get((row, column)) for column in columns) for row in rows),
        tuple(cells.get((row, TOTAL)) for row in rows),
        tuple(cells.get((TOTAL, column)) for column in columns),
        cells.get((TOTAL, TOTAL)),
    )


@pytest.mark.parametrize("seed", range(12))
def test_no_small_cell_is_shown_and_a_reader_who_subtracts_finds_none(seed):
    random = Random(seed)
    counts = Counter(
        (random.choice("abcdef"[: random.randint(2, 6)]), random.choice("uvwxyz"))
        for _ in range(random.randint(9, 200))
    )
    told = protected(counts)
    rows, columns = (sorted({cell[part] for cell in counts}) for part in (0, 1))
    table = as_table(told, rows, columns)
    grid = [[counts[row, column] for column in columns] for row in rows]

    assert min(told.values(), default=SMALL) >= SMALL
    assert found_by_subtraction(table) == set()
    assert all(total >= SMALL for total in sums_of_hidden(table, grid))


def test_the_reader_finds_what_a_careless_report_leaves():
    careless = Table(((None, 20), (30, 40)), (23, 70), (33, 60), 93)

    assert found_by_subtraction(careless) == {(0, 0)}


def test_tables_of_one_month_share_nothing_but_their_total(db):
    random = Random(3)
    for _ in range(60):
        end(
            db,
            subject=random.choice(("object", "activate", "close")),
            wrap_up=random.choice(("objected", "activated", "cut_off")),
            channel=random.choice(("phone", "kiosk")),
            department=random.choice(("87", "23", "19")),
            at=AT + timedelta(hours=random.randint(0, 5)),
        )
    pass_month(db)
    names = [
        {part for cell in counted(db, shown(report)) for part in cell} - {TOTAL, ""}
        for report in (ENDING, WAY, PLACE)
    ]

    assert all(names)
    assert [a & b for a in names for b in names if a is not b] == [set()] * 6
    assert {counted(db, shown(report))[TOTAL, TOTAL] for report in (ENDING, WAY, PLACE)} == {60}


def test_no_report_names_a_helper_beside_an_outcome(db):
    amel, bruno = make_helper(db), make_helper(db)
    for _ in range(6):
        end(db, by=(amel, bruno), wrap_up="activated")
    pass_month(db)
    named = {
        column
        for _report, row, column in db.execute(select(StatDay.report, StatDay.row_name, StatDay.column_name))
        if row in (str(amel.id), str(bruno.id))
    }

    assert named == {"people", "acts"}


def test_what_is_kept_has_no_more_cells_than_people_and_names_none_of_them(db):
    people = [make_person(db) for _ in range(3)]
    for person in people:
        end(db, person=person)
    pass_month(db)

    kept = db.execute(select(StatDay.row_name, StatDay.figure).where(StatDay.row_name != MONTH)).all()
    assert {row for row, _figure in kept} == {"object", "objected", "phone", "87"}
    assert {figure for _row, figure in kept} == {3}
