"""The funds' own numbers for people."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "insured_reference",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("line_hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_insured_reference_person_id")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_insured_reference")),
        sa.UniqueConstraint("person_id", name=op.f("uq_insured_reference_person_id")),
    )


def downgrade() -> None:
    op.drop_table("insured_reference")
