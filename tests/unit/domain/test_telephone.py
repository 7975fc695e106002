"""What stands in place of a number is told apart from a number, without asking any plan."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.domain.errors import Invalid
from carnet.domain.telephone import dialled


@pytest.mark.parametrize(
    "text",
    [
        "anonymous",
        "Anonyme",
        "Appel masqué",
        "Numéro caché",
        "Numéro privé",
        "Appelant inconnu",
        "No Caller ID",
        "PRIVATE NUMBER",
        "withheld",
        "Restricted",
        "unavailable",
        "anonymous@anonymous.invalid",
        "sip:anonymous@anonymous.invalid",
        '"Anonymous" <sip:anonymous@anonymous.invalid>;tag=88',
        '"Anonymous" <sip:+33612345642@exchange.example>',
        "sip:unknown@unknown.invalid",
        "266696687",
        "+266696687",
    ],
)
def test_a_hidden_caller_is_hidden_whatever_else_the_exchange_knows(text):
    with pytest.raises(Invalid) as found:
        dialled(text)

    assert found.value.reason == "hidden"


@pytest.mark.parametrize(
    "name", ["Secrétariat", "Clinique privée du Parc", "Mme Inconnue-Martin", "Masquelier", ""]
)
def test_a_name_that_only_resembles_a_hidden_one_hides_nothing(name):
    assert dialled(f'"{name}" <sip:+33612345642@exchange.example>') == "+33612345642"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" - ", "empty"),
        ("sip:@exchange.example", "empty"),
        ("abc", "letters"),
        ("sip:alice@exchange.example", "letters"),
        ("06 12 34 56 42 poste 3", "letters"),
        ("06#12", "characters"),
        ("+", "characters"),
        ("06+12345642", "characters"),
        ("6" * 201, "length"),
    ],
)
def test_rubbish_is_refused_with_its_reason(text, reason):
    with pytest.raises(Invalid) as found:
        dialled(text)

    assert found.value.reason == reason


@given(st.text())
def test_any_text_gives_digits_or_one_short_reason_without_the_text(text):
    reason, where, signs = "", {}, "0"
    try:
        signs = dialled(text)
    except Invalid as fault:
        reason, where = fault.reason, fault.where

    assert reason in {"", "hidden", "empty", "letters", "characters", "length"}
    assert set(where) <= {"found"}
    assert re.fullmatch(r"\+?[0-9]+", signs)
