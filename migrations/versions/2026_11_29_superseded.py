"""documents that supersede others, and wait until that is known."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_29_superseded"
down_revision: str | None = "2026_11_29_events"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KIND = "reprint or corrects, where no act of speech joins them; or supersedes"
KIND_BEFORE = "reprint or corrects"


def upgrade() -> None:
    """Climb."""
    op.add_column(
        "document",
        sa.Column(
            "held_until",
            postgresql.TIMESTAMP(timezone=True),
            nullable=True,
            comment="it may have moved here: what it carries is stated once that is known, "
            "or then",
        ),
    )
    op.add_column(
        "document",
        sa.Column(
            "awaits_id",
            sa.Integer(),
            nullable=True,
            comment="whose address has to answer first; null: none has to",
        ),
    )
    op.create_foreign_key(
        op.f("fk_document_awaits_id_document"), "document", "document", ["awaits_id"], ["id"]
    )
    op.create_index(
        "ix_document_awaiting",
        "document",
        ["source"],
        postgresql_where=sa.text("awaits_id IS NOT NULL"),
    )
    op.drop_constraint(op.f("ck_tie_kind_known"), "tie")
    op.create_check_constraint(
        op.f("ck_tie_kind_known"), "tie", "kind IN ('reprint', 'corrects', 'supersedes')"
    )
    op.alter_column("tie", "kind", existing_type=sa.String(), comment=KIND)


def downgrade() -> None:
    """Climb down; what superseded another is a reprint of it again."""
    op.execute("UPDATE tie SET kind = 'reprint' WHERE kind = 'supersedes'")
    op.drop_constraint(op.f("ck_tie_kind_known"), "tie")
    op.create_check_constraint(op.f("ck_tie_kind_known"), "tie", "kind IN ('reprint', 'corrects')")
    op.alter_column("tie", "kind", existing_type=sa.String(), comment=KIND_BEFORE)
    op.drop_index("ix_document_awaiting", table_name="document")
    op.drop_constraint(op.f("fk_document_awaits_id_document"), "document")
    op.drop_column("document", "awaits_id")
    op.drop_column("document", "held_until")
