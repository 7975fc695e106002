"""Visits, comfort, trails, seals, proofs and resume codes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.Column("kiosk", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.Column("kiosk_token_hash", sa.Text(), nullable=True),
        sa.Column("script_token_hash", sa.Text(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("acting_id", sa.Integer(), nullable=True),
        sa.Column("helper_id", sa.Integer(), nullable=True),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("journey_started", sa.Text(), nullable=False),
        sa.CheckConstraint("surface IN ('kiosk', 'script')", name=op.f("ck_visit_surface")),
        sa.ForeignKeyConstraint(["acting_id"], ["person.id"], name=op.f("fk_visit_acting_id")),
        sa.ForeignKeyConstraint(["helper_id"], ["helper.id"], name=op.f("fk_visit_helper_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_visit_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("kiosk_token_hash", name=op.f("uq_visit_kiosk_token_hash")),
        sa.UniqueConstraint("script_token_hash", name=op.f("uq_visit_script_token_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_visit_ended_at"), "visit", ["ended_at"], unique=False)
    op.create_index(op.f("ix_visit_person_id"), "visit", ["person_id"], unique=False)
    op.create_table(
        "comfort",
        sa.Column("visit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("easy", sa.Boolean(), nullable=False),
        sa.Column("size", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("voice", sa.Boolean(), nullable=False),
        sa.Column("voice_private", sa.Boolean(), nullable=False),
        sa.Column("speed", sa.Integer(), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("pace", sa.Integer(), nullable=False),
        sa.CheckConstraint("size IN ('S', 'M', 'L', 'XL', 'XXL')", name=op.f("ck_comfort_size")),
        sa.CheckConstraint(
            "theme IN ('light', 'black-on-white', 'white-on-black', 'yellow-on-black', 'soft', 'cream')",
            name=op.f("ck_comfort_theme"),
        ),
        sa.CheckConstraint("pace IN (1, 2, 5)", name=op.f("ck_comfort_pace")),
        sa.CheckConstraint("speed BETWEEN 1 AND 7", name=op.f("ck_comfort_speed")),
        sa.CheckConstraint("volume BETWEEN 1 AND 9", name=op.f("ck_comfort_volume")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_comfort_visit_id")),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_comfort")),
    )
    op.create_table(
        "trail",
        sa.Column("visit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("journey", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("helper_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["helper_id"], ["helper.id"], name=op.f("fk_trail_helper_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_trail_visit_id")),
        sa.PrimaryKeyConstraint("visit_id", "seq", name=op.f("pk_trail")),
    )
    op.create_table(
        "seal",
        sa.Column("visit_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_seal_visit_id")),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_seal")),
    )
    op.create_table(
        "proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("acting_id", sa.Integer(), nullable=True),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("surface", sa.Text(), nullable=False),
        sa.CheckConstraint("surface IN ('kiosk', 'script')", name=op.f("ck_proof_surface")),
        sa.ForeignKeyConstraint(["acting_id"], ["person.id"], name=op.f("fk_proof_acting_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_proof_person_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_proof_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proof")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_proof_visit_id"), "proof", ["visit_id"], unique=False)
    op.create_table(
        "resume_code",
        sa.Column("selector", sa.Text(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.Column("secret_hash", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("valid_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("fk_resume_code_visit_id")),
        sa.PrimaryKeyConstraint("selector", name=op.f("pk_resume_code")),
    )
    op.create_index(op.f("ix_resume_code_visit_id"), "resume_code", ["visit_id"], unique=False)


def downgrade() -> None:
    op.drop_table("resume_code")
    op.drop_table("proof")
    op.drop_table("seal")
    op.drop_table("trail")
    op.drop_table("comfort")
    op.drop_table("visit")
