"""Indexes from which the queue is read and counted without looking at a case that it does not show."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

FREE = "owner_id IS NULL AND state != 'closed'"
SORTED = ["queue_rank", "queue_at", "opened_at", "id", "channel"]


def upgrade() -> None:
    for name in ("owner_id", "free"):
        op.drop_index(op.f(f"ix_support_case_{name}"), table_name="support_case")
    _index("owner_id", ["owner_id"], "owner_id IS NOT NULL")
    _index("free", [*SORTED, "state", "owner_id"], FREE)
    _index("department", ["department", "state"], "state != 'closed' AND department != ''")
    op.create_index(op.f("ix_macro_run_helper_id"), "macro_run", ["helper_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_macro_run_helper_id"), table_name="macro_run")
    for name in ("department", "owner_id", "free"):
        op.drop_index(op.f(f"ix_support_case_{name}"), table_name="support_case")
    _index("free", SORTED, FREE)
    op.create_index(op.f("ix_support_case_owner_id"), "support_case", ["owner_id"], unique=False)


def _index(name: str, columns: list[str], where: str) -> None:
    held = sa.text(where)
    op.create_index(
        op.f(f"ix_support_case_{name}"),
        "support_case",
        columns,
        unique=False,
        sqlite_where=held,
        postgresql_where=held,
    )
