"""How much a page says by itself, and whether it shows times: each helper's own."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

CHOICES = ("hears_all", "sees_times")


def upgrade() -> None:
    for name in CHOICES:
        op.add_column("helper", sa.Column(name, sa.Boolean(), server_default=sa.true(), nullable=False))


def downgrade() -> None:
    for name in reversed(CHOICES):
        op.drop_column("helper", name)
