"""What helpers say is wrong in the articles."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "article_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["helper_id"], ["helper.id"], name=op.f("fk_article_report_helper_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article_report")),
        sa.UniqueConstraint(
            "article", "version", "helper_id", name=op.f("uq_article_report_article_version_helper_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_article_report_helper_id"), "article_report", ["helper_id"], unique=False)
    op.create_index(op.f("ix_article_report_owner"), "article_report", ["owner"], unique=False)


def downgrade() -> None:
    op.drop_table("article_report")
