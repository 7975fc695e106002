"""The card of a person and the check of who calls, in words."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.words import N_, NP_

FIELDS: Final[Mapping[str, str]] = {"serial": N_("Numéro de la carte Vitale")}
HINTS: Final[Mapping[str, str]] = {
    "nir": N_("15 signes, comme elle les dit."),
    "serial": N_("Avec photo : les 11 derniers. Sans photo : tout le numéro."),
}
FAULTS: Final[Mapping[tuple[str, str], str]] = {
    ("serial", ""): N_("Avec photo : 11 chiffres. Sans photo : de 8 à 13."),
}
PROBLEMS: Final = frozenset(
    {"people_failed", "people_locked", "people_retype", "people_busy", "people_not_yet", "people_too_many",
     "people_no_address"}
)  # fmt: skip

WORDS: Final[Mapping[str, str]] = {
    "people": NP_("title", "Fiche"),
    "people_purpose": NP_("card", "Ouverte pour :"),
    "people_unchecked": N_("Identité non vérifiée"),
    "people_recognised": NP_("people", "Réponses justes"),
    "people_proved": NP_("people", "Identité prouvée"),
    "people_unchecked_line": N_("Ne dites rien d’autre que ce qui est écrit ici."),
    "people_recognised_line": N_("Un proche aussi peut savoir cela. Ne dites rien du dossier."),
    "people_proved_line": N_("La preuve finit avec la visite."),
    "people_check": N_("Vérifier qui appelle"),
    "people_check_line": N_("Tapez ce qu’elle dit. Rien ne s’affiche, rien n’est gardé."),
    "people_check_key": NP_("key", "Vérifier"),
    "people_spent": N_("Trois essais n’ont pas réussi. Il reste un code par courrier."),
    "people_letter": N_("Nouveau code par courrier"),
    "people_letter_line": N_("Il part à l’adresse que l’Assurance Maladie connaît."),
    "people_next": NP_("card", "Et maintenant"),
    "people_script": N_("Commencer le script"),
    "people_script_back": N_("Revenir au script"),
    "people_case": N_("Ouvrir un dossier d’aide"),
    "people_journal": N_("Qui a vu son dossier"),
    "people_journal_post": N_("Lui envoyer qui a vu"),
    "people_cases": NP_("card", "Dossiers connus"),
    "people_cases_line": N_("Ne dites pas ces références. La personne dit la sienne."),
    "people_cases_mine": N_("Avant la preuve, seuls ceux que vous venez d’ouvrir."),
    "people_no_cases": N_("Aucun dossier en cours."),
    "people_other_visit": N_("Une autre visite est ouverte sur ce poste. Finissez-la d’abord."),
    "people_again": N_("Chercher une autre personne"),
    "people_passed": N_("Les réponses sont justes. C’est vrai jusqu’à la fin de la visite."),
    "people_failed": N_("Ces réponses ne vont pas ensemble. Rien n’est gardé : reprenez tout."),
    "people_locked": N_("Trop d’essais. Proposez un nouveau code par courrier."),
    "people_retype": N_("Quelque chose est mal tapé : ce n’est pas un essai. Reprenez tout."),
    "people_busy": N_("Une autre visite est ouverte ici. Finissez-la, puis recommencez."),
    "people_sent": N_("Le code part par courrier. Il est valable six semaines."),
    "people_too_many": N_("Trois codes sont déjà partis aujourd’hui. Attendez demain."),
    "people_no_address": N_("Aucune adresse n’est connue. Proposez un guichet de l’Assurance Maladie."),
    "people_not_yet": N_("Vérifiez d’abord qui appelle."),
    "people_when": NP_("column", "Quand"),
    "people_what": NP_("column", "Quoi"),
    "people_who": N_("Qui, et pourquoi"),
    "people_nothing_seen": N_("Rien n’est écrit dans le journal."),
    "people_print": NP_("key", "Imprimer"),
    "people_post": NP_("key", "Par courrier"),
    "people_back": N_("Revenir à la fiche"),
    "people_posted": N_("La lettre part à l’adresse connue."),
}
