"""Every page that a robot can reach, kept as the kiosk answered it, headers included: judges then look at one after the other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from flask import Flask

from carnet.domain.birth_date import BirthDate
from tests.scenarios import (
    CLOSE_CHILDREN_THEN_OWN,
    PATHS,
    WITHOUT_IDENTITY,
    Someone,
    begin,
    forget_contacts,
    make_child,
    make_family,
    make_protected,
    make_someone,
)
from tests.walk import Answer, PageRobot

LOOK = 'data-size="L" data-theme="light"'
BESIDE = ("/comfort/see", "/comfort/hear", "/comfort/understand", "/language", "/help", "/hidden", "/camera")
UNREADABLE = {
    "identify/code": ("ABCD-EFGH-JKM", 13 * "A", "ABCD-EFGH-JKM0", "ABCD-EFGH-JKMP"),
    "identify/nir": (
        "1",
        "2510A6399900118",
        "351036399900118",
        "251996399900118",
        "251039699900118",
        "251036399900119",
    ),
    "identify/birth_date": ("99999999", "12", "1A031951", "08991951", "08030000", "08032951"),
    "identify/serial": ("12", "1234567890A"),
}


@dataclass(frozen=True)
class Kept:
    """One answer of an application. ``place`` is its step, or its address for a page beside the journey."""

    place: str
    language: str
    html: str = field(repr=False)
    headers: tuple[tuple[str, str], ...] = field(repr=False)

    @property
    def name(self) -> str:
        return f"{self.place} {self.language}"

    def in_clothes(self, size: str, theme: str) -> str:
        """Return the page as the same visit gets it in another size and theme: nothing else differs."""
        return self.html.replace(LOOK, f'data-size="{size}" data-theme="{theme}"')


class Keeper(PageRobot):
    """A robot that keeps each page it is shown, the first of each place."""

    def __init__(self, app: Flask, language: str, kept: dict[str, Kept]) -> None:
        super().__init__(app.test_client())
        self.language = language
        self.kept = kept

    def _read(self, answer) -> str:
        shown = super()._read(answer)
        self.keep(shown.replace("unreadable:", "problem at "), answer)
        return shown

    def keep(self, place: str, answer) -> None:
        page = Kept(place, self.language, answer.get_data(as_text=True), tuple(answer.headers.items()))
        self.kept.setdefault(place, page)

    def look(self, address: str) -> None:
        self._read(self.client.get(address, follow_redirects=True))

    def go(self, answers: Sequence[Answer]) -> None:
        here = self.start()
        for place, raw in answers:
            assert here == place, f"at {here}, the list says {place}"
            here = self.give("", way=raw[4:]) if raw.startswith("way:") else self.give(raw)


def pages_of(app: Flask, world: Callable, language: str) -> list[Kept]:
    """Return a page of each place in ``language``, in the order of first sight."""
    kept: dict[str, Kept] = {}
    for walk in (_paths, _special_people, _slips, _beside, _broken):
        walk(app, world, language, kept)
    return list(kept.values())


def _paths(app: Flask, world: Callable, language: str, kept: dict[str, Kept]) -> None:
    for path in PATHS:
        with world() as db:
            someone = make_someone(db, state=path.state, purpose=path.purpose)
        robot = Keeper(app, language, kept)
        robot.go([*begin(language), *someone.identified(), *path.answers])
    for answers, _end in WITHOUT_IDENTITY.values():
        Keeper(app, language, kept).go([*begin(language)[:-1], *answers])


def _special_people(app: Flask, world: Callable, language: str, kept: dict[str, Kept]) -> None:
    with world() as db:
        parent = make_someone(db, state="activated")
        child = make_child(db, parent)
        make_child(db, parent, name="Yanis", born=BirthDate(2018, 5, 3))
        ward, guardian = make_protected(db)
        wrong = make_someone(db)
    Keeper(app, language, kept).go(
        [
            *begin(language),
            *child.identified(),
            ("identify/representative", "yes"),
            ("choices/notified", "explain"),
        ]
    )
    by_guardian = {**dict(ward.identified()), "identify/nir": guardian.nir}
    Keeper(app, language, kept).go([*begin(language), *by_guardian.items(), ("identify/guardian", "no")])
    other_card = [*wrong.identified()[:3], ("identify/serial", "99999999999")]
    Keeper(app, language, kept).go([*begin(language), *other_card, ("identify/wrong", "serial")])
    with world() as db:
        at_home, _ = make_family(db)
        nowhere = make_someone(db)
        forget_contacts(db, nowhere)
    Keeper(app, language, kept).go([*begin(language), *at_home.identified(), *CLOSE_CHILDREN_THEN_OWN])
    without = [
        ("new_code/purpose", "decide"),
        *(_under("new_code", each) for each in nowhere.identified()[1:]),
    ]
    Keeper(app, language, kept).go([*begin(language), ("identify/code", "way:no_code"), *without])
    for answers in _new_codes(parent, wrong):
        Keeper(app, language, kept).go([*begin(language), ("identify/code", "way:no_code"), *answers])


def _under(journey: str, answer: Answer) -> Answer:
    place, raw = answer
    return f"{journey}/{place.partition('/')[2]}", raw


def _new_codes(parent: Someone, someone: Someone) -> Iterator[list[Answer]]:
    known = [
        ("new_code/purpose", "decide"),
        ("new_code/nir", someone.nir),
        ("new_code/birth_date", someone.born),
        ("new_code/serial", someone.serial),
    ]
    for number in "123":
        yield [*known, ("new_code/route", number)]
    yield [*known, ("new_code/route", "way:none")]
    yield [
        *known[:1],
        ("new_code/nir", parent.nir),
        ("new_code/birth_date", "03052018"),
        ("new_code/serial", parent.serial),
    ]
    yield [*known[:-1], ("new_code/serial", "way:no_card")]
    yield [*known[:-1], ("new_code/serial", "99999999999")]


def _slips(app: Flask, world: Callable, language: str, kept: dict[str, Kept]) -> None:
    with world() as db:
        someone = make_someone(db)
    robot = Keeper(app, language, kept)
    robot.go(begin(language))
    for place, raw in someone.identified():
        for number, slip in enumerate(UNREADABLE[place], 1):
            assert robot.give(slip) == f"unreadable:{place}", slip
            if number > 1:
                robot.keep(f"problem at {place} {number}", robot.last)
        robot.give(raw)


def _beside(app: Flask, world: Callable, language: str, kept: dict[str, Kept]) -> None:
    robot = Keeper(app, language, kept)
    robot.go(begin(language))
    for address in BESIDE:
        robot.look(address)
    robot.look("/")
    robot.give("", way="no_code")
    robot.give("decide")
    robot.press("/card")
    for wish in ("call", "phone", "keep"):
        robot.look("/help")
        robot.press("/help/answer", wish)
    robot.press("/help/answer", "print")


def _broken(app: Flask, world: Callable, language: str, kept: dict[str, Kept]) -> None:
    robot = Keeper(app, language, kept)
    robot.go(begin(language)[:1])
    robot.keep("failure/404", robot.client.get("/nowhere"))
    robot.keep("calibration", robot.client.get("/calibration"))
