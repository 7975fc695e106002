"""Finding people, in words: what is typed, what is wrong with it, who may be meant, and why one looks."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.words import N_, NP_

PURPOSES: Final[Mapping[str, str]] = {
    "call": N_("Elle est au téléphone"),
    "callback": NP_("find", "Rappel promis"),
    "desk": N_("Elle est devant moi"),
    "paper": N_("Elle a écrit"),
    "correction": N_("Une erreur à corriger"),
}

FIELDS: Final[Mapping[str, str]] = {
    "nir": N_("Numéro de sécurité sociale"),
    "last_name": NP_("field", "Nom"),
    "first_name": NP_("field", "Prénom"),
    "birth_date": N_("Date de naissance"),
    "postcode": NP_("field", "Code postal"),
}

HINTS: Final[Mapping[str, str]] = {
    "nir": N_("15 signes. Il suffit seul."),
    "last_name": N_("De naissance ou d’usage."),
    "first_name": N_("Un seul suffit."),
    "birth_date": N_("8 chiffres : 08031951."),
    "postcode": N_("5 chiffres : 63000."),
}

FAULTS: Final[Mapping[tuple[str, str], str]] = {
    ("nir", ""): N_("Ce numéro ne tombe pas juste. Vérifiez chaque groupe avec la personne."),
    ("nir", "length"): N_("Le numéro a 15 signes. Ici, il y en a %(found)s."),
    ("nir", "characters"): N_("Le numéro n’a que des chiffres, sauf 2A et 2B."),
    ("nir", "key"): N_("Les deux derniers chiffres ne vont pas avec le reste."),
    ("last_name", ""): N_("Un nom n’a que des lettres, par exemple « Le Goff »."),
    ("first_name", ""): N_("Un prénom n’a que des lettres, par exemple « Anne-Marie »."),
    ("birth_date", ""): N_("Tapez huit chiffres : jour, mois, année. Par exemple 08031951."),
    ("birth_date", "future"): N_("Cette date est dans l’avenir. Vérifiez l’année."),
    ("birth_date", "day"): N_("Ce mois n’a pas ce jour. Jour inconnu : tapez 00."),
    ("birth_date", "month"): N_("Il y a douze mois. Mois inconnu : tapez 00."),
    ("postcode", ""): N_("Le code postal a cinq chiffres, par exemple 63000."),
}
"""By field and reason; the sentence without a reason serves all others."""

WORDS: Final[Mapping[str, str]] = {
    "find": NP_("head", "Chercher"),
    "find_box": N_("Code, référence ou nom"),
    "find_box_line": N_("Code de reprise, référence de dossier, numéro, ou nom et date."),
    "find_title": N_("Chercher une personne"),
    "find_line": N_("Deux choses au moins, ou le numéro seul."),
    "find_key": NP_("key", "Chercher"),
    "find_results": NP_("card", "Qui cela peut être"),
    "find_first": N_("Remplissez, puis cherchez. Dix personnes au plus s’affichent."),
    "find_born": NP_("card", "année %(year)s"),
    "find_department": NP_("card", "département %(department)s"),
    "find_nowhere": NP_("card", "département inconnu"),
    "find_why": N_("Pourquoi ouvrir cette fiche ?"),
    "find_why_line": N_("La personne pourra lire qui a regardé, quand, et pourquoi."),
    "find_nobody": N_("Personne ne correspond. Vérifiez l’orthographe, ou ajoutez une autre chose."),
    "find_nobody_line": N_("Sans fiche aussi, vous pouvez aider : commencez sans nom."),
    "find_nameless": N_("Commencer sans nom"),
    "find_too_little": N_(
        "Une seule chose ne suffit pas. Par exemple : un nom, un prénom et une date de naissance."
    ),
    "find_family": N_("Un nom et un lieu ne suffisent pas. Ajoutez le prénom ou la date."),
    "find_refused": N_("Chercher une personne demande un compte de salarié ou d’agent."),
    "find_stale": N_("Cette fiche n’est plus ouverte. Cherchez encore."),
    "find_wrong_code": N_("Ni code ni référence connus. Vérifiez les 8 signes."),
    "find_wrong_name": N_("C’est un nom ? Ajoutez une autre chose."),
    "find_paused": N_("Cinq codes faux en une heure. Attendez 15 minutes pour un code."),
    "find_busy": N_("Une visite est ouverte sur ce poste. Finissez-la, puis tapez le code."),
    "find_empty": N_("Rien n’est tapé. Par exemple : Durand Jeanne 08031951."),
}
