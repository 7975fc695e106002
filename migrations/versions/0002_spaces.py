"""Health spaces."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "space",
        sa.Column("person_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("notified_on", sa.Date(), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("deletion_asked_on", sa.Date(), nullable=True),
        sa.Column("suspended_on", sa.Date(), nullable=True),
        sa.Column("suspended_from", sa.Text(), nullable=True),
        sa.Column("has_legacy_dmp", sa.Boolean(), nullable=False),
        sa.Column("content_key", sa.LargeBinary(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'deleted' OR content_key IS NULL", name=op.f("ck_space_deleted_has_no_key")
        ),
        sa.CheckConstraint(
            "state IN ('eligible', 'notified', 'objected', 'opened_auto', 'activated', 'suspended', 'closed_archived', 'deletion_pending', 'deleted', 'technical_failure')",
            name=op.f("ck_space_state"),
        ),
        sa.CheckConstraint(
            "suspended_from IN ('opened_auto', 'activated')", name=op.f("ck_space_suspended_from")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_space_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_space")),
    )
    op.create_index(op.f("ix_space_state"), "space", ["state"], unique=False)


def downgrade() -> None:
    op.drop_table("space")
