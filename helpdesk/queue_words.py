"""Why a case stands where it stands in the queue, in one sentence each. The order itself is ``carnet.domain.queue``."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.queue import Reason
from carnet.domain.words import N_

WHY: Final[Mapping[Reason, str]] = {
    Reason.ON_THE_LINE: N_("Quelqu’un attend en ce moment : cela passe avant tout."),
    Reason.PROMISED: N_("Un rappel promis passe avant la file."),
    Reason.LATE: N_("Le délai de cette demande est passé."),
    Reason.URGENT: N_("Cette demande est urgente."),
    Reason.LAST_WARNING: N_("Le délai de cette demande est presque passé."),
    Reason.HIGH: N_("Cette demande passe avant les demandes ordinaires."),
    Reason.FIRST_WARNING: N_("Le délai de cette demande est bien entamé."),
    Reason.ARRIVAL: N_("Les demandes ordinaires suivent l’ordre de leur délai."),
    Reason.RESTING: N_("Rien à faire maintenant : la suite viendra à son heure."),
}
