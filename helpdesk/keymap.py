"""The keys of the console: one list of what they do, the same in the list and on a case. ``static/js/console.js`` is the engine.

No single key ends, deletes or sends anything: those that lead to such an act open a choice first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from carnet.domain.words import N_, NP_

Groups = tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]

GROUPS: Final[Groups] = (
    (NP_("keys", "Dans la liste"), (
        ("next", "j", NP_("keymap", "Dossier d’après")),
        ("previous", "k", NP_("keymap", "Dossier d’avant")),
        ("choose", "x", N_("Choisir ou laisser ce dossier")),
        ("bulk", "b", N_("Agir sur les dossiers choisis")),
        ("filter", "f", N_("Filtrer la liste")),
        ("freeze", "p", N_("Figer la liste, ou la laisser vivre")),
        ("why", "y", N_("Dire pourquoi cet ordre")),
        ("first", "Enter", N_("Prendre le premier")),
        ("page_after", ">", NP_("keymap", "Page d’après")),
        ("page_before", "<", NP_("keymap", "Page d’avant")),
        ("resume", "q", N_("Taper un code de reprise")),
        ("todo", "1", N_("Voir ce qui est à traiter")),
        ("promised", "2", N_("Voir les rappels")),
        ("kiosks", "3", N_("Voir les bornes")),
        ("mine", "4", N_("Voir mes dossiers")),
        ("held", "5", N_("Voir ce qui est en main")),
        ("ended", "6", N_("Voir ce qui est terminé")),
    )),
    (N_("Dans la liste et sur un dossier"), (
        ("open", "v", N_("Ouvrir le dossier")),
        ("take", "t", N_("Prendre le dossier")),
        ("note", "a", N_("Ajouter une note")),
        ("end", "c", N_("Finir avec un code")),
        ("wait", "w", N_("Attendre la personne, ou reprendre")),
        ("hand_back", "r", N_("Remettre dans la file")),
        ("give", "d", N_("Donner à une personne")),
        ("priority", "u", N_("Changer la priorité")),
        ("label", "l", N_("Mettre ou enlever une étiquette")),
        ("macro", "m", N_("Lancer une suite de gestes")),
        ("start", "g", N_("Commencer une visite")),
        ("undo", "z", N_("Défaire la dernière suite")),
    )),
    (N_("Sur la fiche d’une personne"), (
        ("script", "s", N_("Commencer sa visite, ou y revenir")),
        ("case", "o", N_("Ouvrir un dossier d’aide sans visite")),
        ("letter", "l", N_("Envoyer par lettre")),
        ("journal", "j", N_("Voir qui a regardé")),
        ("print", "p", N_("Imprimer qui a regardé")),
    )),
    (N_("Pendant un appel"), (
        ("back", "ArrowLeft", N_("Revenir à l’étape d’avant")),
        ("again", "r", N_("Relire la phrase à dire")),
        ("view", "v", N_("Voir ce que la personne voit")),
        ("hang_up", "F9", N_("Finir l’appel avec un code")),
    )),
    (NP_("keys", "Partout"), (
        ("keys", "?", N_("Montrer les touches")),
        ("search", "/", N_("Chercher une personne")),
        ("call", "e", N_("Ouvrir ou noter un appel")),
        ("free", "0", N_("Dire que l’appel est fini")),
        ("hand", "h", N_("Lever la main, ou la baisser")),
    )),
)  # fmt: skip

USUAL: Final[Mapping[str, str]] = {name: key for _group, actions in GROUPS for name, key, _word in actions}
CODES: Final = frozenset("fions")
"""The first of the two keys that choose how a case ends: they belong to no action that stands on a case."""
_LIST, ON_A_CASE, _PERSON, IN_A_CALL, _EVERYWHERE = (
    frozenset(name for name, _key, _word in actions) for _group, actions in GROUPS
)
PAGES: Final = tuple(place | _EVERYWHERE for place in (_LIST | ON_A_CASE, _PERSON, IN_A_CALL))
"""The actions that stand on one page together: there, no key serves twice."""
ANSWERS: Final = frozenset("123456789")
"""The keys that give an answer in a call, and so belong to nothing else there."""
NAMED: Final[Mapping[str, str]] = {
    "Enter": NP_("keymap", "Entrée"),
    "ArrowLeft": N_("Flèche à gauche"),
    "F9": NP_("keymap", "F9"),
}
"""The keys that are no sign, and how people call them."""


@dataclass(frozen=True)
class Keys(Mapping[str, str]):
    """The key of each action for one helper, with those that they ``changed``; an empty text where it has none."""

    is_on: bool
    changed: tuple[tuple[str, str], ...] = ()

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        return {**USUAL, **{name: key for name, key in self.changed if name in USUAL}}

    def __getitem__(self, name: str) -> str:
        return self._keys[name] if self.is_on else ""

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

    def kept(self, name: str) -> str:
        """Return the key of an action, even while all are off."""
        return self._keys[name]


def changes(typed: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the keys that differ from the usual ones, and the actions whose key cannot serve: not one sign, or taken."""
    chosen = {name: typed.get(name, usual).strip() for name, usual in USUAL.items()}
    wrong = tuple(name for name, key in chosen.items() if key and not _may_serve(name, key, chosen))
    return {name: key for name, key in chosen.items() if key != USUAL[name]}, wrong


def _may_serve(name: str, key: str, chosen: Mapping[str, str]) -> bool:
    is_key = key in NAMED or (len(key) == 1 and key.isprintable())
    is_taken = any([chosen[other] for other in page].count(key) > 1 for page in PAGES if name in page)
    is_answer = key in ANSWERS and name in IN_A_CALL | _EVERYWHERE
    is_code = key in CODES and name in ON_A_CASE
    return is_key and not (is_taken or is_answer or is_code)
