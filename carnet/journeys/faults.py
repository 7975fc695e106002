"""What to say when an answer cannot be read: what happened, how to mend it, an example. Never the answer itself."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.errors import Invalid
from carnet.domain.words import N_

FAULTS: Final[Mapping[tuple[str, str], str]] = {
    ("code", "missing"): N_("Le code a 12 signes : il en manque %(missing)s. Par exemple ABCD EFGH JKMN."),
    ("code", "extra"): N_("Le code a 12 signes : %(extra)s de trop."),
    ("code", "characters"): N_(
        "Un signe n’existe pas dans les codes, groupe %(group)s. Il n’y a pas de 0, O, 1, I ou L."
    ),
    ("code", "group"): N_("Vérifiez le groupe %(group)s : un signe n’est pas le bon."),
    ("code", "key"): N_("Le carré a été mal lu. Montrez-le encore, ou tapez le code."),
    ("nir", "length"): N_("Le numéro a 15 signes. Par exemple 2 51 03 63 999 001 18."),
    ("nir", "characters"): N_("Le numéro a seulement des chiffres, ou 2A et 2B. Zéro se tape 0, pas O."),
    ("nir", "sex"): N_("Le premier chiffre est 1 ou 2. Regardez encore la carte."),
    ("nir", "month"): N_("Le mois n’est pas possible : chiffres 4 et 5. Regardez encore la carte."),
    ("nir", "department"): N_("Le département n’existe pas : chiffres 6 et 7. Regardez encore la carte."),
    ("nir", "key"): N_("Un chiffre n’est pas le bon. Comparez chaque groupe avec la carte."),
    ("birth_date", "length"): N_("La date a 8 chiffres : jour, mois, année. Par exemple 08 03 1951."),
    ("birth_date", "characters"): N_("La date a seulement des chiffres. Par exemple 08 03 1951."),
    ("birth_date", "day"): N_("Ce jour n’existe pas. Jour inconnu : tapez 00."),
    ("birth_date", "month"): N_("Le mois va de 01 à 12. Mois inconnu : tapez 00."),
    ("birth_date", "year"): N_("L’année a 4 chiffres. Par exemple 1951."),
    ("birth_date", "future"): N_("Cette date n’est pas encore arrivée. Vérifiez l’année."),
    ("serial", "length"): N_("Avec une photo : les 11 derniers chiffres. Sans photo : de 8 à 13 chiffres."),
    ("serial", "characters"): N_("Le numéro de carte a seulement des chiffres. Zéro se tape 0, pas O."),
    ("resume_code", "missing"): N_("Le code de reprise a 8 signes : il en manque %(missing)s."),
    ("resume_code", "extra"): N_("Le code de reprise a 8 signes : %(extra)s de trop."),
    ("resume_code", "characters"): N_(
        "Un signe n’existe pas dans les codes. Il n’y a pas de 0, O, 1, I ou L."
    ),
    ("choice", "choice"): N_("Choisissez une des réponses."),
}
EMPTY: Final = N_("Rien n’est encore tapé. Tapez les signes, puis validez.")


def sentence_of(kind: str, fault: Invalid, is_empty: bool) -> tuple[str, Mapping[str, object]]:
    """Return the sentence for a fault and the places it names."""
    if is_empty and kind != "choice":
        return EMPTY, {}
    reasons = [name for name in ("missing", "extra") if name in fault.where] + [fault.reason]
    found = next(
        (FAULTS[kind, reason] for reason in reasons if (kind, reason) in FAULTS), FAULTS["choice", "choice"]
    )
    return found, fault.where
