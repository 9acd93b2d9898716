"""which names of places a reader prefers in our own words."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "2026_11_30_place_names"
down_revision: str | None = "2026_11_30_relays"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.add_column(
        "subscriber",
        sa.Column(
            "place_names",
            sa.String(),
            server_default="paired",
            nullable=False,
            comment="in our own words: as which side's texts have them",
        ),
    )
    op.create_check_constraint(
        op.f("ck_subscriber_place_names_known"),
        "subscriber",
        "place_names IN ('paired', 'armenian', 'azerbaijani')",
    )


def downgrade() -> None:
    """Climb down."""
    op.drop_column("subscriber", "place_names")
