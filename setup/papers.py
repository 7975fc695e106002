"""What a newcomer takes in hand: one folder for each invented person, with the letters received and the card sheets.

The letters are those that the outbox prints for everybody; nothing here writes one.
"""

import re
import shutil
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import func, select

from carnet.commands.progress import Bar
from carnet.demonstration import stage
from carnet.demonstration.cast import Card, Role
from carnet.demonstration.stage import Guest
from carnet.domain.nir import read_nir
from carnet.settings import Settings
from carnet.store.database import make_engine, reading
from carnet.store.keys import load_keys
from carnet.store.marker import marked
from carnet.store.outbox import Outbox
from setup import Fault
from web.outbox import Outgoing
from web.paper.cards import InventedCard, card_page, card_png
from web.paper.tongue import tongue_of
from web.paper.workshop import workshop
from web.senders import FolderSender


def folder_of(settings: Settings) -> Path:
    return settings.data / "people"


def make(settings: Settings) -> None:
    """Print the letters that wait, draw the cards, and lay both out by person. Raises Fault when a letter stays.

    The folders are made anew: the letters of an earlier demonstration open nothing any more.
    """
    try:
        _print_letters(settings)
        guests, anchor = _everybody(settings)
        shutil.rmtree(folder_of(settings), ignore_errors=True)
        bar = Bar("Cards")
        for done, guest in enumerate(guests):
            bar(done, len(guests))
            _lay_out(guest, folder_of(settings) / name_of(guest.role), settings.outbox, anchor)
        bar(len(guests), len(guests))
        (folder_of(settings) / "read-me-first.txt").write_text(_index(guests), encoding="utf-8")
    finally:
        workshop().close()


def name_of(role: Role) -> str:
    """Return the name of a person's folder: `D01-jeanne-martin`."""
    said = f"{role.told['first_names'][0]} {role.told.get('used_name') or role.told['birth_name']}"
    plain = unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode().lower()
    return f"{role.reference}-{re.sub('[^a-z]+', '-', plain).strip('-')}"


def _print_letters(settings: Settings) -> None:
    engine, keys = make_engine(settings.database_url), load_keys(settings.key_file)
    with reading(engine, keys) as db:
        waiting = db.scalar(select(func.count()).select_from(Outbox).where(Outbox.sent_at.is_(None))) or 0
    bar, printed = Bar("Letters"), iter(range(waiting + 1))

    def to_pdf(page: str) -> bytes:
        bar(next(printed, waiting), waiting)
        return workshop().to_pdf(page)

    outgoing = Outgoing(engine, keys, settings, FolderSender(settings.outbox), to_pdf)
    while (done := outgoing.deliver(datetime.now(UTC))).sent:
        if done.kept:
            raise Fault(f"{done.kept} letters could not be printed; the lines above say why")
    bar(waiting, waiting)
    engine.dispose()


def _everybody(settings: Settings) -> tuple[list[Guest], date]:
    engine, keys = make_engine(settings.database_url), load_keys(settings.key_file)
    with reading(engine, keys) as db:
        guests, anchor = stage.guests(db), date.fromisoformat(marked(db, "anchored_on") or "")
    engine.dispose()
    return guests, anchor


def _lay_out(guest: Guest, folder: Path, outbox: Path, anchor: date) -> None:
    folder.mkdir(parents=True)
    for row_id in guest.letters:
        for letter in outbox.glob(f"*-{row_id:06d}.*"):
            shutil.copy(letter, folder / f"letter-{letter.name}")
    for number, card in enumerate(guest.role.cards, start=1):
        shown = _shown(guest.role, card, anchor)
        tongue = tongue_of("fr@easy" if guest.role.told.get("easy_text") else "fr")
        (folder / f"card-{number}.pdf").write_bytes(workshop().to_pdf(card_page(shown, tongue)))
        (folder / f"card-{number}.png").write_bytes(card_png(shown))


def _shown(role: Role, card: Card, anchor: date) -> InventedCard:
    names = " ".join(role.told["first_names"])
    return InventedCard(
        name=f"{names} {role.told.get('used_name') or role.told['birth_name']}",
        nir=read_nir(role.nir),
        printed=card.printed,
        serial=card.serial,
        has_photo=card.has_photo,
        born=role.born,
        made_on=anchor,
        about=(role.story, role.attempt),
    )


def _index(guests: list[Guest]) -> str:
    lines = ["Each folder holds what one invented person has in hand. Start with the first.", ""]
    for guest in guests:
        lines += [name_of(guest.role), f"    {guest.role.story}", f"    → {guest.role.attempt}", ""]
    return "\n".join(lines)
