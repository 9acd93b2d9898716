"""what is searched: the words of the current text of every document."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_28_search"
down_revision: str | None = "2026_11_28_press_lists"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "searched",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column(
            "moment",
            postgresql.TIMESTAMP(timezone=True),
            nullable=False,
            comment="published, or else first seen",
        ),
        sa.Column(
            "words",
            postgresql.TSVECTOR(),
            nullable=False,
            comment="stems by language, keys of names, source and language",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_searched_document_id_document"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
            name=op.f("fk_searched_revision_id_revision"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_searched")),
        sa.UniqueConstraint("revision_id", name=op.f("uq_searched_revision_id")),
    )
    op.create_index("ix_searched_words", "searched", ["words"], postgresql_using="gin")
    op.add_column(
        "revision",
        sa.Column(
            "searched_by",
            sa.Integer(),
            nullable=True,
            comment="version of stage; null: to do",
        ),
    )
    op.create_index(
        "ix_revision_search_todo",
        "revision",
        ["id"],
        postgresql_where=sa.text("searched_by IS NULL"),
    )


def downgrade() -> None:
    """Climb down."""
    op.drop_index("ix_revision_search_todo", table_name="revision")
    op.drop_column("revision", "searched_by")
    op.drop_table("searched")
