"""The house rules of wording, as functions from a text to what is wrong with it. No list of exceptions is hidden here.

Sources: design, section 6 (tone); accessibility checklist A49, A51, A53; FALC, European rules for easy-to-read information.
"""

import re
from collections.abc import Iterator

from words.reading import sentences_of, words_of

NO_BREAK = "\N{NO-BREAK SPACE}"
HOLE = re.compile(r"%\(\w+\)s")

LONGEST_SENTENCE = 12
LONGEST_EASY_SENTENCE = 10
LONGEST_SCREEN = 60

# One word for one thing: what each of these is called here stands beside it.
SYNONYMS = {
    r"comptes?": "dossier",
    r"fichiers?": "document",
    r"praticiens?|praticiennes?": "soignant",
    r"identifiants?": "numéro",
    r"tickets?": "preuve",
}
PRESSURE = r"êtes-vous sûre?|recommandée?s?|conseillée?s?|attention, |félicitations|bravo|merci"

# Only a finger, a mouse or an eye can follow these; the same sentence is spoken and read by an agent.
ONE_CHANNEL = (
    r"touchez|cliquez|glissez|appuyez|ci-dessous|ci-dessus|ci-contre|boutons?|icônes?|pictogrammes?|"
    r"en (rouge|vert|bleu|jaune|gris)|à (gauche|droite) de l’écran|en (haut|bas) de l’écran"
)

_EASY_FORBIDDEN = {
    "a share of a hundred": r"%(?!\()|pour cent",
    "a Roman numeral": r"(?<![\w’])(?=[IVXLCDM]{2,})[IVXLCDM]+(?!\w)",
    "initials that nobody explains": r"(?<![\w])(?!ABCD|EFGH|JKMN)[A-ZÉ]{2,}(?!\w)",
    "a sign that is hard to read": r"[;&*/#@()\[\]…—–]|\.\.",
    "a number in letters": (
        r"(?<![\w’])(deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|cent|mille)(?!\w)"
    ),
    "a word cut in two": "\u00ad|\u2010",
}


def _has(pattern: str, text: str) -> re.Match[str] | None:
    return re.search(rf"(?<![\w’-])(?:{pattern})(?![\w-])", text, re.IGNORECASE)


def typography(text: str) -> Iterator[str]:
    """Yield faults of French typography: straight apostrophes, spaces that may break, spaces that are missing."""
    if "'" in text or '"' in text:
        yield "a straight apostrophe or quotation mark"
    if "\N{NARROW NO-BREAK SPACE}" in text:
        yield "a narrow no-break space, which the fonts lack"
    if re.search(rf"(?<!{NO_BREAK})[:;?!»](?!\d)", text) or re.search(rf"«(?!{NO_BREAK})", text):
        yield "a double sign without its no-break space"
    if re.search(r"(?<!\d)\d\d \d\d(?!\d| \d)|\d h( |\d)|\d{4}\b(?<=3422|3646)", text):
        yield "a number or an hour that may break"
    if re.search(r"  | \n|\n |\n$|^ | $", text):
        yield "a space too many"


def synonyms(text: str) -> Iterator[str]:
    """Yield words that have another name here, and words that push."""
    for pattern, ours in SYNONYMS.items():
        if found := _has(pattern, text):
            yield f"« {found[0]} » is called « {ours} » here"
    if found := _has(PRESSURE, text):
        yield f"« {found[0]} » pushes"


def channel(text: str) -> Iterator[str]:
    """Yield words that only one channel can follow."""
    if found := _has(ONE_CHANNEL, text):
        yield f"« {found[0]} » speaks to one channel only"


def length(text: str, longest: int = LONGEST_SENTENCE) -> Iterator[str]:
    """Yield sentences with more words than one breath."""
    for sentence in sentences_of(text):
        if len(words_of(sentence)) > longest:
            yield f"{len(words_of(sentence))} words: {sentence}"


def easy(text: str) -> Iterator[str]:
    """Yield what the rules of easy-to-read text forbid; below a title, a line holds one sentence."""
    yield from length(text, LONGEST_EASY_SENTENCE)
    shown = HOLE.sub("x", text)
    for name, pattern in _EASY_FORBIDDEN.items():
        if found := re.search(pattern, shown):
            yield f"{name}: {found[0]}"
    title, *lines = text.split("\n")
    if len(sentences_of(title)) > (2 if lines else 3):
        yield f"too many sentences at once: {title}"
    for line in lines:
        if len(sentences_of(line)) > 1:
            yield f"more than one sentence on a line: {line}"


def pairing(source: str, text: str) -> Iterator[str]:
    """Yield what a translation lost or added: the holes, and the lines (the first is the title)."""
    if sorted(HOLE.findall(source)) != sorted(HOLE.findall(text)):
        yield "other holes than the French"
    if source.count("\n") != text.count("\n"):
        yield "other lines than the French"
    if re.search(r"%(?!\(\w+\)s|%)", text):
        yield "a per cent sign that no value fills"
    if source.strip() and not text.strip():
        yield "nothing"


def context(text: str, given: str) -> Iterator[str]:
    """Yield a word that cannot be translated alone: fewer than three words and no context."""
    if not given and len(text.split()) < 3:
        yield "fewer than three words without a context"


def whole(text: str) -> Iterator[str]:
    """Yield signs that a sentence is a piece of one: it begins in the middle, ends open, or is mostly a hole."""
    if re.match(r"[ ,.;:)]", text) or re.search(r"(?:[,;(]|\b(?:le|la|les|de|du|des|et|à|un|une))$", text):
        yield "a piece of a sentence"
    if HOLE.sub("", text).strip(f" {NO_BREAK}:.,") == "":
        yield "nothing but a hole"
