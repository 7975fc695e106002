"""A human, a proof, a farewell: where journeys end."""

from carnet.domain.journey import Choice, Journey, Option, Step, Words
from carnet.domain.words import N_, NP_
from carnet.journeys.answers import AGAIN, BY_STATE, FINISH, PRINT
from carnet.services import assistance, identity, receipts, resumption
from carnet.services.facts import facts

ASSIST = Journey(
    "assist",
    (
        Step(
            id="ask",
            says=Words(
                N_(
                    "Qui peut vous aider ?\nLa personne voit votre étape, jamais vos documents.\nPersonne ne vous demandera votre code."
                ),
                do=N_("Vous êtes déjà là : écoutez, puis choisissez avec elle."),
                watch=N_("Elle veut parler sans témoin ? Proposez le 34 22."),
            ),
            asks=Choice(
                {
                    "call": Option(N_("Appeler quelqu’un ici"), N_("Si une personne est là, elle vient.")),
                    "phone": Option(N_("Parler au 34 22"), NP_("key", "Par téléphone.")),
                    "keep": Option(N_("Continuer plus tard"), N_("Avec un code de reprise.")),
                    "again": AGAIN,
                }
            ),
            does=assistance.answer,
            then={
                "asked": "waiting",
                "remote": "remote",
                "nobody": "nobody",
                "phone": "phone",
                "keep": "code",
                **BY_STATE,
            },
        ),
        Step(
            id="waiting",
            says=Words(
                N_(
                    "C’est demandé. Quelqu’un va venir.\nVotre page est gardée.\nVous pouvez attendre ici, ou continuer."
                ),
                do=N_("La demande est dans la file. Prenez-la si vous êtes libre."),
                watch=N_("Elle attend depuis longtemps ? Proposez le 34 22."),
            ),
            asks=Choice({"again": AGAIN, "keep": Option(N_("Continuer plus tard")), "finish": FINISH}),
            does=assistance.after,
            then={"keep": "code", "finish": "leave/farewell", **BY_STATE},
        ),
        Step(
            id="remote",
            says=Words(
                N_(
                    "Personne n’est ici pour le moment.\nLe 34 22 voit votre demande. Appelez-le.\nDu lundi au vendredi, de 8 h 30 à 17 h 30."
                ),
                do=N_("La demande est dans la file du téléphone. Donnez le 34 22."),
                watch=N_("Elle ne peut pas téléphoner ? Proposez le code de reprise."),
            ),
            asks=Choice({"again": AGAIN, "keep": Option(N_("Continuer plus tard")), "finish": FINISH}),
            does=assistance.after,
            then={"keep": "code", "finish": "leave/farewell", **BY_STATE},
        ),
        Step(
            id="nobody",
            says=Words(
                N_(
                    "Personne n’est là pour le moment.\nAppelez le 34 22.\nDu lundi au vendredi, de 8 h 30 à 17 h 30."
                ),
                do=N_("Personne n’a de console ouverte. Donnez le 34 22."),
                watch=N_("Elle ne peut pas téléphoner ? Proposez le code de reprise."),
            ),
            asks=Choice({"again": AGAIN, "keep": Option(N_("Continuer plus tard")), "finish": FINISH}),
            does=assistance.after,
            then={"keep": "code", "finish": "leave/farewell", **BY_STATE},
        ),
        Step(
            id="phone",
            says=Words(
                N_(
                    "Le téléphone de l’aide : 34 22.\nDu lundi au vendredi, de 8 h 30 à 17 h 30.\nLe service est gratuit. L’appel a le prix normal."
                ),
                do=N_("Donnez le numéro. Proposez de composer avec elle."),
                watch=N_("Elle entend mal ? Un relais existe pour les personnes sourdes."),
            ),
            asks=Choice({"again": AGAIN, "keep": Option(N_("Continuer plus tard")), "finish": FINISH}),
            does=assistance.after,
            then={"keep": "code", "finish": "leave/farewell", **BY_STATE},
        ),
        Step(
            id="code",
            says=Words(
                N_(
                    "Votre code de reprise est prêt.\nNotez-le, ou imprimez-le.\nIl marche une fois, pendant 24 heures."
                ),
                do=N_("La personne note elle-même son code de reprise."),
                watch=N_("Elle n’a pas de quoi écrire ? La borne l’imprime."),
            ),
            asks=Choice({"print": Option(NP_("key", "L’imprimer")), "again": AGAIN, "finish": FINISH}),
            does=resumption.after,
            then={"print": "printed", "finish": "leave/farewell", **BY_STATE},
        ),
        Step(
            id="printed",
            says=Words(
                N_("Prenez votre papier.\nIl porte votre code de reprise.\nGardez-le pour vous."),
                do=N_("Le papier sort à droite. Elle le prend elle-même."),
                watch=N_("Elle oublie le papier ? Montrez-lui la sortie."),
            ),
            asks=Choice({"finish": FINISH}),
            then={"finish": "leave/farewell"},
        ),
    ),
    facts,
)

KEEP_PROOF = Choice(
    {
        "paper": Option(N_("Imprimer ma preuve"), N_("En gros caractères.")),
        "home": Option(N_("La recevoir chez moi"), NP_("key", "Par courrier.")),
        "more": Option(NP_("key", "Autre demande"), N_("Pour moi, ou pour un enfant.")),
        "finish": FINISH,
    }
)
PROOF_THEN = {
    "paper": "printed",
    "home": "posted",
    "no_address": "no_address",
    **BY_STATE,
    "finish": "leave/farewell",
}
MORE_OR_FINISH = Choice({"more": Option(NP_("key", "Autre demande")), "finish": FINISH})
MORE_OR_FINISH_THEN = {**BY_STATE, "finish": "leave/farewell"}
TAKE_IT = N_("Demandez-lui : une preuve sur papier, chez elle, ou les deux ?")
KEEPS = N_("Elle part sans preuve ? Dites-lui qu’elle peut la redemander.")


def _receipt(act: str, screen: str) -> Step:
    return Step(
        id=act,
        says=Words(screen, do=TAKE_IT, watch=KEEPS),
        asks=KEEP_PROOF,
        does=receipts.keep,
        then=PROOF_THEN,
    )


RECEIPT = Journey(
    "receipt",
    (
        _receipt(
            "activated",
            N_(
                "C’est fait. Mon espace santé est activé.\nEnregistré le %(done_on)s.\nGardez une preuve, comme vous préférez."
            ),
        ),
        _receipt(
            "objected",
            N_(
                "C’est fait. Mon espace santé ne sera pas ouvert.\nEnregistré le %(done_on)s.\n"
                "Votre ancien dossier médical, le %(legacy_dmp)s, est fermé.\nIl est gardé jusqu’au %(legacy_ends_on)s.\n"
                "Gardez une preuve, comme vous préférez."
            ),
        ),
        _receipt(
            "closed",
            N_(
                "C’est fait. Mon espace santé est fermé.\nVous pouvez le rouvrir avant le %(archive_ends_on)s.\n"
                "Gardez une preuve, comme vous préférez."
            ),
        ),
        _receipt(
            "reopened",
            N_(
                "C’est fait. Mon espace santé est rouvert.\nEnregistré le %(done_on)s.\nGardez une preuve, comme vous préférez."
            ),
        ),
        _receipt(
            "deletion_asked",
            N_(
                "C’est noté. Le contenu sera effacé.\nCe sera fait au plus tard le %(deletion_ends_on)s.\n"
                "Gardez une preuve, comme vous préférez."
            ),
        ),
        _receipt(
            "deletion_given_up",
            N_(
                "C’est fait. L’effacement est arrêté.\nMon espace santé est rouvert.\nGardez une preuve, comme vous préférez."
            ),
        ),
        Step(
            id="printed",
            says=Words(
                N_(
                    "Prenez votre papier.\nIl porte un numéro de preuve.\nAvec lui, le 34 22 retrouve votre demande."
                ),
                do=N_("Le papier sort à droite. Elle le prend elle-même."),
                watch=N_("Elle oublie le papier ? Montrez-lui la sortie."),
            ),
            asks=MORE_OR_FINISH,
            does=identity.place,
            then=MORE_OR_FINISH_THEN,
        ),
        Step(
            id="posted",
            says=Words(
                N_(
                    "Votre preuve part par courrier.\nElle arrive à l’adresse connue.\nVous n’avez rien d’autre à faire."
                ),
                do=N_("Dites que la preuve arrive dans quelques jours."),
                watch=N_("L’adresse est ancienne ? Proposez d’imprimer ici."),
            ),
            asks=MORE_OR_FINISH,
            does=identity.place,
            then=MORE_OR_FINISH_THEN,
        ),
        Step(
            id="no_address",
            says=Words(
                N_(
                    "Nous n’avons pas votre adresse.\nVous pouvez imprimer votre preuve ici.\nElle a la même valeur."
                ),
                do=N_("Pas d’adresse connue. Proposez le papier, ici."),
                watch=N_("Elle veut corriger son adresse ? C’est au guichet."),
            ),
            asks=Choice({"paper": PRINT, "finish": FINISH}),
            then={"paper": "printed", "finish": "leave/farewell"},
        ),
    ),
    facts,
)

LEAVE = Journey(
    "leave",
    (
        Step(
            id="unchanged",
            says=Words(
                N_("Rien n’a changé.\nVous pouvez choisir autre chose, ou terminer."),
                do=N_("Dites clairement que rien n’a changé."),
                watch=N_("Elle semble soulagée ou perdue ? Demandez-lui simplement."),
            ),
            asks=Choice({"again": AGAIN, "finish": FINISH}),
            does=identity.place,
            then={**BY_STATE, "finish": "farewell"},
        ),
        Step(
            id="farewell",
            says=Words(
                N_("Au revoir.\nTout est effacé de cet écran.\nN’oubliez pas vos papiers et votre carte."),
                do=N_("La visite est finie. Vérifiez qu’elle a ses papiers."),
                watch=N_("Elle a laissé sa carte ou sa lettre ?"),
            ),
        ),
    ),
    facts,
)
