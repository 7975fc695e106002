"""Comfort: two presses from every screen to a size, a colour, a voice, a language. The place and the typed signs stay."""

from typing import Final

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response as Answer

from carnet.domain.words import N_, NP_
from carnet.journeys import JOURNEYS
from carnet.services import comfort as choices
from carnet.services import visits
from carnet.services.turn import Turn
from kiosk import visit
from kiosk.calling import call_of
from kiosk.drawing import Drawing
from kiosk.frame import FRAME
from kiosk.pages import drawing, show
from kiosk.screen import Cards, Key, Panel, Section
from kiosk.wording import wording_in
from web.factory import house, reading, writing
from web.locale import languages

comfort = Blueprint("comfort", __name__)

SIZES: Final = {
    "S": NP_("size", "Petit"),
    "M": NP_("size", "Moyen"),
    "L": NP_("size", "Grand"),
    "XL": NP_("size", "Très grand"),
    "XXL": NP_("size", "Géant"),
}
THEMES: Final = {
    "light": NP_("theme", "Clair"),
    "black-on-white": N_("Noir sur blanc"),
    "white-on-black": N_("Blanc sur noir"),
    "yellow-on-black": N_("Jaune sur noir"),
    "soft": NP_("theme", "Doux"),
    "cream": NP_("theme", "Crème"),
}
PACES: Final = {"1": NP_("pace", "Normal"), "2": N_("2 fois plus"), "5": N_("5 fois plus")}
TABS: Final = {
    "see": (NP_("tab", "Voir"), "eyeglass"),
    "hear": (NP_("tab", "Entendre"), "ear"),
    "understand": (NP_("tab", "Comprendre"), "bulb"),
}
TITLES: Final = {
    "see": N_("Voici la taille de votre texte.\nElle change tout de suite. Votre page ne bouge pas."),
    "hear": N_("Je parle dans le casque.\nCe qui est personnel n’est jamais dit tout haut."),
    "understand": N_("Je peux parler plus simplement.\nDes phrases courtes, une idée à la fois."),
    "language": N_("Choisissez votre langue.\nVotre page ne bouge pas."),
}
RESET: Final = N_("Tout revient à la normale à votre départ")
NORMAL: Final = NP_("key", "Normal")
NORMAL_LINE: Final = N_("L’écran et la voix redeviennent comme au début.")


@comfort.post("/comfort")
def open_panel() -> Answer:
    return _kept_then("/comfort/see")


@comfort.post("/language")
def open_languages() -> Answer:
    return _kept_then("/language")


@comfort.post("/comfort/panel")
def turn_to() -> Answer:
    panel = request.form.get("value", "")
    return redirect(f"/comfort/{panel}" if panel in TABS else "/comfort/see", 303)


@comfort.post("/comfort/voice")
def listen() -> Answer:
    """Turn the voice on where the person is; when it speaks already, show how it speaks."""
    with writing() as db:
        turn = visit.begun(db)
        _keep_draft(turn)
        target = "/comfort/hear" if turn.comfort.voice else "/"
        choices.change(turn, "voice", "on")
        return visit.keep(redirect(target, 303), turn)


@comfort.post("/comfort/<panel>/default")
def back_to_default(panel: str) -> Answer:
    """Give back the look and the sound of the welcome; the place, what is typed and the way to be reached stay."""
    with writing() as db:
        turn = visit.begun(db)
        _keep_draft(turn)
        choices.back_to_default(turn)
        return visit.keep(redirect(f"/comfort/{panel}" if panel in TABS else "/comfort/see", 303), turn)


@comfort.post("/comfort/<name>")
def change(name: str) -> Answer:
    return _changed(name, "/")


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
        table = Panel(_tabs(page, panel), SECTIONS[panel](page), _reset(page, panel))
        return show(
            page.screen(
                title=title,
                lines=tuple(lines),
                table=table,
                bar=page.bar_beside(),
                place=f"comfort/{panel}",
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
                title=title, lines=tuple(lines), table=table, bar=page.bar_beside(), place="language"
            ),
            page,
        )


def _kept_then(target: str) -> Answer:
    with writing() as db:
        turn = visit.begun(db)
        _keep_draft(turn)
        return visit.keep(redirect(target, 303), turn)


def _changed(name: str, target: str) -> Answer:
    with writing() as db:
        turn = visit.begun(db)
        _keep_draft(turn)
        choices.change(turn, name, request.form.get("value", ""))
        return visit.keep(redirect(target, 303), turn)


def _keep_draft(turn: Turn) -> None:
    here = visits.position(turn, JOURNEYS)
    visits.keep_draft(turn, JOURNEYS, here.place, request.form.get("answer", ""))


def _tabs(page: Drawing, panel: str) -> tuple[Key, ...]:
    return tuple(
        Key("value", name, page.wording.line(label), icon, action="/comfort/panel", is_chosen=name == panel)
        for name, (label, icon) in TABS.items()
    )


def _reset(page: Drawing, panel: str) -> Key:
    label, line = page.wording.line(NORMAL), page.wording.line(NORMAL_LINE)
    return Key("value", "default", label, "restore", line=line, action=f"/comfort/{panel}/default")


def _key(
    page: Drawing,
    panel: str,
    name: str,
    value: str,
    label: str,
    *,
    chosen: bool,
    sample: str = "",
    icon: str = "",
) -> Key:
    return Key(
        "value",
        value,
        page.wording.line(label),
        icon,
        action=f"/comfort/{panel}/{name}",
        is_chosen=chosen,
        sample=sample,
    )


def _see(page: Drawing) -> tuple[Section, ...]:
    now = page.comfort()
    return (
        Section(
            page.wording.line(NP_("section", "Taille du texte")),
            tuple(
                _key(page, "see", "size", size, label, chosen=size == now.size, sample=size)
                for size, label in SIZES.items()
            ),
        ),
        Section(
            page.wording.line(NP_("section", "Couleurs")),
            tuple(
                _key(page, "see", "theme", theme, label, chosen=theme == now.theme, sample=theme)
                for theme, label in THEMES.items()
            ),
        ),
    )


def _hear(page: Drawing) -> tuple[Section, ...]:
    now, line = page.comfort(), page.wording.line
    return (
        Section(
            line(NP_("section", "La voix")),
            (
                _key(
                    page,
                    "hear",
                    "voice",
                    "on",
                    NP_("key", "Tout haut"),
                    chosen=now.voice and not now.voice_private,
                    icon="volume",
                ),
                _key(
                    page,
                    "hear",
                    "private",
                    "on",
                    N_("Dans le casque"),
                    chosen=now.voice_private,
                    icon="headphones",
                ),
                _key(
                    page,
                    "hear",
                    "voice",
                    "off",
                    N_("Je coupe la voix"),
                    chosen=not now.voice,
                    icon="volume-off",
                ),
            ),
        ),
        Section(
            line(NP_("section", "La vitesse")),
            (
                _key(page, "hear", "speed", "down", NP_("key", "Plus lent"), chosen=False, icon="minus"),
                _key(page, "hear", "speed", "up", NP_("key", "Plus vite"), chosen=False, icon="plus"),
            ),
            level=(now.speed, 7),
            level_line=page.wording.numbered(FRAME["speed"], {"number": now.speed}),
        ),
        Section(
            line(NP_("section", "Le volume")),
            (
                _key(page, "hear", "volume", "down", NP_("key", "Moins fort"), chosen=False, icon="minus"),
                _key(page, "hear", "volume", "up", NP_("key", "Plus fort"), chosen=False, icon="plus"),
            ),
            level=(now.volume, 9),
            level_line=page.wording.numbered(FRAME["volume"], {"number": now.volume}),
        ),
    )


def _understand(page: Drawing) -> tuple[Section, ...]:
    now, line = page.comfort(), page.wording.line
    texts = (
        _key(page, "understand", "easy", "off", NP_("text", "Texte courant"), chosen=not now.easy),
        _key(page, "understand", "easy", "on", NP_("text", "Texte facile"), chosen=now.easy, icon="bulb"),
    )
    return (
        Section(line(NP_("section", "Le texte")), texts if now.language == "fr" else texts[:1]),
        Section(
            line(NP_("section", "Mon temps")),
            tuple(
                _key(page, "understand", "pace", pace, label, chosen=pace == str(now.pace))
                for pace, label in PACES.items()
            ),
        ),
    )


SECTIONS: Final = {"see": _see, "hear": _hear, "understand": _understand}


def _language_key(page: Drawing, tag: str) -> Key:
    language = next(each for each in languages() if each.tag == tag)
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
