"""Telephone calls at the desks of the line, and what each agent chose. Numbers are sealed; the next night makes keys of the register's."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

INSTANT = sa.DateTime(timezone=True)
OPEN = sa.text("done_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exchange", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("number_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("stamp", sa.Integer(), nullable=False),
        sa.Column("rang_at", INSTANT, nullable=False),
        sa.Column("answered_at", INSTANT, nullable=True),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("done_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_call_case_id")),
        sa.ForeignKeyConstraint(["helper_id"], ["helper.id"], name=op.f("fk_call_helper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_call")),
        sa.UniqueConstraint("exchange", "reference", name=op.f("uq_call_exchange_reference")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_call_case_id"), "call", ["case_id"], unique=False)
    op.create_index(op.f("ix_call_rang_at"), "call", ["rang_at"], unique=False)
    op.create_index(
        op.f("ix_call_open"), "call", ["helper_id"], unique=False, sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_table(
        "agent_choice",
        sa.Column("helper_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("choice", sa.Text(), nullable=False),
        sa.Column("since_at", INSTANT, nullable=False),
        sa.Column("hand_at", INSTANT, nullable=True),
        sa.CheckConstraint("choice IN ('present', 'away', 'phone_off')", name=op.f("ck_agent_choice_choice")),
        sa.ForeignKeyConstraint(["helper_id"], ["helper.id"], name=op.f("fk_agent_choice_helper_id")),
        sa.PrimaryKeyConstraint("helper_id", name=op.f("pk_agent_choice")),
    )


def downgrade() -> None:
    op.drop_table("agent_choice")
    op.drop_table("call")
