"""The Nu HTML checker finds neither error nor warning on any page of the kiosk and of the console, and refuses bad ones."""

import pytest

import helpdesk
from carnet.settings import Settings
from carnet.store.database import transaction
from tests.accessibility import nu
from tests.builders import NOW
from tests.clock import Clock
from tests.scenarios import BEGIN, make_someone
from tests.walk import walk
from tests.web.consoles import Helper, ScriptRobot, hire

GOOD = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Bien</title></head><body><p>Bien</p></body></html>'
BAD = {
    "an element that does not exist": GOOD.replace("<p>Bien</p>", "<boutton>Bien</boutton>"),
    "two elements of one name": GOOD.replace("<p>Bien</p>", '<p id="a">1</p><p id="a">2</p>'),
    "a label that leads nowhere": GOOD.replace("<p>Bien</p>", '<label for="b">Bien</label>'),
    "a page without a title": GOOD.replace("<title>Bien</title>", ""),
    "a role that is said twice": GOOD.replace("<p>Bien</p>", '<button role="button">Bien</button>'),
}


def test_each_page_of_the_kiosk_is_valid(pages, tmp_path):
    written = {kept.name: kept.html for of_language in pages.values() for kept in of_language}

    assert len(written) > 300
    assert nu.judge(written, tmp_path) == []


def test_each_page_of_the_console_is_valid(engine, keys, tmp_path):
    written: dict[str, str] = {}
    clock = Clock()
    settings = Settings.from_env({"CARNET_MODE": "demonstration", "CARNET_DATA": str(tmp_path)})
    app = helpdesk.create_app(settings, clock=clock, engine=engine, keys=keys)

    class Keeper(ScriptRobot):
        def _read(self, answer) -> str:
            shown = super()._read(answer)
            written.setdefault(shown, answer.get_data(as_text=True))
            return shown

    with transaction(engine, keys) as db:
        hire(db)
        someone = make_someone(db)
    helper = Helper(app, clock)
    written["door"] = helper.look().get_data(as_text=True)
    written["desk"] = helper.sign_in().get_data(as_text=True)
    answers = [
        *BEGIN,
        *someone.identified(),
        ("choices/notified", "object"),
        ("object/confirm", "yes"),
    ]
    walk(Keeper(helper.client, helper=helper), answers, "receipt/objected")
    folder = tmp_path / "pages"
    folder.mkdir()

    assert clock.now == NOW
    assert len(written) > 10
    assert nu.judge(written, folder) == []


@pytest.mark.parametrize("bad", BAD)
def test_the_checker_refuses(bad, tmp_path):
    assert nu.judge({bad: BAD[bad]}, tmp_path) != []


def test_the_checker_lets_a_good_page_pass(tmp_path):
    assert nu.judge({"good": GOOD}, tmp_path) == []
