"""Promised calls in words. Names begin with ``callback_``."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.callback import State
from carnet.domain.words import N_, NP_

STATES: Final[Mapping[State, str]] = {
    State.PLANNED: NP_("callback", "À venir"),
    State.TOP: NP_("callback", "À appeler maintenant"),
    State.RESTING: N_("Sans réponse : prochain essai plus tard"),
    State.LETTER: N_("Assez d’essais : une lettre part"),
}

ANSWERS: Final[Mapping[str, str]] = {
    "answered": N_("La personne répond"),
    "no_answer": N_("Personne ne répond"),
    "busy": NP_("callback", "Occupé"),
    "message_left": N_("J’ai laissé un message"),
    "wrong_number": N_("Erreur de numéro"),
}

WORDS: Final[Mapping[str, str]] = {
    "callback_list": NP_("title", "Rappels"),
    "callback_list_line": N_("Les rappels promis pour aujourd’hui, dans l’ordre."),
    "callback_none": N_("Aucun rappel promis pour aujourd’hui."),
    "callback_make": N_("Promettre un rappel"),
    "callback_make_line": N_("Choisissez avec la personne : un jour, deux heures, un numéro."),
    "callback_window": N_("Jour et heures du rappel"),
    "callback_number": N_("Numéro à appeler"),
    "callback_known": N_("Le numéro connu : %(number)s"),
    "callback_typed": N_("Un autre numéro"),
    "callback_no_known": N_("Aucun numéro connu : tapez celui que dit la personne."),
    "callback_message": N_("La personne accepte un message sur son répondeur"),
    "callback_promise": N_("Promettre ce rappel"),
    "callback_page": NP_("title", "Rappel promis"),
    "callback_between": N_("Promis le %(day)s, entre %(start)s et %(end)s."),
    "callback_try": N_("Essai %(number)s sur %(total)s"),
    "callback_word": N_("Le mot de rappel"),
    "callback_word_line": N_("Dites-le en premier : la personne saura que c’est nous."),
    "callback_word_hidden": N_("Le mot reste caché jusqu’au moment de l’appel."),
    "callback_word_tell": N_("Aucun papier ne porte ce mot. Dites-le à la personne maintenant."),
    "callback_word_show": N_("Montrer le mot"),
    "callback_in_hers": N_("Dans sa langue :"),
    "callback_dial": N_("Appeler le %(number)s"),
    "callback_dial_show": N_("Montrer le numéro"),
    "callback_number_hidden": N_("Le numéro entier reste caché jusqu’au moment de l’appel."),
    "callback_may": N_("Un message est permis."),
    "callback_may_not": N_("Ne laissez aucun message."),
    "callback_take": N_("Je fais ce rappel"),
    "callback_how": N_("Comment l’appel a fini"),
    "callback_give_up": N_("La personne ne veut plus de rappel"),
    "callback_tried": N_("Les essais déjà faits"),
    "callback_has": N_("Un rappel est promis à cette personne."),
    "callback_see": N_("Voir le rappel"),
    "said_promised": N_("Le rappel est promis. La demande remonte dix minutes avant."),
    "said_no_window": N_("Ces deux heures ne sont plus libres. Choisissez-en d’autres."),
    "said_no_number": N_("Ce numéro ne peut pas être appelé. Tapez-le, par exemple 06 12 34 56 78."),
    "said_not_now": N_("Le numéro entier ne se montre qu’à l’heure de l’appel."),
    "said_no_message": N_("La personne n’a pas permis de message. Choisissez une autre fin."),
    "said_later": N_("Noté. Le prochain essai sera dans une autre demi-journée."),
    "said_letter": N_("Assez d’essais. Une lettre part à la personne."),
    "said_no_letter": N_("Personne à joindre par courrier. Décidez de la suite ici."),
    "said_answered": N_("La personne répond. Le rappel est tenu."),
    "said_given_up": N_("Le rappel est annulé, à la demande de la personne."),
    "said_callback_gone": N_("Ce rappel est déjà tenu, annulé ou remplacé."),
    "said_callback_taken": N_("Quelqu’un d’autre fait déjà ce rappel."),
}
