"""Where the headphones go: the welcome says it as the installation set it, in the language of whoever is there."""

import pytest

import kiosk as kiosk_room
from carnet.settings import SOCKETS, Settings
from kiosk.device import SOCKETS as SENTENCES
from tests.walk import PageRobot
from web.locale import catalogue, offered


def robot_at(tmp_path, engine, keys, place: str = "") -> PageRobot:
    told = {"CARNET_SOCKET": place} if place else {}
    settings = Settings.from_env({"CARNET_MODE": "demonstration", "CARNET_DATA": str(tmp_path), **told})
    robot = PageRobot(kiosk_room.create_app(settings, engine=engine, keys=keys).test_client())
    robot.start()
    return robot


def lines_of(robot: PageRobot) -> list[str]:
    return [
        line.text
        for line in robot.html.xpath(
            '//form[@id="step"]//div[contains(@class, "say")]/p[@data-say][not(@data-personal)]'
        )
    ]


def test_each_place_that_can_be_set_has_its_sentence():
    assert set(SOCKETS) == {*SENTENCES, "none"}


@pytest.mark.parametrize("place", [place for place in SOCKETS if place != "none"])
def test_the_welcome_says_where_the_socket_is(place, tmp_path, engine, keys):
    assert lines_of(robot_at(tmp_path, engine, keys, place))[-1] == SENTENCES[place]


def test_a_machine_that_says_nothing_has_it_on_the_right_below(tmp_path, engine, keys):
    assert lines_of(robot_at(tmp_path, engine, keys))[-1] == "La prise du casque est à droite, en bas."


def test_a_machine_without_a_socket_does_not_send_a_hand_looking_for_it(tmp_path, engine, keys):
    assert not [line for line in lines_of(robot_at(tmp_path, engine, keys, "none")) if "prise" in line]


@pytest.mark.parametrize("tag", [language.tag for language in offered()])
def test_the_welcome_says_it_in_each_language(tag, tmp_path, engine, keys):
    robot = robot_at(tmp_path, engine, keys)
    languages = [language.tag for language in offered() if not language.is_easy]
    robot.give(str(languages.index(tag.partition("@")[0]) + 1))
    if tag.endswith("@easy"):
        robot.give("easy")
    robot.press("/back")
    while robot.place() != "welcome/language":
        robot.press("/back")

    assert lines_of(robot)[-1] == catalogue(tag).sentences["La prise du casque est à droite, en bas."]
