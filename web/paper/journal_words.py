"""What a person reads of the journal about them: when, what, who, why. No sentence tells a choice, a number or an address."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.words import N_

TITLE: Final = N_("Qui a vu votre dossier")
INTRO: Final = (
    N_("Voici qui a regardé ou agi, et quand."),
    N_("Le plus récent est en premier. Il y a soixante lignes au plus."),
    N_("Ce que contient Mon espace santé n’est pas ici."),
)
NOTHING: Final = N_("Personne n’a regardé, et rien n’a été fait.")
WARNING: Final = (N_("Quelque chose vous étonne ?"), N_("Appelez le 34 22, ou montrez cette feuille."))

WHEN: Final = N_("Le %(day)s, à %(hour)s")
CARD: Final = N_("Quelqu’un a ouvert votre fiche.")
CASE: Final = N_("Quelqu’un a suivi votre demande d’aide.")
BY_DATE: Final = N_("Mon espace santé a changé à une date prévue.")
CHOICE: Final = N_("Un choix a été demandé ou enregistré.")
ACTS: Final[Mapping[str, str]] = {
    "open_card": CARD,
    "check_identity": N_("Quelqu’un a vérifié qui appelait."),
    "identify": N_("Votre identité a été vérifiée."),
    "send_code": N_("Un nouveau code a été demandé."),
    "send_news": N_("Une lettre est partie chez vous."),
    "notify": N_("Une lettre est partie chez vous."),
    "keep_receipt": N_("Une preuve a été gardée."),
    "show_journal": N_("Cette liste a été demandée."),
}

HELPER: Final = N_("C’était %(who)s, %(where)s.")
NOBODY: Final = N_("Aucune autre personne n’est intervenue.")

WHY: Final[Mapping[str, str]] = {
    "call": N_("Pourquoi : vous étiez au téléphone."),
    "callback": N_("Pourquoi : un rappel vous était promis."),
    "desk": N_("Pourquoi : vous étiez sur place."),
    "paper": N_("Pourquoi : vous aviez écrit."),
    "correction": N_("Pourquoi : une erreur était à corriger."),
}
