"""Requirement 18 on the screen: articles beside the step, found, sent, and said to be wrong."""

import pytest
from sqlalchemy import select

from carnet import articles as shelf
from carnet.services import articles
from carnet.store.outbox import Outbox
from tests.scenarios import BEGIN, make_someone
from tests.web.consoles import Helper, hire, script_robot


@pytest.fixture
def helper(console, clock, world):
    with world() as db:
        hire(db)
        hire(db, "nora", role="supervisor")
    return Helper(console, clock)


@pytest.fixture
def supervisor(console, clock, helper):
    nora = Helper(console, clock, "nora")
    nora.sign_in()
    return nora


@pytest.fixture
def proved(helper, world):
    """A helper beside somebody whose code of the letter has just been accepted."""
    with world() as db:
        someone = make_someone(db)
        answers = [*BEGIN, *someone.identified()]
    helper.sign_in()
    robot = script_robot(helper)
    robot.start()
    for _place, raw in answers:
        robot.give(raw)
    helper.look("/script")
    return helper


def offered(helper) -> list[str]:
    return [each.removeprefix("article-") for each in helper.html.xpath('//details[@class="article"]/@id')]


def outbox(world) -> list[tuple[str, str]]:
    with world() as db:
        return [(row.kind, row.route) for row in db.scalars(select(Outbox)) if row.kind == "article"]


def test_three_articles_stand_beside_a_step_with_nothing_typed(helper):
    helper.sign_in()
    script_robot(helper).start()

    assert len(offered(helper)) == 3


def test_owner_version_and_review_date_stand_on_an_article(helper):
    helper.sign_in()
    helper.look("/articles")
    said = " ".join(helper.html.xpath('//*[@id="article-proof"]')[0].text_content().split())

    assert "Responsable des droits. Version 1. Vérifié le dimanche 22 novembre 2026." in said
    assert "en retard" not in said


def test_an_article_that_is_overdue_says_so_in_words_and_in_red(helper, clock):
    clock.pass_by(days=200)
    helper.sign_in()
    helper.look("/articles")
    [article] = helper.html.xpath('//*[@id="article-proof"]')

    assert "en retard depuis le vendredi 21 mai 2027" in article.text_content()
    assert article.xpath('.//*[contains(@class, "problem")]')
    assert article.xpath('./summary//*[contains(@class, "danger")]')


@pytest.mark.parametrize("query", ["opposition", "OPPOSITION", "oposition"])
def test_a_search_forgives_case_and_a_slip(query, helper):
    helper.sign_in()
    helper.look("/articles")
    answer = helper.do("/articles", query=query)

    assert answer.status_code == 200
    assert offered(helper)[0] == "six-weeks"
    assert query not in answer.request.path


def test_what_nothing_answers_says_so(helper):
    helper.sign_in()
    helper.look("/articles")
    helper.do("/articles", query="xylophone")

    assert offered(helper) == []
    assert "Aucun article ne va." in helper.words()


def test_nothing_can_leave_before_the_person_is_proved(helper, world):
    helper.sign_in()
    script_robot(helper).start()

    assert not [form for form in helper.forms() if form.endswith(("/letter", "/sms"))]
    helper.do("/articles/proof/letter")
    assert "Rien n’est parti" in helper.words()
    assert outbox(world) == []


@pytest.mark.parametrize(("form", "route"), [("letter", "post"), ("sms", "phone")])
def test_an_article_leaves_in_one_press_where_the_insurer_knows_the_person(form, route, proved, world):
    key = offered(proved)[0]

    proved.do(f"/articles/{key}/{form}")

    assert outbox(world) == [("article", route)]


def test_a_second_press_sends_nothing_twice(proved, world):
    key = offered(proved)[0]
    for _press in range(2):
        proved.do(f"/articles/{key}/letter")

    assert "Rien n’est parti deux fois." in proved.words()
    assert outbox(world) == [("article", "post")]


def test_the_sentences_to_read_aloud_stand_large_beside_the_step(proved):
    article = shelf.library().get(offered(proved)[0])
    aloud = proved.html.xpath(
        f'//*[@id="article-{article.key}"]//details[@class="aloud"]//p[@class="sentence"]/text()'
    )

    assert aloud == article.aloud.split("\n")


def test_this_is_wrong_is_one_press_and_reaches_whoever_answers(proved, supervisor):
    key = offered(proved)[0]
    proved.do(f"/articles/{key}/report")
    supervisor.look("/articles/reports")

    assert articles.get(key).title in supervisor.words()
    assert "Samira Aidante" in supervisor.words()


def test_a_press_answers_in_place_for_a_page_with_a_script(proved):
    token = proved.html.xpath('//input[@name="forgery"]/@value')[0]
    answer = proved.client.post(
        "/articles/proof/report", data={"forgery": token}, headers={"HX-Request": "true"}
    )

    assert "C’est signalé" in answer.get_data(as_text=True)
    assert "<html" not in answer.get_data(as_text=True)


def test_reports_are_for_those_who_answer(helper):
    helper.sign_in()

    assert helper.look("/articles/reports").status_code == 403


def test_a_report_comes_to_the_desk_of_the_one_whom_a_supervisor_named_and_of_no_other(
    proved, supervisor, world, console, clock
):
    with world() as db:
        owners = {name: hire(db, name, role="agent").id for name in ("ines", "malik")}
    supervisor.look("/helpers")
    supervisor.do(f"/helpers/{owners['ines']}/articles", owner="rights")
    supervisor.do(f"/helpers/{owners['malik']}/articles", owner="helpline")
    proved.do("/articles/six-weeks/report")
    ines, malik = (Helper(console, clock, name) for name in owners)
    for each in (ines, malik):
        each.sign_in()

    assert "Signalements dans vos articles : 1" in ines.words()
    assert "Signalements" not in malik.words()
    ines.look("/articles/reports")
    assert articles.get("six-weeks").title in ines.words()
    assert malik.look("/articles/reports").status_code == 200
    assert articles.get("six-weeks").title not in malik.words()


@pytest.mark.parametrize(("owner", "status"), [("", 303), ("rights", 303), ("everything", 422)])
def test_an_owner_is_one_of_those_that_articles_name_or_nobody(owner, status, helper, supervisor, world):
    with world() as db:
        number = hire(db, "ines", role="agent").id
    supervisor.look("/helpers")
    token = supervisor.html.xpath('//input[@name="forgery"]/@value')[0]

    said = supervisor.client.post(f"/helpers/{number}/articles", data={"forgery": token, "owner": owner})

    assert said.status_code == status
    supervisor.look("/helpers")
    assert supervisor.html.xpath(f'//select[@id="owner-{number}"]/option[@selected]/@value') == [
        owner if status == 303 else ""
    ]
