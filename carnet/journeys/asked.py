"""What was asked by telephone or by letter, now that the person has proved who they are: the day it was asked counts."""

from collections.abc import Mapping

from carnet.domain.journey import Journey, Step, Words
from carnet.domain.words import N_
from carnet.journeys.acts import AFTER, HESITATES, READ_BACK
from carnet.journeys.answers import NO_POST, YES_NO_UNKNOWN
from carnet.services import requests
from carnet.services.facts import facts


def _asked(act: str, screen: str, then: Mapping[str, str]) -> Step:
    return Step(
        id=act,
        says=Words(screen, do=READ_BACK, watch=HESITATES),
        asks=YES_NO_UNKNOWN,
        does=requests.confirm,
        then={**then, **AFTER},
    )


ASKED = Journey(
    "asked",
    (
        _asked(
            "object",
            N_(
                "Vous voulez refuser Mon espace santé. C’est bien cela ?\nVous l’avez demandé le %(stated_on)s.\n"
                "Nous retenons ce jour.\n"
                "Votre ancien dossier médical, le %(legacy_dmp)s, sera fermé.\nIl sera gardé jusqu’au %(legacy_ends_on)s.\n"
                "Vous pourrez l’activer quand vous voulez.\n"
                "Ce dossier est celui de %(whose)s."
            ),
            {"objected": "receipt/objected"},
        ),
        _asked(
            "close",
            N_(
                "Vous voulez fermer Mon espace santé. C’est bien cela ?\nVous l’avez demandé le %(stated_on)s.\n"
                "Plus personne ne pourra le lire.\nVous pourrez le rouvrir pendant dix ans.\n"
                "Ce dossier est celui de %(whose)s."
            ),
            {"closed": "receipt/closed", "code_needed": "close/code_needed", **NO_POST},
        ),
    ),
    facts,
)
