"""When a session proved again who sits there; and the days of a representation sealed, for they tell a birth date.

The next night seals the days that are already here: no key is at hand when tables change.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.add_column("helper_session", sa.Column("proved_at", sa.DateTime(timezone=True), nullable=True))
    slips = sa.Column("wrong_proofs", sa.Integer(), server_default=sa.text("0"), nullable=False)
    op.add_column("helper_session", slips)
    if op.get_bind().dialect.name == "postgresql":
        op.add_column("representation", sa.Column("span_sealed", sa.LargeBinary(), nullable=True))
        op.alter_column("representation", "from_on", existing_type=sa.Date(), nullable=True)
    else:
        _make_again(sa.Column("span_sealed", sa.LargeBinary(), nullable=True), is_sealed=True)


def downgrade() -> None:
    # What is sealed cannot be told to the version before: its line of the fund is read anew at the next import.
    op.execute(
        "UPDATE insured_reference SET line_hash = ''"
        " WHERE person_id IN (SELECT minor_id FROM representation WHERE from_on IS NULL)"
    )
    op.execute("DELETE FROM representation WHERE from_on IS NULL")
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("representation", "from_on", existing_type=sa.Date(), nullable=False)
        op.drop_column("representation", "span_sealed")
    else:
        _make_again(is_sealed=False)
    op.drop_column("helper_session", "wrong_proofs")
    op.drop_column("helper_session", "proved_at")


def _make_again(*more: "sa.Column[bytes]", is_sealed: bool) -> None:
    # SQLite cannot let a column be empty afterwards: the table is made again around its rows.
    op.execute("CREATE TABLE representation_kept AS SELECT * FROM representation")
    op.drop_table("representation")
    op.create_table(
        "representation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minor_id", sa.Integer(), nullable=False),
        sa.Column("representative_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=is_sealed),
        sa.Column("until_on", sa.Date(), nullable=True),
        *more,
        sa.CheckConstraint("kind IN ('parent', 'guardian')", name=op.f("ck_representation_kind")),
        sa.ForeignKeyConstraint(["minor_id"], ["person.id"], name=op.f("fk_representation_minor_id")),
        sa.ForeignKeyConstraint(
            ["representative_id"], ["person.id"], name=op.f("fk_representation_representative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_representation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_representation_minor_id"), "representation", ["minor_id"], unique=False)
    op.create_index(
        op.f("ix_representation_representative_id"), "representation", ["representative_id"], unique=False
    )
    op.execute(
        "INSERT INTO representation (id, minor_id, representative_id, kind, from_on, until_on)"
        " SELECT id, minor_id, representative_id, kind, from_on, until_on FROM representation_kept"
    )
    op.drop_table("representation_kept")
