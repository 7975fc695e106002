"""Who answers for which articles, and an index that finds who is at work without reading every session that ever was."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.add_column(
        "membership", sa.Column("answers_for", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    held = sa.text("ended_at IS NULL")
    op.create_index(
        op.f("ix_helper_session_living"),
        "helper_session",
        ["acted_at"],
        unique=False,
        sqlite_where=held,
        postgresql_where=held,
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_helper_session_living"), table_name="helper_session")
    op.drop_column("membership", "answers_for")
