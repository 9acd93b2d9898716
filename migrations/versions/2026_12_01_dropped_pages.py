"""what is read from a page, and what a source showed last, by index."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "2026_12_01_dropped"
down_revision: str | None = "2026_12_01_newest"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.create_index(op.f("ix_revision_page_id"), "revision", ["page_id"])
    op.create_index("ix_document_source_first_seen_at", "document", ["source", "first_seen_at"])
    op.create_index(
        "ix_document_withdrawn_page_id",
        "document",
        ["withdrawn_page_id"],
        postgresql_where=sa.text("withdrawn_page_id IS NOT NULL"),
    )


def downgrade() -> None:
    """Climb down."""
    op.drop_index("ix_document_withdrawn_page_id", table_name="document")
    op.drop_index("ix_document_source_first_seen_at", table_name="document")
    op.drop_index(op.f("ix_revision_page_id"), table_name="revision")
