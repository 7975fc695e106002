"""French as it is said."""

from web.speech.spoken.vocabulary import Vocabulary, by_initial, spelled

_DIGITS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")


def _pair(figures: str) -> str:
    """People say "zéro un, quarante-deux": the zero first, then the number."""
    if figures[0] == "0":
        return " ".join(_DIGITS[int(figure)] for figure in figures)
    return figures


def _clock(hour: int, minute: int) -> str:
    hours = "1 heure" if hour == 1 else f"{hour} heures"
    return f"{hours} {minute}" if minute else hours


FRENCH = Vocabulary(
    language="fr",
    digits=_DIGITS,
    letters={},
    # The alphabet of the French post and telephone service, which older people know.
    letter_words=by_initial(
        "Anatole Berthe Célestin Désiré Eugène François Gaston Henri Irma Joseph Kléber Louis Marcel "
        "Nicolas Oscar Pierre Quintal Raoul Suzanne Thérèse Ursule Victor William Xavier Yvonne Zoé"
    ),
    like="{letter} comme {word}",
    pair=_pair,
    clock=_clock,
    numbers={},
    titles={
        "M.": "Monsieur",
        "MM.": "Messieurs",
        "Mme": "Madame",
        "Mmes": "Mesdames",
        "Mlle": "Mademoiselle",
        "Dr": "docteur",
        "Dr.": "docteur",
        "Pr": "professeur",
        "Pr.": "professeur",
    },
    units={
        "mg": ("milligramme", "milligrammes"),
        "µg": ("microgramme", "microgrammes"),
        "g": ("gramme", "grammes"),
        "kg": ("kilo", "kilos"),
        "ml": ("millilitre", "millilitres"),
        "mL": ("millilitre", "millilitres"),
        "cl": ("centilitre", "centilitres"),
        "l": ("litre", "litres"),
        "mm": ("millimètre", "millimètres"),
        "cm": ("centimètre", "centimètres"),
        "m": ("mètre", "mètres"),
        "km": ("kilomètre", "kilomètres"),
        "h": ("heure", "heures"),
        "min": ("minute", "minutes"),
        "s": ("seconde", "secondes"),
        "j": ("jour", "jours"),
        "°C": ("degré", "degrés"),
        "°": ("degré", "degrés"),
        "%": ("pour cent", "pour cent"),
        "€": ("euro", "euros"),
    },
    signs={"&": " et ", "@": " arobase ", "+": " plus ", "=": " égale ", "/": ", "},
    said={
        **spelled("ALD AME APL ARS CNAM CNIL CNSA CPAM CSS DMP HAS INS IRM MDPH MSA NIA NIR PMI RGPD RSA"),
        "Caf": "caf",
        "EHPAD": "épade",
        "Ehpad": "épade",
        "CV": "C V",
        "RDV": "rendez-vous",
        "Rdv": "rendez-vous",
        "rdv": "rendez-vous",
        "n°": "numéro",
        "N°": "numéro",
        "tél.": "téléphone",
        "Tél.": "téléphone",
        "c.-à-d.": "c'est-à-dire",
        "p. ex.": "par exemple",
        "av.": "avenue",
        "bd": "boulevard",
        "bd.": "boulevard",
        "appt": "appartement",
        "env.": "environ",
        "ameli": "améli",
        "Ameli": "améli",
        "e-mail": "mél",
        "E-mail": "mél",
        "mail": "mél",
        "monespacesante": "mon espace santé",
        "www": "W W W",
        "Doctolib": "docto libe",
        "1re": "première",
        "1ère": "première",
        "2e": "deuxième",
        "3e": "troisième",
        "4e": "quatrième",
        "5e": "cinquième",
        "6e": "sixième",
        "7e": "septième",
        "8e": "huitième",
        "9e": "neuvième",
        "10e": "dixième",
    },
    dot="point",
)
