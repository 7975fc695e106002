"""Hand-made screens of the comfort: what is seen, what is heard, what is understood."""

from collections.abc import Mapping

from kiosk.gallery.frame import Say, bar
from kiosk.screen import Comfort, Key, Panel, Section


def _panel_screen(
    say: Say, need: str, title: str, line: str, sections: tuple[Section, ...]
) -> Mapping[str, object]:
    needs = (("see", "Voir", "eyeglass"), ("hear", "Entendre", "ear"), ("understand", "Comprendre", "bulb"))
    tabs = tuple(
        Key("value", name, say(label), icon, action="/comfort/panel", is_chosen=name == need)
        for name, label, icon in needs
    )
    return {
        "title": say(title),
        "lines": (say(line),),
        "table": Panel(tabs, sections),
        "bar": bar(say, chosen="comfort"),
        "note": say("Tout revient à la normale à votre départ"),
    }


def see(say: Say, comfort: Comfort) -> Mapping[str, object]:
    sizes = (("S", "Petit"), ("M", "Moyen"), ("L", "Grand"), ("XL", "Très grand"), ("XXL", "Géant"))
    themes = (
        ("light", "Clair"),
        ("black-on-white", "Noir sur blanc"),
        ("white-on-black", "Blanc sur noir"),
        ("yellow-on-black", "Jaune sur noir"),
        ("soft", "Doux"),
        ("cream", "Crème"),
    )
    sections = (
        Section(say("Taille du texte"), _samples(say, "size", sizes, comfort.size)),
        Section(say("Couleurs"), _samples(say, "theme", themes, comfort.theme)),
    )
    line = "Elle change tout de suite. Votre page ne bouge pas."
    return _panel_screen(say, "see", "Voici la taille de votre texte.", line, sections)


def _samples(say: Say, name: str, values: tuple[tuple[str, str], ...], now: str) -> tuple[Key, ...]:
    return tuple(
        Key(
            "value",
            value,
            say(label),
            "",
            action=f"/comfort/see/{name}",
            is_chosen=value == now,
            sample=value,
        )
        for value, label in values
    )


def _setting(say: Say, label: str, icon: str = "", *, is_chosen: bool = False) -> Key:
    return Key("value", label, say(label), icon, action="/comfort/see/none", is_chosen=is_chosen)


def hear(say: Say, comfort: Comfort) -> Mapping[str, object]:
    voice = (
        _setting(say, "Tout haut", "volume", is_chosen=True),
        _setting(say, "Dans le casque", "headphones"),
        _setting(say, "Je coupe la voix", "volume-off"),
    )
    speed = (_setting(say, "Plus lent", "minus"), _setting(say, "Plus vite", "plus"))
    volume = (_setting(say, "Moins fort", "minus"), _setting(say, "Plus fort", "plus"))
    sections = (
        Section(say("La voix"), voice),
        Section(
            say("Vitesse de la voix"),
            speed,
            (comfort.speed, 7),
            say("Vitesse %(count)s sur 7", count=comfort.speed),
        ),
        Section(
            say("Volume de la voix"),
            volume,
            (comfort.volume, 9),
            say("Volume %(count)s sur 9", count=comfort.volume),
        ),
    )
    return _panel_screen(
        say, "hear", "Je parle dans le casque.", "Ce qui est personnel n’est jamais dit tout haut.", sections
    )


def understand(say: Say, _: Comfort) -> Mapping[str, object]:
    texts = (
        _setting(say, "Texte courant", "file-text", is_chosen=True),
        _setting(say, "Texte facile", "bulb"),
    )
    paces = tuple(
        _setting(say, label, is_chosen=label == "Normal")
        for label in ("Normal", "2 fois plus", "5 fois plus")
    )
    sections = (Section(say("Le texte"), texts), Section(say("Mon temps"), paces))
    return _panel_screen(
        say,
        "understand",
        "Je peux parler plus simplement.",
        "Des phrases courtes, une idée à la fois.",
        sections,
    )
