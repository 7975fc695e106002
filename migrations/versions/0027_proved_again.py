"""When a session proved again who sits there, and the slips of its password, apart from those of its PIN."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("helper_session", sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True))
    slips = sa.Column("wrong_proofs", sa.Integer(), server_default=sa.text("0"), nullable=False)
    op.add_column("helper_session", slips)


def downgrade() -> None:
    op.drop_column("helper_session", "wrong_proofs")
    op.drop_column("helper_session", "proved_at")
