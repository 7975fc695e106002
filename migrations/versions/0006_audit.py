"""The audit journal, which triggers let only grow, on either engine."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

APPEND_ONLY = ("audit_line", "audit_root", "audit_leaf")
IS_TAKEN = {
    "audit_line": ("SELECT 1 FROM audit_line WHERE chain = NEW.chain AND seq = NEW.seq",),
    "audit_root": ("SELECT 1 FROM audit_root WHERE id = NEW.id",),
    "audit_leaf": (
        "SELECT 1 FROM audit_leaf WHERE root_id = NEW.root_id AND chain = NEW.chain",
        "SELECT 1 FROM audit_leaf WHERE chain = NEW.chain AND seq = NEW.seq",
    ),
}


def upgrade() -> None:
    op.create_table(
        "audit_line",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("helper", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("mandate", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_audit_line")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit_head",
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_audit_head")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit_root",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("heads_count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_root")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit_leaf",
        sa.Column("root_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("chain", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["root_id"], ["audit_root.id"], name=op.f("fk_audit_leaf_root_id")),
        sa.PrimaryKeyConstraint("root_id", "chain", name=op.f("pk_audit_leaf")),
        sa.UniqueConstraint("chain", "seq", name=op.f("uq_audit_leaf_chain_seq")),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        _guard_postgresql()


def downgrade() -> None:
    op.drop_table("audit_leaf")
    op.drop_table("audit_root")
    op.drop_table("audit_head")
    op.drop_table("audit_line")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_refuse()")


def _guard_sqlite() -> None:
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            _refuse_sqlite(table, verb)
        # INSERT OR REPLACE removes the former row without waking the trigger above.
        for number, is_taken in enumerate(IS_TAKEN[table], 1):
            _refuse_sqlite(table, "INSERT", name=f"insert_{number}", when=f"EXISTS ({is_taken})")
    _refuse_sqlite("audit_head", "DELETE")
    _refuse_sqlite("audit_head", "UPDATE", when="NEW.chain <> OLD.chain OR NEW.seq <= OLD.seq")


def _refuse_sqlite(table: str, verb: str, *, name: str = "", when: str = "TRUE") -> None:
    op.execute(
        f"CREATE TRIGGER {table}_{name or verb.lower()} BEFORE {verb} ON {table} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
    )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        _refuse_postgresql(table, "update", "UPDATE OR DELETE OR TRUNCATE", "FOR EACH STATEMENT")
    _refuse_postgresql("audit_head", "delete", "DELETE OR TRUNCATE", "FOR EACH STATEMENT")
    goes_back = "FOR EACH ROW WHEN (NEW.chain <> OLD.chain OR NEW.seq <= OLD.seq)"
    _refuse_postgresql("audit_head", "update", "UPDATE", goes_back)


def _refuse_postgresql(table: str, name: str, verbs: str, scope: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_{name} BEFORE {verbs} ON {table} {scope} EXECUTE FUNCTION audit_refuse()"
    )
