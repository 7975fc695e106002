"""Organisations, helpers and their sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("name", name=op.f("uq_organisation_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "helper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("totp_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("totp_last_step", sa.Integer(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "role IN ('volunteer', 'employee', 'agent', 'supervisor')", name=op.f("ck_helper_role")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_helper_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper")),
        sa.UniqueConstraint("login", name=op.f("uq_helper_login")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_helper_organisation_id"), "helper", ["organisation_id"], unique=False)
    op.create_table(
        "helper_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["helper_id"], ["helper.id"], name=op.f("fk_helper_session_helper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_helper_session_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_helper_session_helper_id"), "helper_session", ["helper_id"], unique=False)


def downgrade() -> None:
    op.drop_table("helper_session")
    op.drop_table("helper")
    op.drop_table("organisation")
