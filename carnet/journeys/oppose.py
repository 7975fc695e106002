"""Refuse before opening. The same number of answers, the same drawing, the same receipt as activating."""

from carnet.domain.words import N_
from carnet.journeys.acts import confirmation
from carnet.services import spaces

OBJECT = confirmation(
    "object",
    N_(
        "Vous voulez refuser Mon espace santé. C’est bien cela ?\nAucun dossier ne sera ouvert.\n"
        "Votre ancien dossier médical, le %(legacy_dmp)s, sera fermé.\nIl sera gardé jusqu’au %(legacy_ends_on)s.\n"
        "Vos soins et vos remboursements ne changent pas.\nVous pourrez l’activer quand vous voulez.\n"
        "Ce dossier est celui de %(whose)s."
    ),
    does=spaces.object_,
    then={"objected": "receipt/objected", "late": "choices/opened"},
)
