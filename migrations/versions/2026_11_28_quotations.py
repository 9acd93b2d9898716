"""quotations: words inside a revision attributed to speakers."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_28_quotations"
down_revision: str | None = "2026_11_28_texts"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "quotation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column(
            "start", sa.Integer(), nullable=False, comment="offset in the body, in characters"
        ),
        sa.Column("end", sa.Integer(), nullable=False, comment="exclusive"),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.String(),
            nullable=False,
            comment="direct, mixed or indirect: never shown as verbatim",
        ),
        sa.Column(
            "as_written",
            sa.String(),
            nullable=True,
            comment="the speaker's mention; null: unsure",
        ),
        sa.Column(
            "speakers",
            postgresql.JSONB(astext_type=sa.Text()),
            nullable=False,
            comment="id, name, office, party; empty: unsure, or unnamed",
        ),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("cue", sa.String(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False, comment="of the speaker, 0 to 1"),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column(
            "embedded_in",
            sa.Integer(),
            nullable=True,
            comment="start of the quotation whose words it stands in",
        ),
        sa.CheckConstraint(
            "kind IN ('direct', 'mixed', 'indirect')", name=op.f("ck_quotation_kind_known")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
            name=op.f("fk_quotation_revision_id_revision"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quotation")),
        sa.UniqueConstraint(
            "revision_id", "start", "end", name=op.f("uq_quotation_revision_id_start_end")
        ),
    )
    op.add_column(
        "revision",
        sa.Column(
            "quoted_by", sa.Integer(), nullable=True, comment="version of stage; null: to do"
        ),
    )
    op.create_index(
        "ix_revision_quotation_todo",
        "revision",
        ["id"],
        unique=False,
        postgresql_where=sa.text("quoted_by IS NULL"),
    )


def downgrade() -> None:
    """Climb down."""
    op.drop_index(
        "ix_revision_quotation_todo",
        table_name="revision",
        postgresql_where=sa.text("quoted_by IS NULL"),
    )
    op.drop_column("revision", "quoted_by")
    op.drop_table("quotation")
