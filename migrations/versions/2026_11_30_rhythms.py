"""a rhythm of its own for what a reader follows, and when they last changed their hours."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_30_rhythms"
down_revision: str | None = "2026_11_29_superseded"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.add_column(
        "subscriber",
        sa.Column(
            "timed_at",
            postgresql.TIMESTAMP(timezone=True),
            nullable=True,
            comment="when they last changed when they are told; null: never",
        ),
    )
    own = sa.Column("own_rhythm", sa.String(), nullable=True, comment="null: as the subscriber's")
    op.add_column("subscription", own)
    op.create_check_constraint(
        op.f("ck_subscription_rhythm_known"),
        "subscription",
        "own_rhythm IN ('at_once', 'hourly', 'daily', 'weekly')",
    )


def downgrade() -> None:
    """Climb down."""
    op.drop_column("subscription", "own_rhythm")
    op.drop_column("subscriber", "timed_at")
