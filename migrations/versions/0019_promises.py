"""Promised calls as they are kept, the word printed on a receipt, handing over from hand to hand, sending on."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

INSTANT = sa.DateTime(timezone=True)
ANSWERS = ("answered", "no_answer", "busy", "wrong_number", "message_left")
REASONS = ("busy", "other_skill", "leaving", "sent_wrong")
OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    # No service has ever written a promise or a try: both tables are made anew.
    op.drop_table("callback_attempt")
    op.drop_table("callback")
    _make_callbacks(sa.Column("is_word_printed", sa.Boolean(), nullable=False))
    op.create_index("ix_callback_open", "callback", ["from_at"], sqlite_where=OPEN, postgresql_where=OPEN)
    _make_attempts(_one_of("callback_attempt", "outcome", *ANSWERS))
    op.create_table(
        "receipt_word",
        sa.Column("receipt_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("word_sealed", sa.LargeBinary(), nullable=False),
        _to("receipt_word", "receipt_id", "receipt"),
        sa.PrimaryKeyConstraint("receipt_id", name=op.f("pk_receipt_word")),
    )
    _make_handovers()
    _make_referrals()


def downgrade() -> None:
    for table in ("referral", "handover", "receipt_word", "callback_attempt", "callback"):
        op.drop_table(table)
    _make_callbacks()
    _make_attempts()


def _make_callbacks(*more: sa.Column[bool]) -> None:
    op.create_table(
        "callback",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("from_at", INSTANT, nullable=False),
        sa.Column("until_at", INSTANT, nullable=False),
        sa.Column("number_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("word_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("may_leave_message", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        *more,
        _one_of("callback", "state", "open", "done", "given_up", "letter"),
        _to("callback", "case_id", "support_case"),
        _to("callback", "made_by", "helper"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callback")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_callback_case_id"), "callback", ["case_id"], unique=False)


def _make_attempts(*checks: sa.CheckConstraint) -> None:
    op.create_table(
        "callback_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("callback_id", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        *checks,
        _to("callback_attempt", "callback_id", "callback"),
        _to("callback_attempt", "helper_id", "helper"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callback_attempt")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_callback_attempt_callback_id"), "callback_attempt", ["callback_id"], unique=False
    )


def _make_handovers() -> None:
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        _one_of("handover", "answer", "accepted", "refused"),
        _one_of("handover", "reason", *REASONS),
        _to("handover", "case_id", "support_case"),
        _to("handover", "from_id", "helper"),
        _to("handover", "to_id", "helper"),
        _to("handover", "answered_by", "helper"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
        sqlite_autoincrement=True,
    )
    for column in ("asked_at", "case_id"):
        op.create_index(op.f(f"ix_handover_{column}"), "handover", [column], unique=False)


def _make_referrals() -> None:
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("may_tell_back", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        _to("referral", "case_id", "support_case"),
        _to("referral", "organisation_id", "organisation"),
        _to("referral", "made_by", "helper"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sqlite_autoincrement=True,
    )
    for column in ("case_id", "made_by"):
        op.create_index(op.f(f"ix_referral_{column}"), "referral", [column], unique=False)


def _one_of(table: str, column: str, *values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
