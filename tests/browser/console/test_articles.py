"""Requirement 18 in a real browser: gestures from the step on the screen to the article that leaves, or is said to be wrong."""

import pytest
from playwright.sync_api import expect

from carnet.services import articles
from tests.browser.console.table import figure_of


@pytest.fixture
def beside(agent):
    """An agent whose script has just begun, with nothing counted yet."""
    agent.go("/")
    agent.click('form[action="/visits"] button')
    agent.sees("details.article")
    agent.count_anew()
    return agent


def test_an_article_beside_the_step_opens_in_one_gesture_and_is_read_out_in_one_more(beside):
    assert beside.page.locator("details.article").count() == 3

    beside.click("details.article > summary")
    expect(beside.page.locator("details.article").first.locator("form").last).to_be_visible()
    opened = beside.gestures
    beside.click("details.aloud > summary")
    beside.sees("details.aloud .sentence")

    assert (opened, beside.gestures - opened, beside.keystrokes) == (1, 1, 0)
    assert figure_of(18).startswith("0 typing, 1 to open, 1 to read out")
    assert beside.faults == []


def test_this_is_wrong_is_one_gesture_and_the_page_stays(beside, world):
    beside.click("details.article > summary")
    before, address = beside.gestures, beside.page.url
    beside.click('details.article form[action$="/report"] button')
    beside.sees("details.article .told")

    assert beside.gestures - before == 1
    assert beside.page.url == address
    with world() as db:
        assert (
            sum(
                len(articles.reports(db, owner))
                for owner in ("rights", "identity", "helpline", "data_protection")
            )
            == 1
        )


def test_an_article_is_opened_and_read_out_by_keyboard_alone(beside):
    title = beside.page.locator("details.article > summary span").first.inner_text()
    beside.tab_to(title)
    beside.press("Enter")
    beside.tab_to("Lire à voix haute")
    beside.press("Enter")

    beside.sees("details.aloud .sentence")
    assert beside.gestures == 2


def test_a_search_answers_while_it_is_typed_and_keeps_the_address(agent):
    agent.go("/articles")
    agent.page.locator("#query").focus()
    agent.type("oposition")
    expect(agent.page.locator("#found details.article").first).to_have_attribute(
        "id", "article-six-weeks", timeout=20_000
    )

    assert agent.page.url.endswith("/articles")
    assert agent.focused().startswith("input")
