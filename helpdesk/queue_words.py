"""The queue in words: its views, its deadlines, and why a case stands where it stands. The order itself is ``carnet.domain.queue``."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.queue import Reason
from carnet.domain.words import N_, NP_

WHY: Final[Mapping[Reason, str]] = {
    Reason.ON_THE_LINE: N_("Quelqu’un attend en ce moment : cela passe avant tout."),
    Reason.PROMISED: N_("Un rappel promis passe avant la file."),
    Reason.LATE: N_("Le délai de cette demande est passé."),
    Reason.URGENT: N_("Cette demande est urgente."),
    Reason.LAST_WARNING: N_("Le délai de cette demande est presque passé."),
    Reason.HIGH: N_("Cette demande passe avant les demandes ordinaires."),
    Reason.FIRST_WARNING: N_("Le délai de cette demande est bien entamé."),
    Reason.ARRIVAL: N_("Les demandes ordinaires suivent l’ordre de leur délai."),
    Reason.RESTING: N_("Rien à faire maintenant : la suite viendra à son heure."),
}

VIEWS: Final[Mapping[str, str]] = {
    "todo": NP_("view", "À traiter"),
    "promised": NP_("view", "Rappels"),
    "kiosks": NP_("view", "Bornes"),
    "mine": NP_("view", "Mes dossiers"),
    "held": NP_("view", "En main"),
    "ended": NP_("view", "Terminés"),
}

ICONS: Final[Mapping[str, str]] = {
    "todo": "list-check",
    "promised": "phone-calling",
    "kiosks": "device-desktop",
    "mine": "user",
    "held": "users",
    "ended": "archive",
}

CHANNEL_ICONS: Final[Mapping[str, str]] = {
    "kiosk": "device-desktop",
    "phone": "phone",
    "counter": "users",
    "paper": "mail",
    "text": "message-2",
}

REQUESTS: Final[Mapping[str, str]] = {
    "kiosk": N_("Appel à la borne"),
    "phone": N_("Demande par téléphone"),
    "counter": N_("Passage au guichet"),
    "paper": NP_("queue", "Lettre reçue"),
    "text": N_("Conversation par texte"),
}

PRIORITIES: Final[Mapping[str, str]] = {
    "urgent": NP_("priority", "Urgente"),
    "high": NP_("priority", "Avant les autres"),
    "normal": NP_("priority", "Ordinaire"),
}

LABELS: Final[Mapping[str, str]] = {
    "interpreter": NP_("label", "interprète"),
    "relative": NP_("label", "pour un proche"),
    "paper": NP_("label", "veut du papier"),
    "complaint": NP_("label", "réclamation"),
    "technical": NP_("label", "panne"),
    "supervisor": NP_("label", "pour la ou le responsable"),
}

WHEN: Final[Mapping[str, str]] = {
    "now": N_("attend depuis un instant"),
    "waits": N_("attend depuis %(count)s min"),
    "waits_hours": N_("attend depuis %(count)s h"),
    "call_in": N_("rappel dans %(count)s min"),
    "call_now": NP_("queue", "rappel maintenant"),
    "call_today": N_("rappel à %(from_at)s"),
    "call_tomorrow": N_("rappel demain à %(from_at)s"),
    "call_day": N_("rappel %(day)s à %(from_at)s"),
    "late": N_("en retard de %(count)s min"),
    "late_hours": N_("en retard de %(count)s h"),
    "late_days": N_("jours de retard : %(count)s"),
    "paused": N_("attend la personne"),
    "in": N_("dans %(count)s min"),
    "today": N_("aujourd’hui à %(at)s"),
    "tomorrow": N_("demain à %(at)s"),
    "day": N_("%(day)s à %(at)s"),
    "on": NP_("queue", "le %(day)s"),
    "ended": N_("terminé le %(day)s à %(at)s"),
}

WORDS: Final[Mapping[str, str]] = {
    "queue_views": N_("Choix de la liste"),
    "queue_one": N_("1 demande dans cette liste"),
    "queue_many": N_("%(count)s demandes dans cette liste"),
    "queue_none": N_("Aucune demande dans cette liste."),
    "queue_news": N_("La liste se met à jour toute seule."),
    "queue_order": NP_("column", "Ordre"),
    "queue_request": NP_("column", "Demande"),
    "queue_subject": NP_("column", "Sujet"),
    "queue_channel": NP_("column", "Canal"),
    "queue_needs": NP_("column", "Besoins"),
    "queue_stands": N_("Où elle en est"),
    "queue_deadline": NP_("column", "Délai"),
    "queue_acts": NP_("column", "Gestes"),
    "queue_no_need": NP_("need", "aucun dit"),
    "queue_not_begun": NP_("step", "Pas commencé"),
    "queue_promised": N_("Rappel promis à %(from_at)s"),
    "queue_choose": NP_("queue", "Choisir"),
    "queue_take": NP_("key", "Prendre"),
    "queue_open": NP_("key", "Ouvrir"),
    "queue_do": NP_("key", "Agir"),
    "queue_filter": NP_("key", "Filtrer"),
    "queue_filter_apply": NP_("key", "Appliquer"),
    "queue_filter_all": NP_("filter", "Tout"),
    "queue_filter_none": N_("Enlever les filtres"),
    "queue_department": N_("Département de travail"),
    "queue_freeze": N_("Figer la liste"),
    "queue_thaw": N_("Laisser vivre la liste"),
    "queue_frozen": N_("La liste est figée. Elle ne bouge plus."),
    "queue_first": N_("Pourquoi « %(name)s » est en premier ?"),
    "queue_then": N_("Ensuite, le délai le plus proche, puis l’arrivée."),
    "queue_take_first": N_("Prendre le premier"),
    "queue_previous": NP_("queue", "Page d’avant"),
    "queue_next": NP_("queue", "Page d’après"),
    "queue_page": NP_("queue", "Page %(number)s"),
    "queue_end": N_("Finir avec un code"),
    "queue_give": N_("Donner à une personne"),
    "queue_give_key": NP_("key", "Donner"),
    "queue_pause": N_("Attendre la personne"),
    "queue_go_on": N_("Reprendre le travail"),
    "queue_hand_back": N_("Remettre dans la file"),
    "queue_priority": NP_("queue", "Priorité"),
    "queue_labels": NP_("queue", "Étiquettes"),
    "queue_close_menu": NP_("key", "Fermer"),
    "queue_of": N_("Gestes sur « %(name)s »"),
    "queue_macros": NP_("queue", "Suites de gestes"),
    "queue_here": NP_("queue", "%(name)s lit"),
    "queue_writing": NP_("queue", "%(name)s écrit"),
    "said_assigned": N_("Le dossier est donné."),
    "said_prioritised": N_("La priorité est changée. Le délai aussi."),
    "said_labelled": N_("L’étiquette est changée."),
}
