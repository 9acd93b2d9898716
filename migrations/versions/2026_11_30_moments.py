"""when documents and statements were made, to be asked without reading all of them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "2026_11_30_moments"
down_revision: str | None = "2026_11_30_judgements"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.create_index(
        "ix_document_source_moment",
        "document",
        ["source", sa.literal_column("COALESCE(published_at, first_seen_at)")],
    )
    op.create_index(
        "ix_statement_moment",
        "statement",
        [sa.literal_column("COALESCE(said_at, published_at, created_at)")],
    )


def downgrade() -> None:
    """Climb down."""
    op.drop_index("ix_statement_moment", table_name="statement")
    op.drop_index("ix_document_source_moment", table_name="document")
