"""What a helper may do at most, what they sign in with, and how a session was opened, locked and hinted."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

INSTANT = sa.DateTime(timezone=True)
Columns = tuple[tuple[str, sa.types.TypeEngine[object], bool], ...]
OPENED: Columns = (("method", sa.Text(), False), ("is_strong", sa.Boolean(), False))
LOCKED: Columns = (
    ("locked_at", INSTANT, True),
    ("wrong_unlocks", sa.Integer(), False),
    ("hint_sealed", sa.LargeBinary(), True),
)


def upgrade() -> None:
    op.create_index(op.f("ix_helper_id_role"), "helper", ["id", "role"], unique=True)
    op.create_table(
        "membership",
        sa.Column("helper_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("max_power", sa.Text(), nullable=False),
        sa.Column("is_referent", sa.Boolean(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.CheckConstraint("max_power IN ('beside', 'for')", name=op.f("ck_membership_max_power")),
        sa.CheckConstraint(
            "role <> 'volunteer' OR max_power = 'beside'", name=op.f("ck_membership_volunteer")
        ),
        sa.ForeignKeyConstraint(
            ["helper_id", "role"],
            ["helper.id", "helper.role"],
            name=op.f("fk_membership_helper_id"),
            onupdate="CASCADE",
        ),
        sa.PrimaryKeyConstraint("helper_id", name=op.f("pk_membership")),
    )
    # Whoever has an account keeps it, with the smaller power: the larger one is given by a person.
    op.execute(
        "INSERT INTO membership (helper_id, role, max_power, is_referent, since)"
        " SELECT id, role, 'beside', FALSE, CURRENT_TIMESTAMP FROM helper"
    )
    op.create_table(
        "credential",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("handle", sa.Text(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("counter", sa.Integer(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.CheckConstraint(
            "kind IN ('passkey', 'printed', 'provider', 'pin', 'invitation')", name=op.f("ck_credential_kind")
        ),
        sa.ForeignKeyConstraint(["helper_id"], ["helper.id"], name=op.f("fk_credential_helper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential")),
        sa.UniqueConstraint("handle", name=op.f("uq_credential_handle")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_credential_helper_id"), "credential", ["helper_id"], unique=False)
    op.create_table(
        "ceremony",
        sa.Column("browser_hash", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("browser_hash", name=op.f("pk_ceremony")),
    )
    _make_sessions_again(
        OPENED,
        LOCKED,
        sa.CheckConstraint(
            "method IN ('password', 'printed', 'passkey', 'provider', 'invitation')",
            name=op.f("ck_helper_session_method"),
        ),
    )


def downgrade() -> None:
    _make_sessions_again()
    op.drop_table("ceremony")
    op.drop_table("credential")
    op.drop_table("membership")
    op.drop_index(op.f("ix_helper_id_role"), "helper")


def _make_sessions_again(opened: Columns = (), locked: Columns = (), *rules: sa.CheckConstraint) -> None:
    # Sessions are worth nothing after a change of version: everybody signs in again.
    op.drop_table("helper_session")
    op.create_table(
        "helper_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        *(sa.Column(name, kind, nullable=empty) for name, kind, empty in opened),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("acted_at", INSTANT, nullable=False),
        *(sa.Column(name, kind, nullable=empty) for name, kind, empty in locked),
        sa.Column("ended_at", INSTANT, nullable=True),
        *rules,
        sa.ForeignKeyConstraint(["helper_id"], ["helper.id"], name=op.f("fk_helper_session_helper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_helper_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_helper_session_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_helper_session_helper_id"), "helper_session", ["helper_id"], unique=False)
