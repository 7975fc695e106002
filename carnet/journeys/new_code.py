"""A new provisional code, sent only where the insurer already knows the person. No address: a person, never a dead end."""

from carnet.domain.journey import Choice, Journey, Option, Pick, Step, Words
from carnet.domain.words import N_, NP_
from carnet.journeys.answers import FINISH, HELP, HELP_OR_FINISH, HELP_OR_FINISH_THEN, NO_POST, PRINT
from carnet.journeys.three_facts import CHECK, CHECK_THEN, three_facts
from carnet.services import identity, receipts, sending
from carnet.services.facts import facts

SENT = {
    "mail": "new_code/sent_mail",
    "phone": "new_code/sent_phone",
    "post": "new_code/sent_post",
    "too_many": "new_code/too_many",
    "gone": "new_code/route",
    "none": "new_code/no_route",
    **NO_POST,
    "moved": "choices/gone",
}

AFTER_SENT = Choice(
    {
        "typed": Option(N_("J’ai reçu le code")),
        "paper": PRINT,
        "keep": Option(N_("Je reviendrai plus tard")),
        "finish": FINISH,
    }
)
AFTER_SENT_THEN = {
    "typed": "identify/code",
    "paper": "receipt/printed",
    "moved": "choices/gone",
    "keep": "assist/code",
    "finish": "leave/farewell",
}

IN_PERSON = Choice(
    {
        "counter": Option(N_("À un guichet"), N_("De l’Assurance Maladie.")),
        "france_services": Option(N_("À France services"), N_("Près de chez vous.")),
        "help": HELP,
    }
)
IN_PERSON_THEN = {
    "counter": "elsewhere/counter",
    "france_services": "elsewhere/france_services",
    "help": "assist/ask",
}

NEW_CODE = Journey(
    "new_code",
    (
        Step(
            id="purpose",
            says=Words(
                N_(
                    "Un nouveau code : pour quoi faire ?\nIl partira à une adresse que l’Assurance Maladie connaît."
                ),
                do=N_("Demandez ce que la personne veut faire avec ce code."),
                watch=N_("Elle ne sait pas encore ? « Activer ou refuser » suffit."),
            ),
            asks=Choice(
                {
                    "decide": Option(N_("Activer ou refuser")),
                    "close": Option(N_("Fermer un dossier ouvert")),
                    "other": Option(N_("Rouvrir ou effacer")),
                    "help": HELP,
                }
            ),
            then={"decide": "nir", "close": "nir", "other": "nir", "help": "assist/ask"},
        ),
        *three_facts(
            Words(
                N_("Tapez le numéro de sécurité sociale.\nIl a 15 signes. Il est sur la carte Vitale."),
                do=N_("La personne tape elle-même. Montrez où est le numéro, sans le lire."),
                watch=N_("C’est pour un enfant ? On tape le numéro du parent."),
            ),
            does=identity.recognise,
            then={
                "known": "route",
                **NO_POST,
                "incomplete": "nir",
                "which": "without/child",
                "wrong": "wrong",
                "locked": "identify/locked",
                "no_card": "without/card",
            },
        ),
        Step(
            id="wrong",
            says=Words(
                N_("Ces réponses ne vont pas ensemble.\nRien n’est perdu. Choisissez la ligne à vérifier."),
                do=N_("Rassurez : rien n’est perdu. Vérifiez une ligne à la fois."),
                watch=N_("C’est la carte d’une autre personne ?"),
            ),
            asks=Choice(CHECK),
            then=CHECK_THEN,
        ),
        Step(
            id="route",
            says=Words(
                N_("Où envoyer le code ?\nCe sont les adresses que l’Assurance Maladie connaît."),
                do=N_("La personne choisit. N’utilisez jamais votre adresse ou votre numéro."),
                watch=N_("L’adresse est ancienne ? L’Assurance Maladie la corrige, pas la borne."),
            ),
            asks=Pick("routes", {"none": Option(N_("Aucun ne va"))}),
            does=sending.send,
            then=SENT,
        ),
        Step(
            id="sent_mail",
            says=Words(
                N_(
                    "Le code est parti par mail.\nIl est valable 24 heures.\nRegardez vos messages, puis tapez le code ici."
                ),
                do=N_("Le code arrive par mail. Elle l’ouvre elle-même."),
                watch=N_("Pas de mail ici ? Proposez le code de reprise."),
            ),
            asks=AFTER_SENT,
            does=receipts.keep_of_code,
            then=AFTER_SENT_THEN,
        ),
        Step(
            id="sent_phone",
            says=Words(
                N_(
                    "Le code est parti par SMS.\nIl est valable 24 heures.\nRegardez votre téléphone, puis tapez le code ici."
                ),
                do=N_("Le code arrive par SMS. Elle le lit elle-même, en silence."),
                watch=N_("Le téléphone est à un proche ? Vérifiez qu’elle est d’accord."),
            ),
            asks=AFTER_SENT,
            does=receipts.keep_of_code,
            then=AFTER_SENT_THEN,
        ),
        Step(
            id="sent_post",
            says=Words(
                N_(
                    "Le code part par courrier.\nIl est valable six semaines.\nRevenez avec la lettre, ici ou ailleurs."
                ),
                do=N_("Le code arrive chez elle en quelques jours."),
                watch=N_("Elle craint de dépasser la date ? Proposez le 34 22."),
            ),
            asks=Choice(
                {
                    "paper": PRINT,
                    "keep": Option(N_("Je reviendrai plus tard")),
                    "help": HELP,
                    "finish": FINISH,
                }
            ),
            does=receipts.keep_of_code,
            then={
                "paper": "receipt/printed",
                "moved": "choices/gone",
                "keep": "assist/code",
                "help": "assist/ask",
                "finish": "leave/farewell",
            },
        ),
        Step(
            id="too_many",
            says=Words(
                N_(
                    "Trois codes sont déjà partis aujourd’hui.\nAttendez demain, ou demandez de l’aide.\nVos droits ne sont pas perdus."
                ),
                do=N_("Trois codes par jour au plus. Proposez d’attendre demain."),
                watch=N_("Elle n’a rien reçu ? L’adresse est peut-être ancienne."),
            ),
            asks=HELP_OR_FINISH,
            then=HELP_OR_FINISH_THEN,
        ),
        Step(
            id="no_route",
            says=Words(
                N_("Aucune adresse ne va ?\nIl reste trois chemins. Choisissez le plus simple pour vous."),
                do=N_("Trois chemins : le courrier, le guichet, France services."),
                watch=N_("Elle se déplace mal ? Le courrier ou le 34 22."),
            ),
            asks=Choice(
                {"post": Option(NP_("key", "Par courrier"), N_("À l’adresse connue.")), **IN_PERSON.options}
            ),
            does=sending.send_by_post,
            then={
                "post": "sent_post",
                "no_address": "no_post",
                "too_many": "too_many",
                "moved": "choices/gone",
                **IN_PERSON_THEN,
            },
        ),
        Step(
            id="no_post",
            says=Words(
                N_(
                    "Votre adresse postale n’est pas connue.\n"
                    "Il reste deux chemins. Choisissez le plus simple pour vous."
                ),
                do=N_("Deux chemins : le guichet, qui note une adresse, ou France services."),
                watch=N_("Elle se déplace mal ? Proposez le 34 22."),
            ),
            asks=IN_PERSON,
            then=IN_PERSON_THEN,
        ),
    ),
    facts,
)
