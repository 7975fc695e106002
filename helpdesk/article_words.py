"""The words around articles: who answers for them, when they were read again, and what became of a report."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.words import N_, NP_

ARTICLES: Final[Mapping[str, str]] = {
    "title": NP_("title", "Articles"),
    "search": N_("Chercher un article"),
    "found_none": N_("Aucun article ne va. Essayez un autre mot."),
    "french_only": N_("Cet article n’existe qu’en français pour le moment."),
    "version": NP_("article", "Version %(number)s"),
    "reviewed_on": N_("Vérifié le %(day)s."),
    "overdue": N_("À vérifier de nouveau : en retard depuis le %(day)s."),
    "awaits_review": N_("En attente de relecture : personne ne l’a encore signé."),
    "sources": NP_("article", "Sources"),
    "insert_aloud": NP_("key", "Lire à voix haute"),
    "insert_letter": N_("Mettre dans une lettre"),
    "insert_sms": N_("Mettre dans un SMS"),
    "report": N_("Ceci est faux"),
    "reported": N_("C’est signalé à la personne qui en répond."),
    "already": N_("Vous l’avez déjà signalé. La personne qui en répond le sait."),
    "gone": N_("Cet article n’existe plus."),
}

OWNERS: Final[Mapping[str, str]] = {
    "rights": N_("Responsable des droits"),
    "identity": N_("Responsable de l’identité"),
    "helpline": N_("Responsable du 34 22"),
    "data_protection": N_("Déléguée ou délégué à la protection des données"),
}
