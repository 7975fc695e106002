"""The press reads our own folder and nothing else; in its own process it may die, hang or lack a font."""

import os
import signal
import sys
from pathlib import Path

import pytest

from carnet.settings import Settings
from carnet.store.outbox import Receipt
from tests.builders import NOW
from tests.unit.paper.samples import make_receipt_facts
from web.paper import counter, press
from web.paper.fonts import NEEDED, STATIC, MissingFont, require_fonts
from web.paper.press import OurFolder, OutOfReach, to_pdf
from web.paper.receipts import receipt_page
from web.paper.tongue import FRENCH
from web.paper.workshop import Unprinted, Workshop

PAGE = '<html lang="fr"><title>Essai</title><p>Bonjour</p></html>'
DIES = (sys.executable, "-c", "raise SystemExit(1)")
IS_SILENT = (sys.executable, "-c", "import threading; threading.Event().wait()")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "ftp://example.org/x.png",
        "file:///etc/hostname",
        (STATIC / ".." / "pyproject.toml").as_uri(),
        (STATIC / "%2e%2e" / "pyproject.toml").as_uri().replace("%25", "%"),
    ],
)
def test_a_paper_reaches_neither_the_network_nor_another_folder(address: str) -> None:
    with pytest.raises(ValueError, match=r"disallowed protocol|own folder only"):
        OurFolder(STATIC).fetch(address)


def test_a_page_that_asks_for_the_network_is_not_printed() -> None:
    with pytest.raises(OutOfReach):
        to_pdf(PAGE.replace("<p>", '<img alt="x" src="https://example.org/x.png"><p>'))


def test_our_own_files_are_read() -> None:
    assert b"<svg" in OurFolder(STATIC).fetch((STATIC / "paper" / "sign.svg").as_uri()).read()


def test_all_missing_fonts_are_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "vendor/fonts").mkdir(parents=True)
    (tmp_path / NEEDED[0]).touch()

    with pytest.raises(MissingFont) as missing:
        require_fonts(tmp_path)

    told = str(missing.value)
    assert "\n" not in told
    assert all(name in told for name in NEEDED[1:])
    assert NEEDED[0] not in told
    assert "make run" in told


def test_a_press_without_fonts_prints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "require_fonts", lambda: require_fonts(Path("/nowhere")))

    with pytest.raises(MissingFont):
        press.Press()


def test_the_workshop_prints_page_after_page() -> None:
    workshop = Workshop()
    workshop.open()

    first = workshop.to_pdf(PAGE)
    maker = workshop.process_id
    second = workshop.to_pdf(receipt_page("objected", make_receipt_facts(), FRENCH))

    assert first.startswith(b"%PDF")
    assert second.startswith(b"%PDF")
    assert workshop.process_id == maker != os.getpid()
    workshop.close()
    assert workshop.process_id is None


def test_a_press_that_was_killed_is_replaced() -> None:
    workshop = Workshop()
    workshop.to_pdf(PAGE)
    os.kill(workshop.process_id, signal.SIGKILL)
    os.waitid(os.P_PID, workshop.process_id, os.WEXITED | os.WNOWAIT)

    assert workshop.to_pdf(PAGE).startswith(b"%PDF")
    workshop.close()


@pytest.mark.parametrize(("command", "told"), [(DIES, "The press died"), (IS_SILENT, "did not answer")])
def test_a_press_that_dies_or_stays_silent_costs_one_page(command: tuple[str, ...], told: str) -> None:
    workshop = Workshop(command, patience_s=0.5)

    with pytest.raises(Unprinted, match=told):
        workshop.to_pdf(PAGE)

    assert workshop.process_id is None


def test_a_fault_of_the_press_never_repeats_the_page() -> None:
    workshop = Workshop()
    secret = "Odette"

    with pytest.raises(Unprinted) as fault:
        workshop.to_pdf(
            PAGE.replace("<p>", f'<img alt="{secret}" src="https://example.org/{secret}.png"><p>')
        )

    assert str(fault.value) == "OutOfReach"
    assert workshop.to_pdf(PAGE).startswith(b"%PDF")
    workshop.close()


def test_a_stored_receipt_is_handed_over_as_paper() -> None:
    found = Receipt(
        proof_number="7K4M29PT",
        act="closed",
        at=NOW,
        facts={"done_on": "2026-11-24", "archive_ends_on": "2036-11-24", "help": "phone", "for": "self"},
    )
    settings = Settings.from_env({"CARNET_MODE": "demonstration", "CARNET_SITE": "mairie de l’Exemple"})

    facts = counter.facts_of(found, settings)

    assert facts["archive_ends_on"].isoformat() == "2036-11-24"
    assert facts["help"] == "phone"
    assert facts["place"] == "mairie de l’Exemple"
    assert facts["resume_url"] == "http://localhost:8000/r/7K4M29PT"
    assert counter.receipt_of(found, "fr", settings).startswith(b"%PDF")
