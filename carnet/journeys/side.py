"""The words on the person's side of a helper's screen: she types or reads alone, then gives the screen back."""

from typing import Final

from carnet.domain.words import N_, NP_

SEND: Final = NP_("key", "Valider")
GIVE_BACK: Final = NP_("key", "Rendre l’écran")
PRIVATE: Final = N_("Ce que vous tapez reste caché.\nLa personne qui vous aide ne le voit pas.")
CODE: Final = N_("Voici votre code de reprise.\nNotez-le. Il marche une fois, pendant 24 heures.")
