"""leases of messages that ran out."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "2026_11_30_lapsed"
down_revision: str | None = "2026_11_30_bounces"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.add_column(
        "delivery",
        sa.Column(
            "lapsed",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="leases that ran out: their senders died, or hung",
        ),
    )


def downgrade() -> None:
    """Climb down."""
    op.drop_column("delivery", "lapsed")
