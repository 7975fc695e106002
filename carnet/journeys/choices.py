"""The equal choices, one step for each state of the space. Acting and not acting have the same size and distance."""

from carnet.domain.journey import Choice, Journey, Option, Pick, Step, Words
from carnet.domain.words import N_, NP_
from carnet.journeys.answers import (
    BY_STATE,
    FINISH,
    HELP,
    HELP_OR_FINISH,
    HELP_OR_FINISH_THEN,
    NEW_CODE,
    NO_POST,
)
from carnet.services import identity, spaces
from carnet.services.facts import facts

EXPLAIN = Option(NP_("key", "Expliquez-moi d’abord"))
ACTIVATE = Option(NP_("key", "L’activer"), N_("Je vois mon dossier et je m’en sers."))
NOTHING = Option(N_("Ne rien changer"), N_("Tout reste comme aujourd’hui."))
OBJECT = Option(N_("Ne pas l’ouvrir"), N_("Aucun dossier n’est ouvert."))
CLOSE = Option(NP_("key", "Le fermer"), N_("Plus personne ne le lit."))

CODE_FIRST = "by_phone/activate"
"""Where a wish to open leads on the telephone, and from no other surface."""

ASK = N_("Posez la question telle quelle. Ne conseillez aucun des choix.")
SILENT = N_("Quelqu’un répond à sa place ? Proposez-lui de répondre seule.")

CHOICES = Journey(
    "choices",
    (
        Step(
            id="notified",
            says=Words(
                N_(
                    "Mon espace santé : que voulez-vous faire ?\nVous êtes libre de choisir. Vous pourrez changer d’avis.\n"
                    "Sans réponse, il s’ouvre le %(opens_on)s.\n"
                    "Votre ancien dossier médical, le %(legacy_dmp)s, est gardé dans tous les cas."
                ),
                do=ASK,
                watch=SILENT,
            ),
            asks=Choice(
                {
                    "activate": ACTIVATE,
                    "object": OBJECT,
                    "later": Option(N_("Décider plus tard"), N_("Je peux refuser jusqu’au %(last_day)s.")),
                    "explain": EXPLAIN,
                }
            ),
            does=spaces.begin,
            then={
                "activate": "activate/confirm",
                "code_first": CODE_FIRST,
                **NO_POST,
                "object": "object/confirm",
                "later": "later/dated",
                "explain": "explain/what",
            },
        ),
        Step(
            id="eligible",
            says=Words(
                N_(
                    "Mon espace santé n’est pas encore ouvert.\nVous pouvez déjà l’activer.\n"
                    "Une lettre dira quand il s’ouvre. Vous pourrez alors le refuser."
                ),
                do=ASK,
                watch=SILENT,
            ),
            asks=Choice(
                {
                    "activate": ACTIVATE,
                    "later": Option(N_("Décider plus tard"), N_("Une lettre me dira quand il s’ouvre.")),
                    "explain": EXPLAIN,
                }
            ),
            does=spaces.begin,
            then={
                "activate": "activate/confirm",
                "code_first": CODE_FIRST,
                **NO_POST,
                "later": "leave/farewell",
                "explain": "explain/what",
            },
        ),
        Step(
            id="opened",
            says=Words(
                N_(
                    "Mon espace santé est ouvert.\nIl s’est ouvert tout seul le %(opened_on)s.\n"
                    "Le délai pour refuser est passé. Vous pouvez le fermer."
                ),
                do=ASK,
                watch=SILENT,
            ),
            asks=Choice({"activate": ACTIVATE, "close": CLOSE, "later": NOTHING, "explain": EXPLAIN}),
            does=spaces.begin,
            then={
                "activate": "activate/confirm",
                "code_first": CODE_FIRST,
                **NO_POST,
                "close": "close/consequences",
                "children": "close/children",
                "code_needed": "close/code_needed",
                "later": "leave/farewell",
                "explain": "explain/what",
            },
        ),
        Step(
            id="active",
            says=Words(
                N_("Mon espace santé est activé.\nQue voulez-vous faire ?"),
                do=ASK,
                watch=SILENT,
            ),
            asks=Choice({"later": NOTHING, "close": CLOSE, "explain": EXPLAIN}),
            does=spaces.begin,
            then={
                "later": "leave/farewell",
                "close": "close/consequences",
                "children": "close/children",
                "code_needed": "close/code_needed",
                **NO_POST,
                "explain": "explain/what",
            },
        ),
        Step(
            id="objected",
            says=Words(
                N_(
                    "Vous avez refusé Mon espace santé.\nC’était le %(since_on)s.\n"
                    "Votre ancien dossier médical, le %(legacy_dmp)s, est fermé.\nIl est gardé jusqu’au %(legacy_ends_on)s.\n"
                    "Vous pouvez changer d’avis à tout moment."
                ),
                do=ASK,
                watch=SILENT,
            ),
            asks=Choice({"activate": ACTIVATE, "later": NOTHING, "explain": EXPLAIN}),
            does=spaces.begin,
            then={
                "activate": "change_mind/confirm",
                "code_first": CODE_FIRST,
                **NO_POST,
                "later": "leave/farewell",
                "explain": "explain/what",
            },
        ),
        Step(
            id="closed",
            says=Words(
                N_(
                    "Mon espace santé est fermé.\nIl est fermé depuis le %(closed_on)s.\n"
                    "Son contenu est gardé jusqu’au %(archive_ends_on)s."
                ),
                do=ASK,
                watch=SILENT,
            ),
            asks=Choice(
                {
                    "reopen": Option(NP_("key", "Le rouvrir"), N_("Je retrouve mon dossier.")),
                    "delete": Option(N_("Effacer son contenu"), N_("Rien ne pourra revenir.")),
                    "later": NOTHING,
                    "explain": EXPLAIN,
                }
            ),
            does=spaces.begin,
            then={
                "reopen": "reopen/confirm",
                "code_first": CODE_FIRST,
                **NO_POST,
                "delete": "delete/consequences",
                "later": "leave/farewell",
                "explain": "explain/what",
            },
        ),
        Step(
            id="deleting",
            says=Words(
                N_(
                    "Vous avez demandé l’effacement.\nIl sera fait au plus tard le %(deletion_ends_on)s.\n"
                    "D’ici là, vous pouvez y renoncer."
                ),
                do=ASK,
                watch=SILENT,
            ),
            asks=Choice(
                {
                    "give_up": Option(N_("Y renoncer et le rouvrir"), N_("Je retrouve mon dossier.")),
                    "later": Option(N_("Ne rien changer"), NP_("key", "L’effacement continue.")),
                    "explain": EXPLAIN,
                }
            ),
            does=spaces.begin,
            then={
                "give_up": "give_up_deletion/confirm",
                "code_first": CODE_FIRST,
                **NO_POST,
                "later": "leave/farewell",
                "explain": "explain/what",
            },
        ),
        Step(
            id="deleted",
            says=Words(
                N_(
                    "Le contenu a été effacé.\nIl ne peut pas revenir.\nVous pouvez recommencer avec un dossier vide."
                ),
                do=ASK,
                watch=SILENT,
            ),
            asks=Choice({"activate": ACTIVATE, "later": NOTHING, "explain": EXPLAIN}),
            does=spaces.begin,
            then={
                "activate": "start_again/confirm",
                "code_first": CODE_FIRST,
                **NO_POST,
                "later": "leave/farewell",
                "explain": "explain/what",
            },
        ),
        Step(
            id="suspended",
            says=Words(
                N_(
                    "Mon espace santé est suspendu.\nL’Assurance Maladie l’a arrêté, par prudence.\n"
                    "Sans réponse de vous, il ferme le %(suspension_ends_on)s."
                ),
                do=N_("Expliquez : seule l’Assurance Maladie peut le remettre en marche."),
                watch=N_("Elle ne savait pas ? Proposez d’appeler le 34 22 ensemble."),
            ),
            asks=HELP_OR_FINISH,
            then=HELP_OR_FINISH_THEN,
        ),
        Step(
            id="failed",
            says=Words(
                N_(
                    "Mon espace santé n’a pas pu s’ouvrir.\nC’est une panne. Vous n’y êtes pour rien.\nUne personne peut vous aider."
                ),
                do=N_("Dites que la panne vient de nous. Ouvrez une demande."),
                watch=N_("Elle a déjà appelé ? Demandez ce qu’on lui a répondu."),
            ),
            asks=HELP_OR_FINISH,
            then=HELP_OR_FINISH_THEN,
        ),
        Step(
            id="whose",
            says=Words(
                N_(
                    "Pour qui est votre demande ?\nVous pouvez la faire pour un enfant, ou pour vous.\nChoisissez un prénom, ou vous-même."
                ),
                do=N_("Demandez pour qui est la demande suivante."),
                watch=N_("Il manque un enfant ? Son dossier n’est pas ouvert."),
            ),
            asks=Pick("children", {"mine": Option(NP_("key", "Pour moi")), "finish": FINISH}),
            does=identity.turn_to,
            then={**BY_STATE, "gone": "whose", "mine": "gone", "finish": "leave/farewell"},
        ),
        Step(
            id="gone",
            says=Words(
                N_(
                    "Il faut vérifier encore qui vous êtes.\nC’est pour protéger votre dossier.\nCe qui est fait reste fait."
                ),
                do=N_("La vérification a pris fin. Recommencez avec elle, sans rien noter."),
                watch=N_("Elle s’énerve ? Rappelez que rien n’est perdu."),
            ),
            asks=Choice({"again": Option(NP_("key", "Recommencer")), "new_code": NEW_CODE, "help": HELP}),
            does=identity.way_in,
            then={
                "again": "identify/code",
                "dictated": "by_phone/nir",
                "recognised": "by_phone/how",
                "new_code": "new_code/purpose",
                "help": "assist/ask",
            },
        ),
    ),
    facts,
)
