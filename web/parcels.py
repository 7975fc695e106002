"""Drafts what an outbox row says: opens its sealed payload, finds who reads it and where, and writes the page or the message."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from email.message import EmailMessage
from typing import Any

from sqlalchemy.orm import Session

from carnet.domain import code, lifecycle, text_message
from carnet.reference.loader import delays
from carnet.services import callback_words, codes, disclosure, inserts
from carnet.services.news import ACCESS_ENDED
from carnet.services.outgoing import name_of
from carnet.services.turn import paris_date
from carnet.settings import Settings
from carnet.store import contacts, people
from carnet.store.contacts import Contact, KnownContact
from carnet.store.keys import keys_of
from carnet.store.outbox import Outbox, Receipt
from carnet.store.people import Person
from carnet.store.requests import letter_of
from carnet.store.spaces import space_of
from web.paper import message_words as words
from web.paper.articles import article_page
from web.paper.counter import facts_of
from web.paper.journal import journal_page
from web.paper.letters import CodeFacts, NoticeFacts, new_code_page, notice_page
from web.paper.news import NewsFacts, news_page
from web.paper.news_words import NEWS
from web.paper.receipt_words import in_fours
from web.paper.receipts import receipt_page
from web.paper.sheets import Envelope
from web.paper.tongue import Line, Tongue, hours, tongue_of

LETTER_NUMBER = "Lettre n° %s"
"""Stands by the sender: it says which letter comes back, signed or not. The words of an envelope are French."""

# A fund says its own name and address in its settings; a demonstration must not borrow one.
INVENTED_SENDER = ("Assurance Maladie", "Caisse de démonstration", "1 rue de l’Exemple", "87000 Limoges")


class Undraftable(Exception):
    """A row that names something that is no longer there. Its words name the thing, never the person."""


@dataclass(frozen=True)
class Draft:
    """What is to be sent: a ``page`` to print, or a ``text``. ``name`` is a file name without a person in it."""

    name: str
    route: str
    page: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    to: str = field(default="", repr=False)


@dataclass(frozen=True)
class _Case:
    """Everything that one row leads to."""

    row: Outbox
    person: Person
    payload: Mapping[str, Any]
    reader: Person
    contact: KnownContact
    own: Tongue


def draft_of(db: Session, row: Outbox, settings: Settings) -> Draft:
    """Return the draft of ``row``.

    Raises Undraftable.
    """
    case = _case(db, row)
    name = name_of(row)
    match row.route:
        case "mail":
            return Draft(f"{name}.eml", row.route, text=_mail(db, case), to=case.contact.value)
        case "phone":
            return Draft(f"{name}.txt", row.route, text=_text_message(db, case), to=case.contact.value)
    return Draft(f"{name}.pdf", row.route, page=_page(db, case, settings))


def _case(db: Session, row: Outbox) -> _Case:
    person = db.get(Person, row.person_id)
    if person is None:
        raise Undraftable("no such person")
    payload = json.loads(keys_of(db).open(person.registry_key, row.payload_sealed, b"outbox"))
    known = db.get(Contact, payload["contact"])
    owner = db.get(Person, known.person_id) if known else None
    reader = db.get(Person, payload.get("reader", known.person_id)) if known else None
    if owner is None or reader is None:
        raise Undraftable("no such contact")
    contact = next(each for each in contacts.contacts_of(db, owner) if each.id == payload["contact"])
    if contact.is_doubtful and row.route == "post":
        raise Undraftable("a letter came back from there")
    return _Case(row, person, payload, reader, contact, tongue_of(payload["language"]))


def _page(db: Session, case: _Case, settings: Settings) -> str:
    name = people.identity_of(db, case.reader).name.spoken()
    sender = settings.sender or (INVENTED_SENDER if settings.is_demonstration else ())
    letter = letter_of(db, case.row.id)
    if letter is not None:
        sender = (*sender, LETTER_NUMBER % in_fours(letter.number))
    envelope = Envelope(sender, name, tuple(case.contact.value.splitlines()))
    match case.row.kind:
        case "notice":
            return notice_page(envelope, _notice_facts(db, case, settings), case.own)
        case "code":
            return new_code_page(envelope, CodeFacts(**_code_facts(db, case, settings)), case.own)
        case "receipt":
            receipt = _receipt(db, case)
            return receipt_page(
                receipt.act, _receipt_facts(db, receipt, settings), case.own, envelope=envelope
            )
        case inserts.KIND:
            return article_page(
                envelope,
                case.payload["title"],
                case.payload["text"],
                sent_on=paris_date(case.row.made_at),
                is_demonstration=settings.is_demonstration,
            )
        case disclosure.KIND:
            seen = disclosure.extract(db, case.person.id)
            on, is_invented = paris_date(case.row.made_at), settings.is_demonstration
            return journal_page(seen, case.own, on=on, is_demonstration=is_invented, envelope=envelope)
        case kind if kind in NEWS:
            return news_page(kind, envelope, _news_facts(db, case, settings), case.own)
    raise Undraftable(f"no paper for {case.row.kind}")


def _code_facts(db: Session, case: _Case, settings: Settings) -> dict[str, Any]:
    issued = codes.found(db, case.payload["code"])
    if not issued:
        raise Undraftable("no such code")
    sent_on = paris_date(case.row.made_at)
    return {
        "code": case.payload["code"],
        "sent_on": sent_on,
        "code_valid_until": issued[0].valid_until,
        "is_demonstration": settings.is_demonstration,
        **_about(db, case),
    }


def _notice_facts(db: Session, case: _Case, settings: Settings) -> NoticeFacts:
    facts = _code_facts(db, case, settings)
    space = space_of(db, case.person.id)
    notified_on = (space and space.notified_on) or facts["sent_on"]
    limits = delays(notified_on)
    return NoticeFacts(
        **facts,
        last_day=lifecycle.last_day_to_object(notified_on, limits),
        opens_on=lifecycle.opens_on(notified_on, limits),
    )


def _news_facts(db: Session, case: _Case, settings: Settings) -> NewsFacts:
    days = {name: date.fromisoformat(day) for name, day in case.payload["days"].items()}
    return NewsFacts(
        sent_on=paris_date(case.row.made_at),
        days=days,
        is_demonstration=settings.is_demonstration,
        **_about(db, case),
    )


def _about(db: Session, case: _Case) -> dict[str, str]:
    """Name whom the letter is about, by first name only, when somebody else opens it."""
    if case.reader.id == case.person.id:
        return {}
    identity = people.identity_of(db, case.person)
    is_child = identity.birth_date.adult_on > paris_date(case.row.made_at) or case.row.kind == ACCESS_ENDED
    return {"child" if is_child else "protected": identity.name.first_name}


def _receipt(db: Session, case: _Case) -> Receipt:
    receipt = db.get(Receipt, case.payload["receipt"])
    if receipt is None:
        raise Undraftable("no such receipt")
    return receipt


def _receipt_facts(db: Session, receipt: Receipt, settings: Settings) -> Mapping[str, Any]:
    return facts_of(receipt, settings, callback_word=callback_words.on_receipt(db, receipt))


def _message(db: Session, case: _Case) -> tuple[str, Sequence[Line]]:
    """Return the subject and the sentences of a message."""
    match case.row.kind:
        case "code":
            issued = codes.found(db, case.payload["code"])
            if not issued:
                raise Undraftable("no such code")
            lasts = delays(paris_date(issued[0].issued_at)).sent_code_hours
            known = {"code": code.show(case.payload["code"]), "code_hours": hours(lasts)}
            return words.CODE_SUBJECT, [Line.of(msgid, known) for msgid in words.CODE]
        case "confirmation":
            known = {"proof_number": in_fours(_receipt(db, case).proof_number)}
            return words.CONFIRMATION_SUBJECT, [Line.of(msgid, known) for msgid in words.CONFIRMATION]
        case inserts.KIND:
            return case.payload["title"], [Line(case.payload["text"].replace("%", "%%"))]
        case kind if kind in NEWS:
            return words.NEWS_SUBJECT, [Line(msgid) for msgid in words.NEWS]
    raise Undraftable(f"no message for {case.row.kind}")


def _mail(db: Session, case: _Case) -> str:
    subject, lines = _message(db, case)
    french = tongue_of("fr")
    tongues = [case.own] if case.own.language == french.language else [case.own, french]
    mail = EmailMessage()
    mail["To"] = case.contact.value
    mail["Subject"] = case.own.say(Line(subject))
    mail.set_content("\n\n".join("\n".join(tongue.say(line) for line in lines) for tongue in tongues))
    return mail.as_string()


def _text_message(db: Session, case: _Case) -> str:
    """Return the sentences alone: signs outside the alphabet of telephones would halve the length of a message."""
    _, lines = _message(db, case)
    return text_message.as_sent("\n".join(case.own.say(line) for line in lines))
