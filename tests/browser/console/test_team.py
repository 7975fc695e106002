"""Requirement 22 in a real browser: the board changes by itself, keeps what was opened, and stands still when asked to."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from carnet.services import cases

STOPPED = """() => new Promise((done) => document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.target.id === "board") done(event.defaultPrevented);
}))"""
"""Whether the board's next question was kept back."""


@pytest.fixture
def board(agent, world, clock):
    with world() as db:
        cases.open_case(db, clock.now - timedelta(minutes=3), channel="kiosk", subject="object")
    agent.go("/team")
    agent.sees("#board .bars")
    return agent


def more(world, clock) -> None:
    with world() as db:
        cases.open_case(db, clock.now, channel="kiosk", subject="new_code")


def test_a_change_shows_by_itself_and_the_table_that_was_opened_stays_open(board, world, clock):
    board.count_anew()
    board.click("#figures-waiting > summary")
    more(world, clock)
    expect(board.page.locator("#title-waiting")).to_contain_text("2 demandes attendent", timeout=20_000)

    assert board.gestures == 1
    expect(board.page.locator("#figures-waiting table")).to_be_visible()
    expect(board.page.locator("#figures-waiting tbody tr")).to_have_count(2)
    assert board.faults == []


def test_one_key_freezes_the_board_and_the_same_key_lets_it_go_on(board, world, clock):
    board.count_anew()
    board.press("p")
    board.sees("#frozen")
    more(world, clock)
    # The next question is stopped before it leaves: it is awaited, not slept for.
    stopped = board.page.evaluate(STOPPED)
    expect(board.page.locator("#title-waiting")).to_contain_text("1 demande attend")

    board.press("p")
    expect(board.page.locator("#title-waiting")).to_contain_text("2 demandes attendent", timeout=20_000)
    assert stopped
    assert board.gestures == 2


def test_every_region_of_the_board_has_a_name_for_a_screen_reader(board):
    names = [
        region.evaluate("e => document.getElementById(e.getAttribute('aria-labelledby'))?.textContent")
        for region in board.page.locator("#board section[aria-labelledby], #board [role=region]").all()
    ]

    assert len(names) == len(set(names)) == 4
    assert all(names)
    assert board.page.locator("#board section:not(:has(h2))").count() == 0
    assert board.page.locator("#board svg:not([aria-hidden]):not([role=img])").count() == 0


@pytest.mark.parametrize("width", [1440, 320])
def test_nothing_is_cut_at_any_width(board, width):
    board.page.set_viewport_size({"width": width, "height": 800})

    assert board.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
