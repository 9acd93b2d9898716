"""speakers of statements, links between them, and the quotations they are known by."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "2026_11_29_speakers"
down_revision: str | None = "2026_11_29_readers"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "statement_speaker",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False, comment="from 1, as a text names them"),
        sa.Column(
            "speaker",
            sa.String(),
            nullable=True,
            comment="id of people.toml; null: somebody it does not know",
        ),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=True, comment="held that day"),
        sa.Column("party", sa.String(), nullable=True, comment="it speaks for"),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.id"],
            name=op.f("fk_statement_speaker_statement_id_statement"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("statement_id", "number", name=op.f("pk_statement_speaker")),
    )
    op.create_index(op.f("ix_statement_speaker_speaker"), "statement_speaker", ["speaker"])
    op.create_index(op.f("ix_statement_speaker_party"), "statement_speaker", ["party"])
    op.create_table(
        "statement_link",
        sa.Column("later_id", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("certainty", sa.String(), nullable=False, comment="sure or likely"),
        sa.Column("reason", sa.String(), nullable=False, comment="why they were linked"),
        sa.CheckConstraint(
            "kind IN ('supersedes', 'corrects', 'repeats')",
            name=op.f("ck_statement_link_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["later_id"], ["statement.id"], name=op.f("fk_statement_link_later_id_statement")
        ),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["statement.id"], name=op.f("fk_statement_link_earlier_id_statement")
        ),
        sa.PrimaryKeyConstraint("later_id", "earlier_id", name=op.f("pk_statement_link")),
    )
    op.create_index(op.f("ix_statement_link_earlier_id"), "statement_link", ["earlier_id"])
    op.add_column(
        "statement",
        sa.Column(
            "channel", sa.String(), nullable=True, comment="through which, where a text says so"
        ),
    )
    op.add_column(
        "statement",
        sa.Column(
            "merged_into",
            sa.Integer(),
            nullable=True,
            comment="the act of speech it turned out to be",
        ),
    )
    op.create_foreign_key(
        op.f("fk_statement_merged_into_statement"),
        "statement",
        "statement",
        ["merged_into"],
        ["id"],
    )
    op.create_index(op.f("ix_statement_merged_into"), "statement", ["merged_into"])
    op.alter_column(
        "statement",
        "published_at",
        comment="of its first text; of a report, where nothing else is known",
        existing_comment=None,
    )
    op.add_column(
        "quotation",
        sa.Column(
            "carriage_id",
            sa.Integer(),
            nullable=True,
            comment="of the statement they are part of; null: of none",
        ),
    )
    op.create_foreign_key(
        op.f("fk_quotation_carriage_id_carriage"),
        "quotation",
        "carriage",
        ["carriage_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_index(op.f("ix_quotation_carriage_id"), "quotation", ["carriage_id"])


def downgrade() -> None:
    """Climb down."""
    op.drop_index(op.f("ix_quotation_carriage_id"), table_name="quotation")
    op.drop_constraint(op.f("fk_quotation_carriage_id_carriage"), "quotation", type_="foreignkey")
    op.drop_column("quotation", "carriage_id")
    op.alter_column(
        "statement",
        "published_at",
        comment=None,
        existing_comment="of its first text; of a report, where nothing else is known",
    )
    op.drop_index(op.f("ix_statement_merged_into"), table_name="statement")
    op.drop_constraint(op.f("fk_statement_merged_into_statement"), "statement", type_="foreignkey")
    op.drop_column("statement", "merged_into")
    op.drop_column("statement", "channel")
    op.drop_table("statement_link")
    op.drop_table("statement_speaker")
