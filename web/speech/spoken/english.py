"""English as it is said, in the British way."""

from web.speech.spoken.vocabulary import Vocabulary, by_initial, spelled

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _pair(figures: str) -> str:
    return " ".join(_DIGITS[int(figure)] for figure in figures)


def _clock(hour: int, minute: int) -> str:
    if minute == 0:
        return f"{hour} o'clock" if 1 <= hour <= 12 else f"{hour} hours"
    return f"{hour} oh {minute}" if minute < 10 else f"{hour} {minute}"


ENGLISH = Vocabulary(
    language="en",
    digits=_DIGITS,
    letters={},
    letter_words=by_initial(
        "Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliet Kilo Lima Mike November Oscar "
        "Papa Quebec Romeo Sierra Tango Uniform Victor Whisky Xray Yankee Zulu"
    ),
    # The comma matters: without it the letter A is read as the article.
    like="{letter}, as in {word}",
    pair=_pair,
    clock=_clock,
    numbers={"112": "one one two", "114": "one one four", "15": "one five"},
    titles={
        "Mr.": "Mister",
        "Mrs.": "Missis",
        "Ms.": "Miz",
        "Dr.": "Doctor",
        "Prof.": "Professor",
        "St.": "Saint",
        "M.": "Mister",
        "Mme": "Madam",
    },
    units={
        "mg": ("milligram", "milligrams"),
        "µg": ("microgram", "micrograms"),
        "g": ("gram", "grams"),
        "kg": ("kilo", "kilos"),
        "ml": ("millilitre", "millilitres"),
        "mL": ("millilitre", "millilitres"),
        "cl": ("centilitre", "centilitres"),
        "l": ("litre", "litres"),
        "mm": ("millimetre", "millimetres"),
        "cm": ("centimetre", "centimetres"),
        "m": ("metre", "metres"),
        "km": ("kilometre", "kilometres"),
        "h": ("hour", "hours"),
        "min": ("minute", "minutes"),
        "s": ("second", "seconds"),
        "°C": ("degree", "degrees"),
        "°": ("degree", "degrees"),
        "%": ("percent", "percent"),
        "€": ("euro", "euros"),
    },
    signs={"&": " and ", "@": " at ", "+": " plus ", "=": " equals ", "/": ", "},
    said={
        **spelled("ALD AME ARS CNAM CPAM CSS DMP GP HAS INS MRI MSA NHS NIA NIR"),
        "tel.": "telephone",
        "Tel.": "telephone",
        "e.g.": "for example",
        "i.e.": "that is",
        "approx.": "about",
        "ameli": "ammelee",
        "Ameli": "ammelee",
        "Vitale": "veetal",
        "monespacesante": "mon espass santay",
        "Mon espace santé": "mon espass santay",
        "France services": "Fronss sairveess",
        "www": "W W W",
    },
    dot="dot",
)
