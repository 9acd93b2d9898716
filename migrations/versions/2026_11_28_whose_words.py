"""whose words a text brought by hand is, and when they were said."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TIMESTAMP

revision: str = "2026_11_28_whose_words"
down_revision: str | None = "2026_11_28_opening"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WHOSE = "whose words it is, as written by the operator who brought it; null: nobody said"


def upgrade() -> None:
    """Climb."""
    op.add_column("document", sa.Column("speaker", sa.String(), comment=WHOSE))
    op.add_column(
        "document",
        sa.Column("party", sa.String(), comment="whom that speaker speaks for, if said"),
    )
    op.add_column(
        "document",
        sa.Column("said_at", TIMESTAMP(timezone=True), comment="when that speaker spoke"),
    )
    op.add_column("document", sa.Column("said_precision", sa.String(), comment="minute or day"))
    op.add_column("document", sa.Column("said_zone", sa.String()))
    op.add_column(
        "statement",
        sa.Column("speaker", sa.String(), comment="as written by the operator who brought it"),
    )
    op.add_column("statement", sa.Column("said_at", TIMESTAMP(timezone=True)))
    op.add_column("statement", sa.Column("said_precision", sa.String(), comment="minute or day"))
    op.add_column("statement", sa.Column("said_zone", sa.String()))


def downgrade() -> None:
    """Climb down."""
    for table, columns in (
        ("statement", ("said_zone", "said_precision", "said_at", "speaker")),
        ("document", ("said_zone", "said_precision", "said_at", "party", "speaker")),
    ):
        for column in columns:
            op.drop_column(table, column)
