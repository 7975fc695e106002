"""The words of the console, for the people who help. What people are told stands in the journeys, not here."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.words import N_, NP_

WORDS: Final[Mapping[str, str]] = {
    "product": "Coup de main",
    "console": NP_("head", "Console"),
    "demonstration": NP_("head", "Démonstration"),
    "skip": N_("Aller au contenu de la page"),
    "desk": NP_("head", "Demandes"),
    "sign_out": N_("Fermer ma session"),
    "signed_in": NP_("head", "Session ouverte"),
    "shortcuts": NP_("head", "Touches 1 à 9"),
    "off": NP_("state", "arrêtées"),
    "on": NP_("state", "actives"),
    "idle": N_("Sans geste de votre part, l’écran se voile dans une minute."),
    "stay": NP_("key", "Je reste"),
    "network_lost": N_("Le réseau est coupé. Attendez : cette page revient toute seule."),
    "network_back": N_("Le réseau est revenu. Vous pouvez continuer."),
    # signing in
    "sign_in": N_("Ouvrir ma session"),
    "sign_in_line": N_("Avec votre compte, pas celui d’une ou d’un collègue."),
    "login": NP_("field", "Identifiant"),
    "password": N_("Mot de passe"),
    "code": N_("Code à 6 chiffres"),
    "code_line": N_("Il change toutes les 30 secondes et ne sert qu’une fois."),
    "demonstration_line": N_(
        "Démonstration : les comptes sont dans helpers.txt, dans le dossier des données."
    ),
    "wrong": N_("Identifiant, mot de passe ou code : l’un des trois ne va pas. Attendez le code suivant."),
    "locked": N_("Trop d’essais. Attendez cinq minutes, puis essayez encore."),
    "signed_out": N_("Votre session est fermée. Rien ne reste sur ce poste."),
    # the desk
    "none": N_("Personne n’attend. La liste se met à jour toute seule."),
    "one": N_("1 personne attend."),
    "many": N_("%(count)s personnes attendent."),
    "needs": N_("Ce qui l’aide"),
    "left": N_("La personne est partie."),
    "take": NP_("key", "Prendre"),
    "taken_by": N_("Prise par %(name)s."),
    "said_mine": N_("La demande est à vous. Allez à côté de la personne."),
    "said_taken": N_("Quelqu’un d’autre vient de prendre cette demande."),
    "said_gone": N_("Cette demande est déjà finie."),
    "said_closed": N_("La demande est finie."),
    "said_lost": N_("Cette visite est finie, ou continue ailleurs."),
    "start": N_("Une nouvelle visite"),
    "start_line": N_("La personne est à côté de vous. Elle décide, vous expliquez."),
    "start_phone": N_("La personne est au téléphone. Elle décide, vous lisez."),
    "start_key": N_("Commencer une visite"),
    "present": N_("Une visite est ouverte sur ce poste."),
    "present_key": N_("Revenir à la visite"),
    "resume": N_("Une visite commencée ailleurs"),
    "resume_line": N_("Avec le code de reprise de la personne : 8 signes."),
    "resume_field": N_("Code de reprise"),
    "resume_key": NP_("key", "Reprendre"),
    "resume_wrong": N_("Ce code ne marche pas. Vérifiez les 8 signes. Un code ne sert qu’une fois."),
    # the script
    "progress": NP_("step", "Étape %(number)s sur %(total)s"),
    "same_words": N_("Mêmes mots que la borne"),
    "say": NP_("script", "Dites"),
    "do": NP_("script", "Faites"),
    "watch": NP_("script", "Observez"),
    "sees": NP_("script", "Elle voit"),
    "answer": NP_("script", "Sa réponse"),
    "elsewhere": N_(
        "Par téléphone, ce choix n’est pas possible. Proposez la borne, internet ou un guichet :"
    ),
    "other_ways": NP_("script", "Sans taper"),
    "turn": N_("Tourner l’écran vers elle"),
    "turn_line": N_("Elle tape elle-même. Vous ne voyez jamais ce qu’elle tape."),
    "show_code": N_("Lui montrer son code de reprise"),
    "show_code_line": N_("Le code est pour elle. Ne le notez pas."),
    "hidden_field": N_("Tapez ce qu’elle dicte"),
    "hidden_line": N_("Rien ne s’affiche et rien n’est gardé. Ne répétez pas à voix haute."),
    "send": NP_("key", "Valider"),
    "back": NP_("key", "Avant"),
    "end": N_("Finir la visite"),
    "end_line": N_("Tout ce qui a été tapé est effacé."),
    "over": N_("La visite est finie sur ce poste."),
    "to_desk": N_("Revenir aux demandes"),
    "person": NP_("card", "La personne"),
    "not_proved": N_("Identité non vérifiée : aucune donnée n’est montrée."),
    "proved": NP_("card", "Identité vérifiée"),
    "born": N_("Année de naissance : %(year)s"),
    "beside": N_("À côté d’elle"),
    "phone": N_("Guidée par téléphone"),
    "acts_for": N_("Quelqu’un agit pour cette personne."),
    "space": N_("État de Mon espace santé"),
    "done": NP_("card", "Déjà fait"),
    "nothing_done": N_("Rien pour le moment."),
    "language": N_("Langue de la personne"),
    "change": NP_("key", "Changer"),
    "receipt": NP_("card", "Preuve"),
    "receipt_line": N_("Ce numéro est définitif et n’ouvre rien."),
    "receipt_key": N_("Ouvrir la preuve à imprimer"),
}

SEES: Final[Mapping[str, str]] = {
    "choice": N_("La même question, et ces réponses :"),
    "pick": N_("La même question, et une liste :"),
    "entry": N_("Un clavier à l’écran. Elle tape, les signes restent masqués."),
    "over": N_("Un au revoir. L’écran est effacé."),
    "secret": N_("Un code ne se dit jamais au téléphone. Proposez la borne, internet, ou un nouveau code."),
    "phone": N_("Pas d’écran : elle est au téléphone. Lisez-lui les réponses."),
}

ROLES: Final[Mapping[str, str]] = {
    "volunteer": NP_("role", "Ambassadrice ou ambassadeur bénévole"),
    "employee": NP_("role", "Aidante ou aidant salarié"),
    "agent": NP_("role", "Agent du 34 22"),
    "supervisor": NP_("role", "Responsable"),
}

NEEDS: Final[Mapping[str, str]] = {
    "easy": NP_("need", "texte facile"),
    "big": NP_("need", "grand texte"),
    "voice": NP_("need", "voix"),
    "contrast": NP_("need", "contraste"),
    "pace": N_("plus de temps"),
    "none": N_("rien de dit"),
}

SUBJECTS: Final[Mapping[str, str]] = {
    "welcome": NP_("subject", "Accueil"),
    "start": NP_("subject", "Accueil"),
    "explain": NP_("subject", "Explication"),
    "later": N_("Décider plus tard"),
    "identify": N_("Vérifier qui elle est"),
    "by_phone": N_("Vérifier qui appelle"),
    "asked": N_("Ce qu’elle a demandé"),
    "without": N_("Sans numéro ou sans carte"),
    "choices": NP_("subject", "Les choix"),
    "activate": NP_("subject", "L’activer"),
    "object": N_("Ne pas l’ouvrir"),
    "close": NP_("subject", "Le fermer"),
    "delete": N_("Effacer le contenu"),
    "give_up_deletion": N_("Renoncer à l’effacement"),
    "reopen": NP_("subject", "Le rouvrir"),
    "change_mind": N_("Changer d’avis après un refus"),
    "start_again": N_("Recommencer avec un dossier vide"),
    "new_code": NP_("subject", "Nouveau code"),
    "other": NP_("subject", "Autre demande"),
    "elsewhere": N_("Ce qui se fait ailleurs"),
    "assist": N_("Demander de l’aide"),
    "receipt": NP_("subject", "La preuve"),
    "leave": N_("Fin de la visite"),
}

STATES: Final[Mapping[str, str]] = {
    "eligible": N_("Pas encore prévenue"),
    "notified": N_("Prévenue, pas encore ouvert"),
    "objected": NP_("state", "Refusé"),
    "opened_auto": N_("Ouvert, pas encore activé"),
    "activated": NP_("state", "Activé"),
    "suspended": N_("Suspendu par l’Assurance Maladie"),
    "closed_archived": N_("Fermé, contenu gardé"),
    "deletion_pending": N_("Fermé, effacement demandé"),
    "deleted": NP_("state", "Contenu effacé"),
    "technical_failure": N_("Pas ouvert : une panne de notre côté"),
}

DATES: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "notified": (
        ("last_day", N_("Peut refuser jusqu’au %(day)s.")),
        ("opens_on", N_("Sans réponse, il s’ouvre le %(day)s.")),
    ),
    "objected": (("since_on", N_("Depuis le %(day)s.")),),
    "opened_auto": (("opened_on", N_("Depuis le %(day)s.")),),
    "suspended": (("suspension_ends_on", N_("Sans réponse, il ferme le %(day)s.")),),
    "closed_archived": (("archive_ends_on", N_("Gardé jusqu’au %(day)s.")),),
    "deletion_pending": (("deletion_ends_on", N_("Effacé au plus tard le %(day)s.")),),
}

ROUTES: Final[Mapping[str, str]] = {
    "mail": NP_("route", "Par mail"),
    "phone": NP_("route", "Par SMS"),
    "post": NP_("route", "Par courrier"),
}

SURFACES: Final[Mapping[str, str]] = {"kiosk": NP_("surface", "Borne"), "script": NP_("surface", "Console")}
