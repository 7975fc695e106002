"""The words of the post: what people write, letters that come back signed or not at all, and what leaves each day."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.words import N_, NP_

WORDS: Final[Mapping[str, str]] = {
    "mail_title": NP_("title", "Courrier"),
    "mail_in": N_("Une personne a écrit"),
    "mail_in_line": N_("Un refus ou une fermeture, sur papier libre ou sur formulaire."),
    "mail_find": N_("Chercher qui écrit"),
    "mail_find_line": N_("Choisissez ensuite la raison « courrier »."),
    "mail_signed": N_("Une lettre revient signée"),
    "mail_signed_line": N_(
        "Vérifiez qu’elle est signée. Le numéro est sous l’adresse de la caisse."
        " Qui a noté la demande ne la confirme pas."
    ),
    "mail_number": N_("Numéro de la lettre"),
    "mail_signed_key": N_("Faire ce qui est signé"),
    "mail_returned": N_("Une lettre n’est pas arrivée"),
    "mail_returned_line": N_("Plus rien ne part à cette adresse. La caisse doit la corriger."),
    "mail_returned_key": N_("Noter le retour"),
    "mail_undone": N_("Un retour noté par erreur"),
    "mail_undone_line": N_("L’adresse sert de nouveau. Le journal garde les deux gestes."),
    "mail_undone_key": N_("Annuler le retour"),
    "mail_out": N_("Ce qui part par la poste"),
    "mail_out_line": N_("Un envoi par jour : les lettres et leur liste, à imprimer."),
    "mail_out_noted": N_("Chaque envoi pris est noté. Il s’efface quelques jours après."),
    "mail_out_until": N_("Déjà pris. À reprendre jusqu’au %(day)s."),
    "mail_out_none": N_("Aucune lettre n’est prête."),
    "mail_out_day": N_("Envoi du %(day)s"),
    "mail_out_count": N_("Lettres : %(count)s"),
    "mail_from": N_("La personne qui écrit"),
    "mail_asks": N_("Que demande-t-elle ?"),
    "mail_object": N_("Ne pas l’ouvrir"),
    "mail_close": NP_("choice", "Le fermer"),
    "mail_posted": N_("Date de la poste"),
    "mail_posted_line": N_("Celle du cachet. Illisible ? Laissez vide : c’est aujourd’hui."),
    "mail_keep": N_("Noter la demande"),
    "mail_keep_line": N_("Une lettre répond à la personne. Signée et renvoyée, elle confirme la demande."),
    "mail_no_act": N_("Il manque la demande. Choisissez : ne pas l’ouvrir, ou le fermer."),
    "mail_wrong_day": N_("Cette date ne va pas. Par exemple 20/11/2026, pas dans l’avenir."),
    "mail_back": N_("Revenir au courrier"),
    "said_mail_noted": N_("C’est noté, à la date de la poste. La lettre qui répond est prête."),
    "said_mail_on_its_way": N_("C’est noté. Une lettre de moins de %(days)s jours est en route."),
    "said_mail_no_address": N_("C’est noté. Aucune adresse ne va : proposez un rappel."),
    "said_mail_objected": N_("Le refus est enregistré, à la date demandée. La preuve part."),
    "said_mail_closed": N_("Mon espace santé est fermé, à la date demandée. La preuve part."),
    "said_mail_moved": N_("Mon espace santé a changé depuis : rien n’est fait. Une lettre l’explique."),
    "said_mail_over": N_("Cette lettre a déjà servi, ou ne vaut plus. Rien n’est fait."),
    "said_mail_own_hand": N_("Vous avez noté cette demande. Une autre personne doit la confirmer."),
    "said_mail_own_print": N_("Vous avez imprimé cette lettre. Une autre personne doit la confirmer."),
    "said_mail_too_early": N_("Cette lettre est d’aujourd’hui. Elle ne peut pas être déjà revenue."),
    "said_mail_unknown": N_("Aucune lettre n’a ce numéro. Vérifiez les 8 signes."),
    "said_mail_unreadable": N_("Un numéro de lettre a 8 signes. Par exemple 7K4M 29PT."),
    "said_mail_locked": N_("Trop de numéros faux. Attendez cinq minutes."),
    "said_mail_back": N_("Le retour est noté. Un dossier d’aide est ouvert."),
    "said_mail_already": N_("Ce retour est déjà noté."),
    "said_mail_too_fast": N_("Trop de retours à la suite. Attendez cinq minutes."),
    "said_mail_undone": N_("Le retour est annulé. L’adresse sert de nouveau."),
    "said_mail_still_doubtful": N_("Le retour est annulé. Une autre lettre est revenue de cette adresse."),
    "said_mail_not_back": N_("Cette lettre n’est pas notée comme revenue. Rien n’est fait."),
}
