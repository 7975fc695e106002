"""The words of entering: other ways in than a password, the veil, and why a door stays closed."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.words import N_, NP_

WORDS: Final[Mapping[str, str]] = {
    # the veil
    "entry_veil": NP_("title", "Écran voilé"),
    "entry_veil_name": N_("C’est la session de %(name)s."),
    "entry_veil_kept": N_("Vos brouillons sont gardés."),
    "entry_veil_until": N_("Sans geste, la session se ferme à %(time)s."),
    "entry_pin": N_("Votre code court"),
    "entry_password": N_("Votre mot de passe"),
    "entry_unlock": N_("Lever le voile"),
    "entry_lock": NP_("entry", "Voiler l’écran"),
    "entry_unlock_wrong": N_("Ce n’est pas cela. Trois essais, puis la session se ferme."),
    "entry_unlock_over": N_("Trois essais sans succès. Ouvrez votre session en entier."),
    # other ways in
    "entry_ways": N_("Autres façons d’entrer"),
    "entry_passkey": N_("Avec ma clé d’accès"),
    "entry_passkey_failed": N_("La clé n’a pas répondu. Essayez encore, ou autrement."),
    "entry_provider": NP_("entry", "Avec %(name)s"),
    "entry_invited": N_("J’ai un code d’accueil"),
    "entry_invited_title": NP_("title", "Premier accès"),
    "entry_invited_line": N_("Votre responsable vous a remis un code de 8 signes."),
    "entry_invited_code": NP_("entry", "Code d’accueil"),
    "entry_invited_key": NP_("key", "Entrer"),
    "entry_invited_wrong": N_("Identifiant ou code : l’un des deux ne va pas."),
    "entry_back": N_("Revenir à l’entrée habituelle"),
    "entry_printed_line": N_("Sans téléphone : un code de votre feuille, 8 signes."),
    "entry_came": N_("Votre compte est reconnu."),
    "entry_go_on": NP_("key", "Continuer"),
    "entry_bye": N_("Votre session est fermée ici."),
    "entry_bye_line": N_("Fermez-la aussi chez %(name)s."),
    "entry_bye_key": N_("Fermer aussi là-bas"),
    # why a door stays closed
    "entry_unknown": N_("Ce compte n’est invité par personne ici. Voyez votre responsable."),
    "entry_down": N_("%(name)s ne répond pas. Essayez plus tard, ou autrement."),
    "entry_cancelled": N_("L’entrée par %(name)s n’est pas terminée."),
    "entry_unsafe": N_("La réponse de %(name)s n’est pas sûre. Rien n’est ouvert."),
    "entry_refused": N_("Cette page n’est pas pour vous"),
    "entry_no_role": N_("Votre rôle n’ouvre pas cette page."),
    "entry_no_organisation": N_("Cette personne aide dans une autre organisation."),
    "entry_no_second_factor": N_(
        "Il faut une entrée avec deux preuves. Fermez la session et entrez autrement."
    ),
    "entry_no_power": N_("Vous aidez à côté des personnes, jamais à leur place."),
    "entry_no_inactive": N_("Votre compte est suspendu. Voyez votre responsable."),
    "entry_no_not_yet": N_("Votre compte n’est pas encore ouvert."),
    "entry_no_unknown": N_("Personne n’a ouvert cette page pour l’instant."),
    "entry_no_entering": N_("Choisissez d’abord comment entrer, dans Mon compte."),
}
