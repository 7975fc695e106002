"""The words of the frame: permanent keys, veil, inactivity, voice. The same on every screen."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from carnet.domain.words import N_, NP_
from kiosk.screen import Line
from kiosk.wording import Wording

FRAME: Final[Mapping[str, str]] = {
    "end": NP_("key", "Terminer"),
    "end_line": N_("Tout s’efface de cet écran."),
    "later": NP_("key", "Plus tard"),
    "later_line": N_("Avec un code de reprise."),
    "back": NP_("key", "Retour"),
    "listen": NP_("key", "Écouter"),
    "comfort": NP_("key", "Confort"),
    "language": NP_("key", "Langue"),
    "hide": NP_("key", "Cacher"),
    "help": NP_("key", "Aide"),
    "keys": N_("Touches de la borne"),
    "before": NP_("key", "Avant"),
    "after": NP_("key", "Suite"),
    "show": NP_("key", "Montrer"),
    "mask": NP_("key", "Masquer"),
    "erase": NP_("key", "Effacer"),
    "submit": NP_("key", "Valider"),
    "headphones": NP_("head", "Casque branché"),
    "easy": NP_("head", "Texte facile"),
    "easy_key": NP_("key", "Texte facile"),
    "demonstration": NP_("head", "Démonstration"),
    "still_there": N_("Vous êtes toujours là ?"),
    "still_kept": N_("Votre page est cachée, rien n’est perdu."),
    "seconds_one": NP_("time", "1 seconde"),
    "seconds_many": NP_("time", "%(count)s secondes"),
    "here": N_("Je suis là"),
    "here_line": N_("Je continue où j’en étais."),
    "more_time": N_("Plus de temps"),
    "more_time_line": N_("Dix minutes de plus."),
    "hidden": N_("Votre écran est caché."),
    "hidden_safe": N_("Personne ne peut lire."),
    "hidden_time": N_("Prenez le temps qu’il vous faut."),
    "wait": NP_("state", "Patientez"),
    "lost": N_("La borne ne répond pas. Rien n’est perdu. Essayez encore."),
    "chosen": NP_("state", "choisi"),
    "act_touch": N_("Touchez pour choisir."),
    "act_keys": N_("Appuyez sur la touche ronde pour choisir."),
    "where": N_("Vous êtes ici."),
    "page": NP_("page", "Page %(number)s sur %(total)s"),
    "step": NP_("step", "Étape %(number)s sur %(total)s"),
    "silent": N_("La voix ne répond pas. Le texte reste à l’écran."),
    "personal": N_("Une phrase est personnelle. Mettez le casque pour l’entendre."),
    "volume": NP_("voice", "Volume %(number)s sur 9"),
    "speed": NP_("voice", "Vitesse %(number)s sur 7"),
    "left_one": N_("Encore 1 signe"),
    "left_many": N_("Encore %(count)s signes"),
    "complete": N_("Tout est tapé."),
}

Frame = Mapping[str, Line]
"""The lines of the frame in one language, by name. Holes stay, for the scripts to fill with numbers."""


@lru_cache(maxsize=16)
def frame_in(wording: Wording) -> Frame:
    return {name: wording.plain(msgid) for name, msgid in FRAME.items()}
