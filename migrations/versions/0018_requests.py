"""Acts stated by telephone or on paper that await proof, letters that may come back."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("acting_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=True),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("outbox_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        _one_of("request", "act", "object", "close"),
        _one_of("request", "channel", "phone", "paper"),
        _one_of("request", "state", "open", "proved", "withdrawn", "lapsed", "refused"),
        _to("request", "person_id", "person"),
        _to("request", "acting_id", "person"),
        _to("request", "helper_id", "helper"),
        _to("request", "case_id", "support_case"),
        _to("request", "outbox_id", "outbox"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sqlite_autoincrement=True,
    )
    for column in ("person_id", "outbox_id"):
        op.create_index(op.f(f"ix_request_{column}"), "request", [column], unique=False)
    op.create_table(
        "letter",
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("returned_at", INSTANT, nullable=True),
        _to("letter", "outbox_id", "outbox"),
        _to("letter", "owner_id", "person"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_letter")),
        sa.UniqueConstraint("outbox_id", name=op.f("uq_letter_outbox_id")),
    )
    op.add_column("contact", sa.Column("doubtful_since", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("contact", "doubtful_since")
    op.drop_table("letter")
    op.drop_table("request")


def _one_of(table: str, column: str, *values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
