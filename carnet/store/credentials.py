"""What a helper signs in with beside a password, and ceremonies that are under way. Nothing here opens a console by itself."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from carnet.store.rows import NUMBERED, Row, one_of

KINDS = ("passkey", "printed", "provider", "pin", "invitation")


class Credential(Row):
    """``handle`` finds it: a passkey's public number, or a keyed hash. ``secret`` judges: a public key, or a slow hash.

    A code that serves once has served when ``used_at`` is set. ``counter`` is the passkey's own.
    """

    __tablename__ = "credential"
    __table_args__ = (one_of("kind", *KINDS), NUMBERED)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), index=True)
    kind: Mapped[str]
    handle: Mapped[str] = mapped_column(unique=True)
    secret: Mapped[bytes] = mapped_column(default=b"")
    counter: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Ceremony(Row):
    """A question put to a key or to a provider: found by the browser's secret, answered once, sealed."""

    __tablename__ = "ceremony"

    browser_hash: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[bytes]
    made_at: Mapped[datetime]
