"""What the letters of news say: what time or the insurer did to Mon espace santé, on which day, and what can be done."""

from collections.abc import Mapping
from dataclasses import dataclass

from carnet.domain.words import N_
from web.paper.letter_words import WARNING, WHERE


@dataclass(frozen=True)
class News:
    """The title, what happened, and what the person can do. Every sentence stands for a child's parent too."""

    title: str
    what: tuple[str, ...]
    choices: tuple[str, ...]


LEGACY_WILL_CLOSE = (
    N_("Votre ancien dossier médical sera fermé."),
    N_("Il sera gardé jusqu’au %(legacy_ends_on)s."),
)
_CHOICES = N_("Que pouvez-vous faire ?")
_ACTIVATE = N_("Vous pouvez l’activer, pour le voir.")
_CLOSE = N_("Vous pouvez le fermer à tout moment.")
_NOTHING = N_("Vous pouvez aussi ne rien faire.")
_CODE = N_("Pour répondre, demandez un nouveau code.")
_PROVE = N_("Il reste à prouver que c’est bien vous.")
_HOW = N_("Comment pouvez-vous confirmer ?")
_SIGN = N_("Signez cette lettre et renvoyez-la, à l’adresse en haut.")
_OR_CALL = N_("Ou appelez le 34 22 : nous vous rappelons.")
_OR_KIOSK = N_("Ou dites-le à une borne, avec un code.")
_UNTIL = N_("Dernier jour pour confirmer : %(lapses_on)s. Après, votre demande s’arrête.")
_KEPT = N_("Son contenu est gardé jusqu’au %(archive_ends_on)s.")
_REOPEN = N_("Avant cette date, vous pouvez le rouvrir.")
_DELETE = N_("Vous pouvez aussi demander son effacement.")

NEWS: Mapping[str, News] = {
    "opened": News(
        N_("Mon espace santé est ouvert"),
        (
            N_("Nous n’avons pas reçu de refus."),
            N_("Il s’est ouvert tout seul le %(opened_on)s."),
            N_("Les soignants peuvent le lire et le remplir."),
        ),
        (_CHOICES, _ACTIVATE, _CLOSE, _NOTHING, _CODE),
    ),
    "deleted": News(
        N_("L’effacement est terminé"),
        (
            N_("Vous l’aviez demandé le %(deletion_asked_on)s."),
            N_("Tout le contenu a été détruit le %(done_on)s."),
            N_("Il ne peut pas revenir."),
        ),
        (_CHOICES, N_("Vous pouvez recommencer avec un dossier vide."), _NOTHING, _CODE),
    ),
    "suspended": News(
        N_("Mon espace santé est suspendu"),
        (
            N_("L’Assurance Maladie l’a arrêté, par prudence."),
            N_("Il est arrêté depuis le %(suspended_on)s."),
            N_("Personne ne peut le lire pour le moment."),
        ),
        (
            _CHOICES,
            N_("Vous voulez le garder ? Appelez le 34 22."),
            N_("Dernier jour pour appeler : %(last_day)s."),
            N_("Sans réponse de vous, il ferme le %(closes_on)s."),
        ),
    ),
    "suspension_ended": News(
        N_("Mon espace santé est fermé"),
        (
            N_("Il était suspendu. Nous n’avons pas reçu de réponse."),
            N_("Il est fermé depuis le %(closed_on)s."),
            _KEPT,
        ),
        (_CHOICES, _REOPEN, _DELETE, _CODE),
    ),
    "resumed": News(
        N_("Mon espace santé marche de nouveau"),
        (
            N_("L’Assurance Maladie l’avait suspendu, par prudence."),
            N_("Il marche de nouveau depuis le %(done_on)s."),
            N_("Son contenu n’a pas changé."),
        ),
        (_CHOICES, _CLOSE, _NOTHING, _CODE),
    ),
    "failed": News(
        N_("Mon espace santé n’a pas pu s’ouvrir"),
        (
            N_("La panne a eu lieu le %(done_on)s."),
            N_("Vous n’y êtes pour rien."),
            N_("Rien n’est ouvert. Personne ne peut rien lire."),
        ),
        (
            _CHOICES,
            N_("Vous voulez l’ouvrir, ou le refuser ? Appelez le 34 22."),
            _NOTHING,
        ),
    ),
    "came_of_age": News(
        N_("Vous avez 18 ans : vous décidez"),
        (
            N_("Vous êtes adulte depuis le %(done_on)s."),
            N_("Mon espace santé n’est plus qu’à vous."),
            N_("Vos parents et tuteurs n’y ont plus accès."),
            N_("Il reste ouvert, avec son contenu."),
        ),
        (_CHOICES, _ACTIVATE, _CLOSE, _NOTHING, _CODE),
    ),
    "access_ended": News(
        N_("Votre accès est terminé"),
        (
            N_("Votre enfant a 18 ans depuis le %(done_on)s."),
            N_("Vous n’avez plus accès à son dossier."),
            N_("Votre enfant décide maintenant."),
        ),
        (_CHOICES, N_("Vous n’avez rien à faire.")),
    ),
    "called": News(
        N_("Nous avons essayé de vous appeler"),
        (
            N_("Nous avions promis de vous appeler le %(promised_on)s."),
            N_("Nous avons essayé. Personne n’a répondu."),
            N_("Rien n’a changé dans Mon espace santé."),
        ),
        (
            _CHOICES,
            N_("Vous pouvez appeler le 34 22."),
            N_("Vous pouvez demander un autre rappel."),
            _NOTHING,
        ),
    ),
    "request_object": News(
        N_("Votre refus : il reste à signer"),
        (
            N_("Vous voulez refuser Mon espace santé."),
            N_("Nous avons noté le jour : %(stated_on)s."),
            _PROVE,
        ),
        (_HOW, _SIGN, _OR_CALL, _OR_KIOSK, _UNTIL),
    ),
    "request_close": News(
        N_("Votre fermeture : il reste à signer"),
        (
            N_("Vous voulez fermer Mon espace santé."),
            N_("Nous avons noté le jour : %(stated_on)s."),
            _PROVE,
        ),
        (_HOW, _SIGN, _OR_CALL, _OR_KIOSK, _UNTIL),
    ),
    "request_late": News(
        N_("Vous pouvez fermer Mon espace santé"),
        (
            N_("Vous l’avez refusé le %(stated_on)s."),
            N_("Le dernier jour était le %(last_day)s."),
            N_("Il s’est ouvert tout seul, mais vous pouvez le fermer."),
        ),
        (
            N_("Comment pouvez-vous le fermer ?"),
            N_("Écrivez-nous, à l’adresse en haut."),
            N_("Ou appelez le 34 22."),
            N_("Ou allez à une borne, avec un nouveau code."),
        ),
    ),
    "request_nothing": News(
        N_("Votre demande : il n’y a rien à changer"),
        (
            N_("Vous nous avez fait une demande le %(stated_on)s."),
            N_("Aujourd’hui, aucun dossier n’est à refuser ni à fermer."),
        ),
        (_CHOICES, N_("Vous n’avez rien à faire."), N_("Une question ? Appelez le 34 22.")),
    ),
}

PLACES = (*WHERE[:2], N_("Par téléphone : le 34 22. Une personne vous guide."))
WARNING_OF_NEWS = (*WARNING[:2], WARNING[-1])
