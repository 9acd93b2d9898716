"""reported speech that was never looked for in official texts is to be."""

from collections.abc import Sequence

from alembic import op

revision: str = "2026_12_01_reported_to_trace"
down_revision: str | None = "2026_12_01_reworded"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Mark it as to do."""
    op.execute("UPDATE quotation SET traced_by = NULL WHERE kind = 'indirect'")


def downgrade() -> None:
    """Drop what the code of the day before would not have made."""
    op.execute(
        "DELETE FROM trace WHERE quotation_id IN "
        "(SELECT id FROM quotation WHERE kind = 'indirect')"
    )
