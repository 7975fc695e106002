"""How a contact ended, in words: groups, codes, and what each counts as. Which exist is ``carnet/reference/wrap_up.yaml``."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.words import N_, NP_
from carnet.domain.wrap_up import Figure

GROUPS: Final[Mapping[str, str]] = {
    "done": N_("Fait avec la personne"),
    "told": NP_("wrap-up", "Information donnée"),
    "sent_on": NP_("wrap-up", "Orientée ailleurs"),
    "goes_on": NP_("wrap-up", "Suite prévue"),
    "nothing": NP_("wrap-up", "Sans suite"),
}

CODES: Final[Mapping[str, str]] = {
    "activated": NP_("wrap-up", "Dossier activé"),
    "objected": NP_("wrap-up", "Refus enregistré"),
    "closed": NP_("wrap-up", "Dossier fermé"),
    "reopened": NP_("wrap-up", "Dossier rouvert"),
    "deletion_asked": NP_("wrap-up", "Effacement demandé"),
    "decides_later": N_("La personne décide plus tard"),
    "code_sent": N_("Nouveau code envoyé"),
    "explained": N_("Comment marche le dossier"),
    "readers": N_("Qui peut lire le dossier"),
    "relative": N_("Dossier d’un enfant ou d’un proche"),
    "to_fund": N_("Vers sa caisse"),
    "to_someone_beside": N_("Vers quelqu’un à côté d’elle"),
    "to_technicians": N_("Vers l’assistance technique"),
    "call_back": N_("Rappel à l’heure choisie"),
    "letter": N_("Lettre à envoyer"),
    "proof_missing": N_("Il manque une preuve"),
    "handed_over": N_("Appel transmis à une collègue ou un collègue"),
    "identity_not_shown": N_("Identité non vérifiée"),
    "cut_off": NP_("wrap-up", "Appel coupé"),
    "no_answer": N_("Personne ne répond"),
    "wrong_number": N_("Erreur de numéro"),
    "done_elsewhere": N_("Déjà fait ailleurs"),
}

FIGURES: Final[Mapping[Figure, str]] = {
    Figure.HELPED: N_("Compte comme une aide."),
    Figure.SENT_ON: N_("Compte comme une orientation."),
    Figure.GOES_ON: N_("Compte à la fin, avec son dernier code."),
    Figure.NOT_HELPED: N_("Compte comme un contact sans aide."),
    Figure.NOT_COUNTED: N_("Ne compte pas : personne n’était à aider."),
}
