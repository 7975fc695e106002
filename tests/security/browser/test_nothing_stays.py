"""Threats 1 and 2: whatever ends a visit, nothing of it stays in the browser, in its files, or on the machine."""

import re

import pytest

from carnet.store.database import transaction
from carnet.store.visits import Seal, Visit
from kiosk import speech
from tests.browser.person import KioskPerson
from tests.security.planted import hits, hits_in_files, make_planted, writings
from web.speech.voices import Voices

STORED = """async () => JSON.stringify([
  document.documentElement.outerHTML, document.title, document.cookie, location.href, history.state,
  [...document.querySelectorAll("input")].map((each) => each.value), {...localStorage}, {...sessionStorage},
  await caches.keys(), await indexedDB.databases(), performance.getEntriesByType("resource").map((each) => each.name),
])"""
SPOKEN_MS = 120_000
ROUTES = ("button", "idle", "network", "server", "crash")


class Visitor(KioskPerson):
    """Somebody whose whole visit is remembered: what they were given, and which cookies they had."""

    given: list[str]

    def visit(self, someone) -> list[str]:
        """Do a whole visit up to the receipt; return all that must be forgotten."""
        self.page.clock.install()
        self.arrive()
        self.answer("1", "welcome/comfort")
        self.answer("good", "start/what")
        self.answer("letter", "identify/code")
        self.touch('button[formaction="/camera"]')
        self.at("camera")
        self.touch('button[formaction="/continue"]')
        self.at("identify/code")
        for typed, then in (
            (someone.code, "identify/nir"),
            (someone.nir, "identify/birth_date"),
            (someone.born, "identify/serial"),
            (someone.serial, "choices/notified"),
        ):
            self.type_by_keys(typed, then)
        cookies = [self.cookie()]
        self.touch('button[formaction="/help"]')
        self.at("help")
        self.touch('button[formaction="/help/answer"][value="keep"]')
        self.at("help/keep")
        resume_code = self.number()
        self.touch('button[formaction="/continue"]')
        self.at("choices/notified")
        self.answer("object", "object/confirm")
        assert "Odalric" in self.page.content()
        self.before_the_yes()
        self.answer("yes", "receipt/objected")
        return [*writings(someone, resume_code, self.number()), *cookies, self.cookie()]

    def before_the_yes(self) -> None:
        """Where the sentence that names the person is on the screen."""

    def number(self) -> str:
        return re.sub(r"\W", "", self.page.locator(".proof").first.inner_text())

    def cookie(self) -> str:
        return next(each["value"] for each in self.page.context.cookies() if each["name"] == "__Host-visit")

    def wait_alone(self) -> None:
        """Let the page's clock run until nobody is there any more."""
        self.page.clock.run_for(301_000)
        self.page.clock.run_for(61_000)


class Listener(Visitor):
    """Somebody in headphones, who hears their own name before they answer."""

    def arrive(self) -> None:
        super().arrive()
        self.plug_headphones()

    def before_the_yes(self) -> None:
        with self.page.expect_response(_names_the_person, timeout=SPOKEN_MS) as spoken:
            self.page.keyboard.press("F2")
        assert spoken.value.ok


def _names_the_person(answer) -> bool:
    return answer.url.endswith("/speech") and "Odalric" in (answer.request.post_data or "")


class Overheard(Voices):
    """The real voices; the test alone remembers what they said."""

    def __init__(self) -> None:
        super().__init__(workers=1, patience_s=60)
        self.said: dict[str, bytes] = {}

    def speak(self, text: str, language: str, speed: float = 1.0) -> bytes:
        self.said[text] = super().speak(text, language, speed)
        return self.said[text]


@pytest.fixture
def speech_home(tmp_path_factory, monkeypatch):
    """Where a careless voice worker would leave what it says."""
    home = tmp_path_factory.mktemp("speech")
    for name in ("TMPDIR", "HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(home))
    return home


@pytest.fixture
def overheard(speech_home, monkeypatch):
    with Overheard() as voices:
        monkeypatch.setattr(speech, "voices", lambda: voices)
        yield voices


def test_nothing_of_a_spoken_visit_stays(
    overheard, speech_home, machine, open_browser, profile, data, world, engine, keys, caplog
):
    caplog.set_level("DEBUG")
    with world() as db:
        someone = make_planted(db)
    context = open_browser()
    listener = Listener(context.pages[0], machine.address)
    planted = listener.visit(someone)
    [(sentence, sound)] = [each for each in overheard.said.items() if "Odalric" in each[0]]
    assert sentence in listener.heard()

    listener.answer("finish", "leave/farewell")
    _nothing_follows(machine)

    page = listener.page
    assert hits(planted, (page.evaluate(STORED) + page.content()).encode()) == []
    assert page.evaluate("document.querySelector('audio')?.src ?? ''") == ""
    context.close()
    pieces = [sound[start : start + 2_000] for start in (1_000, len(sound) // 2)]
    for folder in (profile, data, speech_home):
        assert hits_in_files(planted, folder, leave_out=("carnet.db",)) == []
        kept = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
        assert not any(piece in content for piece in pieces for content in kept)
    assert hits(planted, caplog.text.encode()) == []


@pytest.mark.parametrize("route", ROUTES)
def test_nothing_of_a_visit_stays(route, machine, open_browser, profile, data, world, engine, keys, caplog):
    caplog.set_level("DEBUG")
    with world() as db:
        someone = make_planted(db)
    context = open_browser()
    asked_by_browser: list[str] = []
    context.on("request", lambda request: asked_by_browser.append(request.url))
    visitor = Visitor(context.pages[0], machine.address)
    planted = visitor.visit(someone)
    assert len(planted) >= 50

    page = _leave(route, visitor, machine, open_browser)

    shown = page.evaluate(STORED) + page.content()
    assert hits(planted, shown.encode()) == []
    if route != "crash":
        assert page.context.cookies() == []
    for context_ in {context, page.context} if route != "crash" else {page.context}:
        context_.close()
    assert hits_in_files(planted, profile) == []
    assert hits_in_files(planted, data, leave_out=("carnet.db",)) == []
    assert hits(planted, caplog.text.encode()) == []
    assert [
        url for url in asked_by_browser if not url.startswith((machine.address, "blob:", "data:", "chrome"))
    ] == []
    with transaction(engine, keys) as db:
        assert db.query(Seal).all() == [] or route == "crash"
        assert [visit for visit in db.query(Visit) if visit.ended_at is None] == [] or route == "crash"


def _leave(route, visitor, machine, open_browser):
    """End the visit in one of five ways; return the page that the next person finds."""
    page = visitor.page
    match route:
        case "button":
            visitor.answer("finish", "leave/farewell")
            _nothing_follows(machine)
        case "idle":
            visitor.wait_alone()
            visitor.at("leave/farewell")
            _nothing_follows(machine)
        case "network":
            page.context.set_offline(True)
            visitor.wait_alone()
            _is_bare(page)
            page.context.set_offline(False)
            page.clock.run_for(11_000)
            visitor.at("leave/farewell")
        case "server":
            machine.stop()
            visitor.wait_alone()
            _is_bare(page)
            machine.start()
            page.clock.run_for(11_000)
            visitor.at("leave/farewell")
        case "crash":
            page.context.close()
            page = open_browser().pages[0]
            page.goto(machine.address)
            assert page.locator("#page").get_attribute("data-place") == "welcome/language"
    return page


def _is_bare(page) -> None:
    """While nobody answers, the screen holds no word of the visit: only the veil."""
    page.wait_for_function("document.querySelector('#step').innerText.trim() === ''")
    assert page.title() == ""
    assert page.locator("#veil").is_visible()


def _nothing_follows(machine) -> None:
    """After the press that ends, no request carries the visit's cookie: it was wiped with the answer itself."""
    end = max(
        place
        for place, (method, _, cookie) in enumerate(machine.asked)
        if method == "POST" and "__Host-visit" in cookie
    )
    assert [cookie for _, _, cookie in machine.asked[end + 1 :] if "__Host-visit" in cookie] == []


def test_back_twenty_times_asks_the_server_and_shows_nothing(machine, open_browser, world):
    with world() as db:
        someone = make_planted(db)
    visitor = Visitor(open_browser().pages[0], machine.address)
    planted = visitor.visit(someone)
    visitor.answer("finish", "leave/farewell")
    page, before = visitor.page, len(machine.asked)

    for _ in range(20):
        page.go_back()
        # Where the browser's memory ends there is an empty page, which has no storage to look at.
        shown = page.content() if page.url == "about:blank" else page.evaluate(STORED)
        assert hits(planted, shown.encode()) == []

    assert [path for _, path, _ in machine.asked[before:] if not path.startswith("/static/")] != []


def test_htmx_keeps_no_page_evaluates_nothing_and_asks_nobody_else(machine, open_browser):
    page = open_browser().pages[0]
    page.goto(machine.address)

    assert page.evaluate(
        "[htmx.config.historyCacheSize, htmx.config.allowEval, htmx.config.selfRequestsOnly]"
    ) == [0, False, True]
    assert page.evaluate("fetch('https://example.org/').then(() => 'left', () => 'kept')") == "kept"
    page.evaluate(
        """() => {
          const script = Object.assign(document.createElement("script"), { textContent: "window.hasRun = true" });
          document.head.append(script);
          document.body.setAttribute("onclick", "window.hasRun = true");
          document.body.click();
          setTimeout("window.hasRun = true");
        }"""
    )
    page.wait_for_function("new Promise((done) => setTimeout(() => done(true)))")
    assert page.evaluate("window.hasRun") is None


def test_the_search_finds_what_a_browser_keeps(machine, open_browser, profile, world):
    """The planted failure: a page that keeps a name in a title and in its storage is found in the files."""
    context = open_browser()
    page = context.pages[0]
    page.goto(machine.address)
    page.evaluate("document.title = 'Odalric'; localStorage.setItem('who', 'Vauxbourdin')")
    page.goto(f"{machine.address}/language")
    assert hits(["Vauxbourdin"], page.evaluate(STORED).encode()) == ["Vauxbourdin"]
    context.close()

    assert {found for _, found in hits_in_files(["Odalric", "Vauxbourdin"], profile)} == {
        "Odalric",
        "Vauxbourdin",
    }
