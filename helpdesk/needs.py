"""What helps the person, as they chose it themselves: language, text, voice, time."""

from carnet.store.visits import Comfort
from helpdesk.sheet import Need
from helpdesk.wording import Wording
from helpdesk.words import NEEDS
from web.locale import languages


def of(words: Wording, comfort: Comfort) -> tuple[Need, ...]:
    """Return the needs of a visit, each with its picture and its word; the language comes first."""
    name = next((each.name for each in languages() if each.tag == comfort.language), comfort.language)
    chosen = (
        ("easy", "bulb", comfort.easy),
        ("big", "letter-case", comfort.size in ("XL", "XXL")),
        ("voice", "volume", comfort.voice),
        ("contrast", "contrast", comfort.theme != "light"),
        ("pace", "hourglass", comfort.pace > 1),
    )
    told = tuple(Need(icon, words.text(NEEDS[name])) for name, icon, is_chosen in chosen if is_chosen)
    return (Need("language", name, language=comfort.language), *told)
