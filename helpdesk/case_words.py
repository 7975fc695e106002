"""Cases in words: where they come from, how they stand, what was done."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.words import N_, NP_

CHANNELS: Final[Mapping[str, str]] = {
    "kiosk": NP_("channel", "Borne"),
    "phone": NP_("channel", "Téléphone"),
    "counter": NP_("channel", "Guichet"),
    "paper": NP_("channel", "Courrier"),
    "text": NP_("channel", "Texte"),
}

STATES: Final[Mapping[str, str]] = {
    "open": NP_("case", "À traiter"),
    "paused": N_("Attend la personne"),
    "promised": NP_("case", "Rappel promis"),
    "closed": NP_("case", "Terminé"),
}

LINES: Final[Mapping[str, str]] = {
    "opened": NP_("line", "Dossier ouvert"),
    "taken": NP_("line", "Pris"),
    "handed_back": NP_("line", "Remis dans la file"),
    "paused": NP_("line", "En attente de la personne"),
    "open": NP_("line", "Repris"),
    "closed": NP_("line", "Terminé"),
    "reopened": NP_("line", "Rouvert"),
    "note": NP_("line", "Note"),
}

DOING: Final[Mapping[str, str]] = {
    "reading": N_("%(name)s lit aussi ce dossier."),
    "writing": N_("%(name)s écrit dans ce dossier."),
}

WORDS: Final[Mapping[str, str]] = {
    "case": NP_("title", "Dossier"),
    "no_subject": N_("Sujet à préciser"),
    "history": NP_("card", "Ce qui s’est passé"),
    "note": NP_("card", "Note"),
    "note_line": N_("Pas de santé ici, pas de code, pas de numéro."),
    "note_key": N_("Ajouter la note"),
    "kept": NP_("state", "Brouillon gardé"),
    "end": N_("Comment cela finit"),
    "end_line": N_("Un code est exigé. Deux touches suffisent."),
    "ended": NP_("case", "Fini par :"),
    "hand_back": N_("Remettre dans la file"),
    "pause": N_("Attendre la personne"),
    "go_on": N_("Reprendre le travail"),
    "reopen": NP_("key", "Rouvrir"),
    "free": N_("Personne ne l’a en main."),
    "in_hand": NP_("case", "En main :"),
    "said_written": N_("La note est ajoutée."),
    "said_empty": N_("La note est vide : rien n’est ajouté. Écrivez, puis ajoutez."),
    "said_no_code": N_("Il manque le code de fin. Choisissez-en un, par exemple « Refus enregistré »."),
    "said_moved": N_("Ce dossier a changé entre-temps. Le voici à jour. Votre note est gardée."),
    "said_handed_back": N_("Le dossier est dans la file, pour qui vient."),
    "said_paused": N_("Le dossier attend la personne. Son délai s’arrête."),
    "said_open": N_("Le dossier est repris. Son délai court."),
    "said_reopened": N_("Le dossier est rouvert. Son délai repart."),
}
