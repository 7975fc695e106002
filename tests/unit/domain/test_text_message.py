"""What a text message costs, against the lengths of the standard."""

import pytest

from carnet.articles import library
from carnet.domain.text_message import Cost, as_sent, cost_of


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("é" * 160, 1),
        ("€" * 80, 1),
        ("€" * 81, 2),
    ],
)
def test_the_short_alphabet_has_160_signs_alone_and_153_joined(text, messages):
    assert cost_of(text) == Cost(messages)


@pytest.mark.parametrize(
    ("text", "messages"), [("ê" * 70, 1), ("ê" * 71, 2), ("ê" * 134, 2), ("ê" * 135, 3), ("😀" * 35, 1)]
)
def test_one_other_sign_leaves_70_signs_alone_and_67_joined(text, messages):
    assert cost_of(text).messages == messages


def test_a_sign_of_two_units_is_never_cut_in_half():
    assert cost_of("a" * 152 + "€" + "a" * 152).messages == 3
    assert cost_of("ê" * 66 + "😀" + "ê" * 66).messages == 3


def test_the_signs_that_cost_are_named_once():
    assert cost_of("fenêtre, fête, même, là, ç").dear == ("ê", "ç")


def test_typography_costs_nothing_and_no_letter_loses_its_accent():
    assert (
        as_sent("L’«\N{NO-BREAK SPACE}œuvre\N{NO-BREAK SPACE}»\N{NO-BREAK SPACE}: fête…")
        == 'L\'"oeuvre" : fête...'
    )


def test_every_message_of_an_article_is_priced_as_it_is_sent():
    dear = {article.key: cost_of(as_sent(article.sms)) for article in library().articles}

    assert max(cost.messages for cost in dear.values()) <= 3
    assert all(cost.dear for cost in dear.values() if cost.messages > 1)
