"""Who is there: the code of the letter, the number, the date of birth, the card. Each is typed once, in groups."""

from carnet.domain.journey import Choice, Journey, Option, Pick, Step, Words
from carnet.domain.words import N_
from carnet.journeys.answers import (
    BY_STATE,
    FINISH,
    HELP,
    HELP_OR_FINISH,
    HELP_OR_FINISH_THEN,
    NEW_CODE,
    NO_POST,
    RETRY,
    YES_NO_UNKNOWN,
)
from carnet.journeys.entries import CODE
from carnet.journeys.three_facts import CHECK, CHECK_THEN, three_facts
from carnet.services import identity
from carnet.services.facts import facts

PROVED = {
    **BY_STATE,
    "representative": "identify/representative",
    "guardian": "identify/guardian",
}

NEW_CODE_OR_HELP = Choice({"new_code": NEW_CODE, "help": HELP, "finish": FINISH})
NEW_CODE_OR_HELP_THEN = {"new_code": "new_code/purpose", **HELP_OR_FINISH_THEN}

IDENTIFY = Journey(
    "identify",
    (
        Step(
            id="code",
            says=Words(
                N_("Tapez le code de votre lettre."),
                do=N_("La personne tape elle-même. Ne lisez pas le code, ne le répétez pas."),
                watch=N_("Elle tremble ? Proposez de montrer la lettre à la caméra."),
            ),
            asks=CODE,
            then={"done": "nir", "no_code": "new_code/purpose"},
        ),
        *three_facts(
            Words(
                N_(
                    "Tapez le numéro de sécurité sociale.\nIl a 15 signes. Il est sur la carte Vitale.\n"
                    "C’est celui de la personne qui a reçu la lettre."
                ),
                do=N_("La personne tape elle-même. Montrez où est le numéro, sans le lire."),
                watch=N_("Elle n’a pas de numéro à elle ? C’est celui de son parent ou conjoint."),
            ),
            does=identity.prove,
            then={
                **PROVED,
                "incomplete": "code",
                "wrong": "wrong",
                "expired": "expired",
                "used": "used",
                "locked": "locked",
                "no_card": "without/card",
            },
        ),
        Step(
            id="wrong",
            says=Words(
                N_("Ces réponses ne vont pas ensemble.\nRien n’est perdu. Choisissez la ligne à vérifier."),
                do=N_("Rassurez : rien n’est perdu. Vérifiez une ligne à la fois."),
                watch=N_("C’est la carte ou la lettre d’une autre personne ?"),
            ),
            asks=Choice({"code": Option(N_("Vérifier le code")), **CHECK}),
            then={"code": "code", **CHECK_THEN},
        ),
        Step(
            id="expired",
            says=Words(
                N_(
                    "Ce code n’est plus valable.\nVos droits, eux, ne sont pas perdus.\nDemandez un nouveau code."
                ),
                do=N_("Un code dépassé n’enlève aucun droit. Proposez un nouveau code."),
                watch=N_("Elle pense avoir perdu son droit de refuser ? Rassurez-la."),
            ),
            asks=NEW_CODE_OR_HELP,
            then=NEW_CODE_OR_HELP_THEN,
        ),
        Step(
            id="used",
            says=Words(
                N_("Ce code a déjà servi.\nUn code ne sert qu’une fois.\nDemandez un nouveau code."),
                do=N_("Dites que le code a servi. Proposez un nouveau code."),
                watch=N_("Elle ne se souvient pas de l’avoir utilisé ? Appelez le 34 22 avec elle."),
            ),
            asks=NEW_CODE_OR_HELP,
            then=NEW_CODE_OR_HELP_THEN,
        ),
        Step(
            id="locked",
            says=Words(
                N_(
                    "Il y a eu trop d’essais.\nAttendez un peu, ou demandez un nouveau code.\nRien n’est décidé à votre place."
                ),
                do=N_("Proposez un nouveau code, ou d’attendre un moment."),
                watch=N_("Quelqu’un la presse de continuer ? Proposez de parler seule au 34 22."),
            ),
            asks=Choice({"retry": RETRY, **NEW_CODE_OR_HELP.options}),
            does=identity.after_lock,
            then={
                "identify_again": "serial",
                "new_code_again": "new_code/serial",
                "by_phone_again": "by_phone/serial",
                **NEW_CODE_OR_HELP_THEN,
            },
        ),
        Step(
            id="representative",
            says=Words(
                N_(
                    "Ce dossier est celui d’un enfant : %(first_name)s.\nVous êtes son parent, ou son tuteur légal ?"
                ),
                do=N_("La personne répond elle-même. Un proche qui aide ne suffit pas."),
                watch=N_("Elle hésite sur le mot tuteur ? C’est la personne nommée par le juge."),
            ),
            asks=YES_NO_UNKNOWN,
            does=identity.declare,
            then={**BY_STATE, "no": "without/authority", "unknown": "assist/ask"},
        ),
        Step(
            id="guardian",
            says=Words(
                N_(
                    "Ce dossier est celui de %(first_name)s.\nVous protégez cette personne. Est-elle d’accord avec vous ?"
                ),
                do=N_("Demandez l’avis de la personne protégée, si elle est là."),
                watch=N_("Le tuteur et la personne ne sont pas d’accord ? Rien n’est fait."),
            ),
            asks=YES_NO_UNKNOWN,
            does=identity.declare,
            then={**BY_STATE, "no": "without/agreement", "unknown": "assist/ask"},
        ),
    ),
    facts,
)

WITHOUT = Journey(
    "without",
    (
        Step(
            id="number",
            says=Words(
                N_(
                    "Vous n’avez pas de numéro ?\nIl est aussi sur vos papiers de remboursement.\n"
                    "Sinon, une personne peut vous aider."
                ),
                do=N_("Cherchez le numéro avec elle : carte, attestation, courrier."),
                watch=N_("Elle a l’aide médicale d’État ? Le 34 22 a un autre chemin."),
            ),
            asks=Choice(
                {
                    "found": Option(N_("Je l’ai trouvé")),
                    "insured": Option(N_("Je n’ai pas d’assurance en France")),
                    "help": HELP,
                }
            ),
            does=identity.way_in,
            then={
                "found": "identify/nir",
                "dictated": "by_phone/nir",
                "recognised": "by_phone/how",
                "insured": "elsewhere/not_insured",
                "help": "assist/ask",
            },
        ),
        Step(
            id="provisional",
            says=Words(
                N_(
                    "Votre numéro est provisoire.\nVous n’avez pas fait d’erreur.\nUne personne prend le relais."
                ),
                do=N_("Un numéro provisoire se vérifie au 34 22 ou à un guichet."),
                watch=N_("Elle croit s’être trompée ? Dites que son numéro est bon."),
            ),
            asks=Choice({"help": HELP, "counter": Option(N_("Aller à un guichet")), "finish": FINISH}),
            then={
                "help": "assist/ask",
                "counter": "elsewhere/counter",
                "finish": "leave/farewell",
            },
        ),
        Step(
            id="card",
            says=Words(
                N_(
                    "Vous n’avez pas de carte lisible ?\nVotre droit reste le même.\n"
                    "Une personne vérifie autrement qui vous êtes."
                ),
                do=N_("Proposez le 34 22 ou un guichet. Ne recopiez jamais la carte."),
                watch=N_("Elle cherche la carte d’un proche ? Ce n’est pas la sienne."),
            ),
            asks=Choice(
                {
                    "found": Option(N_("Je peux la lire")),
                    "counter": Option(N_("Aller à un guichet")),
                    "help": HELP,
                }
            ),
            does=identity.way_in,
            then={
                "found": "identify/serial",
                "dictated": "by_phone/serial",
                "recognised": "by_phone/how",
                "counter": "elsewhere/counter",
                "help": "assist/ask",
            },
        ),
        Step(
            id="authority",
            says=Words(
                N_(
                    "Seul le parent ou le tuteur peut décider.\nRien n’a changé dans ce dossier.\nVous pouvez demander de l’aide."
                ),
                do=N_("Expliquez : la décision revient au parent ou au tuteur."),
                watch=N_("Les parents ne sont pas d’accord ? Le 34 22 demande des papiers."),
            ),
            asks=HELP_OR_FINISH,
            then=HELP_OR_FINISH_THEN,
        ),
        Step(
            id="agreement",
            says=Words(
                N_(
                    "Vous n’êtes pas d’accord, tous les deux.\nLa demande s’arrête ici. Rien n’a changé.\nUne personne va vous écouter."
                ),
                do=N_("Ne tranchez pas. La demande est gelée et transmise."),
                watch=N_("La personne protégée veut parler seule ? Faites-lui de la place."),
            ),
            asks=HELP_OR_FINISH,
            then=HELP_OR_FINISH_THEN,
        ),
        Step(
            id="child",
            says=Words(
                N_("Quel enfant ?\nChoisissez son prénom."),
                do=N_("La personne choisit elle-même le prénom."),
                watch=N_("Il manque un enfant ? Il est rattaché à l’autre parent."),
            ),
            asks=Pick("children", {"missing": Option(N_("Il n’est pas là"))}),
            does=identity.pick_child,
            then={"chosen": "new_code/route", **NO_POST, "gone": "child", "missing": "assist/ask"},
        ),
    ),
    facts,
)
