"""pages kept as revisits; indexes for what a crawl is told of."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "2026_11_27_revisits"
down_revision: str | None = "2026_11_24"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.add_column(
        "page",
        sa.Column(
            "revisit",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="its record refers to another that has the bytes",
        ),
    )
    op.create_index("ix_address_source_id", "address", ["source", "id"])
    op.create_index("ix_crawl_source_id", "crawl", ["source", "id"])
    op.drop_index("ix_crawl_source", table_name="crawl")


def downgrade() -> None:
    """Climb down."""
    op.create_index("ix_crawl_source", "crawl", ["source"])
    op.drop_index("ix_crawl_source_id", table_name="crawl")
    op.drop_index("ix_address_source_id", table_name="address")
    op.drop_column("page", "revisit")
