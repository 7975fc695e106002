"""Cases instead of bare requests for help: their history, drafts, who reads them, and the calls promised."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

INSTANT = sa.DateTime(timezone=True)
LIVING = sa.text("state != 'closed'")


def upgrade() -> None:
    _make_cases()
    _make_lines()
    _make_drafts_and_presence()
    _make_callbacks()
    # A request had no reference: its number is one, until somebody needs to say it.
    op.execute(
        "INSERT INTO support_case (id, reference, channel, place, visit_id, subject, step, opened_at, owner_id, taken_at,"
        " state, priority, wrap_up, closed_at, to_check, version)"
        " SELECT id, CAST(id AS TEXT), 'kiosk', kiosk, visit_id, journey, step, asked_at, taken_by, taken_at,"
        " CASE WHEN closed_at IS NULL THEN 'open' ELSE 'closed' END, 'normal', outcome, closed_at, FALSE, 1 FROM help_request"
    )
    op.drop_table("help_request")


def downgrade() -> None:
    _make_requests()
    op.execute(
        "INSERT INTO help_request (id, visit_id, kiosk, journey, step, asked_at, taken_by, taken_at, closed_at, outcome)"
        " SELECT id, visit_id, place, subject, step, opened_at, owner_id, taken_at, closed_at, wrap_up FROM support_case"
        " WHERE channel = 'kiosk'"
    )
    for table in (
        "callback_attempt", "callback", "case_presence", "case_draft", "case_line", "support_case",
    ):  # fmt: skip
        op.drop_table(table)


def _make_cases() -> None:
    op.create_table(
        "support_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("taken_at", INSTANT, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("wrap_up", sa.Text(), nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("to_check", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _one_of("support_case", "channel", "kiosk", "phone", "counter", "paper", "text"),
        _one_of("support_case", "state", "open", "paused", "promised", "closed"),
        _one_of("support_case", "priority", "urgent", "high", "normal"),
        _to("support_case", "visit_id", "visit"),
        _to("support_case", "person_id", "person"),
        _to("support_case", "owner_id", "helper"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_case")),
        sa.UniqueConstraint("reference", name=op.f("uq_support_case_reference")),
        sqlite_autoincrement=True,
    )
    for column in ("visit_id", "person_id", "owner_id", "due_at", "closed_at"):
        op.create_index(op.f(f"ix_support_case_{column}"), "support_case", [column], unique=False)
    op.create_index(
        op.f("ix_support_case_living"),
        "support_case",
        ["opened_at"],
        unique=False,
        sqlite_where=LIVING,
        postgresql_where=LIVING,
    )


def _make_lines() -> None:
    op.create_table(
        "case_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=True),
        _to("case_line", "case_id", "support_case"),
        _to("case_line", "helper_id", "helper"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_line")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_case_line_case_id"), "case_line", ["case_id"], unique=False)


def _make_drafts_and_presence() -> None:
    op.create_table(
        "case_draft",
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("helper_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("note_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("saved_at", INSTANT, nullable=False),
        _to("case_draft", "case_id", "support_case"),
        _to("case_draft", "helper_id", "helper"),
        sa.PrimaryKeyConstraint("case_id", "helper_id", name=op.f("pk_case_draft")),
    )
    op.create_table(
        "case_presence",
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("helper_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("doing", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _one_of("case_presence", "doing", "reading", "writing"),
        _to("case_presence", "case_id", "support_case"),
        _to("case_presence", "helper_id", "helper"),
        sa.PrimaryKeyConstraint("case_id", "helper_id", name=op.f("pk_case_presence")),
    )


def _make_callbacks() -> None:
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
        _one_of("callback", "state", "open", "done", "given_up", "letter"),
        _to("callback", "case_id", "support_case"),
        _to("callback", "made_by", "helper"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callback")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_callback_case_id"), "callback", ["case_id"], unique=False)
    op.create_table(
        "callback_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("callback_id", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        _to("callback_attempt", "callback_id", "callback"),
        _to("callback_attempt", "helper_id", "helper"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callback_attempt")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_callback_attempt_callback_id"), "callback_attempt", ["callback_id"], unique=False
    )


def _make_requests() -> None:
    op.create_table(
        "help_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("kiosk", sa.Text(), nullable=False),
        sa.Column("journey", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("taken_at", INSTANT, nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        _to("help_request", "taken_by", "helper"),
        _to("help_request", "visit_id", "visit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_help_request")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_help_request_closed_at"), "help_request", ["closed_at"], unique=False)
    op.create_index(op.f("ix_help_request_visit_id"), "help_request", ["visit_id"], unique=False)


def _one_of(table: str, column: str, *values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
