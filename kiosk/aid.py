"""The key *Aide*, on every screen: who can come, how to call, how to go on later. The place is kept."""

from typing import Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.words import N_, NP_
from carnet.journeys import JOURNEYS
from carnet.services import assistance, resumption, visits
from carnet.services.turn import Turn
from kiosk import visit
from kiosk.drawing import OPEN_PAPER, PAPERS, Drawing
from kiosk.frame import FRAME
from kiosk.pages import drawing, show
from kiosk.screen import Cards, Key, Leaf, Screen
from web.factory import reading, writing

aid = Blueprint("aid", __name__)

TITLE: Final = N_(
    "Qui peut vous aider ?\nLa personne voit votre étape, jamais vos documents.\nPersonne ne vous demandera votre code."
)
CALL: Final = N_("Appeler quelqu’un ici"), N_("Si une personne est là, elle vient.")
PHONE: Final = N_("Parler au 34 22"), NP_("key", "Par téléphone.")
KEEP: Final = N_("Continuer plus tard"), N_("Avec un code de reprise.")
ANSWERS: Final = {
    "asked": N_(
        "C’est demandé. Quelqu’un va venir.\nVotre page est gardée.\nVous pouvez attendre ici, ou continuer."
    ),
    "remote": N_(
        "Personne n’est ici pour le moment.\nLe 34 22 voit votre demande. Appelez-le.\nDu lundi au vendredi, de 8 h 30 à 17 h 30."
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
    "printed": N_("Prenez votre papier.\nIl porte votre code de reprise.\nGardez-le pour vous."),
}
CALLED: Final = ("asked", "remote")
CODED: Final = ("keep", "printed")
PRINT: Final = NP_("key", "L’imprimer")
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
            bar=page.bar_beside(page.came_from),
            place="help",
            beside=page.came_from,
        )
        return show(screen, page)


@aid.post("/help/answer")
def answer() -> Answer:
    """Do what was asked, then lead to the page that says it: that page may be loaded again, this form may not."""
    with writing() as db:
        turn = visit.begun(db)
        visit.keep_draft(turn)
        here = visits.position(turn, JOURNEYS)
        wish = request.form.get("value", "")
        if wish == "call":
            wish = assistance.ask(turn, *here.place)
        elif wish == "keep":
            resumption.give(turn)
        elif wish == "print":
            wish = "printed"
        return visit.keep(redirect(f"/help/{wish if wish in ANSWERS else 'phone'}", 303), turn)


@aid.get("/help/<page>")
def look_at_answer(page: str) -> Answer:
    """Say what was done and what will follow; nobody there is said plainly. Only this visit sees its own code."""
    with reading() as db:
        turn = visit.present(db)
        if turn is None or not _holds(turn, page):
            return redirect("/help", 303)
        drawn = drawing(turn)
        return show(_answered(drawn, page, turn.kept.get("resume_shown", "")), drawn)


def _holds(turn: Turn, page: str) -> bool:
    """Tell whether ``page`` says what is true now: a call that was made, a code that was given."""
    if page in CALLED:
        return assistance.is_waiting(turn)
    if page in CODED:
        return bool(turn.kept.get("resume_shown"))
    return page in ANSWERS


def _answered(page: Drawing, name: str, code: str) -> Screen:
    words = page.wording
    title, *lines = words.lines(ANSWERS[name], {})
    go_on = Key("value", "continue", words.line(CONTINUE), "arrow-right", action="/continue")
    table, shown = Leaf((go_on,), sheet=tuple(lines)), tuple(lines[:0])
    if name == "keep":
        keys = (
            Key("value", "print", words.line(PRINT), "printer", action="/help/answer"),
            go_on,
            Key("value", "end", words.line(FRAME["end"]), "door-exit", action="/end"),
        )
        table, shown = page.resume_code(code, keys, tuple(lines[-1:])), tuple(lines[:-1])
    elif name == "printed":
        line = words.line(OPEN_PAPER)
        table = Leaf((go_on,), sheet=tuple(lines), document=PAPERS["assist/printed"], document_line=line)
    place = f"help/{name}"
    return page.screen(
        title=title, lines=shown, table=table, bar=page.bar_beside(), place=place, beside=place
    )


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
        back = page.came_from or "continue"
        go_on = Key("value", back, page.wording.line(NP_("key", "Montrer")), "eye", action="/continue")
        screen = page.screen(
            title=title,
            lines=tuple(lines),
            table=Leaf((go_on,)),
            bar=page.bar_beside(page.came_from),
            place="hidden",
            beside=page.came_from,
            is_named=False,
        )
        return show(screen, page)
