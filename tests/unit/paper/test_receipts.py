"""Receipts: what they say after each act, and what they never say."""

import re
from datetime import date

import pytest

from carnet.domain.lifecycle import TRANSITIONS
from tests.unit.paper.samples import ARABIC, make_envelope, make_receipt_facts
from web.paper.receipt_words import ACTS, PARTS, receipt_lines, short_address, slip_lines
from web.paper.receipts import receipt_page, slip_page
from web.paper.tongue import FRENCH

HEALTH = re.compile(
    r"malad|diabète|cancer|grossesse|vih|dépression|médicament|ordonnance|vaccin|hôpital|médecin",
    re.IGNORECASE,
)


def said(act: str, **changes: object) -> list[str]:
    return [FRENCH.say(line) for line in receipt_lines(act, make_receipt_facts(**changes))]


def test_every_transition_with_a_receipt_has_its_words() -> None:
    assert {row.receipt for row in TRANSITIONS if row.receipt} <= set(ACTS)


@pytest.mark.parametrize("act", ACTS)
def test_no_sentence_is_long_or_names_an_illness(act: str) -> None:
    for sentences in said(act, for_another=True, help="phone"):
        for sentence in re.split(r"(?<=[.?]) ", sentences):
            assert len(sentence.split()) <= 12, sentence
            assert not HEALTH.search(sentence), sentence


@pytest.mark.parametrize("act", ACTS)
def test_sentences_follow_the_order_of_the_paper(act: str) -> None:
    parts = [line.part for line in receipt_lines(act, make_receipt_facts())]

    assert parts == sorted(parts, key=PARTS.index)
    assert set(parts) == set(PARTS)


@pytest.mark.parametrize("act", ACTS)
def test_the_paper_says_every_sentence_that_is_spoken(act: str) -> None:
    page = re.sub(r"<[^>]+>", "", receipt_page(act, make_receipt_facts(), FRENCH))

    for sentence in said(act):
        assert sentence in page


def test_activating_and_refusing_have_receipts_of_the_same_size() -> None:
    yes, no = said("activated"), said("objected")

    assert len(yes) == len(no)
    assert len(yes[0].split()) == len(no[0].split())


def test_a_refusal_says_what_becomes_of_an_old_record_to_those_who_have_one() -> None:
    told = set(said("objected", legacy_ends_on=date(2036, 11, 24))) - set(said("objected"))

    assert len(told) == 3
    assert any("lundi 24 novembre 2036" in sentence for sentence in told)
    assert all(len(sentence.split()) <= 12 for sentence in told)


def test_a_receipt_names_what_its_act_changes() -> None:
    assert "Son contenu est gardé jusqu’au lundi 24 novembre 2036." in said("closed")
    assert "Ce sera fait au plus tard le mercredi 24 février 2027." in said("deletion_asked")
    assert "Le code part par courrier, à l’adresse connue." in said("code_sent", route="post")
    assert "Le code part par SMS, au numéro connu." in said("code_sent", route="phone")


def test_the_proof_number_is_shown_by_fours() -> None:
    assert "Votre numéro de preuve\N{NO-BREAK SPACE}: 7K4M 29PT" in said("objected")


def test_place_hour_and_help_are_told() -> None:
    told = said("objected", help="beside")[-4:]

    assert told == [
        "Gardez ce papier.",
        "Fait le mardi 24 novembre 2026, à 10\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}20.",
        "C’était ici\N{NO-BREAK SPACE}: médiathèque de Limoges.",
        "Aide reçue\N{NO-BREAK SPACE}: une personne à côté de vous.",
    ]


def test_a_kiosk_without_a_place_says_none() -> None:
    assert not [sentence for sentence in said("objected", place="") if "ici" in sentence]


def test_a_short_address_is_written_and_a_long_one_only_drawn() -> None:
    assert short_address("https://cdm.example/7K4M29PT") == "cdm.example/7K4M29PT"
    assert short_address("http://localhost:8000/r/7K4M29PT") == ""

    page = receipt_page("objected", make_receipt_facts(resume_url="http://localhost:8000/r/7K4M29PT"), FRENCH)
    assert "localhost" not in page
    assert "montrez ce carré" in page


def test_nothing_to_resume_means_no_square() -> None:
    assert "<img" not in receipt_page("objected", make_receipt_facts(resume_url=""), FRENCH)


def test_another_language_has_french_beside_it_and_french_stands_alone() -> None:
    both = receipt_page("objected", make_receipt_facts(), ARABIC)
    alone = receipt_page("objected", make_receipt_facts(), FRENCH)

    assert re.findall(r'<section class="tongue" lang="(\w+)" dir="(\w+)">', both) == [
        ("ar", "rtl"),
        ("fr", "ltr"),
    ]
    assert '<html lang="ar" dir="rtl">' in both
    assert "تم التسجيل" in both
    assert alone.count("<section") == 1


def test_a_posted_receipt_shows_the_address_in_the_window() -> None:
    page = receipt_page("objected", make_receipt_facts(), FRENCH, envelope=make_envelope(name="Zoé D’Arc"))

    assert "<p>Zoé D’Arc</p>" in page


def test_every_print_of_a_demonstration_says_so() -> None:
    page = receipt_page("objected", make_receipt_facts(is_demonstration=True), ARABIC)

    assert page.count('<p class="stripe">') == 2
    assert "<title>Démonstration" in page
    assert "stripe" not in receipt_page("objected", make_receipt_facts(), FRENCH)


def test_a_slip_gives_the_resume_code_and_how_long_it_works() -> None:
    told = [FRENCH.say(line) for line in slip_lines(make_receipt_facts())]

    assert "Votre code de reprise\N{NO-BREAK SPACE}: ABCD 2345" in told
    assert "Il marche une fois, pendant 24 heures." in told
    assert "ABCD 2345" in slip_page(make_receipt_facts(), ARABIC)


def test_an_unknown_act_has_no_receipt() -> None:
    with pytest.raises(KeyError):
        receipt_lines("married", make_receipt_facts())
