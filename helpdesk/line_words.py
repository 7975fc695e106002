"""The line in words: where the agent is, who calls, and what ends a call."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.words import N_, NP_

STATES: Final[Mapping[str, str]] = {
    "free": NP_("agent", "Disponible"),
    "on_call": NP_("agent", "En appel"),
    "wrapping_up": NP_("agent", "Fin d’appel"),
    "away": NP_("agent", "En pause"),
    "phone_off": NP_("agent", "Téléphone coupé"),
}

PHASES: Final[Mapping[str, str]] = {
    "ringing": NP_("call", "Appel entrant"),
    "talking": NP_("call", "Personne en ligne"),
    "after": NP_("call", "Fin d’appel"),
}

WORDS: Final[Mapping[str, str]] = {
    "line": NP_("head", "Ma ligne"),
    "line_since": NP_("agent", "%(minutes)s min"),
    "line_away": NP_("key", "Pause"),
    "line_off": NP_("key", "Couper"),
    "line_phone_off": N_("Couper le téléphone"),
    "line_hand": N_("Lever la main"),
    "line_call": NP_("key", "Appel"),
    "line_by_hand": NP_("key", "Nouvel appel"),
    "line_hidden": NP_("call", "Numéro masqué"),
    "line_untold": NP_("call", "Sans numéro"),
    "line_maybe": NP_("call", "Peut-être :"),
    "line_several": N_("Plusieurs personnes ont ce numéro. Demandez qui appelle."),
    "line_nobody": N_("Personne n’est connu à ce numéro."),
    "line_hidden_line": N_("Cherchez avec ce que la personne dit."),
    "line_open": N_("Ouvrir sans nom"),
    "line_it_is": N_("Ouvrir, c’est :"),
    "line_case": N_("Revenir au dossier"),
    "line_hang_up": NP_("key", "J’ai raccroché"),
    "line_free": N_("Je suis disponible"),
    "line_after_line": N_("Le prochain appel attend %(seconds)s secondes au plus. Le dossier reste ouvert."),
    "line_dial": NP_("key", "Rappeler"),
    "line_dial_now": N_("Appeler le %(number)s"),
    "said_line_gone": N_("Cet appel est fini."),
    "said_line_refused": N_("Cette fiche ne s’ouvre plus. Cherchez encore."),
}
