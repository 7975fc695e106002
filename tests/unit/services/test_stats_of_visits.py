"""Requirement 23: where people stop, how long it takes them, in which language, with which aid and at which place."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from carnet.domain.report import (
    AID,
    LANGUAGE,
    PEOPLE,
    SITE,
    SITE_STAY,
    STAY,
    STEP,
    STOP,
    TOTAL,
    shown,
)  # fmt: skip
from carnet.journeys import JOURNEYS
from carnet.services.reports import Period, spans
from carnet.store.stats import add
from carnet.store.visits import Comfort, TrailRow, Visit
from tests.builders import make_helper, make_organisation, make_visit
from tests.unit.services.december import AT, FIRST_DAY, LAST_DAY, counted, pass_month, walk


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
