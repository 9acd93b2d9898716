"""texts are made searchable again: by words as they are typed, and by names without endings."""

from collections.abc import Sequence

from alembic import op

revision: str = "2026_12_01_as_typed"
down_revision: str | None = "2026_12_01_sightings"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Mark them as to do; until each is done it is found as before."""
    op.execute(
        "UPDATE revision SET searched_by = NULL FROM searched WHERE revision_id = revision.id"
    )


def downgrade() -> None:
    """Mark them as to do."""
    op.execute(
        "UPDATE revision SET searched_by = NULL FROM searched WHERE revision_id = revision.id"
    )
