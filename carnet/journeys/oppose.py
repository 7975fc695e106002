"""Refuse before opening. The same number of answers, the same drawing, the same receipt as activating."""

from carnet.domain.journey import Journey, Step, Words
from carnet.domain.words import N_
from carnet.journeys.acts import AFTER, HESITATES, READ_BACK
from carnet.journeys.answers import YES_NO_UNKNOWN
from carnet.services import spaces
from carnet.services.facts import facts

OBJECT = Journey(
    "object",
    (
        Step(
            id="confirm",
            says=Words(
                N_(
                    "Vous ne voulez pas ouvrir Mon espace santé. C’est bien cela ?\nAucun dossier ne sera ouvert.\n"
                    "Vos soins et vos remboursements ne changent pas.\nVous pourrez l’activer quand vous voulez.\n"
                    "Ce dossier est celui de %(whose)s."
                ),
                do=READ_BACK,
                watch=HESITATES,
            ),
            asks=YES_NO_UNKNOWN,
            does=spaces.object_,
            then={"objected": "receipt/objected", **AFTER},
        ),
    ),
    facts,
)
