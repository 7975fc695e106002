"""What a receipt says after each act, sentence by sentence: screen, voice and paper take their words from here.

No sentence names a person, an illness or an identifier; dates stand at the end of their sentence.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from carnet.domain.code import in_fours
from carnet.domain.words import N_
from web.paper.tongue import PARIS, Line, hours

# The parts of a receipt and of a slip, in the order of the paper and of the voice.
PARTS = ("title", "result", "proof", "resume", "change", "question", "made")

_UNCHANGED = N_("Vos soins et vos remboursements ne changent pas.")
_BACK_TO_US = N_("Revenez à la borne, ou appelez le 34 22.")
_CLOSE_LATER = N_("Vous pouvez le fermer à tout moment.")

# Act: title, what is done, how to change one's mind.
_ACTS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "activated": (
        N_("Vous avez activé Mon espace santé."),
        (N_("C’est enregistré. Votre dossier est ouvert."), _UNCHANGED),
        (_CLOSE_LATER, _BACK_TO_US),
    ),
    "objected": (
        N_("Vous avez refusé Mon espace santé."),
        (N_("C’est enregistré. Rien ne sera ouvert."), _UNCHANGED),
        (N_("Vous pouvez l’activer à tout moment."), _BACK_TO_US),
    ),
    "closed": (
        N_("Vous avez fermé Mon espace santé."),
        (
            N_("C’est enregistré. Plus personne ne le lit."),
            N_("Son contenu est gardé jusqu’au %(archive_ends_on)s."),
            _UNCHANGED,
        ),
        (
            N_("Avant cette date, vous pouvez le rouvrir."),
            N_("Vous pouvez aussi demander son effacement."),
            _BACK_TO_US,
        ),
    ),
    "deletion_asked": (
        N_("Vous avez demandé l’effacement."),
        (
            N_("C’est enregistré. Tout son contenu sera détruit."),
            N_("Ce sera fait au plus tard le %(deletion_ends_on)s."),
            _UNCHANGED,
        ),
        (N_("Avant la fin, vous pouvez y renoncer."), N_("Après, rien ne peut revenir."), _BACK_TO_US),
    ),
    "deletion_given_up": (
        N_("Vous avez renoncé à l’effacement."),
        (
            N_("C’est enregistré. L’effacement est arrêté."),
            N_("Mon espace santé est rouvert, avec son contenu."),
        ),
        (_CLOSE_LATER, _BACK_TO_US),
    ),
    "reopened": (
        N_("Vous avez rouvert Mon espace santé."),
        (N_("C’est enregistré. Vous retrouvez tout son contenu."), _UNCHANGED),
        (_CLOSE_LATER, _BACK_TO_US),
    ),
    "changed_mind": (
        N_("Vous avez changé d’avis."),
        (N_("C’est enregistré. Votre refus est annulé."), N_("Mon espace santé est activé."), _UNCHANGED),
        (_CLOSE_LATER, _BACK_TO_US),
    ),
    "code_sent": (
        N_("Vous avez demandé un nouveau code."),
        (N_("L’ancien code ne marche plus."), N_("Le nouveau marche jusqu’au %(code_valid_until)s.")),
        (N_("Le code n’arrive pas ? Demandez-en un autre."), _BACK_TO_US),
    ),
}

_ROUTES: Mapping[str, str] = {
    "post": N_("Le code part par courrier, à l’adresse connue."),
    "mail": N_("Le code part par mail, à l’adresse connue."),
    "phone": N_("Le code part par SMS, au numéro connu."),
}

_HELP: Mapping[str, str] = {
    "none": N_("Aide reçue : aucune."),
    "beside": N_("Aide reçue : une personne à côté de vous."),
    "phone": N_("Aide reçue : une personne au téléphone."),
}

PROOF = (
    N_("Votre numéro de preuve : %(proof_number)s"),
    N_("Le 34 22 s’en sert pour retrouver votre demande."),
)
CALLBACK_WORD = (
    N_("Votre mot de rappel : %(callback_word)s"),
    N_("Quand nous vous rappelons, nous disons ce mot."),
)
RESUME = N_("Pour continuer plus tard : %(address)s")
RESUME_BY_SQUARE = N_("Pour continuer plus tard, montrez ce carré à la borne.")
RESUME_UNTIL = N_("Ce carré sert une fois, pendant %(resume_hours)s.")

SLIP_TITLE = N_("Votre code de reprise")
SLIP = (
    N_("Rien n’est perdu. Vous pouvez continuer plus tard."),
    N_("Montrez ce carré à la borne, ou tapez le code."),
)
RESUME_CODE = (
    N_("Votre code de reprise : %(resume_code)s"),
    N_("Il marche une fois, pendant %(resume_hours)s."),
    N_("Gardez-le pour vous."),
)

CHANGE = N_("Vous changez d’avis ?")
QUESTION = (
    N_("Vous avez une question ?"),
    N_("Appelez le 34 22, ou écrivez depuis la borne."),
    N_("Personne ne doit vous demander votre code."),
)
LEGACY = (
    N_("Votre ancien dossier médical est fermé."),
    N_("Il est gardé jusqu’au %(legacy_ends_on)s."),
    N_("Vous le retrouverez si vous activez Mon espace santé."),
)
STATED = N_("Le jour retenu est le %(stated_on)s.")
FOR_ANOTHER = N_("Vous avez fait cette demande pour une autre personne.")
KEEP = N_("Gardez ce papier.")
PLACE = N_("C’était ici : %(place)s.")
MADE = N_("Fait le %(done_on)s, à %(done_at)s.")

ACTS = tuple(_ACTS)
LONGEST_ADDRESS = 20


def receipt_lines(act: str, facts: Mapping[str, Any]) -> list[Line]:
    """Return the sentences of the receipt of ``act``, in the order of ``PARTS``, each with the facts it needs.

    ``facts``: ``proof_number``, ``done_at`` (aware instant), ``place``, ``help`` (``none``, ``beside``, ``phone``),
    ``resume_url`` (empty: nothing to resume), and where they exist ``resume_hours`` (number), ``for_another``, ``archive_ends_on``,
    ``deletion_ends_on``, ``legacy_ends_on``, ``code_valid_until`` (dates), ``route`` (``post``, ``mail``, ``phone``) and ``callback_word`` by language.
    Raises KeyError when the act or a fact it needs is missing.
    """
    title, result, change = _ACTS[act]
    known = {
        **facts,
        "done_on": _day(facts),
        "proof_number": in_fours(facts["proof_number"]),
        "address": short_address(facts["resume_url"]),
        "resume_hours": hours(facts.get("resume_hours") or 0),
    }
    parts: dict[str, list[str]] = {
        "title": [title],
        "result": [
            *([FOR_ANOTHER] if facts.get("for_another") else []),
            *_way(act, facts),
            *result,
            *(LEGACY if facts.get("legacy_ends_on") else ()),
            *([STATED] if facts.get("stated_on") else []),
        ],
        "proof": [*PROOF, *(CALLBACK_WORD if facts.get("callback_word") else ())],
        "resume": _resume(facts),
        "change": [CHANGE, *change],
        "question": [*QUESTION],
        "made": [KEEP, MADE, *_place(facts), _HELP[facts["help"]]],
    }
    return [Line.of(msgid, known, part) for part in PARTS for msgid in parts[part]]


def slip_lines(facts: Mapping[str, Any]) -> list[Line]:
    """Return the sentences of the slip of a resume code, in the order of ``PARTS``.

    ``facts``: ``resume_code`` (8 signs), ``resume_hours`` (number), ``done_at`` (aware instant), ``place``.
    """
    known = {
        **facts,
        "done_on": _day(facts),
        "resume_code": in_fours(facts["resume_code"]),
        "resume_hours": hours(facts["resume_hours"]),
    }
    parts = {
        "title": [SLIP_TITLE],
        "result": [*SLIP],
        "proof": [*RESUME_CODE],
        "question": [*QUESTION],
        "made": [KEEP, MADE, *_place(facts)],
    }
    return [Line.of(msgid, known, part) for part, msgids in parts.items() for msgid in msgids]


def _way(act: str, facts: Mapping[str, Any]) -> list[str]:
    return [_ROUTES[facts["route"]]] if act == "code_sent" else []


def short_address(url: str) -> str:
    """Return ``url`` as it is written on paper, or nothing when it is too long to be typed: the square still holds it."""
    address = url.partition("://")[2]
    return address if len(address) <= LONGEST_ADDRESS else ""


def _place(facts: Mapping[str, Any]) -> list[str]:
    return [PLACE] if facts["place"] else []


def _resume(facts: Mapping[str, Any]) -> list[str]:
    if not facts["resume_url"]:
        return []
    way = RESUME if short_address(facts["resume_url"]) else RESUME_BY_SQUARE
    return [way, *([RESUME_UNTIL] if facts.get("resume_hours") else [])]


def _day(facts: Mapping[str, Any]) -> date:
    day: date = facts["done_at"].astimezone(PARIS).date()
    return day
