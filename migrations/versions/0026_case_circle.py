"""Who may see a case: which session has read it, and the index that finds what was sent to a place."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.create_table(
        "case_reading",
        sa.Column("session_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["helper_session.id"], name=op.f("fk_case_reading_session_id")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["support_case.id"], name=op.f("fk_case_reading_case_id")),
        sa.PrimaryKeyConstraint("session_id", "case_id", name=op.f("pk_case_reading")),
    )
    op.create_index(op.f("ix_referral_organisation_id"), "referral", ["organisation_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_referral_organisation_id"), table_name="referral")
    op.drop_table("case_reading")
