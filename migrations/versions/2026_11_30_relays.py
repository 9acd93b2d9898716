"""by whose report words came, and in what language they were spoken."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_30_relays"
down_revision: str | None = "2026_11_30_reading_links"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.add_column(
        "quotation",
        sa.Column(
            "via",
            postgresql.ARRAY(sa.String()),
            server_default="{}",
            nullable=False,
            comment="outlets by whose report they came, the nearest first",
        ),
    )
    op.add_column(
        "quotation",
        sa.Column(
            "said_in",
            sa.String(),
            nullable=True,
            comment="ISO 639-1, as the text says, or the official words they are traced to",
        ),
    )


def downgrade() -> None:
    """Climb down."""
    op.drop_column("quotation", "said_in")
    op.drop_column("quotation", "via")
