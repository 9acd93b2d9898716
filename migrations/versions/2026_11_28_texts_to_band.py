"""texts to band: what was stored before is looked at once more, so that it can be found again."""

from collections.abc import Sequence

from alembic import op

revision: str = "2026_11_28_texts"
down_revision: str | None = "2026_11_28_bands"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb: statements stay joined, lines stay told."""
    op.execute("UPDATE revision SET stated_by = NULL")


def downgrade() -> None:
    """Climb down: whoever is at the migration before has looked at them."""
    op.execute("UPDATE revision SET stated_by = 1 WHERE stated_by IS NULL")
