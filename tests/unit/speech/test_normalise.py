"""What is said for what is written, one table a language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.speech import Unvoiced, normalise, spell_code
from web.speech.tongues import TONGUES

FRENCH = [
    # Dates: figures become words of the calendar, and the first is "premier".
    ("Le 03/03/2026.", "Le 3 mars 2026."),
    ("Le 3/3/2026 et le 3.3.2026", "Le 3 mars 2026 et le 3 mars 2026"),
    ("2026-03-12", "12 mars 2026"),
    ("2026-12-01", "1er décembre 2026"),
    ("le 1 mars, le 21 mars", "le 1er mars, le 21 mars"),
    ("avant le 03/03", "avant le 3 mars"),
    ("00/03/1951, 00/00/1951", "mars 1951, 1951"),
    ("29/02", "29 février"),
    ("31/02/2026", "31, 02, 2026"),
    # Hours.
    ("10 h 20, 10h20, 10:20", "10 heures 20, 10 heures 20, 10 heures 20"),
    ("10\u00a0h\u00a020", "10 heures 20"),
    ("à 10 h, à 1 h, à 9 h 05, à 00:30", "à 10 heures, à 1 heure, à 9 heures 5, à 0 heures 30"),
    # NIR: figure by figure, in the groups of the card.
    ("2 51 03 63 999 001 18", "deux, cinq un, zéro trois, six trois, neuf neuf neuf, zéro zéro un, un huit"),
    ("251036399900118", "deux, cinq un, zéro trois, six trois, neuf neuf neuf, zéro zéro un, un huit"),
    ("1 85 05 2A 006 084", "un, huit cinq, zéro cinq, deux A, zéro zéro six, zéro huit quatre"),
    # Telephone: pairs.
    ("01 23 45 67 89", "zéro un, 23, 45, 67, 89"),
    ("06.00.45.07.89", "zéro six, zéro zéro, 45, zéro sept, 89"),
    ("0123456789", "zéro un, 23, 45, 67, 89"),
    ("+33 1 23 45 67 89", "plus 33, un, 23, 45, 67, 89"),
    ("0 800 123 056", "zéro, 800, 123, zéro cinq six"),
    ("Appelez le 3422.", "Appelez le 34 22."),
    ("le 34 22 ou le 3646", "le 34 22 ou le 36 46"),
    ("le 15, le 112, le 114", "le 15, le 112, le 114"),
    ("3422 €, 3 422 €", "3422 euros, 3 422 euros"),
    # Codes and serial numbers.
    (
        "K7QF-3H2M",
        "K comme Kléber; sept; Q comme Quintal; F comme François. trois; H comme Henri; deux; M comme Marcel",
    ),
    ("JEAN-MARC", "JEAN-MARC"),
    ("8025000002", "huit zéro deux, cinq zéro zéro, zéro zéro zéro, deux"),
    (
        "1234 5678 9012 3456",
        "un deux trois quatre, cinq six sept huit, neuf zéro un deux, trois quatre cinq six",
    ),
    ("1 234 567 €", "1 234 567 euros"),
    # Acronyms and abbreviations.
    ("le DMP, le NIR, la CPAM", "le D M P, le N I R, la C P A M"),
    ("M. Ba et Mme Ba", "Monsieur Ba et Madame Ba"),
    ("le Dr. Lô, le Pr Lô", "le docteur Lô, le professeur Lô"),
    ("J. Dupont", "J Dupont"),
    ("n° 3, N° 4", "numéro 3, numéro 4"),
    ("votre e-mail", "votre mél"),
    ("le 2e, la 3ème, la 1re", "le deuxième, la troisième, la première"),
    ("https://www.ameli.fr", "W W W point améli point F R"),
    ("monespacesante.fr.", "mon espace santé point F R."),
    # Units and signs.
    ("1 g, 3 mg, 2,5 ml", "1 gramme, 3 milligrammes, 2,5 millilitres"),
    ("le 1 s'ouvre", "le 1 s'ouvre"),
    ("50 %, 37,5 °C, 12,50 €", "50 pour cent, 37,5 degrés, 12,50 euros"),
    ("et/ou", "et, ou"),
    ("Lire & signer", "Lire et signer"),
    ("« Oui » !", "Oui!"),
    ("La touche « Oui » est à gauche : « Non » aussi.", "La touche, Oui, est à gauche: Non, aussi."),
    ("l’écran…", "l'écran."),
    ("[[a]] <b>gras</b>", "a b gras, b"),
]

ENGLISH = [
    ("On 03/03/2026", "On 3 March 2026"),
    ("2026-12-01", "1 December 2026"),
    ("at 10:20, 10:00, 14:00, 9:05", "at 10 20, 10 o'clock, 14 hours, 9 oh 5"),
    ("251036399900118", "two, five one, zero three, six three, nine nine nine, zero zero one, one eight"),
    ("01 23 45 67 89", "zero one, two three, four five, six seven, eight nine"),
    ("Call 3422, 3646", "Call three four two two, three six four six"),
    ("15, 112 or 114.", "one five, one one two or one one four."),
    ("112 €", "112 euros"),
    (
        "A7QF-3H2M",
        "A, as in Alfa; seven; Q, as in Quebec; F, as in Foxtrot. three; H, as in Hotel; two; M, as in Mike",
    ),
    ("your DMP", "your D M P"),
    ("Mr. Ba, Dr. Ba", "Mister Ba, Doctor Ba"),
    ("Say no. No. I wait.", "Say no. No. I wait."),
    ("3 mg, 1 kg, 50%", "3 milligrams, 1 kilo, 50 percent"),
    ("and/or", "and, or"),
]

ARABIC = [
    ("يوم 03/03/2026", "يَوْم 3 مارس 2026"),
    ("يوم ٠٣/٠٣/٢٠٢٦", "يَوْم 3 مارس 2026"),
    ("10:20", "10 و 20 دقيقة"),
    ("3422", "ثَلَاثَة أَرْبَعَة اثنان اثنان"),
    ("01 23 45 67 89", "صفر واحد, اثنان ثَلَاثَة, أَرْبَعَة خمسة, سِتَّة سبعة, ثمانية تسعة"),
    ("DMP", "دي إم بي"),
    ("K7", "K7"),
    ("و/أو", "و، أو"),
    ("50 %", "50 بِالْمِئَة"),
    ("يمكنك", "يُمْكِنُكَ"),
    # The engine loses a vowel that stands before the doubling sign, which is Unicode's own order.
    ("مد\u064e\u0651", "مد\u0651\u064e"),
]

CASES = [
    (language, written, said)
    for language, table in (("fr", FRENCH), ("fr@easy", FRENCH), ("en", ENGLISH), ("ar", ARABIC))
    for written, said in table
]


@pytest.mark.parametrize(("language", "written", "said"), CASES)
def test_what_is_written_is_said_as_people_say_it(language: str, written: str, said: str) -> None:
    assert normalise(written, language) == said


@pytest.mark.parametrize("language", TONGUES)
def test_each_sign_of_a_code_has_a_word_of_its_own(language: str) -> None:
    code = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"

    spoken = spell_code(code, language).replace(". ", "; ").split("; ")

    assert len(set(spoken)) == len(code)
    assert normalise(spell_code(code, language), language) == spell_code(code, language)


@pytest.mark.parametrize("language", TONGUES)
def test_a_code_is_spelled_in_groups_of_four(language: str) -> None:
    assert spell_code("k7qf-3h2m-9rtx", language).count(". ") == 2


@pytest.mark.parametrize("language", TONGUES)
def test_a_table_is_whole(language: str) -> None:
    vocabulary = TONGUES[language].vocabulary

    assert len(vocabulary.digits) == 10
    assert len(vocabulary.letter_words) == 26
    assert not set(vocabulary.letters) or len(vocabulary.letters) == 26


def test_a_language_without_a_voice_is_refused() -> None:
    with pytest.raises(Unvoiced, match="language"):
        normalise("Olá", "pt")


@given(st.text(alphabet=st.characters(codec=None, exclude_characters="\0")), st.sampled_from(sorted(TONGUES)))
def test_any_text_comes_out_speakable(text: str, language: str) -> None:
    spoken = normalise(text, language)

    spoken.encode()
    assert spoken == spoken.strip()
    assert spoken == "" or any(sign.isalnum() for sign in spoken)


@given(st.text(alphabet="0123456789 /:-.hABmg€%", max_size=40), st.sampled_from(sorted(TONGUES)))
def test_any_mix_of_figures_comes_out_speakable(text: str, language: str) -> None:
    normalise(text, language).encode()
