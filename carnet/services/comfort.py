"""How a visit looks and sounds: one row per visit, outside the trail, back to default at the end."""

from carnet.services.turn import Turn
from carnet.store.cases import announce_visit

SIZES = ("S", "M", "L", "XL", "XXL")
THEMES = ("light", "black-on-white", "white-on-black", "yellow-on-black", "soft", "cream")
PACES = (1, 2, 5)
"""How many times longer the silence may last before it is taken for an absence."""


def choose_language(turn: Turn, number: int) -> str:
    """Take the language at ``number`` of those offered."""
    offered = turn.db.info["languages"]
    if not 1 <= number <= len(offered):
        return "gone"
    comfort = turn.comfort
    comfort.language = offered[number - 1]
    comfort.easy = comfort.easy and comfort.language == "fr"
    return "chosen"


def adjust(turn: Turn, wish: str) -> str:
    """Do the one thing wished for on the first comfort page; ``good`` goes on."""
    comfort = turn.comfort
    match wish:
        case "bigger":
            comfort.size = SIZES[min(SIZES.index(comfort.size) + 1, len(SIZES) - 1)]
        case "voice":
            comfort.voice = True
        case "contrast":
            comfort.theme = "white-on-black"
        case "easy":
            comfort.easy = True
            comfort.language = "fr"
        case _:
            return "good"
    return "changed"


def change(turn: Turn, name: str, value: str) -> bool:
    """Set one comfort choice; a value that is none changes nothing and gives False."""
    comfort = turn.comfort
    match name, value:
        case "size", _ if value in SIZES:
            comfort.size = value
        case "theme", _ if value in THEMES:
            comfort.theme = value
        case "language", _ if value in turn.db.info["languages"]:
            comfort.language, comfort.easy = value, False
        case "easy", "on" | "off":
            comfort.easy = value == "on" and comfort.language == "fr"
        case "voice", "on" | "off":
            comfort.voice = value == "on"
            comfort.voice_private = comfort.voice and comfort.voice_private
        case "private", "on" | "off":
            comfort.voice_private = value == "on"
            comfort.voice = comfort.voice or comfort.voice_private
        case "speed", "up" | "down":
            comfort.speed = _moved(comfort.speed, value, 1, 7)
        case "volume", "up" | "down":
            comfort.volume = _moved(comfort.volume, value, 1, 9)
        case "pace", _ if value in map(str, PACES):
            comfort.pace = int(value)
        case _:
            return False
    announce_visit(turn.db, turn.visit.id, turn.now)
    return True


def back_to_default(turn: Turn) -> None:
    """Look and sound as at the welcome. The language, the easy text, the voice and more time stay:

    without them a person who has asked for them could no longer follow.
    """
    comfort = turn.comfort
    comfort.size, comfort.theme, comfort.speed, comfort.volume = "L", "light", 4, 5


def _moved(level: int, way: str, lowest: int, highest: int) -> int:
    return max(lowest, min(highest, level + (1 if way == "up" else -1)))
