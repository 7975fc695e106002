"""Requirement 24: whatever an address of the console changes, it writes a line of the journal. Read from the map of routes."""

import json
import re
from contextlib import contextmanager

import pytest
from sqlalchemy import event, select

from carnet.services import cases
from carnet.store import audit
from carnet.store.audit import AuditLine
from tests.builders import NOW
from tests.scenarios import make_someone
from tests.security.doors import addresses
from tests.web.consoles import Helper, hire

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

ASIDE = {
    "audit_line": "the journal itself",
    "audit_head": "the journal itself",
    "event": "tells live pages to look again",
    "helper_session": "presence of a console; opening and closing one are lines by themselves",
    "case_presence": "who reads: gone after thirty seconds",
    "case_draft": "half written, sealed, only for its author",
    "lockout": "counters of wrong tries, each with its own line",
    "visit": "kept alive by every press; what is done in it is a trail, and a line where it acts",
    "trail": "a journal of its own: append only, one row a step",
    "seal": "half typed, sealed with the browser's secret, erased at proof",
    "comfort": "language and size of a visit",
    "helper_keyboard": "which keys a helper uses",
    "ceremony": "the question of one try to sign in, gone with its answer",
}
"""Tables whose rows are no act upon anybody, and why."""

PREFERENCES = {"/language", "/account/measure"}
"""What only changes how the console looks to the one who asks."""

TYPED = {
    "note": "Veut un papier en gros",
    "wrap_up": "objected",
    "purpose": "desk",
    "value": "en",
    "sequence": "1",
    "answer": "1",
    "street": "7 rue des Essais",
    "place": "87999 Nullepart",
    "choice": "away",
    "subject": "object",
    "name": "Maison des Essais",
    "kind": "association",
    "priority": "high",
}
MUST_WRITE = {"/search", "/people", "/people/1/case", "/people/1/check", "/people/1/letter",
              "/cases/1/note", "/cases/1/close", "/account/street", "/helpers/organisations", "/sign-out",
              "/visits"}  # fmt: skip


@contextmanager
def written(engine):
    """Give the names of the tables that are written meanwhile, but for a mere sign of life."""
    seen: set[str] = set()

    def note(_connection, _cursor, statement, *_):
        found = re.match(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM) (\w+)", statement)
        if found:
            seen.add(found.group(1))

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def silent(tables: set[str]) -> set[str]:
    """Return the tables that were written without a line of the journal."""
    return set() if "audit_line" in tables else tables - set(ASIDE)


def nameless(world) -> list[tuple[str, int, str]]:
    """Return the lines about a helper that do not say how they had signed in."""
    with world() as db:
        lines = db.scalars(select(AuditLine).where(AuditLine.helper != ""))
        return [
            (line.chain, line.seq, line.act) for line in lines if "credential" not in json.loads(line.detail)
        ]


@pytest.fixture
def supervisor(console, clock, world):
    with world() as db:
        someone = make_someone(db)
        helper = hire(db, role="supervisor")
        cases.open_case(db, NOW, channel="phone", helper=helper)
    supervisor = Helper(console, clock)
    supervisor.someone = someone
    return supervisor


def ready(supervisor) -> None:
    """Sign in anew where the last address ended the session, and stand before an opened card with the case in hand."""
    supervisor.clock.pass_by(seconds=31)
    if supervisor.look("/search").status_code == 401 or not supervisor.html.xpath(
        '//form[@action="/search"]'
    ):
        supervisor.client = supervisor.app.test_client()
        supervisor.sign_in()
        supervisor.look("/search")
    supervisor.do("/search", nir=supervisor.someone.nir)


def sent(supervisor, address: str) -> dict[str, str]:
    handle = supervisor.html.xpath('//input[@name="handle"]/@value')[0]
    token = supervisor.html.xpath('//input[@name="forgery"]/@value')[0]
    someone = supervisor.someone
    knows = {"nir": someone.nir, "birth_date": someone.born, "serial": someone.serial, "wanted": someone.nir}
    version = "1"
    if address.startswith("/cases/"):
        supervisor.look("/cases/1")
        version = (supervisor.html.xpath('//input[@name="version"]/@value') or ["1"])[0]
    return {"forgery": token, "handle": handle, "version": version, **knows, **TYPED}


def test_no_address_of_the_console_changes_anything_without_a_line_of_the_journal(
    supervisor, console, engine, world
):
    silently, wrote, card, number = {}, set(), "/people/1", re.compile("^/people/1(?=/)")
    before = nameless(world)
    every = [each for each in addresses(console, "POST") if each not in {"/sign-in", "/calls", *PREFERENCES}]
    # A card is opened before what starts from it, and the session ends last.
    for address in sorted(every, key=lambda each: (each == "/sign-out", each != "/people", each)):
        ready(supervisor)
        typed = sent(supervisor, address)
        with written(engine) as tables:
            answer = supervisor.client.post(number.sub(card, address), data=typed)
        if address == "/people":
            card = answer.headers["Location"]
        if found := silent(tables):
            silently[address] = sorted(found)
        if "audit_line" in tables:
            wrote.add(address)

    assert silently == {}
    assert nameless(world) == before
    assert MUST_WRITE - wrote == set()


def test_a_line_names_the_session_and_what_opened_it(supervisor, world):
    for method in ("password:1", "password:2"):
        supervisor.clock.pass_by(seconds=31)
        supervisor.client = supervisor.app.test_client()
        supervisor.sign_in()
        supervisor.look("/account/street")
        supervisor.do("/account/street", street=TYPED["street"], place=TYPED["place"])
        with world() as db:
            told = [json.loads(line.detail)["credential"] for line in audit.lines_of(db, audit.SERVICE)[-2:]]
        assert told == [method, method]


def test_a_download_of_letters_leaves_a_line_each_time_and_names_nobody(supervisor, world, settings):
    settings.outbox.mkdir(parents=True)
    for number in (1, 2):
        (settings.outbox / f"2026-11-22-code-{number:06d}.pdf").write_bytes(b"%PDF")
    supervisor.sign_in()
    supervisor.look("/mail")

    for _ in range(2):
        assert supervisor.do("/mail/out/2026-11-22.zip").mimetype == "application/zip"

    with world() as db:
        lines = [line for line in audit.lines_of(db, audit.SERVICE) if line.act == "take_letters"]
        told = [{**json.loads(line.detail), "credential": "", "who": line.person} for line in lines]
    assert told == [{"day": "2026-11-22", "letters": 2, "credential": "", "who": ""}] * 2


def test_a_change_without_a_line_would_be_seen(supervisor, console, engine):
    """The planted failure: a service that forgets its line."""
    supervisor.sign_in()
    supervisor.look("/account/street")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("carnet.services.curiosity.audit.note", lambda *_, **__: None)
        with written(engine) as tables:
            supervisor.do("/account/street", street=TYPED["street"], place=TYPED["place"])

    assert silent(tables) == {"helper_street"}
