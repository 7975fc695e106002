"""Letters with a code: equal ways to say yes and no, both dates, and never a number of a person."""

import re

import pytest

from carnet.domain.code import digits_of, show
from tests.unit.paper.samples import ARABIC, CODE, NIR, make_code_facts, make_envelope, make_notice_facts
from web.paper import letter_words as words
from web.paper.letters import new_code_page, notice_page
from web.paper.pages import as_image
from web.paper.qr import qr_svg
from web.paper.tongue import FRENCH


def words_of(page: str) -> str:
    return re.sub(r"<[^>]+>", "", page)


def test_yes_and_no_have_the_same_words_but_one() -> None:
    for yes, no in zip(words.YES, words.NO, strict=True):
        assert yes.replace("oui", "non") == no


def test_yes_and_no_have_the_same_frame() -> None:
    page = notice_page(make_envelope(), make_notice_facts(), FRENCH)

    yes, no = re.findall(r'<div class="frame answer">(.*?)</div>', page, re.DOTALL)
    assert yes.replace("oui", "non") == no


def test_the_notice_tells_the_last_day_and_the_day_after() -> None:
    told = words_of(notice_page(make_envelope(), make_notice_facts(), FRENCH))

    assert "Dernier jour pour dire non\N{NO-BREAK SPACE}: dimanche 3 janvier 2027" in told
    assert "Il s’ouvre tout seul le lundi 4 janvier 2027" in told


@pytest.mark.parametrize("page_of", [notice_page, new_code_page])
def test_the_code_stands_in_groups_and_its_square_holds_digits_only(page_of) -> None:
    facts = make_notice_facts() if page_of is notice_page else make_code_facts()

    page = page_of(make_envelope(), facts, FRENCH)

    assert digits_of(CODE).isdigit()
    assert f">{show(CODE)}</bdi>" in page
    assert as_image(qr_svg(digits_of(CODE))) in page


@pytest.mark.parametrize("page_of", [notice_page, new_code_page])
def test_an_official_letter_warns_of_others(page_of) -> None:
    facts = make_notice_facts() if page_of is notice_page else make_code_facts()

    told = words_of(page_of(make_envelope(), facts, FRENCH))

    assert "Cette lettre vient de votre Assurance Maladie." in told
    assert "Personne ne doit vous demander ce code." in told


def test_a_child_is_named_by_first_name_and_the_parent_in_the_window() -> None:
    page = notice_page(make_envelope(name="Nadia Perrin"), make_notice_facts(child="Lina"), ARABIC)

    assert page.count("<p>Nadia Perrin</p>") == 2
    assert "Cette lettre concerne votre enfant\N{NO-BREAK SPACE}: Lina." in words_of(page)
    assert "sa date de naissance" in words_of(page)


def test_a_guardian_is_told_whom_the_letter_is_about() -> None:
    told = words_of(new_code_page(make_envelope(), make_code_facts(protected="Louis"), FRENCH))

    assert "la personne que vous protégez\N{NO-BREAK SPACE}: Louis" in told


def test_a_new_code_prolongs_no_delay() -> None:
    told = words_of(new_code_page(make_envelope(), make_code_facts(), FRENCH))

    assert "L’ancien code ne marche plus." in told
    assert "Dernier jour pour dire non" not in told


def test_the_address_stays_french_and_left_to_right_on_an_arabic_letter() -> None:
    page = notice_page(make_envelope(), make_notice_facts(), ARABIC)

    assert page.count('<section class="envelope" lang="fr" dir="ltr">') == 2


def test_letters_hold_no_field_for_a_number_and_hide_the_code_from_logs() -> None:
    facts = make_notice_facts(child="Lina")

    assert not any("nir" in name for name in vars(facts))
    assert CODE not in repr(facts)
    assert "Lina" not in repr(facts)
    assert "Vautrin" not in repr(make_envelope())
    assert NIR not in notice_page(make_envelope(), facts, FRENCH)


def test_an_address_cannot_bring_markup() -> None:
    page = notice_page(make_envelope(address=("<script>", "1 rue & Cie")), make_notice_facts(), FRENCH)

    assert "<p>&lt;script&gt;</p>" in page
