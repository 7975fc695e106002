"""All five kinds of measures that protect an adult."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

FORMER = "'guardianship', 'curatorship'"
ALL = f"{FORMER}, 'family_authorisation', 'court_safeguard', 'future_protection_mandate'"


def upgrade() -> None:
    _allow(ALL)


def downgrade() -> None:
    # Under curatorship the person acts alone: nobody gains a power over somebody by a change of version.
    op.execute("UPDATE protection SET kind = 'curatorship' WHERE kind <> 'guardianship'")
    _allow(FORMER)


def _allow(kinds: str) -> None:
    rule, name = f"kind IN ({kinds})", op.f("ck_protection_kind")
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(name, "protection")
        op.create_check_constraint(name, "protection", rule)
        return
    # SQLite cannot change a rule: the table is made again around its rows.
    op.execute("CREATE TABLE protection_kept AS SELECT * FROM protection")
    op.drop_table("protection")
    op.create_table(
        "protection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("covers_person", sa.Boolean(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint(rule, name=name),
        sa.ForeignKeyConstraint(["guardian_id"], ["person.id"], name=op.f("fk_protection_guardian_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_protection_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protection")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_protection_guardian_id"), "protection", ["guardian_id"], unique=False)
    op.create_index(op.f("ix_protection_person_id"), "protection", ["person_id"], unique=False)
    op.execute("INSERT INTO protection SELECT * FROM protection_kept")
    op.drop_table("protection_kept")
