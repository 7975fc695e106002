"""Who calls: number, birth date and card dictated, then a call back to the known number, or a letter to the known address.

Until the call back, nothing personal is said, and what is wished waits for its proof under the day of the call.
Activating stays at the kiosk and on the internet, its only channels (T2): on the telephone it begins with a code.
"""

from carnet.domain.journey import Choice, Journey, Option, Pick, Step, Words
from carnet.domain.words import N_
from carnet.journeys.answers import FINISH, HELP, HELP_OR_FINISH, HELP_OR_FINISH_THEN
from carnet.journeys.choices import ACTIVATE, CLOSE, OBJECT
from carnet.journeys.entries import BIRTH_DATE, NIR, SERIAL
from carnet.journeys.identify import PROVED
from carnet.journeys.new_code import SENT
from carnet.journeys.three_facts import CHECK, CHECK_THEN
from carnet.services import identity, requests, sending
from carnet.services.facts import facts

BY_LETTER = Option(N_("Plutôt une lettre"), N_("À mon adresse connue."))
TYPE_IT = N_("Tapez ce qu’elle dicte. Rien ne s’affiche, rien n’est gardé.")

BY_PHONE = Journey(
    "by_phone",
    (
        Step(
            id="nir",
            says=Words(
                N_(
                    "Dites-moi votre numéro de sécurité sociale.\nIl a 15 signes. Il est sur la carte Vitale.\n"
                    "Pour un enfant, c’est le numéro du parent."
                ),
                do=TYPE_IT,
                watch=N_(
                    "Quelqu’un lui souffle les réponses ? Proposez de la rappeler plus tard, sans témoin."
                ),
            ),
            asks=NIR,
            then={"done": "birth_date", "no_number": "without/number"},
        ),
        Step(
            id="birth_date",
            says=Words(
                N_(
                    "Dites-moi la date de naissance.\nPour un enfant, dites la date de l’enfant.\n"
                    "Le jour ou le mois est inconnu ? Dites-le-moi."
                ),
                do=N_("Tapez jour, mois, année. Inconnu : deux zéros."),
                watch=N_("Elle hésite longtemps ? Laissez-lui le temps."),
            ),
            asks=BIRTH_DATE,
            then="serial",
        ),
        Step(
            id="serial",
            says=Words(
                N_(
                    "Dites-moi le numéro de la carte.\nAvec une photo : dites les 11 derniers chiffres.\n"
                    "Sans photo : dites tout le numéro."
                ),
                do=TYPE_IT,
                watch=N_("Elle cherche sa carte ? Dites qu’il n’y a pas d’urgence."),
            ),
            asks=SERIAL,
            does=identity.recognise,
            then={
                "known": "how",
                # Who calls may be called back, or heard at a counter: a code is another matter.
                "no_post": "how",
                "incomplete": "nir",
                "which": "child",
                "wrong": "wrong",
                "locked": "identify/locked",
                "no_card": "without/card",
            },
        ),
        Step(
            id="wrong",
            says=Words(
                N_(
                    "Ces réponses ne vont pas ensemble.\nRien n’est perdu. Quelle ligne voulez-vous vérifier ?"
                ),
                do=N_("Rassurez : rien n’est perdu. Vérifiez une ligne à la fois."),
                watch=N_("C’est la carte d’une autre personne ?"),
            ),
            asks=Choice(CHECK),
            then=CHECK_THEN,
        ),
        Step(
            id="child",
            says=Words(
                N_("Pour quel enfant appelez-vous ?\nDites-moi son prénom."),
                do=N_("La personne dit le prénom. Ne le proposez pas."),
                watch=N_("Il manque un enfant ? Il est rattaché à l’autre parent."),
            ),
            asks=Pick("children", {"missing": Option(N_("Il n’est pas là"))}),
            does=identity.pick_child,
            then={"chosen": "how", "no_post": "how", "gone": "child", "missing": "assist/ask"},
        ),
        Step(
            id="how",
            says=Words(
                N_(
                    "Je dois vérifier que c’est bien vous.\nJe peux vous rappeler au numéro connu de l’Assurance Maladie.\n"
                    "Ou bien une lettre part à votre adresse connue."
                ),
                do=N_("Elle choisit. N’utilisez jamais un numéro donné pendant l’appel."),
                watch=N_("Elle partage son téléphone ? La lettre est plus sûre."),
            ),
            asks=Choice(
                {
                    "call": Option(N_("Me rappeler maintenant"), N_("À mon numéro connu.")),
                    "letter": BY_LETTER,
                    "help": HELP,
                }
            ),
            does=identity.verify_by,
            then={"call": "ring", "letter": "wish", "no_number": "wish", "help": "assist/ask"},
        ),
        Step(
            id="ring",
            says=Words(
                N_(
                    "Je raccroche, puis je vous rappelle.\nGardez votre téléphone près de vous.\n"
                    "Je vous dirai d’abord qui je suis."
                ),
                do=N_("Raccrochez. Composez le numéro connu, puis dites qui vous êtes."),
                watch=N_("Une autre voix répond ? Ne dites rien de l’appel."),
            ),
            asks=Choice(
                {
                    "answered": Option(N_("C’est moi, je réponds")),
                    "nobody": Option(N_("Personne ne répond")),
                    "letter": BY_LETTER,
                }
            ),
            does=identity.called_back,
            then={
                **PROVED,
                "not_dialled": "ring",
                "nobody": "wish",
                "letter": "wish",
                "moved": "choices/gone",
            },
        ),
        Step(
            id="wish",
            says=Words(
                N_(
                    "Que voulez-vous faire ?\nJe note votre demande à la date d’aujourd’hui.\n"
                    "Une lettre part chez vous. Elle sert à confirmer."
                ),
                do=N_("Posez la question telle quelle. Ne conseillez aucun des choix."),
                watch=N_("Quelqu’un répond à sa place ? Proposez de la rappeler plus tard, sans témoin."),
            ),
            asks=Choice({"activate": ACTIVATE, "object": OBJECT, "close": CLOSE, "help": HELP}),
            does=requests.state_by_phone,
            then={
                "noted": "noted",
                "on_its_way": "noted",
                "code": "code",
                "no_address": "elsewhere/counter",
                "too_many": "new_code/too_many",
                "moved": "choices/gone",
                "help": "assist/ask",
            },
        ),
        Step(
            id="noted",
            says=Words(
                N_(
                    "C’est noté, à la date d’aujourd’hui.\nUne lettre vient à votre adresse connue.\n"
                    "Signez-la et renvoyez-la : votre demande sera faite.\nNous retenons la date d’aujourd’hui."
                ),
                do=N_("Dites que rien n’est encore fait. La lettre suffit : une par semaine au plus."),
                watch=N_("L’adresse est ancienne ? La caisse la corrige au guichet."),
            ),
            asks=HELP_OR_FINISH,
            then=HELP_OR_FINISH_THEN,
        ),
        Step(
            id="code",
            says=Words(
                N_(
                    "Un code part à votre adresse connue.\nAvec lui, vous pourrez l’activer à une borne ou sur internet.\n"
                    "Par téléphone, cela ne se fait pas."
                ),
                do=N_("Dites que le code arrive par la poste, en quelques jours."),
                watch=N_("Elle ne peut pas se déplacer ? Proposez internet, avec un proche."),
            ),
            asks=HELP_OR_FINISH,
            then=HELP_OR_FINISH_THEN,
        ),
        Step(
            id="activate",
            says=Words(
                N_(
                    "Cela ne se fait pas par téléphone.\nJe peux vous envoyer un code.\n"
                    "Avec lui, vous le ferez à une borne ou sur internet.\nOù envoyer le code ?"
                ),
                do=N_("La personne choisit. Le code part à une adresse connue."),
                watch=N_("Aucune adresse ne va ? Le guichet peut les corriger."),
            ),
            asks=Pick("routes", {"none": Option(N_("Aucun ne va")), "finish": FINISH}),
            does=sending.send,
            then={**SENT, "finish": "leave/farewell"},
        ),
    ),
    facts,
)
