"""how often an earlier text was served again, and gave way: caches serve old and new by chance."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "2026_12_01_sightings"
down_revision: str | None = "2026_12_01_dropped"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_PENDING = {
    True: "fingerprint of an earlier text that is served again; believed at the third fetch",
    False: "fingerprint of an earlier text served again once; believed at the second fetch",
}
_COLUMNS = {
    "sightings": "fetches in a row that brought the pending text",
    "flaps": "times a pending text gave way to the current: so many fetches more it takes",
}


def upgrade() -> None:
    """Climb; what is pending was seen once."""
    for name, comment in _COLUMNS.items():
        column = sa.Column(
            name, sa.Integer(), nullable=False, server_default=sa.text("0"), comment=comment
        )
        op.add_column("document", column)
    op.execute("UPDATE document SET sightings = 1 WHERE pending IS NOT NULL")
    op.alter_column(
        "document", "pending", comment=_PENDING[True], existing_comment=_PENDING[False]
    )


def downgrade() -> None:
    """Climb down: what is pending is believed at the next fetch."""
    op.alter_column(
        "document", "pending", comment=_PENDING[False], existing_comment=_PENDING[True]
    )
    for name in _COLUMNS:
        op.drop_column("document", name)
