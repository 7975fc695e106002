"""The key *Aide*, on every screen: who can come, how to call, how to go on later. The place is kept."""

from typing import Final

from flask import Blueprint, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.code import in_fours
from carnet.domain.words import N_, NP_
from carnet.journeys import JOURNEYS
from carnet.services import assistance, resumption, visits
from kiosk import visit
from kiosk.frame import FRAME
from kiosk.pages import drawing, show
from kiosk.screen import Cards, Key, Leaf
from web.factory import reading, writing

aid = Blueprint("aid", __name__)

TITLE: Final = N_(
    "Qui peut vous aider ?\nLa personne voit votre étape, jamais vos documents.\nPersonne ne vous demandera votre code."
)
CALL: Final = N_("Appeler quelqu’un ici"), N_("Une personne vient à côté de vous.")
PHONE: Final = N_("Parler au 34 22"), NP_("key", "Par téléphone.")
KEEP: Final = N_("Continuer plus tard"), N_("Avec un code de reprise.")
ANSWERS: Final = {
    "asked": N_(
        "C’est demandé. Quelqu’un va venir.\nVotre page est gardée.\nVous pouvez attendre ici, ou continuer."
    ),
    "nobody": N_(
        "Personne n’est là pour le moment.\nAppelez le 34 22.\nDu lundi au vendredi, de 8 h 30 à 17 h 30."
    ),
    "phone": N_(
        "Le téléphone de l’aide : 34 22.\nDu lundi au vendredi, de 8 h 30 à 17 h 30.\nLe service est gratuit. L’appel a le prix normal."
    ),
    "keep": N_(
        "Votre code de reprise est prêt.\nNotez-le, ou imprimez-le.\nIl marche une fois, pendant 24 heures."
    ),
}
CONTINUE: Final = NP_("key", "Continuer")
HIDDEN: Final = N_("Votre écran est caché.\nPersonne ne peut lire.\nPrenez le temps qu’il vous faut.")


@aid.post("/help")
def ask() -> Answer:
    return visit.leave_for("/help")


@aid.get("/help")
def look() -> Answer:
    with reading() as db:
        turn = visit.present(db) or visit.nobody(db)
        page = drawing(turn)
        title, *lines = page.wording.lines(TITLE, {})
        keys = tuple(
            Key(
                "value",
                value,
                page.wording.line(label),
                icon,
                line=page.wording.line(line),
                action="/help/answer",
            )
            for value, (label, line), icon in (
                ("call", CALL, "users"),
                ("phone", PHONE, "phone"),
                ("keep", KEEP, "clock-pause"),
            )
        )
        finish = Key("value", "end", page.wording.line(FRAME["end"]), "door-exit", action="/end")
        screen = page.screen(
            title=title,
            lines=tuple(lines),
            table=Cards("cards", keys, (finish,)),
            bar=page.bar_beside(),
            place="help",
        )
        return show(screen, page)


@aid.post("/help/answer")
def answer() -> Answer:
    """Do what was asked, and say what will follow; nobody there is said plainly."""
    with writing() as db:
        turn = visit.begun(db)
        here = visits.position(turn, JOURNEYS)
        wish = request.form.get("value", "")
        outcome, number = wish, ""
        if wish == "call":
            outcome = assistance.ask(turn, *here.place)
        elif wish == "keep":
            number = resumption.make(turn)
        page = drawing(turn)
        title, *lines = page.wording.lines(ANSWERS.get(outcome, ANSWERS["phone"]), {})
        go_on = Key("value", "continue", page.wording.line(CONTINUE), "arrow-right", action="/continue")
        screen = page.screen(
            title=title,
            lines=tuple(lines[:-1]) if number else (),
            table=Leaf((go_on,), sheet=tuple(lines[-1:] if number else lines), proof_number=in_fours(number)),
            bar=page.bar_beside(),
            place=f"help/{outcome}",
        )
        return visit.keep(show(screen, page), turn)


@aid.post("/hide")
def hide() -> Answer:
    """Veil the screen where no script can: the same key, the same sentence."""
    return visit.leave_for("/hidden")


@aid.get("/hidden")
def hidden() -> Answer:
    with reading() as db:
        turn = visit.present(db) or visit.nobody(db)
        page = drawing(turn)
        title, *lines = page.wording.lines(HIDDEN, {})
        go_on = Key("value", "continue", page.wording.line(NP_("key", "Montrer")), "eye", action="/continue")
        screen = page.screen(
            title=title,
            lines=tuple(lines),
            table=Leaf((go_on,)),
            bar=page.bar_beside(),
            place="hidden",
            is_named=False,
        )
        return show(screen, page)
