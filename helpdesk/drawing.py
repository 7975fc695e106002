"""Draws a step for the one who helps, and its other side for the person: the same definition as the kiosk's."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any, Final

from carnet.domain.code import in_fours
from carnet.domain.journey import Choice, Entry, Option, Pick
from carnet.journeys import JOURNEYS, side
from carnet.journeys.faults import sentence_of
from carnet.journeys.progress import progress
from carnet.journeys.reach import can_follow
from carnet.services.codes import Route
from carnet.services.turn import PARIS, Turn
from carnet.services.visits import Position, Unreadable, is_never_told
from carnet.store.visits import instants_of
from helpdesk import needs
from helpdesk.icons import icon_of
from helpdesk.sheet import Answer, Done, Face, Person, Sentence, Sheet, View
from helpdesk.shown import HIDDEN, Shown
from helpdesk.wording import Wording, told
from helpdesk.words import DATES, ROUTES, SEES, STATES, SUBJECTS, SURFACES
from web.locale import Language, language_called, languages
from web.paper.tongue import FRENCH, Tongue, tongue_of

RESUME_CODE: Final = ("assist", "code")
RING: Final = ("by_phone", "ring")
RECEIPT: Final = "receipt"
PRINTED: Final = frozenset({"paper", "print"})
ASKED_FOR: Final = ("assist", "ask")
IN_THE_ROOM: Final = frozenset({"call", "phone"})
"""Whom a person who needs help may ask for in the room: on the telephone somebody of the line listens already."""


@dataclass(frozen=True)
class Drawing:
    turn: Turn
    words: Wording

    @property
    def language(self) -> Language:
        """The person's language, with easy text when she chose it."""
        return language_called(self.turn.language) or languages()[0]

    @property
    def is_by_phone(self) -> bool:
        return self.turn.channel == "phone"

    def sheet(self, here: Position, fault: Unreadable | None = None, typed: str = "") -> Sheet:
        """Return the step as a script; with ``fault``, the same step with the sentence that says what to mend."""
        step, facts = here.step, Shown(self.turn)
        answers, ways = self._answers(here, facts)
        answers, elsewhere = self._reached(here, self._by_ear(here, answers))
        is_entry = isinstance(step.asks, Entry)
        return Sheet(
            place="/".join(here.place),
            address="/script/" + "/".join(here.place),
            subject=self.words.text(SUBJECTS[here.place[0]]),
            says=self._said(step.says.screen, facts),
            tag=self.language.code,
            direction=self.language.direction,
            do=self.words.text(step.says.do),
            watch=self.words.text(step.says.watch),
            sees=self.words.text(SEES[self._what_she_sees(here)]),
            seen=tuple(answer.label for answer in answers),
            answers=answers,
            ways=ways,
            elsewhere=elsewhere,
            hands=self._hands(here),
            has_field=is_entry and self.is_by_phone and not is_never_told(self.turn, step),
            is_by_phone=self.is_by_phone,
            sequence=here.sequence,
            may_go_back=here.may_go_back,
            is_over=here.is_over,
            view=self._view(here, answers, facts),
            may_dial=here.place == RING and self.is_by_phone,
            person=self._person(facts),
            needs=needs.of(self.words, self.turn.comfort),
            language=self.turn.comfort.language,
            done=self._done(),
            progress=progress(here.place),
            proof_number=self._proof_number(here),
            problem=self._problem(here, fault, typed) if fault else None,
        )

    def face(self, here: Position, fault: Unreadable | None = None, typed: str = "") -> Face:
        """Return the person's own side of a step: her words, what she types or reads, and nothing for the helper."""
        tongue, facts = tongue_of(self.language.tag), Shown(self.turn)
        is_code = here.place == RESUME_CODE
        title, *lines = told(tongue, side.CODE if is_code else here.step.says.screen, facts)
        problem = self._problem(here, fault, typed) if fault else None
        return Face(
            place="/".join(here.place),
            address="/script/" + "/".join(here.place),
            tag=self.language.code,
            direction=self.language.direction,
            title=title,
            lines=tuple(lines if is_code else [*lines, *told(tongue, side.PRIVATE, {})]),
            ways=() if is_code else self._her_ways(here, tongue),
            sequence=here.sequence,
            send=told(tongue, side.SEND, {})[0],
            give_back=told(tongue, side.GIVE_BACK, {})[0],
            code=in_fours(self.turn.kept.get("resume_shown", "")) if is_code else "",
            problem=problem.text if problem else "",
        )

    def _said(self, msgid: str, facts: Mapping[str, object]) -> tuple[Sentence, ...]:
        """Return what to say, with the French beside it: the helper knows what they read aloud."""
        hers = told(tongue_of(self.language.tag), msgid, facts)
        french = told(FRENCH, msgid, facts)
        if self.language.tag == "fr" or hers == french:
            return tuple(Sentence(text) for text in hers)
        if len(hers) == len(french):
            return tuple(Sentence(text, beside) for text, beside in zip(hers, french, strict=True))
        # Easy text may have more sentences than the French it stands for: it stands beside as a whole.
        return (*(Sentence(text) for text in hers[:-1]), Sentence(hers[-1], " ".join(french)))

    def _answers(
        self, here: Position, facts: Mapping[str, object]
    ) -> tuple[tuple[Answer, ...], tuple[Answer, ...]]:
        """Return her answers, and the ways on without typing. Their shortcuts follow each other."""
        match here.step.asks:
            case Choice(options=options):
                return self._keys("answer", options, facts, 1), ()
            case Entry(ways=ways):
                return (), self._keys("way", ways, facts, 2)
            case Pick(of=of, ways=ways):
                found = facts[of]
                is_hidden = found == HIDDEN
                rows: Any = JOURNEYS[here.place[0]].facts(self.turn)[of] if is_hidden else found
                picked = tuple(
                    self._picked(number, item, is_hidden=is_hidden)
                    for number, item in enumerate(rows, start=1)
                )
                return picked, self._keys("way", ways, facts, len(picked) + 1)
        return (), ()

    def _reached(
        self, here: Position, answers: tuple[Answer, ...]
    ) -> tuple[tuple[Answer, ...], tuple[str, ...]]:
        """Part the answers that this channel can follow from those it cannot: these are told, not offered."""
        turn, then = self.turn, here.step.then
        # A wish to open that the telephone cannot follow leads to a code: it is offered as any other.
        if isinstance(then, str) or "code_first" in then or turn.space is None or not turn.is_proved:
            return answers, ()
        state = turn.space.state
        near = [each for each in answers if can_follow(then.get(each.value, ""), state, turn.channel)]
        far = tuple(each.label for each in answers if each not in near)
        return tuple(replace(each, shortcut=number) for number, each in enumerate(near, start=1)), far

    def _by_ear(self, here: Position, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
        """Leave out what is in the room alone: the paper that a machine prints, and whoever would come beside."""
        if not self.is_by_phone:
            return answers
        absent = PRINTED | IN_THE_ROOM if here.place == ASKED_FOR else PRINTED
        kept = [each for each in answers if each.value not in absent]
        return tuple(replace(each, shortcut=number) for number, each in enumerate(kept, start=1))

    def _keys(
        self, field: str, options: Mapping[str, Option], facts: Mapping[str, object], first: int
    ) -> tuple[Answer, ...]:
        return tuple(
            self._key(field, name, option, facts, number)
            for number, (name, option) in enumerate(options.items(), start=first)
        )

    def _key(
        self, field: str, name: str, option: Option, facts: Mapping[str, object], shortcut: int
    ) -> Answer:
        mine = self.words.tongue
        label = told(mine, option.label, facts)[0]
        said = told(tongue_of(self.language.tag), option.label, facts)[0]
        line = told(mine, option.line, facts)[0] if option.line else ""
        return Answer(
            field, name, label, icon_of(name), shortcut, line=line, said="" if said == label else said
        )

    def _picked(self, number: int, item: object, *, is_hidden: bool) -> Answer:
        """Return one row of a list. Before proof a child is an initial, and an address only its kind."""
        if isinstance(item, Route):
            hint = "" if is_hidden else item.hint
            return Answer(
                "answer",
                str(number),
                self.words.text(ROUTES[item.kind]),
                icon_of(item.kind),
                number,
                line=hint,
            )
        language = language_called(str(item))
        if language is not None:
            return Answer("answer", str(number), language.name, "language", number)
        name = str(item)
        return Answer("answer", str(number), f"{name[:1]}{HIDDEN}" if is_hidden else name, "mood-kid", number)

    def _her_ways(self, here: Position, tongue: Tongue) -> tuple[Answer, ...]:
        ways = here.step.asks.ways if isinstance(here.step.asks, Entry) else {}
        return tuple(
            Answer("way", name, told(tongue, option.label, {})[0], icon_of(name), 0)
            for name, option in ways.items()
        )

    def _what_she_sees(self, here: Position) -> str:
        if is_never_told(self.turn, here.step):
            return "secret"
        if self.is_by_phone and not here.is_over:
            return "phone"
        match here.step.asks:
            case Choice():
                return "choice"
            case Pick():
                return "pick"
            case Entry():
                return "entry"
        return "over"

    def _view(self, here: Position, answers: tuple[Answer, ...], facts: Mapping[str, object]) -> View:
        """Return what the person sees or hears now, and what their letter says of it when that is their paper."""
        title, *lines = told(tongue_of(self.language.tag), here.step.says.screen, facts)
        labels = tuple(answer.said or answer.label for answer in answers)
        if not self.is_by_phone:
            return View("screen", title, tuple(lines), labels)
        is_known = self.turn.is_proved
        space = self.turn.space if is_known else None
        has_day = space is not None and space.state == "notified"
        letter = (
            self.words.fill_named("script_letter_day", day=facts["last_day"])
            if has_day
            else ("" if is_known or here.is_over else self.words["script_letter_code"])
        )
        return View("ear", title, tuple(lines), labels, letter)

    def _hands(self, here: Position) -> str:
        if here.place == RESUME_CODE:
            return "read"
        return "type" if isinstance(here.step.asks, Entry) and not self.is_by_phone else ""

    def _person(self, facts: Mapping[str, object]) -> Person | None:
        turn = self.turn
        if not turn.is_proved or turn.proof is None:
            return None
        state = str(turn.space.state) if turn.space else "eligible"
        return Person(
            first_name=str(facts["first_name"]),
            born=str(facts["birth_year"]),
            state=self.words.text(STATES[state]),
            dates=tuple(self.words.fill(words, day=facts[name]) for name, words in DATES.get(state, ())),
            acts_for=turn.proof.acting_id is not None,
            days_left=self._days_left(facts) if state == "notified" else "",
        )

    def _days_left(self, facts: Mapping[str, object]) -> str:
        last = facts["last_day"]
        left = (last - self.turn.on).days if isinstance(last, date) else 0
        return (
            self.words.fill_named("script_days_left", count=left) if left else self.words["script_last_day"]
        )

    def _done(self) -> tuple[Done, ...]:
        """Return the parts that are behind, one line for each stretch on one subject. No answer is here."""
        at = instants_of(self.turn.db, self.turn.visit.id)
        rows = groupby(self.turn.trail, key=lambda row: (row.channel, SUBJECTS.get(row.journey, "")))
        return tuple(
            Done(
                at=self.words.tongue.value(at[next(stretch).seq].astimezone(PARIS)),
                surface=self.words.text(SURFACES[surface]),
                subject=self.words.text(subject),
            )
            for (surface, subject), stretch in rows
            if subject
        )

    def _proof_number(self, here: Position) -> str:
        is_made = here.place[0] == RECEIPT and self.turn.is_proved
        return in_fours(self.turn.proof_number) if is_made else ""

    def _problem(self, here: Position, fault: Unreadable, typed: str) -> Sentence:
        kind = here.step.asks.kind if isinstance(here.step.asks, Entry) else "choice"
        msgid, where = sentence_of(kind, fault, is_empty=not typed.strip())
        return self._said(msgid, where)[0]
