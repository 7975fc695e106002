"""When somebody last acted on a console: polling shows presence, but only a person keeps a session from being idle."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    _make_again(sa.Column("acted_at", sa.DateTime(timezone=True), nullable=False))


def downgrade() -> None:
    _make_again()


def _make_again(*more: sa.Column[sa.DateTime]) -> None:
    # Sessions are worth nothing after a change of version: everybody signs in again.
    op.drop_table("helper_session")
    op.create_table(
        "helper_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        *more,
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["helper_id"], ["helper.id"], name=op.f("fk_helper_session_helper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_helper_session_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_helper_session_helper_id"), "helper_session", ["helper_id"], unique=False)
