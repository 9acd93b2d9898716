"""texts that are hidden, and the public log of them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_30_withheld"
down_revision: str | None = "2026_11_30_lapsed"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.add_column(
        "document",
        sa.Column(
            "withheld_at",
            postgresql.TIMESTAMP(timezone=True),
            nullable=True,
            comment="we hide its text from then on; null: we do not",
        ),
    )
    op.create_table(
        "withholding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column(
            "digests",
            postgresql.ARRAY(sa.String()),
            server_default="{}",
            nullable=False,
            comment="SHA-256 of the pages its texts are from",
        ),
        sa.Column(
            "texts",
            postgresql.JSONB(),
            nullable=True,
            comment="by number of revision: title, body, sections; null: not kept",
        ),
        sa.Column(
            "at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "kind IN ('withheld', 'shown again')",
            name=op.f("ck_withholding_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_withholding_document_id_document")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withholding")),
    )
    op.create_index(op.f("ix_withholding_document_id"), "withholding", ["document_id"])


def downgrade() -> None:
    """Climb down: what is hidden stays so, as its texts lie nowhere else."""
    op.drop_table("withholding")
    op.drop_column("document", "withheld_at")
