"""Answers and ways on that several journeys share, so that one thing has one word everywhere."""

from carnet.domain.journey import Choice, Option
from carnet.domain.words import N_, NP_

YES_NO_UNKNOWN = Choice(
    {
        "yes": Option(NP_("answer", "Oui")),
        "no": Option(NP_("answer", "Non")),
        "unknown": Option(N_("Je ne sais pas")),
    }
)

NEXT = Choice({"next": Option(NP_("key", "Suite"))})

NO_POST = {"no_post": "new_code/no_post"}
"""Where whoever needs a code goes when the insurer knows no way to send one."""

FINISH = Option(NP_("key", "Terminer"))
AGAIN = Option(N_("Revenir aux choix"))
HELP = Option(N_("Demander de l’aide"))
PRINT = Option(N_("Imprimer ma preuve"))
RETRY = Option(NP_("key", "Essayer encore"))
NEW_CODE = Option(N_("Recevoir un nouveau code"))

HELP_OR_FINISH = Choice({"help": HELP, "finish": FINISH})
HELP_OR_FINISH_THEN = {"help": "assist/ask", "finish": "leave/farewell"}

BY_STATE = {
    "eligible": "choices/eligible",
    "notified": "choices/notified",
    "opened_auto": "choices/opened",
    "activated": "choices/active",
    "objected": "choices/objected",
    "closed_archived": "choices/closed",
    "deletion_pending": "choices/deleting",
    "deleted": "choices/deleted",
    "suspended": "choices/suspended",
    "technical_failure": "choices/failed",
    "stranger": "start/what",
    "whose": "choices/whose",
    "asked_object": "asked/object",
    "asked_close": "asked/close",
}
