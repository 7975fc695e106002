"""Who typed a request and which letters answered it, each time; who held a letter to print it."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.execute("CREATE TABLE request_kept AS SELECT * FROM request")
    _make_request()
    op.execute(
        "INSERT INTO request SELECT id, person_id, acting_id, act, channel, stated_on, made_at, case_id, state, ended_at"
        " FROM request_kept"
    )
    _go_on_counting()
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=True),
        sa.Column("outbox_id", sa.Integer(), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        _to("statement", "request_id", "request"),
        _to("statement", "helper_id", "helper"),
        _to("statement", "outbox_id", "outbox"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
        sa.UniqueConstraint("outbox_id", name=op.f("uq_statement_outbox_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_statement_request_id"), "statement", ["request_id"], unique=False)
    op.execute(
        "INSERT INTO statement (request_id, helper_id, outbox_id, at)"
        " SELECT id, helper_id, outbox_id, made_at FROM request_kept ORDER BY id"
    )
    op.drop_table("request_kept")
    op.create_table(
        "printing",
        sa.Column("outbox_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("helper_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        _to("printing", "outbox_id", "outbox"),
        _to("printing", "helper_id", "helper"),
        sa.PrimaryKeyConstraint("outbox_id", "helper_id", name=op.f("pk_printing")),
    )


def downgrade() -> None:
    op.drop_table("printing")
    # An open request keeps its newest letter alone: it is the only one that the former version finds.
    op.execute(
        "CREATE TABLE request_kept AS SELECT id, person_id, acting_id, act, channel, stated_on, made_at,"
        " (SELECT helper_id FROM statement WHERE request_id = request.id ORDER BY id DESC LIMIT 1) AS helper_id, case_id,"
        " (SELECT max(outbox_id) FROM statement WHERE request_id = request.id AND request.state <> 'refused') AS outbox_id,"
        " state, ended_at FROM request"
    )
    op.drop_table("statement")
    _make_request("helper_id", "outbox_id")
    op.execute("INSERT INTO request SELECT * FROM request_kept")
    _go_on_counting()
    op.drop_table("request_kept")


def _make_request(*more: str) -> None:
    """Make the table again around its rows: SQLite removes no column that names another table."""
    op.drop_table("request")
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("acting_id", sa.Integer(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("stated_on", sa.Date(), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        *(sa.Column("helper_id", sa.Integer(), nullable=True) for name in more if name == "helper_id"),
        sa.Column("case_id", sa.Integer(), nullable=True),
        *(sa.Column("outbox_id", sa.Integer(), nullable=True) for name in more if name == "outbox_id"),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        _one_of("request", "act", "object", "close"),
        _one_of("request", "channel", "phone", "paper"),
        _one_of("request", "state", "open", "proved", "withdrawn", "lapsed", "refused"),
        _to("request", "person_id", "person"),
        _to("request", "acting_id", "person"),
        _to("request", "case_id", "support_case"),
        *(_to("request", name, name.removesuffix("_id")) for name in more),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sqlite_autoincrement=True,
    )
    for column in ("person_id", *(name for name in more if name == "outbox_id")):
        op.create_index(op.f(f"ix_request_{column}"), "request", [column], unique=False)


def _go_on_counting() -> None:
    """A number is never given twice; PostgreSQL counts aside, and a table that is made again starts at one."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT setval(pg_get_serial_sequence('request', 'id'), max(id)) FROM request")


def _one_of(table: str, column: str, *values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
