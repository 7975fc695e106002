"""Each judge of wordings catches the fault that it is for, and lets the right sentence pass."""

import pytest

from words import style
from words.reading import reading_of, sentences_of, syllables_of, words_of

WRONG = [
    (style.length, "Vous pouvez refuser ou accepter ou attendre ou revenir ou appeler ou partir demain."),
    (style.synonyms, "Votre compte est ouvert."),
    (style.synonyms, "Prenez votre ticket."),
    (style.synonyms, "Tapez votre identifiant."),
    (style.synonyms, "Le praticien lit le fichier."),
    (style.synonyms, "Êtes-vous sûr\N{NO-BREAK SPACE}?"),
    (style.synonyms, "L’activer (recommandé)"),
    (style.channel, "Touchez votre langue."),
    (style.channel, "Cliquez ici."),
    (style.channel, "Choisissez dans la liste ci-dessous."),
    (style.channel, "La touche en rouge."),
    (style.typography, "Vous êtes là ?"),
    (style.typography, "Vous êtes là?"),
    (style.typography, "Attention\N{NARROW NO-BREAK SPACE}!"),
    (style.typography, "C'est fait."),
    (style.typography, "Dites « oui »."),
    (style.typography, "Appelez le 34 22."),
    (style.typography, "Appelez le 3422."),
    (style.typography, "De 8 h 30 à midi."),
    (style.typography, "Bonjour "),
    (style.whole, "Votre dossier est à"),
    (style.whole, ", puis validez."),
    (style.whole, "%(name)s"),
    (style.easy, "Votre contenu est gardé dix ans."),
    (style.easy, "Il reste 50 %."),
    (style.easy, "Louis XIV est là."),
    (style.easy, "Envoyez un SMS."),
    (style.easy, "Lisez ; puis validez."),
    (style.easy, "Titre\nVous êtes libre. Vous pourrez changer."),
    (style.easy, "Vous pouvez le fermer quand vous voulez et puis le rouvrir."),
]


@pytest.mark.parametrize(("judge", "text"), WRONG, ids=lambda value: getattr(value, "__name__", value))
def test_a_planted_fault_is_caught(judge, text):
    assert list(judge(text))


@pytest.mark.parametrize(
    "judge", [style.length, style.synonyms, style.channel, style.typography, style.whole, style.easy]
)
def test_a_good_sentence_passes(judge):
    assert list(judge("Sans réponse, il s’ouvre le %(opens_on)s.")) == []
    assert list(judge("Le téléphone est le 34\N{NO-BREAK SPACE}22. Il y a 12 signes.")) == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Le %(day)s.", "On that day."),
        ("Le %(day)s.", "On %(date)s."),
        ("Le %(day)s.", "On %(day)."),
        ("Titre\nLigne", "Title"),
        ("Oui", "Yes\nNo"),
        ("Oui", " "),
    ],
)
def test_a_translation_that_loses_a_hole_or_a_line_is_caught(source, text):
    assert list(style.pairing(source, text))


def test_a_translation_may_turn_its_holes_round():
    assert list(style.pairing("%(a)s et %(b)s", "%(b)s and %(a)s")) == []


def test_a_short_word_needs_a_context():
    assert list(style.context("Non", ""))
    assert list(style.context("Non", "answer")) == []
    assert list(style.context("Je ne sais pas", "")) == []


def test_sentences_end_at_a_stop_or_at_a_line():
    assert sentences_of("C’est fait. Merci\nAu revoir") == ["C’est fait.", "Merci", "Au revoir"]
    assert sentences_of("Le site est ameli.fr, pour vous.") == ["Le site est ameli.fr, pour vous."]


def test_words_are_counted_as_they_are_read():
    assert len(words_of("L’activer le %(day)s\N{NO-BREAK SPACE}?")) == 3
    assert len(words_of("De 8\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30 au 34\N{NO-BREAK SPACE}22")) == 4


@pytest.mark.parametrize(
    ("word", "count"),
    [("borne", 1), ("dossier", 2), ("remboursements", 4), ("santé", 2), ("je", 1), ("12", 1)],
)
def test_syllables_are_counted_without_silent_ends(word, count):
    assert syllables_of(word) == count


def test_a_hard_text_scores_below_an_easy_one():
    hard = "L’interopérabilité institutionnelle conditionne la dématérialisation administrative généralisée."

    assert reading_of([hard]).ease < 0 < 70 < reading_of(["Tapez le code de votre lettre."]).ease
