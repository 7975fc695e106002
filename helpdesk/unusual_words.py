"""Unusual looking-up, in words that ask and do not accuse."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.curiosity import Pattern
from carnet.domain.words import N_, NP_

PATTERNS: Final[Mapping[Pattern, str]] = {
    Pattern.SURNAME: N_("Des fiches au même nom que le sien."),
    Pattern.STREET: N_("Des fiches de sa rue, ou trop d’une même rue."),
    Pattern.NO_OUTCOME: N_("Des fiches ouvertes, sans rien faire ensuite."),
    Pattern.MANY: N_("Plus de quarante recherches en une heure."),
    Pattern.ORGANISATIONS: N_("Une fiche ouverte par plus de trois organisations."),
}

WORDS: Final[Mapping[str, str]] = {
    "unusual_title": NP_("unusual", "Recherches inhabituelles"),
    "unusual_line": N_("Ce ne sont pas des fautes. Ce sont des questions à poser."),
    "unusual_day": NP_("field", "Jour"),
    "unusual_key": NP_("key", "Voir ce jour"),
    "unusual_none": N_("Rien d’inhabituel ce jour-là."),
    "unusual_who": N_("Qui a cherché"),
    "unusual_what": N_("Ce qui étonne"),
    "unusual_people": NP_("column", "Personnes"),
    "unusual_count": NP_("column", "Fois"),
    "unusual_many": NP_("unusual", "Plusieurs organisations"),
    "unusual_no_names": N_("Aucun nom ici. Demandez à qui a cherché."),
    "unusual_street": N_("La rue où j’habite"),
    "unusual_street_line": N_("On pourra voir si vous ouvrez la fiche d’un voisin."),
    "unusual_street_kept": N_("Votre rue est gardée sans être lisible, même par vous."),
    "unusual_street_none": N_("Aucune rue n’est gardée."),
    "unusual_street_field": N_("Numéro et rue"),
    "unusual_place_field": N_("Code postal et commune"),
    "unusual_street_key": N_("Garder ma rue"),
    "unusual_street_forget": N_("Oublier ma rue"),
    "unusual_kept": N_("Votre rue est gardée."),
    "unusual_forgotten": N_("Aucune rue n’est gardée. Il faut la rue et la commune."),
}
