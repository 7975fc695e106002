"""The page of a case, its promise and its hand-over: axe and the Nu checker agree, by day and by night, and at 400 % nothing is cut."""

import pytest

from carnet.services import case_history, cases, promises
from carnet.services.staff import with_login
from tests.accessibility import axe, nu
from tests.builders import NOW, make_person

NARROW = {"width": 320, "height": 256}
ALONE = "() => document.querySelectorAll('body > :not(main)').forEach((e) => e.remove())"
"""The head stands on every page of the console, and is judged elsewhere."""
CUT = "() => [...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80))"


@pytest.fixture
def pages(agent, at_work, world):
    """Return the addresses of the pages, with everything on them that can stand there."""
    at_work("lucas")
    with world() as db:
        helper = with_login(db, agent.login)
        person = make_person(db, contacts={"phone": "06 98 76 54 32"})
        promised, case = (
            cases.open_case(db, NOW, channel="phone", subject="object", helper=helper, person_id=person.id)
            for _ in range(2)
        )
        starts_at = promises.windows(promised, NOW)[0].starts_at
        promises.make(db, promised.id, helper, NOW, promised.version, starts_at)
        case_history.write(db, case.id, helper, NOW, "Veut un papier en gros caractères.")
        case_history.keep_draft(db, case.id, helper, NOW, "Entend mal.")
        callback = promises.open_for(db, case).id
        return [
            f"/cases/{case.id}",
            f"/cases/{case.id}/callback",
            "/callbacks",
            f"/callbacks/{callback}",
            "/referrals",
        ]


@pytest.mark.parametrize("light", ["light", "dark"])
def test_axe_finds_nothing_by_day_or_by_night(agent, pages, light):
    agent.page.emulate_media(color_scheme=light)
    agent.go(pages[0])
    agent.page.select_option("#to", label="Lucas Aidante, Agent du 34 22")
    agent.click("#hand-over")
    agent.sees(".handed")
    found = []
    for address in pages:
        agent.go(address)
        agent.page.evaluate(ALONE)
        found += [f"{address} {each}" for each in axe.judge(agent.page) if each.is_certain]

    assert found == []


def test_the_html_is_valid(agent, pages, tmp_path):
    (tmp_path / "pages").mkdir()
    told = {}
    for address in pages:
        told[address] = agent.page.request.get(f"{agent.address}{address}").text()

    assert [each for each in nu.judge(told, tmp_path / "pages") if "data-hx" not in each] == []


def test_at_four_hundred_per_cent_nothing_is_cut_or_scrolls_sideways(agent, pages):
    agent.page.set_viewport_size(NARROW)
    cut = []
    for address in pages:
        agent.go(address)
        cut += [f"{address} {each}" for each in agent.page.evaluate(CUT)]

    assert cut == []
