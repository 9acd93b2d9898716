"""readers who read a private feed instead of mail, and the keys to it."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "2026_11_30_feeds"
down_revision: str | None = "2026_11_30_place_names"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BEFORE = "purpose IN ('confirm', 'manage', 'unsubscribe', 'read')"
SINCE = "purpose IN ('confirm', 'manage', 'unsubscribe', 'read', 'feed')"


def upgrade() -> None:
    """Climb."""
    op.add_column(
        "subscriber",
        sa.Column(
            "by_feed",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="no mail tells them; they read a private feed",
        ),
    )
    op.drop_constraint(op.f("ck_token_purpose_known"), "token")
    op.create_check_constraint(op.f("ck_token_purpose_known"), "token", SINCE)


def downgrade() -> None:
    """Climb down: the keys go."""
    op.execute("DELETE FROM token WHERE purpose = 'feed'")
    op.drop_constraint(op.f("ck_token_purpose_known"), "token")
    op.create_check_constraint(op.f("ck_token_purpose_known"), "token", BEFORE)
    op.drop_column("subscriber", "by_feed")
