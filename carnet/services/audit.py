"""The journal as services use it: note what happened, fold the chains into a signed root, check everything."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from carnet.store import audit, roots
from carnet.store.audit import AuditLine, Break, Detail
from carnet.store.roots import AuditRoot

CREDENTIAL: Final = "credential"


def name_credential(db: Session, method: str, session_id: int) -> None:
    """Have every line about a helper that is noted in ``db`` say how they had signed in, and in which session: ``passkey:12``."""
    db.info[CREDENTIAL] = f"{method}:{session_id}"


def note(
    db: Session,
    *,
    act: str,
    outcome: str,
    now: datetime,
    channel: str,
    person_id: int | None = None,
    helper_id: int | None = None,
    organisation_id: int | None = None,
    mandate_id: int | None = None,
    detail: Detail | None = None,
) -> AuditLine:
    """Note what happened, on the chain of the person's space, or of the service when nobody is concerned.

    The line is written when the transaction commits and dies with it otherwise. Call it anywhere in a service.
    ``detail`` holds keys and row numbers, never a name, a number, a date of birth or an answer.
    """
    return audit.append(
        db,
        audit.SERVICE if person_id is None else audit.space_chain(person_id),
        at=now,
        act=act,
        outcome=outcome,
        channel=channel,
        helper=_named("helper", helper_id),
        person=_named("person", person_id),
        organisation=_named("organisation", organisation_id),
        mandate=_named("mandate", mandate_id),
        detail=_with_credential(db, helper_id, detail),
    )


def fold(db: Session, now: datetime) -> AuditRoot:
    """Return the newest signed root, made now if any chain moved. Print or send it: it is worth what left the building."""
    audit.write_noted(db)
    return roots.fold(db, now)


def verify_all(db: Session, *, outside: dict[int, str] | None = None) -> list[Break]:
    """Return every break of every chain and root; an empty list when the journal is whole.

    ``outside`` holds the roots kept outside the building, by number.
    """
    return list(audit.breaks(db)) + roots.verify_roots(db, outside=outside)


def count_lines(db: Session) -> int:
    return audit.count_lines(db)


def _with_credential(db: Session, helper_id: int | None, detail: Detail | None) -> Detail | None:
    credential = db.info.get(CREDENTIAL)
    return {**(detail or {}), CREDENTIAL: credential} if helper_id is not None and credential else detail


def _named(kind: str, number: int | None) -> str:
    return "" if number is None else f"{kind}:{number}"
