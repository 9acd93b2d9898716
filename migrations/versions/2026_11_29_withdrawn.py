"""documents that are gone, withdrawn and restored."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_29_withdrawn"
down_revision: str | None = "2026_11_29_speakers"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

MOMENTS = {
    "gone_at": "first answer 404 or 410 since its text was served last; null: it is served",
    "withdrawn_at": "second such answer, an hour later at least: withdrawn by its publisher",
    "restored_at": "when it was served again after it had been withdrawn, the last time",
}


def upgrade() -> None:
    """Climb."""
    for name, comment in MOMENTS.items():
        moment = postgresql.TIMESTAMP(timezone=True)
        op.add_column("document", sa.Column(name, moment, nullable=True, comment=comment))
    op.add_column(
        "document",
        sa.Column(
            "withdrawn_page_id", sa.Integer(), nullable=True, comment="that answer, as evidence"
        ),
    )
    op.create_foreign_key(
        op.f("fk_document_withdrawn_page_id_page"),
        "document",
        "page",
        ["withdrawn_page_id"],
        ["id"],
    )
    op.add_column(
        "document",
        sa.Column(
            "withdrawn_lined_by",
            sa.Integer(),
            server_default=sa.text("1"),
            nullable=True,
            comment="version of stage that told of its going or return; null: to do",
        ),
    )
    op.create_index(
        "ix_document_withdrawn_todo",
        "document",
        ["id"],
        postgresql_where=sa.text("withdrawn_lined_by IS NULL"),
    )


def downgrade() -> None:
    """Climb down."""
    op.drop_index("ix_document_withdrawn_todo", table_name="document")
    op.drop_column("document", "withdrawn_lined_by")
    op.drop_constraint(op.f("fk_document_withdrawn_page_id_page"), "document")
    op.drop_column("document", "withdrawn_page_id")
    for name in MOMENTS:
        op.drop_column("document", name)
