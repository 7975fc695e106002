"""Arabic as it is said.

Words of the French administration are written as they sound: the engine reads Latin letters with its
English voice. Frequent words carry their vowel signs: without them the engine leaves most vowels out.
"""

from web.speech.spoken.arabic_words import WORDS
from web.speech.spoken.vocabulary import Vocabulary, by_initial

_DIGITS = ("صفر", "واحد", "اثنان", "ثَلَاثَة", "أَرْبَعَة", "خمسة", "سِتَّة", "سبعة", "ثمانية", "تسعة")

# The names that keyboards, number plates and newsreaders use from Morocco to Iraq.
_LETTERS = by_initial(
    "إيه بي سي دي إي إف جي إتش آي جيه كيه إل إم إن أو بي كيو آر إس تي يو في دبليو إكس وَاي زَد"
)

_UNITS = {
    "mg": "مِلِيغْرَام",
    "ملغ": "مِلِيغْرَام",
    "مغ": "مِلِيغْرَام",
    "g": "غرام",
    "غ": "غرام",
    "kg": "كِيلُوغْرَام",
    "كغ": "كِيلُوغْرَام",
    "ml": "مِلِيلِتْر",
    "مل": "مِلِيلِتْر",
    "cm": "سَنْتِيمِتْر",
    "سم": "سَنْتِيمِتْر",
    "km": "كيلومتر",
    "كم": "كيلومتر",
    "°C": "درجة",
    "°": "درجة",
    "%": "بِالْمِئَة",
    "٪": "بِالْمِئَة",
    "€": "يورو",
}


def _pair(figures: str) -> str:
    return " ".join(_DIGITS[int(figure)] for figure in figures)


def _clock(hour: int, minute: int) -> str:
    return f"{hour} و {minute} دقيقة" if minute else str(hour)


def _letter_by_letter(acronyms: str) -> dict[str, str]:
    return {acronym: " ".join(_LETTERS[letter] for letter in acronym) for acronym in acronyms.split()}


ARABIC = Vocabulary(
    language="ar",
    digits=_DIGITS,
    letters=_LETTERS,
    # Cities and countries whose Latin first letter is well known.
    letter_words=by_initial(
        "أمستردام برلين كندا دكار إكوادور فَرَنْسَا غانا هولندا إيطاليا جاكرتا كينيا لندن مدريد نيويورك أوسلو "
        "باريس قطر روما سنغال تونس أوروغواي فيينا وَاشِنْطُن زيروكس يوكوهاما زنجبار"
    ),
    like="{letter} مثل {word}",
    pair=_pair,
    clock=_clock,
    numbers={},
    titles={"د.": "الدكتور", "M.": "السيد", "Mme": "السيدة", "Dr": "الدكتور", "Dr.": "الدكتور"},
    units={unit: (word, word) for unit, word in _UNITS.items()},
    signs={"&": " و ", "@": " آت ", "+": " زائد ", "=": " يساوي ", "/": "، "},
    said={
        **WORDS,
        **_letter_by_letter("ALD AME CAF CNAM CPAM CSS DMP INS NIA NIR PDF QR SMS"),
        "ameli": "أَمِيلِي",
        "Vitale": "فِيتَال",
        "carte Vitale": "كَارْت فِيتَال",
        "Mon espace santé": "مُون إِسْبَاس سَانْتِي",
        "monespacesante": "مُون إِسْبَاس سَانْتِي",
        "Assurance Maladie": "أَسُورَانْس مَالَادِي",
        "France services": "فْرَانْس سِرْفِيس",
        "FranceConnect": "فْرَانْس كُونِكْت",
        "يمكنك": "يُمْكِنُكَ",
        "يمكنكم": "يُمْكِنُكُم",
        "فضاؤك": "فَضَاؤُكَ",
        "فضائك": "فَضَائِكَ",
        "فضاءك": "فَضَاءَكَ",
        "بطاقتك": "بِطَاقَتُكَ",
        "رسالتك": "رِسَالَتُكَ",
        "رمزك": "رَمْزُكَ",
        "رقمك": "رَقْمُكَ",
        "طبيبك": "طَبِيبُكَ",
        "اضغط": "إِضْغَطْ",
        "اكتب": "أُكْتُبْ",
        "اختر": "إِخْتَرْ",
        "اطلب": "أُطْلُبْ",
        "لديك": "لَدَيْكَ",
        "تعرف": "تَعْرِفْ",
        "أن": "أَنْ",
    },
    dot="نقطة",
)
