"""Comfort: two presses from every screen to a size, a colour, a voice, a language. The place and the typed signs stay."""

from typing import Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.words import N_
from carnet.journeys import JOURNEYS
from carnet.services import comfort as choices
from carnet.services import visits
from carnet.services.turn import Turn
from kiosk import visit
from kiosk.calling import call_of
from kiosk.comfort_panels import TABS, panel_of
from kiosk.drawing import Drawing
from kiosk.frame import FRAME
from kiosk.pages import drawing, show
from kiosk.screen import Cards, Key
from kiosk.steps import address
from kiosk.wording import wording_in
from web.factory import house, reading, writing
from web.locale import language_called, languages

comfort = Blueprint("comfort", __name__)

TITLES: Final = {
    "see": N_("Voici la taille de votre texte.\nElle change tout de suite. Votre page ne bouge pas."),
    "hear": N_("Je parle dans le casque.\nCe qui est personnel n’est jamais dit tout haut."),
    "understand": N_("Je peux parler plus simplement.\nDes phrases courtes, une idée à la fois."),
    "language": N_("Choisissez votre langue.\nVotre page ne bouge pas."),
}
RESET: Final = N_("Tout revient à la normale à votre départ")


@comfort.post("/comfort")
def open_panel() -> Answer:
    return visit.leave_for("/comfort/see")


@comfort.post("/language")
def open_languages() -> Answer:
    return visit.leave_for("/language")


@comfort.post("/comfort/panel")
def turn_to() -> Answer:
    panel = request.form.get("value", "")
    return redirect(f"/comfort/{panel}" if panel in TABS else "/comfort/see", 303)


@comfort.post("/comfort/voice")
def listen() -> Answer:
    """Turn the voice on where the person is; when it speaks already, show how it speaks."""
    with writing() as db:
        turn = visit.begun(db)
        visit.keep_draft(turn)
        visit.remember(turn)
        target = "/comfort/hear" if turn.comfort.voice else _place_of(turn)
        choices.change(turn, "voice", "on")
        return visit.keep(redirect(target, 303), turn)


@comfort.post("/comfort/<panel>/default")
def back_to_default(panel: str) -> Answer:
    """Give back the look and the sound of the welcome; the place, what is typed and the way to be reached stay."""
    with writing() as db:
        turn = visit.begun(db)
        visit.keep_draft(turn)
        choices.back_to_default(turn)
        return visit.keep(redirect(f"/comfort/{panel}" if panel in TABS else "/comfort/see", 303), turn)


@comfort.post("/comfort/<name>")
def change(name: str) -> Answer:
    return _changed(name)


@comfort.post("/comfort/<panel>/<name>")
def change_in_panel(panel: str, name: str) -> Answer:
    return _changed(name, f"/comfort/{panel}" if panel in TABS else "/comfort/see")


@comfort.get("/comfort/<panel>")
def look(panel: str) -> Answer:
    if panel not in TABS:
        return redirect("/comfort/see", 303)
    with reading() as db:
        turn = visit.present(db) or visit.nobody(db)
        page = drawing(turn)
        title, *lines = page.wording.lines(TITLES[panel], {})
        table = panel_of(page, panel)
        return show(
            page.screen(
                title=title,
                lines=tuple(lines),
                table=table,
                bar=page.bar_beside(page.came_from),
                place=f"comfort/{panel}",
                beside=page.came_from,
                note=page.wording.line(RESET),
            ),
            page,
        )


@comfort.get("/language")
def look_at_languages() -> Answer:
    with reading() as db:
        turn = visit.present(db) or visit.nobody(db)
        page = drawing(turn)
        title, *lines = page.wording.lines(TITLES["language"], {})
        keys = tuple(_language_key(page, tag) for tag in house().languages)
        easy = Key(
            "value",
            "off" if turn.comfort.easy else "on",
            page.wording.line(FRAME["easy_key"]),
            "bulb",
            action="/comfort/easy",
            is_chosen=turn.comfort.easy,
        )
        table = Cards("names", keys, (easy,) if turn.comfort.language == "fr" else ())
        return show(
            page.screen(
                title=title,
                lines=tuple(lines),
                table=table,
                bar=page.bar_beside(page.came_from),
                place="language",
                beside=page.came_from,
            ),
            page,
        )


def _place_of(turn: Turn) -> str:
    """Return the address of the place itself: through ``/`` the person would wait for one answer more."""
    left = visit.page_left()
    return f"/{left}" if left else address(visits.position(turn, JOURNEYS).place)


def _changed(name: str, panel: str = "") -> Answer:
    with writing() as db:
        turn = visit.begun(db)
        visit.keep_draft(turn)
        choices.change(turn, name, request.form.get("value", ""))
        return visit.keep(redirect(panel or _place_of(turn), 303), turn)


def _language_key(page: Drawing, tag: str) -> Key:
    language = language_called(tag) or languages()[0]
    own = wording_in(language, page.wording.clips)
    return Key(
        "value",
        tag,
        own.named(language.name),
        "",
        line=own.named(language.greeting),
        calls=(call_of(language, own.clips),),
        action="/comfort/language",
        is_chosen=tag == page.turn.comfort.language,
    )
