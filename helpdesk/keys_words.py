"""The page of keys in words; what each key does is named in ``helpdesk/keymap.py``."""

from collections.abc import Mapping
from typing import Final

from carnet.domain.words import N_, NP_

WORDS: Final[Mapping[str, str]] = {
    "keys": NP_("title", "Touches"),
    "keys_line": N_("Une touche agit seule, sauf quand vous tapez dans un champ."),
    "keys_field": N_("Un signe par touche. Vide : ce geste n’a pas de touche."),
    "keys_codes": N_("Pour finir un dossier : deux touches, écrites à côté de chaque code."),
    "keys_keep": N_("Garder mes touches"),
    "keys_usual": N_("Revenir aux touches habituelles"),
    "keys_off": N_("Arrêter toutes les touches"),
    "keys_on": N_("Remettre les touches"),
    "keys_are_off": N_("Toutes les touches sont arrêtées."),
    "keys_wrong": N_("Cette touche est prise, ou ne convient pas : %(names)s."),
    "keys_change": N_("Changer mes touches"),
    "said_keys": N_("Vos touches sont gardées, sur tous les postes."),
}
