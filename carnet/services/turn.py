"""One turn of a visit: what a single press needs, whichever surface it comes from."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from carnet.domain import lifecycle
from carnet.domain.opening import PARIS as PARIS
from carnet.domain.rights import is_on_the_line
from carnet.reference.loader import Delays, delays
from carnet.services import audit
from carnet.store import people, spaces
from carnet.store.audit import Detail
from carnet.store.keys import open_with, seal_with
from carnet.store.people import Person
from carnet.store.staff import Helper
from carnet.store.visits import Comfort, Passed, Proof, Seal, Visit, number_given, trail_of

RECOGNISED: Final = "recognised"
"""How a proof by knowledge alone is called: it opens guidance, and nothing personal."""


def paris_date(now: datetime) -> date:
    """Return the calendar date in Paris at ``now`` (aware)."""
    return now.astimezone(PARIS).date()


def binding(does: Callable[..., str]) -> Callable[..., str]:
    """Mark a service that cannot be taken back by the key *Retour*."""
    vars(does)["binds"] = True
    return does


@dataclass
class Turn:
    """``token`` is the secret of the visit's cookie; only it opens what was typed. ``successor``: cookie to hand over.

    ``by_paper``: the person is not there, they wrote.
    """

    db: Session
    visit: Visit
    comfort: Comfort
    token: bytes
    surface: str
    now: datetime
    helper: Helper | None = None
    successor: bytes | None = None
    gone_to: Visit | None = field(default=None)
    by_paper: bool = False

    @property
    def on(self) -> date:
        return paris_date(self.now)

    @property
    def channel(self) -> str:
        """The legal channel: a helper of the line is on the telephone and speaks for it, a helper in the room for nobody."""
        if self.by_paper:
            return "paper"
        return "phone" if self.helper is not None and is_on_the_line(self.helper.role) else "kiosk"

    @property
    def language(self) -> str:
        """The tag of the language that the person reads: easy French is ``fr@easy``."""
        return f"{self.comfort.language}@easy" if self.comfort.easy else self.comfort.language

    @cached_property
    def trail(self) -> list[Passed]:
        return trail_of(self.db, self.visit.id)

    @cached_property
    def sealed(self) -> Seal | None:
        return self.db.get(Seal, self.visit.id)

    @cached_property
    def kept(self) -> dict[str, str]:
        """What was typed in this visit, by kind; drafts under ``draft:<kind>``."""
        if self.sealed is None:
            return {}
        opened: dict[str, str] = json.loads(open_with(self.token, self.sealed.box, self._mark))
        return opened

    def keep(self, **typed: str) -> None:
        self.kept.update(typed)
        box = seal_with(self.token, json.dumps(self.kept).encode(), self._mark)
        self.db.merge(Seal(visit_id=self.visit.id, box=box))

    def forget(self) -> None:
        """Erase all that was typed, at proof or at the end."""
        self.__dict__["kept"] = {}
        seal = self.db.get(Seal, self.visit.id)
        if seal is not None:
            self.db.delete(seal)

    @cached_property
    def proof(self) -> Proof | None:
        """The last proof made on this very surface: a visit taken up elsewhere proves again."""
        query = select(Proof).where(Proof.visit_id == self.visit.id, Proof.surface == self.surface)
        return self.db.scalars(query.order_by(Proof.id.desc()).limit(1)).first()

    @property
    def is_proved(self) -> bool:
        """Tell whether somebody proved, on this very surface, more than what a relative may know."""
        return self.proof is not None and self.proof.method != RECOGNISED

    @cached_property
    def holder(self) -> Person | None:
        """Whose space this is about, once proved."""
        return self.db.get(Person, self.proof.person_id) if self.proof else None

    @cached_property
    def identity(self) -> people.Identity | None:
        return people.identity_of(self.db, self.holder) if self.holder else None

    @cached_property
    def space(self) -> lifecycle.Dates | None:
        """The space as dates have made it by today."""
        if self.holder is None or self.identity is None:
            return None
        return effective_space(self.recorded, self.holder, self.identity, self.on)

    @cached_property
    def recorded(self) -> spaces.Space | None:
        return spaces.space_of(self.db, self.holder.id) if self.holder else None

    @cached_property
    def proof_number(self) -> str:
        """The number of the newest receipt that this visit gave to the person proved now: another's is not theirs."""
        return number_given(self.db, self.visit.id, self.proof.person_id) if self.proof else ""

    @property
    def delays(self) -> Delays:
        return delays(self.on)

    def last_outcome(self, journey: str, step: str) -> str:
        """Return the last outcome of a step in this visit, or nothing."""
        rows = (row for row in reversed(self.trail) if (row.journey, row.step) == (journey, step))
        return next((row.outcome for row in rows if row.outcome != "back"), "")

    def renew(self) -> None:
        """Look again at who is proved and at their space, after either has changed."""
        for name in ("proof", "holder", "identity", "recorded", "space", "proof_number"):
            self.__dict__.pop(name, None)

    def note(
        self, act: str, outcome: str, person_id: int | None = None, detail: Detail | None = None
    ) -> None:
        """Write one line of the journal in the name of this turn; a helper is never the author, only named beside."""
        helper = self.helper
        audit.note(
            self.db,
            act=act,
            outcome=outcome,
            now=self.now,
            channel=self.channel,
            person_id=person_id,
            helper_id=helper.id if helper else None,
            organisation_id=helper.organisation_id if helper else None,
            detail=detail,
        )

    @property
    def _mark(self) -> bytes:
        return f"visit:{self.visit.id}".encode()


def dates_of(space: spaces.Space, person: Person, identity: people.Identity) -> lifecycle.Dates:
    """Return what the recorded space and its holder's life say, as plain dates."""
    return lifecycle.Dates(
        state=lifecycle.State(space.state),
        since_on=space.since_on,
        notified_on=space.notified_on,
        opened_on=space.opened_on,
        closed_on=space.closed_on,
        deletion_asked_on=space.deletion_asked_on,
        suspended_on=space.suspended_on,
        adult_on=identity.birth_date.adult_on,
        died_on=person.died_on,
        has_legacy_dmp=space.has_legacy_dmp,
    )


def effective_space(
    space: spaces.Space | None, person: Person, identity: people.Identity, on: date
) -> lifecycle.Dates:
    """Return ``space`` as it is on day ``on``; someone without a row is merely eligible."""
    if space is None:
        return lifecycle.Dates(lifecycle.State.ELIGIBLE, on)
    return lifecycle.effective(dates_of(space, person, identity), on, delays(on))
