"""Role by route, read from the console's own map: each page answers to whom the rights name, and to nobody else."""

import pytest

from carnet.domain.rights import RIGHTS
from helpdesk.actions import ACTIONS, action_of
from helpdesk.places import PLACES
from tests.security.doors import addresses
from tests.web.consoles import Helper, hire

OPEN = {"assets", "entrance", "exchange"}
AT_THE_DOOR = {"door.look", "door.sign_in", "door.icon"}
ROLES = ("volunteer", "employee", "agent", "supervisor")


def routes(app):
    """The routes behind the guard, each with the right that it asks for."""
    found = {rule.endpoint for rule in app.url_map.iter_rules()}
    return {
        each: action_of(each)
        for each in found
        if each.partition(".")[0] not in OPEN and each not in AT_THE_DOOR
    }


def test_every_route_behind_the_door_asks_for_a_right_that_exists(console):
    assert {name: right for name, right in routes(console).items() if right not in RIGHTS} == {}


def test_every_right_that_is_named_is_used_and_every_place_asks_for_one(console):
    named = set(ACTIONS.values())

    assert named <= set(RIGHTS)
    assert {place.action for place in PLACES} <= named


@pytest.mark.parametrize("role", ROLES)
def test_each_role_passes_the_guard_where_its_rights_say_and_is_stopped_elsewhere(
    role, console, clock, world
):
    with world() as db:
        hire(db, role=role)
    helper = Helper(console, clock)
    helper.sign_in()
    helper.look()
    adapter = console.url_map.bind("localhost")
    behind = routes(console)
    wrong = []
    for address in addresses(console, "GET"):
        endpoint, _ = adapter.match(address, method="GET")
        if endpoint in behind:
            answer = helper.client.get(address)
            is_stopped = answer.status_code == 403 and "Cette page n’est pas pour vous" in answer.get_data(
                as_text=True
            )
            if is_stopped == (role in RIGHTS[behind[endpoint]].roles):
                wrong.append(f"{role} {address} {answer.status_code}")

    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_a_form_that_a_role_may_not_send_changes_nothing(role, console, clock, world):
    with world() as db:
        hire(db, role=role)
    helper = Helper(console, clock)
    helper.sign_in()
    helper.look()
    token = helper.html.xpath('//input[@name="forgery"]/@value')[0]
    adapter = console.url_map.bind("localhost")
    behind = routes(console)
    forbidden = [
        address
        for address in addresses(console, "POST")
        if (name := adapter.match(address, method="POST")[0]) in behind
        and role not in RIGHTS[behind[name]].roles
    ]

    answers = {
        address: helper.client.post(address, data={"forgery": token}).status_code for address in forbidden
    }

    assert {address for address, status in answers.items() if status != 403} == set()
    assert (role == "supervisor") == (forbidden == [])
