"""Provisional codes and counters of wrong tries."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "provisional_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("valid_until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("route", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "route IN ('post', 'mail', 'phone', 'print')", name=op.f("ck_provisional_code_route")
        ),
        sa.CheckConstraint(
            "purpose IN ('decide', 'close', 'other')", name=op.f("ck_provisional_code_purpose")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_provisional_code_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provisional_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_provisional_code_code_hash"), "provisional_code", ["code_hash"], unique=False)
    op.create_index(op.f("ix_provisional_code_person_id"), "provisional_code", ["person_id"], unique=False)
    op.create_table(
        "lockout",
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "scope IN ('code', 'person', 'kiosk', 'service', 'console')", name=op.f("ck_lockout_scope")
        ),
        sa.PrimaryKeyConstraint("scope", "subject", name=op.f("pk_lockout")),
    )


def downgrade() -> None:
    op.drop_table("lockout")
    op.drop_table("provisional_code")
