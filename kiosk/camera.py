"""Filling a field without typing: the camera that reads the letter's square, and the card reader where there is one."""

from typing import Final

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.journey import Entry
from carnet.domain.words import N_, NP_
from carnet.journeys import JOURNEYS
from carnet.services import visits
from kiosk import cards, visit
from kiosk import reading as reading_print
from kiosk.pages import drawing, show
from kiosk.screen import Camera, Key, Leaf
from kiosk.steps import address
from web.factory import house, reading, writing
from web.headers import open_here

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
NUMBER_TITLE: Final = N_(
    "Montrez le numéro à la caméra.\nPlacez le numéro dans le cadre, bien droit.\nL’image est effacée tout de suite."
)
NUMBER_LOOKING: Final = N_("La caméra cherche le numéro.")
NUMBER_BLOCKED: Final = N_("La caméra ne marche pas. Tapez le numéro.")
PHOTO: Final = N_("Montrer à la caméra")
RETRY: Final = NP_("key", "Essayer encore")
TYPE_NUMBER: Final = N_("Taper le numéro")


@camera.post("/camera")
def open_camera() -> Answer:
    return visit.leave_for("/camera")


@camera.get("/camera")
def look() -> Answer:
    with reading() as db:
        turn = visit.present(db)
        if turn is None:
            return redirect("/", 303)
        open_here("camera")
        page = drawing(turn)
        here = visits.position(turn, JOURNEYS)
        kind = here.step.asks.kind if isinstance(here.step.asks, Entry) else ""
        is_number = kind in reading_print.KINDS
        title, *lines = page.wording.lines(NUMBER_TITLE if is_number else TITLE, {})
        back = Key(
            "value",
            "type",
            page.wording.line(TYPE_NUMBER if is_number else TYPE),
            "keyboard",
            action="/continue",
        )
        table = Camera(
            "answer",
            page.wording.line(NUMBER_LOOKING if is_number else LOOKING),
            (back,),
            page.wording.line(NUMBER_BLOCKED if is_number else BLOCKED),
            strip="/card/strip" if is_number else "",
        )
        screen = page.screen(
            title=title, lines=tuple(lines), table=table, bar=page.bar_beside(), place="camera",
            action=address(here.place), sequence=here.sequence,
        )  # fmt: skip
        return show(screen, page)


@camera.post("/card/strip")
def read_strip() -> Answer:
    """Read a printed number from one strip: 200 when it is now in its field, 204 to look again."""
    with writing() as db:
        turn = visit.begun(db)
        entry = visits.position(turn, JOURNEYS).step.asks
        kind = entry.kind if isinstance(entry, Entry) else ""
        sent = request.files.get("strip")
        number = reading_print.printed_number(sent.read(), kind) if sent else None
        if number is None:
            return visit.keep(Response(status=204), turn)
        if kind == "serial" and turn.kept.get("seen:serial") != number:
            turn.keep(**{"seen:serial": number})
            return visit.keep(Response(status=204), turn)
        turn.keep(**{f"draft:{kind}": number})
        return visit.keep(Response(status=200), turn)


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
        photo = Key("value", "photo", page.wording.line(PHOTO), "camera", action="/camera")
        keys = (
            Key("value", "retry", page.wording.line(RETRY), "refresh", action="/card"),
            *((photo,) if reading_print.is_ready() else ()),
            Key("value", "type", page.wording.line(TYPE_NUMBER), "keyboard", action="/continue"),
        )
        screen = page.screen(
            title=title, lines=(), table=Leaf(keys, sheet=tuple(lines)), bar=page.bar_beside(), place="card"
        )
        return visit.keep(show(screen, page), turn)
