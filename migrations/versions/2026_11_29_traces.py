"""traces: whether the words of a quotation stand in official texts."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_29_traces"
down_revision: str | None = "2026_11_29_withdrawn"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "trace",
        sa.Column("quotation_id", sa.Integer(), nullable=False),
        sa.Column(
            "verdict",
            sa.String(),
            nullable=False,
            comment="verbatim, cut, differs, translated (likely, never sure) or not found",
        ),
        sa.Column(
            "revision_id", sa.Integer(), nullable=True, comment="official words; null: not found"
        ),
        sa.Column("score", sa.Float(), nullable=False, comment="share of the words found, 0 to 1"),
        sa.Column(
            "pairs",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="start and end in the body it is quoted in, then in the official body",
        ),
        sa.Column(
            "differences",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="quoted, official, kinds",
        ),
        sa.Column(
            "searched",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="since, until, texts, languages; each source with when it was read last",
        ),
        sa.Column(
            "traced_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "verdict IN ('verbatim', 'cut', 'differs', 'translated', 'not found')",
            name=op.f("ck_trace_verdict_known"),
        ),
        sa.CheckConstraint(
            "(verdict = 'not found') = (revision_id IS NULL)",
            name=op.f("ck_trace_found_somewhere"),
        ),
        sa.ForeignKeyConstraint(
            ["quotation_id"],
            ["quotation.id"],
            name=op.f("fk_trace_quotation_id_quotation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
            name=op.f("fk_trace_revision_id_revision"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("quotation_id", name=op.f("pk_trace")),
    )
    op.create_index(op.f("ix_trace_revision_id"), "trace", ["revision_id"])
    op.add_column(
        "quotation",
        sa.Column(
            "traced_by", sa.Integer(), nullable=True, comment="version of stage; null: to do"
        ),
    )
    op.create_index(
        "ix_quotation_trace_todo",
        "quotation",
        ["id"],
        postgresql_where=sa.text("traced_by IS NULL"),
    )
    op.create_index(
        "ix_quotation_speakers",
        "quotation",
        ["speakers"],
        postgresql_using="gin",
        postgresql_ops={"speakers": "jsonb_path_ops"},
    )
    op.add_column(
        "revision",
        sa.Column(
            "offered_by",
            sa.Integer(),
            nullable=True,
            comment="version of stage that looks for quotations in it; null: to do",
        ),
    )
    op.create_index(
        "ix_revision_offer_todo",
        "revision",
        ["id"],
        postgresql_where=sa.text("offered_by IS NULL"),
    )
    op.create_index(op.f("ix_document_published_at"), "document", ["published_at"])


def downgrade() -> None:
    """Climb down."""
    op.drop_index(op.f("ix_document_published_at"), table_name="document")
    op.drop_index("ix_revision_offer_todo", table_name="revision")
    op.drop_column("revision", "offered_by")
    op.drop_index("ix_quotation_speakers", table_name="quotation")
    op.drop_index("ix_quotation_trace_todo", table_name="quotation")
    op.drop_column("quotation", "traced_by")
    op.drop_table("trace")
