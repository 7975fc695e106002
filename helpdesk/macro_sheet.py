"""Macros as templates receive them: what each effect does, said before it runs."""

from carnet.domain.typed import whole
from carnet.services import articles
from carnet.services.macros import Effect, Known
from carnet.store.staff import Helper
from helpdesk import macro_words, wrap_up_words
from helpdesk.queue_sheet import ToldMacro
from helpdesk.session import Seat


def told(seat: Seat, macro: Known) -> ToldMacro:
    uses = seat.wording.fill_named("macro_uses", count=macro.uses) if macro.is_mine else ""
    effects = tuple(_effect(seat, each) for each in macro.effects)
    return ToldMacro(macro.id, macro.name, effects, macro.is_mine, macro.is_shared, uses)


def _effect(seat: Seat, effect: Effect) -> str:
    words, value = seat.wording, effect.value
    if effect.kind == "wrap_up":
        value = words.text(wrap_up_words.CODES.get(value, "")) or value
    if effect.kind == "assign":
        to = seat.db.get(Helper, whole(value))
        value = to.name if to else ""
    if effect.kind == "callback":
        value = words["macro_next_window"]
    if effect.kind == "letter":
        form, _, key = value.partition(":")
        article = articles.get(key)
        name = "macro_by_sms" if form == "sms" else "macro_by_post"
        value = words.fill_named(name, title=article.title if article else key)
    if effect.kind == "state":
        value = ""
    kind = words.text(macro_words.KINDS[effect.kind])
    return f"{kind}\N{NO-BREAK SPACE}: {value}" if value else kind
