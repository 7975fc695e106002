"""Filling a field without typing: the camera that reads the letter's square, and the card reader where there is one."""

from typing import Final

from flask import Blueprint, g, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.journey import Entry
from carnet.domain.words import N_, NP_
from carnet.journeys import JOURNEYS
from carnet.services import visits
from kiosk import cards, visit
from kiosk.pages import drawing, show
from kiosk.screen import Camera, Key, Leaf
from kiosk.steps import address
from web.factory import house, reading, writing

camera = Blueprint("camera", __name__)

TITLE: Final = N_(
    "Montrez votre lettre à la caméra.\nPlacez le carré noir devant la caméra.\nL’image ne sort pas de cet écran."
)
LOOKING: Final = N_("La caméra cherche le carré noir.")
BLOCKED: Final = N_("La caméra ne marche pas. Tapez le code.")
TYPE: Final = N_("Taper le code")
NO_CARD: Final = N_(
    "La carte n’est pas lue.\nPosez-la sur le lecteur, puis essayez encore.\nOu tapez le numéro."
)
RETRY: Final = NP_("key", "Essayer encore")
TYPE_NUMBER: Final = N_("Taper le numéro")


@camera.post("/camera")
def open_camera() -> Answer:
    with writing() as db:
        turn = visit.begun(db)
        here = visits.position(turn, JOURNEYS)
        visits.keep_draft(turn, JOURNEYS, here.place, request.form.get("answer", ""))
        return visit.keep(redirect("/camera", 303), turn)


@camera.get("/camera")
def look() -> Answer:
    with reading() as db:
        turn = visit.present(db)
        if turn is None:
            return redirect("/", 303)
        g.opened = frozenset({"camera"})
        page = drawing(turn)
        here = visits.position(turn, JOURNEYS)
        title, *lines = page.wording.lines(TITLE, {})
        back = Key("value", "type", page.wording.line(TYPE), "keyboard", action="/continue")
        table = Camera("answer", page.wording.line(LOOKING), (back,), page.wording.line(BLOCKED))
        screen = page.screen(
            title=title, lines=tuple(lines), table=table, bar=page.bar_beside(), place="camera",
            action=address(here.place), sequence=here.sequence,
        )  # fmt: skip
        return show(screen, page)


@camera.post("/card")
def read_card() -> Answer:
    """Fill number and serial from the reader, both at once; a card that is not read is said, never a dead end."""
    with writing() as db:
        turn = visit.begun(db)
        here = visits.position(turn, JOURNEYS)
        card = cards.read(house().settings)
        if card is not None and isinstance(here.step.asks, Entry):
            turn.keep(**{"draft:nir": card.nir, "draft:serial": card.serial})
            return visit.keep(redirect(address(here.place), 303), turn)
        page = drawing(turn)
        title, *lines = page.wording.lines(NO_CARD, {})
        keys = (
            Key("value", "retry", page.wording.line(RETRY), "refresh", action="/card"),
            Key("value", "type", page.wording.line(TYPE_NUMBER), "keyboard", action="/continue"),
        )
        screen = page.screen(
            title=title, lines=(), table=Leaf(keys, sheet=tuple(lines)), bar=page.bar_beside(), place="card"
        )
        return visit.keep(show(screen, page), turn)
