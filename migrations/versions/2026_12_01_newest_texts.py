"""texts that are searched, by when they came out."""

from collections.abc import Sequence

from alembic import op

revision: str = "2026_12_01_newest"
down_revision: str | None = "2026_12_01_texts_erased"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.create_index("ix_searched_moment_document_id", "searched", ["moment", "document_id"])


def downgrade() -> None:
    """Climb down."""
    op.drop_index("ix_searched_moment_document_id", table_name="searched")
