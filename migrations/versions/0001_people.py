"""People as the insurer knows them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nir_hash", sa.Text(), nullable=False),
        sa.Column("nir_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("registry_key", sa.LargeBinary(), nullable=False),
        sa.Column("identity_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("preferred_language", sa.Text(), nullable=False),
        sa.Column("easy_text", sa.Boolean(), nullable=False),
        sa.Column("adult_on_hash", sa.Text(), nullable=True),
        sa.Column("policy_holder_id", sa.Integer(), nullable=True),
        sa.Column("died_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["policy_holder_id"], ["person.id"], name=op.f("fk_person_policy_holder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_person_adult_on_hash"), "person", ["adult_on_hash"], unique=False)
    op.create_index(op.f("ix_person_nir_hash"), "person", ["nir_hash"], unique=False)
    op.create_index(op.f("ix_person_policy_holder_id"), "person", ["policy_holder_id"], unique=False)
    op.create_table(
        "card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("serial_hash", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_card_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_card_person_id"), "card", ["person_id"], unique=False)
    op.create_index(op.f("ix_card_serial_hash"), "card", ["serial_hash"], unique=False)
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.Column("known_since", sa.Date(), nullable=False),
        sa.CheckConstraint("kind IN ('post', 'mail', 'phone')", name=op.f("ck_contact_kind")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_contact_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contact_person_id"), "contact", ["person_id"], unique=False)
    op.create_table(
        "representation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("minor_id", sa.Integer(), nullable=False),
        sa.Column("representative_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
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
    op.create_table(
        "protection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("covers_person", sa.Boolean(), nullable=False),
        sa.Column("guardian_id", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint("kind IN ('guardianship', 'curatorship')", name=op.f("ck_protection_kind")),
        sa.ForeignKeyConstraint(["guardian_id"], ["person.id"], name=op.f("fk_protection_guardian_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_protection_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_protection")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_protection_guardian_id"), "protection", ["guardian_id"], unique=False)
    op.create_index(op.f("ix_protection_person_id"), "protection", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_table("protection")
    op.drop_table("representation")
    op.drop_table("contact")
    op.drop_table("card")
    op.drop_table("person")
