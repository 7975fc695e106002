"""Where each case stands in the queue, labels, departments of work, keys of one's own, macros and bulk changes."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

INSTANT = sa.DateTime(timezone=True)
FREE = sa.text("owner_id IS NULL AND state != 'closed'")
LIVING = sa.text("state != 'closed'")
PROMISED = sa.text("state = 'promised'")
ARRIVAL = 7


def upgrade() -> None:
    op.add_column(
        "organisation", sa.Column("department", sa.Text(), nullable=False, server_default=sa.text("''"))
    )
    for column in (
        sa.Column("department", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.Column("labels", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.Column("queue_rank", sa.Integer(), nullable=False, server_default=str(ARRIVAL)),
        sa.Column("queue_at", INSTANT, nullable=True),
        sa.Column("turns_at", INSTANT, nullable=True),
    ):
        op.add_column("support_case", column)
    # The first console that looks gives each living case its place.
    op.execute("UPDATE support_case SET turns_at = opened_at WHERE state != 'closed'")
    _index("ix_support_case_free", ["queue_rank", "queue_at", "opened_at", "id", "channel"], FREE)
    _index("ix_support_case_turning", ["turns_at"], LIVING)
    _index("ix_support_case_promised", ["queue_rank", "queue_at"], PROMISED)
    _make_keyboards()
    _make_macros()
    _make_bulks()


def downgrade() -> None:
    for table in ("bulk_case", "bulk", "macro_run", "macro", "helper_keyboard"):
        op.drop_table(table)
    for index in ("free", "turning", "promised"):
        op.drop_index(op.f(f"ix_support_case_{index}"), table_name="support_case")
    for column in ("turns_at", "queue_at", "queue_rank", "labels", "department"):
        op.drop_column("support_case", column)
    op.drop_column("organisation", "department")


def _make_keyboards() -> None:
    op.create_table(
        "helper_keyboard",
        sa.Column("helper_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_on", sa.Boolean(), nullable=False),
        sa.Column("changed", sa.JSON(), nullable=False),
        _to("helper_keyboard", "helper_id", "helper"),
        sa.PrimaryKeyConstraint("helper_id", name=op.f("pk_helper_keyboard")),
    )


def _make_macros() -> None:
    op.create_table(
        "macro",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        _to("macro", "owner_id", "helper"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_macro")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_macro_owner_id"), "macro", ["owner_id"], unique=False)
    op.create_table(
        "macro_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("macro_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after_line", sa.Integer(), nullable=False),
        sa.Column("undone_at", INSTANT, nullable=True),
        _to("macro_run", "macro_id", "macro"),
        _to("macro_run", "case_id", "support_case"),
        _to("macro_run", "helper_id", "helper"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_macro_run")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_macro_run_case_id"), "macro_run", ["case_id"], unique=False)


def _make_bulks() -> None:
    op.create_table(
        "bulk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("reason_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("made_at", INSTANT, nullable=False),
        _to("bulk", "helper_id", "helper"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_bulk_helper_id"), "bulk", ["helper_id"], unique=False)
    op.create_table(
        "bulk_case",
        sa.Column("bulk_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        _to("bulk_case", "bulk_id", "bulk"),
        _to("bulk_case", "case_id", "support_case"),
        sa.PrimaryKeyConstraint("bulk_id", "case_id", name=op.f("pk_bulk_case")),
    )


def _index(name: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(
        op.f(name), "support_case", columns, unique=False, sqlite_where=where, postgresql_where=where
    )


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
