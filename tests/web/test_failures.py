"""The pages of failures: in the language of whoever is there, with no help from database, visit or template."""

import re

import pytest
from flask import Flask, abort
from sqlalchemy.exc import OperationalError

from tests.walk import PageRobot
from web import errors
from web.locale import catalogue, offered

LANGUAGES = {language.tag: language for language in offered()}


def fail_with(app: Flask, status: int):
    """Return a client of ``app``, whose page /failing now ends with ``status``."""

    def failing() -> str:
        if status == 500:
            raise OperationalError("SELECT 1", {}, Exception("gone"))
        abort(status)

    app.add_url_rule("/failing", view_func=failing)
    app.config["PROPAGATE_EXCEPTIONS"] = app.config["TESTING"] = False
    return app.test_client()


def shown(answer) -> tuple[str, str, str]:
    html = answer.get_data(as_text=True)
    lang, direction = re.search(r'<html lang="(\w+)" dir="(\w+)"', html).groups()
    return lang, direction, re.search("<h1>(.*)</h1>", html)[1].replace("&#39;", "'")


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("status", [*errors.TABLE, 500])
def test_a_failure_speaks_the_language_of_the_visit(status, tag, kiosk):
    client = fail_with(kiosk, status)
    client.set_cookie(errors.LANGUAGE, tag, secure=True)

    answer = client.get("/failing")

    words = errors.TABLE.get(status, errors.SORRY)
    title, *lines = catalogue(tag).sentences[words].split("\n")
    assert answer.status_code == status
    assert shown(answer) == (LANGUAGES[tag].code, LANGUAGES[tag].direction, title)
    assert [f"<p>{line}</p>" in answer.get_data(as_text=True) for line in lines] == [True] * len(lines)


@pytest.mark.parametrize(
    ("asked", "lang"), [("", "fr"), ("ar, fr;q=0.5", "ar"), ("en-GB", "en"), ("xx", "fr"), (";;q=", "fr")]
)
def test_without_a_visit_it_is_the_browsers_own_language_or_french(asked, lang, kiosk):
    assert shown(fail_with(kiosk, 404).get("/failing", headers={"Accept-Language": asked}))[0] == lang


@pytest.mark.parametrize("odd", ["xx", "../fr", "fr\ufeff", "<b>", "pt"])
def test_a_cookie_that_names_no_offered_language_changes_nothing(odd, kiosk):
    client = fail_with(kiosk, 404)
    client.set_cookie(errors.LANGUAGE, odd, secure=True)

    assert shown(client.get("/failing"))[0] == "fr"


def test_the_language_is_that_chosen_at_the_kiosk_until_the_visit_ends(robot: PageRobot):
    robot.start()
    robot.give("3")
    assert shown(robot.client.get("/nowhere"))[:2] == ("ar", "rtl")

    robot.press("/language")
    robot.press("/comfort/language", "en")
    assert shown(robot.client.get("/nowhere"))[:2] == ("en", "ltr")

    forgery = robot.html.xpath('//input[@name="forgery"]/@value')[0]
    robot.client.post("/end", data={"forgery": forgery, "value": "end"})
    assert shown(robot.client.get("/nowhere"))[0] == "fr"


def test_an_incident_gives_a_reference_to_read_out_in_any_language(kiosk):
    client = fail_with(kiosk, 500)
    client.set_cookie(errors.LANGUAGE, "ar", secure=True)

    assert re.search(r'<strong dir="ltr">[0-9A-F]{6}</strong>', client.get("/failing").get_data(as_text=True))
