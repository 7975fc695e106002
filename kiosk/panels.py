"""The comfort panels: what can be changed, in which words, and what is chosen now. Every key posts one setting."""

from collections.abc import Callable

from carnet.domain.words import N_, NP_
from kiosk.screen import Comfort, Key, Line, Panel, Section

Say = Callable[..., Line]

CHANGE = "/comfort"

NEEDS = {
    "see": (NP_("need", "Voir"), "eyeglass"),
    "hear": (NP_("need", "Entendre"), "ear"),
    "understand": (NP_("need", "Comprendre"), "bulb"),
}
TITLES = {
    "see": (N_("Voici la taille de votre texte."), N_("Elle change tout de suite. Votre page ne bouge pas.")),
    "hear": (
        N_("Je peux vous parler."),
        N_("Ce qui est personnel n’est jamais dit tout haut sans votre accord."),
    ),
    "understand": (N_("Je peux parler plus simplement."), N_("Des phrases courtes, une idée à la fois.")),
}
NOTE = N_("Tout revient à la normale à votre départ")

SIZES = {
    "S": NP_("size", "Petit"),
    "M": NP_("size", "Moyen"),
    "L": NP_("size", "Grand"),
    "XL": N_("Très grand"),
    "XXL": NP_("size", "Géant"),
}
THEMES = {
    "light": NP_("theme", "Clair"),
    "black-on-white": N_("Noir sur blanc"),
    "white-on-black": N_("Blanc sur noir"),
    "yellow-on-black": N_("Jaune sur noir"),
    "soft": NP_("theme", "Doux"),
    "cream": NP_("theme", "Crème"),
}
PACES = {1: NP_("time", "Normal"), 2: N_("2 fois plus"), 5: N_("5 fois plus")}


def panel(need: str, comfort: Comfort, say: Say, language_name: Line) -> Panel:
    """Return the panel of ``need``. ``language_name`` is the present language by its own name."""
    sections = {"see": _see, "hear": _hear}.get(need)
    tabs = tuple(
        Key("need", name, say(label), icon, action=f"{CHANGE}/{name}", is_chosen=name == need)
        for name, (label, icon) in NEEDS.items()
    )
    if sections is None:
        return Panel(tabs, _understand(comfort, say, language_name))
    return Panel(tabs, sections(comfort, say))


def _key(
    say: Say, setting: str, label: str, *, icon: str = "", is_chosen: bool = False, sample: str = ""
) -> Key:
    name, _, value = setting.partition("=")
    return Key(name, value, say(label), icon, action=CHANGE, is_chosen=is_chosen, sample=sample)


def _see(comfort: Comfort, say: Say) -> tuple[Section, ...]:
    sizes = tuple(
        _key(say, f"size={size}", label, is_chosen=size == comfort.size, sample=size)
        for size, label in SIZES.items()
    )
    themes = tuple(
        _key(say, f"theme={theme}", label, is_chosen=theme == comfort.theme, sample=theme)
        for theme, label in THEMES.items()
    )
    return (Section(say(N_("Taille du texte")), sizes), Section(say(NP_("setting", "Couleurs")), themes))


def _hear(comfort: Comfort, say: Say) -> tuple[Section, ...]:
    voice = (
        _key(say, "voice=on", N_("Je l’entends"), icon="volume", is_chosen=comfort.voice),
        _key(say, "voice=off", N_("Je coupe la voix"), icon="volume-off", is_chosen=not comfort.voice),
    )
    where = (
        _key(
            say,
            "private=headphones",
            N_("J’ai le casque"),
            icon="headphones",
            is_chosen=comfort.voice_private,
        ),
        _key(
            say,
            "private=no",
            N_("Rien de personnel tout haut"),
            icon="lock",
            is_chosen=not comfort.voice_private,
        ),
    )
    speed = (
        _key(say, "speed=slower", N_("Plus lent"), icon="minus"),
        _key(say, "speed=faster", N_("Plus vite"), icon="plus"),
    )
    volume = (
        _key(say, "volume=softer", N_("Moins fort"), icon="minus"),
        _key(say, "volume=louder", N_("Plus fort"), icon="plus"),
    )
    return (
        Section(say(N_("La voix")), voice),
        Section(say(N_("Ce qui est personnel")), where),
        Section(
            say(N_("Vitesse de la voix")),
            speed,
            (comfort.speed, 7),
            say(N_("Vitesse %(count)s sur 7"), count=comfort.speed),
        ),
        Section(
            say(N_("Volume de la voix")),
            volume,
            (comfort.volume, 9),
            say(N_("Volume %(count)s sur 9"), count=comfort.volume),
        ),
    )


def _understand(comfort: Comfort, say: Say, language_name: Line) -> tuple[Section, ...]:
    text = (
        _key(say, "easy=no", N_("Texte courant"), icon="file-text", is_chosen=not comfort.easy),
        _key(say, "easy=yes", NP_("key", "Texte facile"), icon="bulb", is_chosen=comfort.easy),
    )
    pace = tuple(
        _key(say, f"pace={pace}", label, is_chosen=pace == comfort.pace) for pace, label in PACES.items()
    )
    language = (
        Key("language", "same", language_name, "world", action=CHANGE, is_chosen=True),
        Key("panel", "language", say(N_("Changer de langue")), "language", action="/language"),
    )
    sections = (
        Section(say(NP_("setting", "Le texte")), text),
        Section(say(NP_("setting", "Mon temps")), pace),
        Section(say(NP_("setting", "La langue")), language),
    )
    return sections if comfort.language == "fr" else sections[1:]
