"""What reports count: one figure for each cell of each report and each day, written once."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "stat_day",
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("row_name", sa.Text(), nullable=False),
        sa.Column("column_name", sa.Text(), nullable=False),
        sa.Column("figure", sa.Integer(), nullable=False),
        sa.CheckConstraint("figure >= 0", name=op.f("ck_stat_day_figure")),
        sa.PrimaryKeyConstraint("report", "day", "row_name", "column_name", name=op.f("pk_stat_day")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("stat_day")
