"""what an operator has to resume."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_27_held"
down_revision: str | None = "2026_11_27_revisits"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "held",
        sa.Column("what", sa.String(), nullable=False, comment="mail"),
        sa.Column(
            "since",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("what", name=op.f("pk_held")),
    )


def downgrade() -> None:
    """Climb down."""
    op.drop_table("held")
