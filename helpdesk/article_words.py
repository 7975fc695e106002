"""The words around articles: who answers for them, when they were read again, and what became of a report."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.words import N_, NP_

WORDS: Final[Mapping[str, str]] = {
    "article_title": NP_("title", "Articles"),
    "article_search": N_("Chercher un article"),
    "article_found_none": N_("Aucun article ne va. Essayez un autre mot."),
    "article_french_only": N_("Cet article n’existe qu’en français pour le moment."),
    "article_version": NP_("article", "Version %(number)s"),
    "article_reviewed_on": N_("Vérifié le %(day)s."),
    "article_overdue": N_("À vérifier de nouveau : en retard depuis le %(day)s."),
    "article_awaits_review": N_("En attente de relecture : personne ne l’a encore signé."),
    "article_sources": NP_("article", "Sources"),
    "article_insert_aloud": NP_("key", "Lire à voix haute"),
    "article_insert_letter": N_("Mettre dans une lettre"),
    "article_insert_sms": N_("Mettre dans un SMS"),
    "article_report": N_("Ceci est faux"),
    "article_reported": N_("C’est signalé à la personne qui en répond."),
    "article_already": N_("Vous l’avez déjà signalé. La personne qui en répond le sait."),
    "article_gone": N_("Cet article n’existe plus."),
    "article_beside": N_("Aide pour cette étape"),
    "article_all": N_("Tous les articles"),
    "article_found": NP_("article", "Articles trouvés"),
    "article_search_line": N_("Un mot suffit. Accents, ordre et une faute ne comptent pas."),
    "article_search_key": NP_("key", "Chercher"),
    "article_by": NP_("article", "Responsable :"),
    "article_aloud_line": N_("Dites-le tel quel, sans hâte."),
    "article_no_way": N_("Pour l’envoyer, vérifiez d’abord l’identité de la personne."),
    "article_letter": N_("La lettre part à l’adresse connue de l’Assurance Maladie."),
    "article_sms": N_("Le SMS part au numéro connu de l’Assurance Maladie."),
    "article_not_proved": N_("Rien n’est parti : l’identité n’est pas vérifiée sur ce poste."),
    "article_no_contact": N_("Rien n’est parti : aucune adresse de ce genre n’est connue."),
    "article_sent_already": N_("C’est déjà parti. Rien n’est parti deux fois."),
    "article_sms_long": N_("Ce SMS est long : il coûte %(count)s messages."),
    "article_sms_dear": N_("Ce SMS coûte %(count)s messages, à cause de : %(signs)s"),
    "article_back": N_("Revenir à la visite"),
    "article_reports": N_("Ce qui est signalé dans les articles"),
    "article_reports_key": N_("Voir ce qui est signalé"),
    "article_reports_wait": N_("Signalements dans vos articles : %(count)s"),
    "article_reports_none": N_("Rien n’est signalé. Chaque article tient jusqu’à preuve du contraire."),
    "article_reports_line": N_("Une nouvelle version de l’article répond au signalement."),
    "article_reported_by": N_("Signalé par %(name)s, le %(day)s."),
    "article_late_chip": N_("À vérifier de nouveau"),
    "article_late": N_("Articles à vérifier de nouveau"),
    "article_late_none": N_("Aucun article n’est en retard."),
}

FORMS: Final[Mapping[str, tuple[str, str]]] = {
    "letter": ("article_insert_letter", "mail"),
    "sms": ("article_insert_sms", "message-2"),
}
"""In which forms an article leaves: the name of the key, and its picture."""

OWNERS: Final[Mapping[str, str]] = {
    "rights": N_("Responsable des droits"),
    "identity": N_("Responsable de l’identité"),
    "helpline": N_("Responsable du 34 22"),
    "data_protection": N_("Déléguée ou délégué à la protection des données"),
}
