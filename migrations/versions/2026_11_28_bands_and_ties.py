"""bands by which a text is found again; ties between documents that no statement joins."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "2026_11_28_bands"
down_revision: str | None = "2026_11_28_whose_words"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "band",
        sa.Column("key", sa.Integer(), nullable=False, comment="of likeness.bands"),
        sa.Column(
            "document_id", sa.Integer(), nullable=False, comment="no key: its end leaves no trace"
        ),
        sa.PrimaryKeyConstraint("key", "document_id", name=op.f("pk_band")),
    )
    op.create_table(
        "tie",
        sa.Column("document_id", sa.Integer(), nullable=False, comment="the later one"),
        sa.Column("kind", sa.String(), nullable=False, comment="reprint or corrects"),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False, comment="why they were tied"),
        sa.CheckConstraint("kind IN ('reprint', 'corrects')", name=op.f("ck_tie_kind_known")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_tie_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["earlier_id"], ["document.id"], name=op.f("fk_tie_earlier_id_document")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_tie")),
    )
    op.create_index(op.f("ix_tie_earlier_id"), "tie", ["earlier_id"])


def downgrade() -> None:
    """Climb down."""
    op.drop_table("tie")
    op.drop_table("band")
