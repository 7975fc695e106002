"""Handing a case over, and sending one on, in words. Names begin with ``handed_``."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.words import N_, NP_

REASONS: Final[Mapping[str, str]] = {
    "busy": N_("Je suis avec une autre personne"),
    "other_skill": N_("Je ne sais pas faire cela"),
    "leaving": N_("Je termine ma journée"),
    "sent_wrong": N_("Ce n’est pas pour moi"),
}

STAGES: Final[Mapping[str, str]] = {
    "waits": N_("Proposé à %(name)s. Le dossier reste à vous en attendant."),
    "accepted": N_("%(name)s a pris le dossier."),
    "refused": N_("%(name)s ne peut pas : « %(reason)s ». Le dossier est à vous."),
    "returned": N_("Personne n’a répondu en 30 secondes. Le dossier est à vous."),
}

CHECKED: Final[Mapping[str, str]] = {
    "nothing": N_("Identité pas encore vérifiée."),
    "recognised": N_("Personne reconnue. Identité pas encore vérifiée."),
    "proved": N_("Identité vérifiée. Elle reste valable : ne redemandez rien."),
    "proved_elsewhere": N_("Identité vérifiée ailleurs. Elle se prouve de nouveau ici."),
}

WORDS: Final[Mapping[str, str]] = {
    "handed_card": N_("Passer la main"),
    "handed_to": NP_("field", "À qui"),
    "handed_line": N_("La ligne 34 22, qui est libre"),
    "handed_key": N_("Proposer le dossier"),
    "handed_wait": N_("Vous gardez le dossier tant que personne ne l’accepte."),
    "handed_offer": N_("%(name)s vous passe un dossier."),
    "handed_where": N_("Où elle en est :"),
    "handed_last": N_("Les trois derniers faits"),
    "handed_checked": NP_("handed", "Déjà vérifié"),
    "handed_accept": N_("Accepter le dossier"),
    "handed_refuse": NP_("key", "Refuser"),
    "handed_why": N_("Pourquoi ? Votre collègue le lit."),
    "handed_the_line": N_("la ligne 34 22"),
    "handed_colleague": N_("un ou une collègue"),
    "handed_on": N_("Orienter vers un lieu"),
    "handed_agrees": N_("La personne veut bien que la suite me revienne"),
    "handed_on_key": N_("Orienter le dossier"),
    "handed_on_line": N_("Le lieu reçoit le numéro du dossier, aucun texte."),
    "handed_places": NP_("title", "Orientations"),
    "handed_here": N_("Orientés vers votre lieu"),
    "handed_here_none": N_("Aucun dossier n’attend votre lieu."),
    "handed_mine": N_("Ce que j’ai orienté"),
    "handed_mine_none": N_("Vous n’avez rien orienté."),
    "handed_not_told": N_("La personne n’a pas souhaité que la suite soit dite."),
    "handed_goes_on": N_("Pas encore fini."),
    "said_offered": N_("Le dossier est proposé. La réponse s’affiche ici, en 30 secondes."),
    "said_nobody": N_("Cette personne n’est plus à son poste. Choisissez-en une autre."),
    "said_accepted": N_("Le dossier est à vous. Reprenez où elle en est."),
    "said_refused": N_("Votre collègue garde le dossier et lit pourquoi."),
    "said_late": N_("Trop tard : le dossier est déjà pris, ou rendu."),
    "said_occupied": N_("Finissez d’abord la visite ouverte ici."),
    "said_referred": N_("Le dossier est orienté, par son numéro."),
}
