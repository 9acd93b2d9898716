"""what readers answer to a line: that it is not relevant, and whom they follow."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_30_answers"
down_revision: str | None = "2026_11_30_withheld"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    said = "when its reader said that it is not about the dossier"
    whom = "ids of speakers wanted whatever else is"
    moment = postgresql.TIMESTAMP(timezone=True)
    names = postgresql.ARRAY(sa.String())
    op.add_column("line", sa.Column("irrelevant_at", moment, nullable=True, comment=said))
    always = sa.Column("always", names, server_default="{}", nullable=False, comment=whom)
    op.add_column("subscription", always)


def downgrade() -> None:
    """Climb down."""
    op.drop_column("subscription", "always")
    op.drop_column("line", "irrelevant_at")
