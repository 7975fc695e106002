"""The words of who looks after helpers."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.words import N_, NP_

WORDS: Final[Mapping[str, str]] = {
    "helpers": NP_("title", "Aidants"),
    "helpers_invite": N_("Inviter une personne"),
    "helpers_invite_line": N_("Remettez le code en main propre, à quelqu’un que vous connaissez."),
    "helpers_name": N_("Prénom et nom"),
    "helpers_login_line": N_("Minuscules, chiffres, point et tiret."),
    "helpers_role": NP_("field", "Rôle"),
    "helpers_power": N_("Pouvoir le plus grand"),
    "helpers_organisation": NP_("field", "Organisation"),
    "helpers_referent": N_("S’occupe des aidants de son organisation"),
    "helpers_key": NP_("key", "Inviter"),
    "helpers_who": NP_("column", "Qui"),
    "helpers_what": NP_("column", "Rôle et pouvoir"),
    "helpers_last": NP_("column", "Dernière entrée"),
    "helpers_acts": NP_("column", "Gestes"),
    "helpers_never": NP_("state", "jamais"),
    "helpers_is_referent": NP_("state", "référent"),
    "helpers_is_here": NP_("state", "session ouverte"),
    "helpers_is_suspended": NP_("state", "suspendu"),
    "helpers_suspend": NP_("key", "Suspendre"),
    "helpers_wake": NP_("key", "Rétablir"),
    "helpers_renew": N_("Nouveau code d’accueil"),
    "helpers_sessions": N_("Fermer ses sessions"),
    "helpers_articles": N_("Répond des articles"),
    "helpers_no_articles": NP_("articles", "aucun"),
    "helpers_articles_key": NP_("key", "Enregistrer"),
    "helpers_renew_line": N_("Un nouveau code d’accueil retire tous les moyens d’entrer, à l’instant."),
    "helpers_code": N_("Code d’accueil pour %(name)s"),
    "helpers_code_line": N_("Il ne se montre qu’une fois. Il sert une fois, sous sept jours."),
    "helpers_code_login": N_("Identifiant : %(login)s"),
    "helpers_back": N_("Revenir aux aidants"),
    "helpers_rights": NP_("key", "Droits et articles"),
    "helpers_change_power": N_("Son pouvoir le plus grand"),
    "helpers_change_referent": N_("Référent de son organisation"),
    "helpers_change_key": N_("Changer ses droits"),
    "helpers_place": N_("Ajouter une organisation"),
    "helpers_place_line": N_("Elle existe alors dans les invitations et les orientations."),
    "helpers_place_name": N_("Nom de l’organisation"),
    "helpers_place_kind": NP_("field", "Sorte d’organisation"),
    "helpers_place_department": N_("Département de travail"),
    "helpers_place_department_line": N_("Son numéro, comme 63 ou 2A. Vide : toute la France."),
    "helpers_place_key": NP_("key", "Ajouter"),
    "helpers_said_founded": N_("L’organisation est ajoutée."),
    "helpers_said_known": N_("Une organisation porte déjà ce nom."),
    "helpers_said_place": N_("Vérifiez le nom, la sorte et le département."),
    "helpers_said_changed": N_("C’est noté. Ses droits changent dès sa prochaine page."),
    "helpers_said_suspended": N_("Le compte est suspendu. Ses sessions sont fermées."),
    "helpers_said_woken": N_("Le compte est rétabli."),
    "helpers_said_ended": N_("Ses sessions sont fermées partout."),
    "helpers_said_answers": N_("C’est noté. Les signalements lui arrivent sur son bureau."),
    "helpers_said_refused": N_("Vous ne pouvez pas faire cela pour ce compte."),
    "helpers_said_unreadable": N_("Vérifiez l’identifiant, le nom et le rôle."),
    "helpers_said_sign": N_("Un nom ne commence pas par =, +, - ou @."),
    "helpers_said_taken": N_("Cet identifiant est déjà pris."),
    "helpers_said_power": N_("Un bénévole aide à côté, jamais à la place."),
}

KINDS: Final[Mapping[str, str]] = {
    "helpline": NP_("kind", "Ligne téléphonique"),
    "france_services": NP_("kind", "France services"),
    "association": NP_("kind", "Association"),
    "library": NP_("kind", "Médiathèque"),
    "town_hall": NP_("kind", "Mairie"),
    "health": NP_("kind", "Lieu de soins"),
}

POWERS: Final[Mapping[str, str]] = {
    "beside": NP_("power", "À côté de la personne"),
    "for": NP_("power", "Pour la personne, avec un mandat"),
}
