"""how a document came, where it was not fetched from its address."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "2026_11_28_press_lists"
down_revision: str | None = "2026_11_28_quotations"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

HOW = "how, where it was not fetched from its address: by mail, verified or not"


def upgrade() -> None:
    """Climb."""
    op.add_column("document", sa.Column("came", sa.String(), comment=HOW))


def downgrade() -> None:
    """Climb down."""
    op.drop_column("document", "came")
