"""what a page said of its publication at each revision."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_30_revision_moments"
down_revision: str | None = "2026_11_30_webhooks"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    at = sa.Column(
        "published_at",
        postgresql.TIMESTAMP(timezone=True),
        nullable=True,
        comment="as its page said then; null: it did not, or nobody kept it",
    )
    op.add_column("revision", at)
    precision = sa.Column(
        "published_precision", sa.String(), nullable=True, comment="minute or day"
    )
    op.add_column("revision", precision)
    op.add_column("revision", sa.Column("published_zone", sa.String(), nullable=True))


def downgrade() -> None:
    """Climb down."""
    for name in ("published_zone", "published_precision", "published_at"):
        op.drop_column("revision", name)
