"""The team board in words."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.threshold import Level
from carnet.domain.words import N_, NP_

WORDS: Final[Mapping[str, str]] = {
    "team": NP_("title", "Équipe"),
    "team_waiting": NP_("board", "en attente"),
    "team_oldest": N_("la plus longue attente"),
    "team_minutes": NP_("team", "%(count)s min"),
    "team_promised": N_("rappels avant %(hour)s"),
    "team_present": N_("agents présents sur %(count)s"),
    "team_table": NP_("key", "En tableau"),
    "team_freeze": N_("Figer la page"),
    "team_frozen": N_("Page figée : elle ne change plus."),
    "team_refresh": N_("Mise à jour toutes les 5 secondes."),
    "team_no_listening": N_("Aucune écoute cachée. L’étape, jamais le contenu."),
    "team_agent": NP_("board", "Agent"),
    "team_state": NP_("board", "État"),
    "team_since": NP_("board", "Depuis"),
    "team_step": NP_("board", "Étape"),
    "team_nobody": N_("Personne de l’équipe n’a ouvert sa session."),
    "team_no_step": NP_("board", "Aucune"),
    "team_hand": NP_("board", "Main levée"),
    "team_to_do": N_("À faire maintenant"),
    "team_raises": N_("%(name)s lève la main"),
    "team_nothing": N_("Rien ne presse."),
    "team_free_are": N_("Libres : %(names)s."),
    "team_free_none": N_("Personne n’est libre en ce moment."),
    "team_reason": NP_("board", "Sujet"),
    "team_count": NP_("board", "En attente"),
    "team_longest": N_("Attente la plus longue"),
    "team_longest_is": N_("plus longue : %(count)s min"),
    "team_none_wait": NP_("team", "Personne n’attend."),
    "team_one_waits": N_("1 demande attend : %(subject)s."),
    "team_they_wait": N_("%(count)s demandes attendent. En tête : %(subject)s."),
    "team_half_hour": NP_("team", "Demi-heure"),
    "team_received": NP_("board", "Reçus"),
    "team_taken": NP_("board", "Pris"),
    "team_calls": N_("Appels par demi-heure"),
    "team_no_calls": N_("Aucun appel aujourd’hui."),
    "team_all_taken": N_("Tous les appels du jour ont été pris."),
    "team_missed": N_("À %(hour)s, %(count)s appels n’ont pas été pris."),
    "team_missed_one": N_("À %(hour)s, 1 appel n’a pas été pris."),
    "team_no_subject": N_("Sujet pas encore connu"),
    "team_step_number": NP_("team", "étape %(number)s"),
}

LEVELS: Final[Mapping[Level, tuple[str, str, str]]] = {
    Level.WELL: (NP_("level", "Bien"), "circle-check", "good"),
    Level.WATCH: (NP_("team", "À surveiller"), "alert-triangle", "warn"),
    Level.TOO_MUCH: (NP_("level", "Trop"), "square-x", "danger"),
}
"""Word, shape and colour of each level."""

STATES: Final[Mapping[str, tuple[str, str, str]]] = {
    "free": (NP_("agent", "Disponible"), "circle-check", "good"),
    "on_call": (NP_("agent", "En appel"), "headphones", "info"),
    "wrapping_up": (NP_("agent", "Fin d’appel"), "pencil", "warn"),
    "away": (NP_("agent", "En pause"), "coffee", "quiet"),
    "phone_off": (NP_("team", "Téléphone coupé"), "phone-off", "quiet"),
}
