"""The same pace in every language: 3.0 syllables a second, and 120 to 125 words a minute in French (A80, A81)."""

from dataclasses import dataclass

import pytest

from web.speech.loudness import SAMPLE_RATE
from web.speech.reader import Reader
from web.speech.recipe import LEAD_S, TAIL_S
from web.speech.tongues import TONGUES


@dataclass(frozen=True)
class Counted:
    """A text of short sentences, as on the screens, and the same with a hyphen between syllables as spoken."""

    text: str
    syllables: str

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def count(self) -> int:
        return sum(1 + word.count("-") for word in self.syllables.split())


FRENCH = Counted(
    "Bonjour. Vous avez reçu une lettre de l’Assurance maladie. Cette lettre parle de votre espace santé. "
    "Vous pouvez l’ouvrir tout de suite, ou dire non. Vous pouvez aussi choisir plus tard, avec votre médecin. "
    "Les trois choix sont égaux. Personne ne décide à votre place. Si vous ne savez pas, demandez de l’aide. "
    "Nous sommes là pour vous.",
    "bon-jour vous a-vez re-çu une lettre de l’As-su-rance ma-la-die cette lettre parle de votre es-pace san-té "
    "vous pou-vez l’ou-vrir tout de suite ou dire non vous pou-vez aus-si choi-sir plus tard a-vec votre mé-de-cin "
    "les trois choix sont é-gaux per-sonne ne dé-cide à votre place si vous ne sa-vez pas de-man-dez de l’aide "
    "nous sommes là pour vous",
)

COUNTED = {
    "fr": FRENCH,
    "fr@easy": FRENCH,
    "en": Counted(
        "Good morning. You have received a letter from the health insurance. This letter is about your health "
        "space. You can open this space now, or say no. You can also choose later, with your doctor. The three "
        "choices are equal. Nobody decides for you. If you do not know, ask for help.",
        "good mor-ning you have re-ceived a let-ter from the health in-su-rance this let-ter is a-bout your health "
        "space you can o-pen this space now or say no you can al-so choose la-ter with your doc-tor the three "
        "choi-ces are e-qual no-bo-dy de-cides for you if you do not know ask for help",
    ),
    "ar": Counted(
        "صَبَاحُ الْخَيْرِ. هٰذِهِ الرِّسَالَةُ مِنَ التَّأْمِينِ الصِّحِّيِّ. يُمْكِنُكَ فَتْحُ فَضَائِكَ الصِّحِّيِّ الْآن. "
        "يُمْكِنُكَ أَيْضًا رَفْضُ ذٰلِك. يُمْكِنُكَ أَنْ تُقَرِّرَ لَاحِقًا مَعَ طَبِيبِك. الْخِيَارَاتُ الثَّلَاثَةُ مُتَسَاوِيَة. "
        "إِذَا كُنْتَ لَا تَعْرِف، فَاطْلُبِ الْمُسَاعَدَةَ مِنْ شَخْص.",
        "sa-ba-hul khay-ri ha-dhi-hir ri-sa-la-tu mi-nat ta’-mi-nis sih-hi-yi yum-ki-nu-ka fat-hu fa-da-’i-kas "
        "sih-hi-yil an yum-ki-nu-ka ay-dan raf-du dha-lik yum-ki-nu-ka an tu-qar-ri-ra la-hi-qan ma-’a ta-bi-bik "
        "al-khi-ya-ra-tuth tha-la-tha-tu mu-ta-sa-wi-ya i-dha kun-ta la ta’-rif fat-lu-bil mu-sa-’a-da-ta min shakhs",
    ),
}


def seconds(reader: Reader, language: str, speed: float = 1.0) -> float:
    return len(reader.read(COUNTED[language].text, language, speed)) / SAMPLE_RATE - LEAD_S - TAIL_S


@pytest.mark.parametrize("language", TONGUES)
def test_every_language_is_spoken_at_three_syllables_a_second(reader: Reader, language: str) -> None:
    assert 2.7 <= COUNTED[language].count / seconds(reader, language) <= 3.3


def test_french_is_spoken_at_120_to_125_words_a_minute(reader: Reader) -> None:
    assert 55 <= FRENCH.words <= 65
    assert 120 <= FRENCH.words / seconds(reader, "fr") * 60 <= 125


@pytest.mark.parametrize("language", TONGUES)
def test_a_text_and_its_syllables_are_the_same_words(language: str) -> None:
    counted = COUNTED[language]

    assert len(counted.syllables.split()) == counted.words


def test_speed_is_heard(reader: Reader) -> None:
    normal = seconds(reader, "fr")

    assert seconds(reader, "fr", 0.75) > normal * 1.2
    assert seconds(reader, "fr", 1.5) < normal / 1.3
