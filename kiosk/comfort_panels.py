"""The comfort panels as they are drawn: what one can choose, and what is chosen now."""

from typing import Final

from carnet.domain.words import N_, NP_
from kiosk.drawing import Drawing
from kiosk.frame import FRAME
from kiosk.screen import Key, Panel, Section

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
NORMAL: Final = NP_("key", "Normal")
NORMAL_LINE: Final = N_("L’écran et la voix redeviennent comme au début.")


def panel_of(page: Drawing, name: str) -> Panel:
    """Return one of ``TABS``: the needs at the start side, the settings of this one beside them."""
    return Panel(_tabs(page, name), SECTIONS[name](page), _reset(page, name))


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
