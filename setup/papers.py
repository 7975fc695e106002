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
from carnet.demonstration.cast import Role, Sheet, card_sheets
from carnet.demonstration.stage import Guest
from carnet.domain.nir import read_nir
from carnet.settings import Settings
from carnet.store.database import make_engine, reading
from carnet.store.keys import load_keys
from carnet.store.marker import marked
from carnet.store.outbox import Outbox
from setup import Fault, stamp
from web.outbox import Outgoing
from web.paper.cards import InventedCard, card_page, card_png
from web.paper.tongue import tongue_of
from web.paper.workshop import workshop
from web.senders import FolderSender

INDEX = "read-me-first.txt"


def folder_of(settings: Settings) -> Path:
    return settings.data / "people"


def make(settings: Settings) -> None:
    """Print the letters that wait, draw the cards, and lay both out by person. Raises Fault when a letter stays.

    The folders are made anew when the demonstration was: the letters of an earlier one open nothing any more.
    """
    folder = folder_of(settings)
    try:
        _print_letters(settings)
        guests, anchor = _everybody(settings)
        key = stamp.key_of(anchor.isoformat(), *(letter for guest in guests for letter in guest.letters))
        if stamp.is_done(folder / ".made", key):
            return
        shutil.rmtree(folder, ignore_errors=True)
        bar = Bar("Cards")
        for done, guest in enumerate(guests):
            bar(done, len(guests))
            _lay_out(guest, folder / name_of(guest.role), settings.outbox, anchor)
        bar(len(guests), len(guests))
        (folder / INDEX).write_text(_index(guests), encoding="utf-8")
        stamp.mark_done(folder / ".made", key)
    finally:
        workshop().close()


def name_of(role: Role) -> str:
    """Return the name of a person's folder: `D01-jeanne-martin`."""
    plain = unicodedata.normalize("NFKD", role.name).encode("ascii", "ignore").decode().lower()
    return f"{role.reference}-{re.sub('[^a-z]+', '-', plain).strip('-')}"


def _print_letters(settings: Settings) -> None:
    engine, keys = make_engine(settings.database_url), load_keys(settings.key_file)
    with reading(engine, keys) as db:
        waiting = db.scalar(select(func.count()).select_from(Outbox).where(Outbox.sent_at.is_(None))) or 0
    if not waiting:
        return
    bar, printed = Bar("Letters"), iter(range(waiting + 1))

    def to_pdf(page: str) -> bytes:
        bar(next(printed, waiting), waiting)
        return workshop().to_pdf(page)

    outgoing = Outgoing(engine, keys, settings, FolderSender(settings.outbox), to_pdf)
    try:
        while (done := outgoing.deliver(datetime.now(UTC))).sent or done.kept:
            if done.kept:
                raise Fault(f"{done.kept} letters could not be printed; the lines above say why")
    finally:
        engine.dispose()
    bar(waiting, waiting)


def _everybody(settings: Settings) -> tuple[list[Guest], date]:
    engine, keys = make_engine(settings.database_url), load_keys(settings.key_file)
    with reading(engine, keys) as db:
        guests, anchor = stage.guests(db), date.fromisoformat(marked(db, "anchored_on") or "")
    engine.dispose()
    return guests, anchor


def _lay_out(guest: Guest, folder: Path, outbox: Path, anchor: date) -> None:
    folder.mkdir(parents=True)
    for letter in guest.letters:
        shutil.copy(outbox / letter, folder / letter)
    for sheet in card_sheets(anchor):
        if sheet.role.reference == guest.role.reference:
            shown = _shown(sheet, anchor)
            tongue = tongue_of("fr@easy" if guest.role.told.get("easy_text") else "fr")
            (folder / f"{sheet.name}.pdf").write_bytes(workshop().to_pdf(card_page(shown, tongue)))
            (folder / f"{sheet.name}.png").write_bytes(card_png(shown))


def _shown(sheet: Sheet, anchor: date) -> InventedCard:
    return InventedCard(
        name=sheet.holder.name,
        nir=read_nir(sheet.holder.nir),
        printed=sheet.card.printed,
        serial=sheet.card.serial,
        has_photo=sheet.card.has_photo,
        born=sheet.role.born,
        made_on=anchor,
        about=(sheet.role.story, sheet.role.attempt),
    )


def _index(guests: list[Guest]) -> str:
    lines = ["Each folder holds what one invented person has in hand. Start with the first.", ""]
    for guest in guests:
        lines += [name_of(guest.role), f"    {guest.role.story}", f"    → {guest.role.attempt}", ""]
    return "\n".join(lines)
