"""texts that are erased, and the pages whose bytes go with them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_12_01_texts_erased"
down_revision: str | None = "2026_12_01_reported_to_trace"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_KINDS = "ck_withholding_kind_known"


def upgrade() -> None:
    """Climb."""
    op.add_column(
        "document",
        sa.Column(
            "erased_at",
            postgresql.TIMESTAMP(timezone=True),
            nullable=True,
            comment="its text is gone for good, here and in the archive; null: it is not",
        ),
    )
    op.add_column(
        "page",
        sa.Column(
            "erased_for",
            sa.Integer(),
            nullable=True,
            comment="the document, erased, whose words it shows: its bytes go; null: they stay",
        ),
    )
    op.add_column(
        "page",
        sa.Column(
            "erased_at",
            postgresql.TIMESTAMP(timezone=True),
            nullable=True,
            comment="when they went; the digest and the place of the record stay",
        ),
    )
    op.create_index(
        "ix_page_erase_todo",
        "page",
        ["id"],
        postgresql_where=sa.text("erased_for IS NOT NULL AND erased_at IS NULL"),
    )
    op.drop_constraint(op.f(_KINDS), "withholding")
    op.create_check_constraint(
        op.f(_KINDS), "withholding", "kind IN ('withheld', 'shown again', 'erased')"
    )


def downgrade() -> None:
    """Climb down: what is erased stays hidden, as a text withheld."""
    op.execute("UPDATE withholding SET kind = 'withheld' WHERE kind = 'erased'")
    op.drop_constraint(op.f(_KINDS), "withholding")
    op.create_check_constraint(op.f(_KINDS), "withholding", "kind IN ('withheld', 'shown again')")
    op.drop_index("ix_page_erase_todo", "page")
    op.drop_column("page", "erased_at")
    op.drop_column("page", "erased_for")
    op.drop_column("document", "erased_at")
