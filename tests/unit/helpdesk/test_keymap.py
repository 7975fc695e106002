"""Requirement 12: every key that a page draws is in the one list, which each helper may change, and none serves twice on a page."""

import re
from pathlib import Path

import pytest

from helpdesk.keymap import GROUPS, PAGES, USUAL, changes

TEMPLATES = Path("templates/helpdesk")
CONFIRMS = {"Enter"}
"""Inside a panel, the key that says yes: it is the button's own."""
ARROWS = {"ArrowDown", "ArrowUp"}


def written(pattern):
    return {
        (file.name, key) for file in TEMPLATES.glob("*.html") for key in re.findall(pattern, file.read_text())
    }


def test_no_page_draws_a_key_that_is_not_in_the_list():
    literal = written(r"act\('([^']+)'\)") | written(r'data-shortcut="([^"{]+)"')

    assert {(name, key) for name, key in literal if key not in CONFIRMS | ARROWS} == set()


def test_every_action_of_the_list_is_drawn_somewhere():
    drawn = {name for _file, name in written(r"keys\['([a-z_]+)'\]")}
    carried = {
        name
        for _file, names in written(r"for name in \(([^)]*)\)")
        for name in re.findall(r"'([a-z_]+)'", names)
    }
    views = {"todo", "promised", "kiosks", "mine", "held", "ended"}

    assert set(USUAL) - drawn - carried - views == set()


def test_more_than_twenty_actions_have_a_key_and_none_serves_twice_on_a_page():
    assert sum(len(actions) for _group, actions in GROUPS) >= 40
    for page in PAGES:
        keys = [USUAL[name] for name in page]
        assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"freeze": "j"}, ("next", "freeze")),
        ({"letter": "j"}, ("letter", "journal")),
        ({"letter": "x"}, ()),
        ({"again": "2"}, ("again",)),
        ({"hand": "4"}, ("mine", "hand")),
        ({"view": "/"}, ("view", "search")),
        ({"take": "f"}, ("filter", "take")),
        ({"hang_up": "F9", "back": ""}, ()),
        ({"back": "Escape"}, ("back",)),
    ],
)
def test_a_key_that_would_serve_twice_on_a_page_or_give_an_answer_is_refused(typed, wrong):
    assert changes(typed)[1] == wrong
