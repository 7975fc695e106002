"""Draws a step for the eye and the ear: from a turn and a position to the finished ``Screen``."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, cast

from carnet.domain.code import in_fours
from carnet.domain.journey import Choice, Entry, Option, Pick, Step
from carnet.domain.words import N_, NP_
from carnet.journeys import JOURNEYS
from carnet.journeys.faults import sentence_of
from carnet.journeys.progress import progress
from carnet.services import resumption, visits
from carnet.services.codes import Route
from carnet.services.turn import Turn
from carnet.services.visits import Position, Unreadable
from kiosk.calling import call_of, calls
from kiosk.frame import FRAME
from kiosk.icons import icon_of
from kiosk.pads import pad_of
from kiosk.screen import Camera, Cards, Comfort, Key, Leaf, Line, Pad, Panel, Screen
from kiosk.wording import Wording, wording_in
from web.locale import language_called, languages
from web.paper.qr import qr_svg

ANSWERS: Final = ("yes", "no", "unknown")
BESIDE: Final = ("explain", "other", "help", "again", "finish")
PICTURES: Final = {("welcome", "language"): "welcome.svg"}
BIGGER: Final = NP_("key", "Plus grand")
EASY: Final = NP_("key", "Texte facile")
OPEN_PAPER: Final = N_("Voir le papier")
PAPERS: Final = {"receipt/printed": "/receipt.pdf", "assist/printed": "/slip.pdf"}
AGAIN: Final = NP_("key", "Nouvelle visite")
PROOF_NUMBER: Final = N_("Numéro de preuve")
PROOF_USE: Final = N_("Avec lui, le 34 22 retrouve votre demande.")
RESUME_CODE: Final = N_("Code de reprise")
ROUTES: Final = {
    "mail": NP_("route", "Par mail"),
    "phone": NP_("route", "Par SMS"),
    "post": NP_("route", "Par courrier"),
}

Table = Cards | Pad | Leaf | Panel | Camera


@dataclass(frozen=True)
class Drawing:
    """One page in the making. ``forgery`` is the token of its form, ``host`` the short address that papers show."""

    turn: Turn
    wording: Wording
    forgery: str
    is_demonstration: bool
    host: str = ""
    socket: str = ""

    def step(self, here: Position, fault: Unreadable | None = None, typed: str = "") -> Screen:
        """Return the screen of a step; with ``fault``, the same screen saying what to mend."""
        facts = JOURNEYS[here.place[0]].facts(self.turn)
        title, *lines = self.wording.lines(here.step.says.screen, facts)
        if here.place == JOURNEYS.first and self.socket:
            lines.append(self.wording.line(self.socket))
        table, shown = self._table(here, tuple(lines), facts, fault, typed)
        return self.screen(
            title=title,
            lines=shown,
            table=table,
            place="/".join(here.place),
            action="/visit/" + "/".join(here.place),
            bar=self._bar_of(here),
            sequence=here.sequence,
            problem=self._problem(here.step, fault, typed) if fault else None,
            progress=progress(here.place),
            is_done=here.place[0] == "receipt" and here.step.id in RECEIPTS,
            picture=PICTURES.get(here.place, ""),
        )

    def screen(
        self,
        *,
        title: Line,
        lines: tuple[Line, ...],
        table: Table,
        bar: tuple[Key, ...],
        place: str,
        action: str = "/",
        sequence: int = 0,
        problem: Line | None = None,
        progress: tuple[int, int] | None = None,
        is_done: bool = False,
        picture: str = "",
        note: Line | None = None,
        is_named: bool = True,
        beside: str = "",
    ) -> Screen:
        """Return a page of the frame: the same head, the same keys, whatever the table holds."""
        return Screen(
            place=place,
            title=title,
            lines=lines,
            table=table,
            bar=bar,
            comfort=self.comfort(),
            tag=self.wording.language.code,
            direction=self.wording.language.direction,
            action=action,
            forgery=self.forgery,
            sequence=sequence,
            problem=problem,
            progress=progress,
            progress_line=self._progress_line(progress),
            first_name=self._first_name() if is_named else "",
            is_demonstration=self.is_demonstration,
            is_done=is_done,
            picture=picture,
            note=note,
            beside=beside,
            may_resume=resumption.is_worth_it(self.turn),
        )

    def _first_name(self) -> str:
        return self.turn.identity.name.first_name if self.turn.identity else ""

    def comfort(self) -> Comfort:
        row = self.turn.comfort
        return Comfort(
            language=row.language,
            easy=row.easy,
            size=row.size,
            theme=row.theme,
            voice=row.voice,
            voice_private=row.voice_private,
            speed=row.speed,
            volume=row.volume,
            pace=row.pace,
        )

    def _bar_of(self, here: Position) -> tuple[Key, ...]:
        """Return the permanent keys of a step. Where *Terminer* stands in place of *Retour*, it is the step's own answer."""
        keys = self.bar(may_go_back=here.may_go_back, is_first=here.sequence == 1)
        field = _field_of_finish(here)
        return (
            (keys[0]._replace(name=field, value=FINISH, action="", command=""), *keys[1:]) if field else keys
        )

    def bar(self, *, may_go_back: bool, is_first: bool = False) -> tuple[Key, ...]:
        """Return the six permanent keys: always the same six places."""
        return _bar(self.wording, may_go_back, is_first)

    @property
    def came_from(self) -> str:
        """The page of help from which this page was opened, or nothing: it was a step."""
        return self.turn.kept.get("beside", "")

    def bar_beside(self, came_from: str = "") -> tuple[Key, ...]:
        """Return the permanent keys of a page beside the journey: *Retour* leads to the place that was left."""
        first = Key(
            "value",
            came_from or "continue",
            self.wording.line(FRAME["back"]),
            "arrow-left",
            action="/continue",
            command="back",
        )
        return (first, *self.bar(may_go_back=True)[1:])

    def _table(
        self,
        here: Position,
        lines: tuple[Line, ...],
        facts: Mapping[str, object],
        fault: Unreadable | None,
        typed: str,
    ) -> tuple[Table, tuple[Line, ...]]:
        """Return what lies on the table, and the lines that stay in the reading zone."""
        step = here.step
        match step.asks:
            case Choice(options=options):
                return self._choice(here, options, lines, facts)
            case Entry() as entry:
                draft = typed or visits.draft(self.turn, step)
                group = int(str(fault.where.get("group", 0))) if fault else 0
                ways = tuple(self._key("way", name, option, facts) for name, option in entry.ways.items())
                return pad_of(entry.kind, self.wording, draft, ways, group, lines), ()
            case Pick(of=of, ways=ways):
                in_bar = _field_of_finish(here)
                shown = {name: way for name, way in ways.items() if not (in_bar and name == FINISH)}
                return self._pick(of, shown, facts), lines
        again = Key("value", "again", self.wording.line(AGAIN), "refresh", action="/end")
        return Leaf((again,), sheet=lines), ()

    def _choice(
        self,
        here: Position,
        options: Mapping[str, Option],
        lines: tuple[Line, ...],
        facts: Mapping[str, object],
    ) -> tuple[Table, tuple[Line, ...]]:
        in_bar = _field_of_finish(here)
        keys = {
            name: self._key("answer", name, option, facts)
            for name, option in options.items()
            if not (in_bar and name == FINISH)
        }
        if tuple(keys) == ANSWERS:
            # What will happen lies on the table, above three equal answers; whom it concerns is read first.
            return Cards("answers", tuple(keys.values()), sheet=lines[:-1]), lines[-1:]
        if here.place[0] == "receipt" and here.step.id in RECEIPTS:
            proof = str(facts["proof_number"])
            qr = _square(f"{self.host}/r/{proof}")
            return self.proof(proof, tuple(keys.values()), qr), lines
        if here.place == ("assist", "code"):
            return self.resume_code(str(facts["resume_code"]), tuple(keys.values()), lines[-1:]), lines[:-1]
        if len(keys) == 1:
            return Leaf(tuple(keys.values()), sheet=lines), ()
        paper = PAPERS.get("/".join(here.place))
        if paper:
            line = self.wording.line(OPEN_PAPER)
            return Leaf(tuple(keys.values()), sheet=lines, document=paper, document_line=line), ()
        main = tuple(key for name, key in keys.items() if name not in BESIDE)
        more = tuple(key for name, key in keys.items() if name in BESIDE)
        layout = "cards" if 2 <= len(main) <= 3 and all(key.line for key in main) else "rows"
        return Cards(layout, main or more, more if main else ()), lines

    def proof(self, number: str, keys: tuple[Key, ...], qr: str = "", sheet: tuple[Line, ...] = ()) -> Leaf:
        """Return a proof number with what it is and what it is for: a number alone says nothing to eyes nor ears."""
        label, use = self.wording.line(PROOF_NUMBER), self.wording.line(PROOF_USE)
        return Leaf(keys, sheet=(use, *sheet), qr=qr, proof_number=in_fours(number), proof_label=label)

    def resume_code(self, signs: str, keys: tuple[Key, ...], sheet: tuple[Line, ...]) -> Leaf:
        """Return a resume code with what it is; ``sheet`` says how long it works."""
        label = self.wording.line(RESUME_CODE)
        return Leaf(keys, sheet=sheet, proof_number=in_fours(signs), proof_label=label)

    def _pick(self, of: str, ways: Mapping[str, Option], facts: Mapping[str, object]) -> Cards:
        found = cast(Iterable[object], facts[of])
        more = tuple(self._key("way", name, option, facts) for name, option in ways.items())
        keys = tuple(self._picked(of, number, item) for number, item in enumerate(found, start=1))
        return Cards("names" if of == "languages" else "rows", keys, more)

    def _picked(self, of: str, number: int, item: object) -> Key:
        if of == "languages":
            language = language_called(str(item)) or languages()[0]
            other = wording_in(language, self.wording.clips)
            label, line = other.named(language.name), other.named(language.greeting)
            return Key("answer", str(number), label, "", line=line, calls=(call_of(language, other.clips),))
        if isinstance(item, Route):
            label = self.wording.line(ROUTES[item.kind])
            return Key("answer", str(number), label, icon_of(item.kind), line=self.wording.told(item.hint))
        return Key("answer", str(number), self.wording.told(str(item)), "mood-kid")

    def _key(self, field: str, name: str, option: Option, facts: Mapping[str, object]) -> Key:
        line = self.wording.line(option.line, facts) if option.line else None
        return Key(field, name, self.wording.line(option.label, facts), icon_of(name), line=line)

    def _problem(self, step: Step, fault: Unreadable, typed: str) -> Line:
        kind = step.asks.kind if isinstance(step.asks, Entry) else "choice"
        sentence, where = sentence_of(kind, fault, is_empty=not typed.strip())
        return self.wording.numbered(sentence, where)

    def _progress_line(self, progress: tuple[int, int] | None) -> Line | None:
        if progress is None:
            return None
        return self.wording.numbered(FRAME["step"], {"number": progress[0], "total": progress[1]})


@lru_cache(maxsize=32)
def _bar(wording: Wording, may_go_back: bool, is_first: bool) -> tuple[Key, ...]:
    """One of the three bars of a language: words of our own, the same for everybody."""
    if is_first:
        first = Key("value", "XL", wording.line(BIGGER), "letter-case", action="/comfort/size")
        fourth = Key("value", "on", wording.line(EASY), "bulb", action="/comfort/easy")
    else:
        first = (
            _bar_key(wording, "back", "arrow-left") if may_go_back else _bar_key(wording, "end", "door-exit")
        )
        fourth = _bar_key(wording, "language", "language")._replace(calls=calls(wording.clips))
    return (
        first,
        _bar_key(wording, "listen", "volume", action="/comfort/voice"),
        _bar_key(wording, "comfort", "adjustments", action="/comfort"),
        fourth,
        _bar_key(wording, "hide", "eye-off"),
        _bar_key(wording, "help", "heart-handshake"),
    )


def _bar_key(wording: Wording, name: str, icon: str, action: str = "") -> Key:
    command = name if name in ("back", "end", "listen", "hide", "help") else ""
    value = "toggle" if name == "listen" else name
    return Key("value", value, wording.line(FRAME[name]), icon, action=action or f"/{name}", command=command)


@lru_cache(maxsize=8)
def _square(address: str) -> str:
    """A receipt is looked at more than once; the address that its square says opens nothing and names nobody."""
    return qr_svg(address)


def _field_of_finish(here: Position) -> str:
    """Return the field of the step's own answer *Terminer* when the bar shows it, or nothing: two keys would say one thing."""
    asks = here.step.asks
    if here.may_go_back or here.sequence == 1:
        return ""
    if isinstance(asks, Choice) and FINISH in asks.options:
        return "answer"
    return "way" if isinstance(asks, Pick) and FINISH in asks.ways else ""


FINISH: Final = "finish"
RECEIPTS: Final = tuple(
    step.id for step in JOURNEYS["receipt"].steps if step.id not in ("printed", "posted", "no_address")
)
