"""Close an open space: children first, three consequences one by one, the same confirmation as every act.

Closing archives, it does not delete. Reopening undoes it; asking for deletion is another journey.
"""

from carnet.domain.journey import Choice, Journey, Option, Pick, Step, Words
from carnet.domain.words import N_
from carnet.journeys.acts import AFTER, HESITATES, READ_BACK
from carnet.journeys.answers import BY_STATE, FINISH, HELP, NEXT, NO_POST, YES_NO_UNKNOWN
from carnet.journeys.new_code import SENT
from carnet.services import identity, sending, spaces
from carnet.services.facts import facts

CLOSE = Journey(
    "close",
    (
        Step(
            id="children",
            says=Words(
                N_(
                    "Vos enfants ont aussi un dossier.\nAprès le vôtre, fermer les leurs sera plus difficile.\n"
                    "Un dossier fermé, plus personne ne le lit.\nPar quoi voulez-vous commencer ?"
                ),
                do=N_("Dites qu’il est plus simple de commencer par les enfants."),
                watch=N_("Elle ne veut fermer que le sien ? C’est possible."),
            ),
            asks=Choice(
                {
                    "child": Option(N_("Par un enfant")),
                    "mine": Option(N_("Par le mien")),
                    "help": HELP,
                }
            ),
            then={"child": "child", "mine": "kept", "help": "assist/ask"},
        ),
        Step(
            id="child",
            says=Words(
                N_(
                    "Le dossier de quel enfant ?\nVous êtes son parent ou son tuteur légal.\nChoisissez son prénom."
                ),
                do=N_("La personne choisit elle-même le prénom."),
                watch=N_("Les enfants ont le même âge ? Relisez le prénom avec elle."),
            ),
            asks=Pick("children", {"mine": Option(N_("Plutôt le mien"))}),
            does=identity.turn_to_child,
            then={
                **BY_STATE,
                "chosen": "consequences",
                "gone": "child",
                "mine": "kept",
                "code_needed": "code_needed",
                **NO_POST,
            },
        ),
        Step(
            id="consequences",
            says=Words(
                N_("Voici ce qui change si vous le fermez.\nPersonne ne pourra plus le lire ni le remplir."),
                do=N_("Lisez cette conséquence, la première sur trois. Attendez un oui."),
                watch=N_("Elle pense à ses soignants ? Ils ne le liront plus."),
            ),
            asks=NEXT,
            then={"next": "kept"},
        ),
        Step(
            id="kept",
            says=Words(
                N_("Fermer n’efface pas.\nSon contenu sera gardé dix ans, puis effacé."),
                do=N_("Lisez cette conséquence, la deuxième sur trois. Attendez un oui."),
                watch=N_("Elle veut tout effacer ? C’est une autre demande, juste après."),
            ),
            asks=NEXT,
            then={"next": "confirm"},
        ),
        Step(
            id="confirm",
            says=Words(
                N_(
                    "Vous voulez fermer Mon espace santé. C’est bien cela ?\nPersonne ne pourra plus le lire.\n"
                    "Vos soins et vos remboursements ne changent pas.\nVous pourrez le rouvrir pendant dix ans.\n"
                    "Ce dossier est celui de %(whose)s."
                ),
                do=READ_BACK,
                watch=HESITATES,
            ),
            asks=YES_NO_UNKNOWN,
            does=spaces.close,
            then={"closed": "receipt/closed", "code_needed": "code_needed", **NO_POST, **AFTER},
        ),
        Step(
            id="code_needed",
            says=Words(
                N_(
                    "Pour fermer, il faut un code tout neuf.\nC’est pour protéger votre dossier.\n"
                    "Où voulez-vous le recevoir ?"
                ),
                do=N_("Un code neuf part à une adresse connue. Il sert à fermer."),
                watch=N_("Aucune adresse ne va ? Le guichet peut les corriger."),
            ),
            asks=Pick("routes", {"none": Option(N_("Aucun ne va")), "finish": FINISH}),
            does=sending.send,
            then={**SENT, "finish": "leave/farewell"},
        ),
    ),
    facts,
)

DELETE = Journey(
    "delete",
    (
        Step(
            id="consequences",
            says=Words(
                N_(
                    "Voici ce qui change si vous l’effacez.\nTout son contenu sera détruit, en trois mois au plus.\n"
                    "Vous pourrez y renoncer avant la fin.\nAprès, rien ne pourra revenir."
                ),
                do=N_("Lisez les trois phrases, une par une."),
                watch=N_("Elle voulait seulement fermer ? C’est déjà fait."),
            ),
            asks=NEXT,
            then={"next": "confirm"},
        ),
        Step(
            id="confirm",
            says=Words(
                N_(
                    "Vous voulez effacer Mon espace santé. C’est bien cela ?\nTout son contenu sera détruit.\n"
                    "Ce sera fait au plus tard le %(deletion_would_end_on)s.\nVos soins et vos remboursements ne changent pas.\n"
                    "Ce dossier est celui de %(whose)s."
                ),
                do=READ_BACK,
                watch=HESITATES,
            ),
            asks=YES_NO_UNKNOWN,
            then={"yes": "again", "no": "leave/unchanged", "unknown": "assist/ask"},
        ),
        Step(
            id="again",
            says=Words(
                N_(
                    "Nous vous le redemandons.\nVous demandez d’effacer tout le contenu.\nC’est bien votre choix ?"
                ),
                do=N_("Une seconde confirmation. Lisez sans insister."),
                watch=HESITATES,
            ),
            asks=YES_NO_UNKNOWN,
            does=spaces.ask_deletion,
            then={"deletion_asked": "receipt/deletion_asked", **AFTER},
        ),
    ),
    facts,
)
