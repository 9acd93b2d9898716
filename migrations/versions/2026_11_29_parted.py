"""statements that a document does not carry, as an operator said."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_29_parted"
down_revision: str | None = "2026_11_29_traces"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "parted",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column(
            "created_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_parted_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["statement.id"], name=op.f("fk_parted_statement_id_statement")
        ),
        sa.PrimaryKeyConstraint("document_id", "statement_id", name=op.f("pk_parted")),
    )


def downgrade() -> None:
    """Climb down."""
    op.drop_table("parted")
