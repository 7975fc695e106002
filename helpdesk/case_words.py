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
    "opened": NP_("line", "Dossier d’aide ouvert"),
    "taken": NP_("line", "Pris"),
    "asked_again": N_("Quelqu’un d’autre appelle au même endroit"),
    "handed_back": NP_("line", "Remis dans la file"),
    "paused": NP_("line", "En attente de la personne"),
    "open": NP_("line", "Repris"),
    "closed": NP_("line", "Terminé"),
    "reopened": NP_("line", "Rouvert"),
    "note": NP_("line", "Note"),
    "promised": NP_("line", "Rappel promis"),
    "tried": NP_("line", "Rappel essayé"),
    "letter": N_("Lettre envoyée après trois essais"),
    "no_letter": N_("Personne à joindre par courrier"),
    "promise_given_up": NP_("line", "Rappel annulé"),
    "offered": NP_("line", "Dossier proposé"),
    "handed_over": NP_("line", "Main passée"),
    "offer_refused": NP_("line", "Proposition refusée"),
    "referred": NP_("line", "Orienté vers un lieu"),
    "corrected": N_("Sujet, priorité ou étiquette changés"),
    "to_check": N_("À vérifier : l’appel est fini, le dossier reste ouvert"),
    "about": N_("La personne est reconnue"),
}

DOING: Final[Mapping[str, str]] = {
    "reading": N_("%(name)s lit aussi ce dossier."),
    "writing": N_("%(name)s écrit dans ce dossier."),
}

WORDS: Final[Mapping[str, str]] = {
    "case": NP_("title", "Dossier"),
    "case_no_subject": N_("Sujet à préciser"),
    "case_history": NP_("card", "Ce qui s’est passé"),
    "case_note": NP_("card", "Note"),
    "case_note_line": N_("Pas de santé ici, pas de code, pas de numéro."),
    "case_note_key": N_("Ajouter la note"),
    "case_kept": NP_("state", "Brouillon gardé"),
    "case_end": N_("Comment cela finit"),
    "case_end_line": N_("Un code est exigé. Deux touches suffisent."),
    "case_ended": NP_("case", "Fini par :"),
    "case_hand_back": N_("Remettre dans la file"),
    "case_pause": N_("Attendre la personne"),
    "case_go_on": N_("Reprendre le travail"),
    "case_reopen": NP_("key", "Rouvrir"),
    "case_free": N_("Personne ne l’a en main."),
    "case_in_hand": NP_("case", "En main :"),
    "case_known": N_("Ce que l’on sait"),
    "case_subject": NP_("field", "Sujet"),
    "case_priority": NP_("field", "Priorité"),
    "case_labels": NP_("field", "Étiquettes"),
    "case_nothing": NP_("field", "rien"),
    "case_correct": NP_("key", "Enregistrer"),
    "case_goes_on": NP_("card", "La suite"),
    "case_to_script": N_("Revenir à la visite"),
    "case_conflict": N_("Deux versions : choisissez, ligne par ligne"),
    "case_conflict_line": N_("%(name)s a enregistré avant vous. Rien n’est perdu."),
    "case_theirs": N_("Ce qui est enregistré"),
    "case_mine": N_("Ce que vous avez choisi"),
    "case_their_note": N_("La dernière note de votre collègue"),
    "case_my_note": N_("Votre note, pas encore ajoutée"),
    "case_choose": N_("Garder ces choix"),
    "case_away_session": N_("Votre session est fermée. Votre note reste ici."),
    "case_away_key": N_("Ouvrir ma session dans un autre onglet"),
    "case_away_line": N_("Ensuite, la note repart d’elle-même."),
    "case_away_network": N_("Le réseau est coupé. Votre note reste ici, et repart toute seule."),
    "said_saved": N_("Les changements sont enregistrés."),
    "said_same": N_("Rien n’a changé."),
    "said_unknown": N_("Ce choix n’existe pas. Choisissez dans la liste."),
    "said_promised_first": N_("Un rappel est promis. Tenez-le, ou annulez-le d’abord."),
    "said_written": N_("La note est ajoutée."),
    "said_empty": N_("La note est vide : rien n’est ajouté. Écrivez, puis ajoutez."),
    "said_no_code": N_("Il manque le code de fin. Choisissez-en un, par exemple « Refus enregistré »."),
    "said_moved": N_("Ce dossier a changé entre-temps. Le voici à jour. Votre note est gardée."),
    "said_handed_back": N_("Le dossier est dans la file, pour qui vient."),
    "said_paused": N_("Le dossier attend la personne. Son délai s’arrête."),
    "said_open": N_("Le dossier est repris. Son délai court."),
    "said_not_yours": N_("Une autre personne a fini ce dossier d’aide. Elle le rouvre, ou la ligne."),
    "said_not_in_hand": N_("Prenez d’abord ce dossier d’aide en main."),
    "said_reopened": N_("Le dossier d’aide est rouvert. Son délai repart."),
}
