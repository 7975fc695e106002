"""The legal acts that open a space. Each is read back in one sentence, then Yes, No or I don't know."""

from collections.abc import Callable, Mapping

from carnet.domain.journey import Journey, Step, Words
from carnet.domain.words import N_
from carnet.journeys.answers import YES_NO_UNKNOWN
from carnet.services import spaces
from carnet.services.facts import facts

READ_BACK = N_("Lisez toute la phrase. Attendez la réponse, sans la donner.")
HESITATES = N_("Elle dit « je ne sais pas » ? C’est une vraie réponse : proposez de l’aide.")

AFTER = {"no": "leave/unchanged", "unknown": "assist/ask", "moved": "choices/gone"}


def confirmation(name: str, screen: str, *, does: Callable[..., str], then: Mapping[str, str]) -> Journey:
    """Return the journey of one act: ``screen`` read back, then Yes, No or I don't know. ``then`` follows the yes."""
    return Journey(
        name,
        (
            Step(
                id="confirm",
                says=Words(screen, do=READ_BACK, watch=HESITATES),
                asks=YES_NO_UNKNOWN,
                does=does,
                then={**then, **AFTER},
            ),
        ),
        facts,
    )


ACTIVATE = confirmation(
    "activate",
    N_(
        "Vous voulez activer Mon espace santé. C’est bien cela ?\nVous verrez votre dossier.\n"
        "Vous y retrouverez votre ancien dossier médical, le %(legacy_dmp)s.\n"
        "Vos soignants pourront le lire, sauf si vous refusez.\nVous pourrez le fermer quand vous voulez.\n"
        "Ce dossier est celui de %(whose)s."
    ),
    does=spaces.activate,
    then={"activated": "receipt/activated"},
)

CHANGE_MIND = confirmation(
    "change_mind",
    N_(
        "Vous aviez refusé. Vous voulez l’activer. C’est bien cela ?\nVous verrez votre dossier.\n"
        "Vous y retrouverez votre ancien dossier médical, le %(legacy_dmp)s.\n"
        "Vos soignants pourront le lire, sauf si vous refusez.\nVous pourrez le fermer quand vous voulez.\n"
        "Ce dossier est celui de %(whose)s."
    ),
    does=spaces.change_mind,
    then={"activated": "receipt/activated"},
)

START_AGAIN = confirmation(
    "start_again",
    N_(
        "Vous voulez un nouveau dossier, vide. C’est bien cela ?\nL’ancien contenu ne revient pas.\n"
        "Vos soignants pourront le lire, sauf si vous refusez.\nVous pourrez le fermer quand vous voulez.\n"
        "Ce dossier est celui de %(whose)s."
    ),
    does=spaces.start_again,
    then={"activated": "receipt/activated"},
)

REOPEN = confirmation(
    "reopen",
    N_(
        "Vous voulez rouvrir Mon espace santé. C’est bien cela ?\nVous retrouverez tout son contenu.\n"
        "Vos soignants pourront le lire, sauf si vous refusez.\nVous pourrez le fermer quand vous voulez.\n"
        "Ce dossier est celui de %(whose)s."
    ),
    does=spaces.reopen,
    then={"reopened": "receipt/reopened"},
)

GIVE_UP_DELETION = confirmation(
    "give_up_deletion",
    N_(
        "Vous voulez arrêter l’effacement. C’est bien cela ?\n"
        "Mon espace santé sera rouvert, avec tout son contenu.\n"
        "Vos soignants pourront le lire, sauf si vous refusez.\nVous pourrez le fermer quand vous voulez.\n"
        "Ce dossier est celui de %(whose)s."
    ),
    does=spaces.give_up_deletion,
    then={"reopened": "receipt/deletion_given_up"},
)
