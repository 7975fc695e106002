"""The words around a step of the script: its keys, how the call ends, the note, the proof, the call back."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.words import N_, NP_

WORDS: Final[Mapping[str, str]] = {
    "script_repeat": NP_("key", "Redire"),
    "script_view": N_("Ce qu’elle voit"),
    "script_letter": N_("Sur sa lettre"),
    "script_letter_day": N_("Page 1 : elle peut refuser jusqu’au %(day)s."),
    "script_letter_code": N_("Page 1 : un code, pour elle seule."),
    "script_days_left": N_("Jours restants : %(count)s."),
    "script_last_day": N_("C’est le dernier jour."),
    "script_ending": N_("Fin de l’appel"),
    "script_code_needed": NP_("script", "Code exigé"),
    "script_other_codes": N_("Tous les codes"),
    "script_end_call": NP_("script", "Terminer l’appel"),
    "script_proof_by": N_("Preuve envoyée par"),
    "script_proof_post": NP_("proof", "Courrier"),
    "script_proof_phone": NP_("proof", "SMS"),
    "script_proof_mail": NP_("proof", "Mail"),
    "script_proof_spoken": NP_("proof", "Orale"),
    "script_read_number": N_("Lisez ce numéro, groupe par groupe :"),
    "script_opens_nothing": N_("Il n’ouvre rien. Elle peut le noter."),
    "script_dial": N_("Préparer le rappel"),
    "script_dial_line": N_("Le numéro connu de l’Assurance Maladie. L’appel est noté."),
    "script_dial_now": N_("Composer le numéro connu"),
    "said_proof_post": N_("La preuve part par courrier."),
    "said_proof_phone": N_("La preuve part par SMS."),
    "said_proof_mail": N_("La preuve part par mail."),
    "said_proof_spoken": N_("Lisez le numéro de preuve. C’est noté."),
    "said_proof_no_address": N_("L’Assurance Maladie n’a pas cette adresse. Choisissez une autre preuve."),
    "said_proof_nothing": N_("Rien n’est encore fait ici : il n’y a pas de preuve."),
    "said_dialled": N_("Le numéro est prêt. Raccrochez, puis composez-le."),
    "said_no_proof_number": N_("Aucun numéro ne peut servir de preuve. Proposez la lettre."),
}

_NAMES: Final = (
    "Anatole", "Berthe", "Célestin", "Désiré", "Eugène", "François", "Gaston", "Henri", "Irma", "Joseph", "Kléber",
    "Louis", "Marcel", "Nicolas", "Oscar", "Pierre", "Quintal", "Raoul", "Suzanne", "Thérèse", "Ursule", "Victor",
    "William", "Xavier", "Yvonne", "Zoé",
)  # fmt: skip
LETTERS: Final[Mapping[str, str]] = {name[0]: name for name in _NAMES}
"""The spelling of the French telephone: a letter is said by a name."""
