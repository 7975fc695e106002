"""What all screens of the gallery share: their words in French or Arabic, and the six permanent keys."""

from collections.abc import Callable

from kiosk.gallery.words import ARABIC
from kiosk.screen import Key, Line

Say = Callable[..., Line]


def say_in(language: str) -> Say:
    """Return the function that says a French sentence in ``language`` (fr or ar)."""

    def say(msgid: str, **values: object) -> Line:
        text = msgid.partition("\x04")[2] or msgid
        if language == "ar":
            text = ARABIC.get(text, text)
        return Line(text % values if values else text)

    return say


def bar(say: Say, *, first: str = "back", chosen: str = "") -> tuple[Key, ...]:
    """Return the six permanent keys, as the routes make them."""
    ends = {
        "back": Key("bar", "back", say("Retour"), "arrow-left", action="/back", command="back"),
        "end": Key("bar", "end", say("Terminer"), "door-exit", action="/end", command="end"),
        "bigger": Key("size", "larger", say("Plus grand"), "letter-case", action="/comfort"),
    }
    easy = Key("easy", "yes", say("Texte facile"), "bulb", action="/comfort")
    language = Key(
        "bar", "language", say("Langue"), "language", action="/language", is_chosen=chosen == "language"
    )
    return (
        ends[first],
        Key("voice", "on", say("Écouter"), "volume", action="/comfort", command="listen"),
        Key(
            "bar",
            "comfort",
            say("Confort"),
            "adjustments",
            action="/comfort/see",
            is_chosen=chosen == "comfort",
        ),
        easy if first == "bigger" else language,
        Key("bar", "hide", say("Cacher"), "eye-off", action="/hide", command="hide"),
        Key(
            "bar",
            "help",
            say("Aide"),
            "heart-handshake",
            action="/help",
            is_chosen=chosen == "help",
            command="help",
        ),
    )
