"""documents that turned out to be others, by today's rules of addresses."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_12_01_merged"
down_revision: str | None = "2026_11_30_moments"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "merged",
        sa.Column(
            "document_id",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="the number it had; no document has it any more",
        ),
        sa.Column("into_id", sa.Integer(), nullable=False, comment="the document that it is"),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False, comment="ISO 639-1, or und"),
        sa.Column("canonical", sa.String(), nullable=False, comment="by the rules of its day"),
        sa.Column("address", sa.String(), nullable=False, comment="as the source wrote it"),
        sa.Column("first_seen_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("merged_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["into_id"], ["document.id"], name=op.f("fk_merged_into_id_document")
        ),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_merged_source_source")),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_merged")),
    )
    op.create_index(op.f("ix_merged_into_id"), "merged", ["into_id"])


def downgrade() -> None:
    """Climb down."""
    op.drop_table("merged")
