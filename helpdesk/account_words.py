"""The words of a helper's own account."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.words import N_, NP_

WORDS: Final[Mapping[str, str]] = {
    "account": NP_("title", "Mon compte"),
    "account_entering": N_("Choisissez comment vous entrerez la prochaine fois."),
    "account_entering_line": N_("Un mot de passe et un second moyen, ou une clé d’accès."),
    "account_ready": N_("C’est prêt. Fermez la session et entrez avec vos moyens."),
    "account_proof": N_("Prouvez d’abord que c’est vous"),
    "account_proof_line": N_("C’est demandé une fois, puis cinq minutes pour tout changer."),
    "account_proof_kept": N_("Ce que vous avez tapé est gardé."),
    "account_proof_field": N_("Mot de passe, ou code du téléphone ou de la feuille"),
    "account_proof_none": N_("Pour changer ce qui ouvre ce compte, demandez un code d’accueil."),
    "account_password": N_("Mot de passe"),
    "account_has": NP_("state", "en place"),
    "account_has_not": NP_("state", "aucun"),
    "account_chosen": N_("Nouveau mot de passe, 12 signes au moins"),
    "account_choose": NP_("key", "Changer"),
    "account_telephone": N_("Codes sur téléphone"),
    "account_telephone_line": N_("Une application donne un code de 6 chiffres toutes les 30 secondes."),
    "account_telephone_key": N_("Relier un téléphone"),
    "account_telephone_scan": N_("Montrez ce carré à votre application."),
    "account_telephone_secret": N_("Ou tapez ces signes dans l’application :"),
    "account_telephone_square": N_("Carré à lire par l’application du téléphone"),
    "account_telephone_code": N_("Le code que l’application montre"),
    "account_telephone_confirm": NP_("key", "Relier"),
    "account_codes": NP_("account", "Codes imprimés"),
    "account_codes_line": N_("Dix codes sur une feuille, au lieu du téléphone. Chacun sert une fois."),
    "account_codes_left": N_("Codes qui restent : %(count)s."),
    "account_codes_key": N_("Imprimer dix nouveaux codes"),
    "account_codes_former": N_("Ceux d’une feuille plus ancienne ne servent plus."),
    "account_measure": N_("À ma mesure"),
    "account_hears_all": N_("Annoncer aussi la file et les collègues"),
    "account_hears_line": N_("Sinon, seuls les appels et vos gestes sont annoncés."),
    "account_sees_times": N_("Montrer les délais et les durées"),
    "account_times_line": N_("Sinon, la file garde son ordre, sans les minutes."),
    "account_measure_key": NP_("key", "Garder"),
    "account_said_measure": N_("C’est noté pour tous vos postes."),
    "account_pin": N_("Code court pour lever le voile"),
    "account_pin_line": N_("4 à 8 chiffres. Il n’ouvre rien d’autre."),
    "account_pin_field": N_("Nouveau code court"),
    "account_keys": NP_("account", "Clés d’accès"),
    "account_keys_line": N_("Un ordinateur, un téléphone ou une petite clé : doigt, visage ou code."),
    "account_keys_none": NP_("account", "Aucune clé."),
    "account_keys_never": N_("Cette adresse ne permet pas les clés d’accès."),
    "account_key_since": N_("Clé ajoutée le %(day)s"),
    "account_key_add": N_("Ajouter une clé"),
    "account_revoke": NP_("key", "Retirer"),
    "account_provider_line": N_("Votre compte professionnel ouvre aussi cette console."),
    "account_provider_link": N_("Relier mon compte %(name)s"),
    "account_open": N_("Où votre compte est ouvert"),
    "account_here": N_("sur ce poste"),
    "account_elsewhere": NP_("place", "ailleurs"),
    "account_end": N_("Fermer partout ailleurs"),
    "account_latest": N_("Vos dernières entrées"),
    "account_latest_line": N_("Vous ne reconnaissez pas une ligne ? Changez votre mot de passe."),
    "account_when": NP_("column", "Quand"),
    "account_how": NP_("column", "Comment"),
    "account_where": NP_("column", "Où"),
    "account_said_proved": N_("C’est bien vous. Changez ce qu’il faut, pendant cinq minutes."),
    "account_said_password": N_("Le mot de passe a changé. Les autres sessions sont fermées."),
    "account_said_telephone": N_("Le téléphone est relié. Les autres sessions sont fermées."),
    "account_said_pin": N_("Le code court est en place."),
    "account_said_passkey": N_("La clé est ajoutée."),
    "account_said_revoked": N_("La clé n’ouvre plus rien. Les autres sessions sont fermées."),
    "account_said_linked": N_("Le compte est relié."),
    "account_said_unlinked": N_("Le compte n’est plus relié. Les autres sessions sont fermées."),
    "account_said_ended": N_("Votre compte n’est plus ouvert que sur ce poste."),
    "account_said_short": N_("Il faut 12 signes au moins. Rien n’a changé."),
    "account_said_telephone_wrong": N_("Ce code ne va pas. Recommencez avec un nouveau carré."),
    "account_said_pin_short": N_("4 à 8 chiffres, pas tous pareils. Rien n’a changé."),
    "account_said_passkey_wrong": N_("La clé n’a pas été ajoutée. Essayez encore."),
    "account_said_taken": N_("Ce compte ouvre déjà celui de quelqu’un d’autre."),
    "account_said_gone": N_("Cette clé n’est plus là."),
}

PROBLEMS: Final = frozenset(
    f"account_said_{name}"
    for name in ("short", "telephone_wrong", "pin_short", "passkey_wrong", "taken", "gone")
)

METHODS: Final[Mapping[str, str]] = {
    "password": N_("Mot de passe et téléphone"),
    "printed": N_("Mot de passe et code imprimé"),
    "passkey": NP_("account", "Clé d’accès"),
    "provider": NP_("account", "Compte professionnel"),
    "invitation": NP_("account", "Code d’accueil"),
}

SHEET: Final[Mapping[str, str]] = {
    "title": N_("Vos codes pour entrer dans la console"),
    "whose": N_("Compte : %(login)s"),
    "use": N_("Tapez votre mot de passe, puis un de ces codes."),
    "once": N_("Chaque code sert une seule fois. Barrez-le ensuite."),
    "keep": N_("Gardez cette feuille comme une clé, loin de l’écran."),
    "former": N_("Les codes d’une feuille plus ancienne ne servent plus."),
}
