"""Organisations, the people who help, and their console sessions."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from carnet.store.rows import NUMBERED, Row, one_of

ROLES = ("volunteer", "employee", "agent", "supervisor")


class Organisation(Row):
    __tablename__ = "organisation"
    __table_args__ = (NUMBERED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]


class Helper(Row):
    __tablename__ = "helper"
    __table_args__ = (one_of("role", *ROLES), NUMBERED)

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    role: Mapped[str]
    password_hash: Mapped[str]
    totp_sealed: Mapped[bytes]
    # A one-time password serves once: the last time step that was accepted.
    totp_last_step: Mapped[int] = mapped_column(default=0)
    is_active: Mapped[bool] = mapped_column(default=True)
    language: Mapped[str] = mapped_column(default="fr")


class HelperSession(Row):
    __tablename__ = "helper_session"
    __table_args__ = (NUMBERED,)

    id: Mapped[int] = mapped_column(primary_key=True)
    helper_id: Mapped[int] = mapped_column(ForeignKey("helper.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    started_at: Mapped[datetime]
    # Polling moves `seen_at`; only what a person does moves `acted_at`.
    seen_at: Mapped[datetime]
    acted_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
