"""notices and ledger."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_27_notices"
down_revision: str | None = "2026_11_27_held"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False, comment="a source, or what is not well"),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("since", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("told_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column(
            "ended_at",
            postgresql.TIMESTAMP(timezone=True),
            nullable=True,
            comment="when its end, or change, was told",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    op.create_index(
        "ix_notice_open",
        "notice",
        ["subject"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.add_column(
        "crawl",
        sa.Column(
            "taken",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default="{}",
            nullable=False,
            comment="language -> what store made of it, for the ledger",
        ),
    )
    op.add_column(
        "revision",
        sa.Column(
            "raised",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="flags raised of it, for the ledger",
        ),
    )
    op.add_column(
        "revision",
        sa.Column(
            "told",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="lines written that lead with it, for the ledger",
        ),
    )
    op.add_column(
        "source",
        sa.Column(
            "declared_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
            comment="for the first time, here",
        ),
    )


def downgrade() -> None:
    """Climb down."""
    op.drop_column("source", "declared_at")
    op.drop_column("revision", "told")
    op.drop_column("revision", "raised")
    op.drop_column("crawl", "taken")
    op.drop_index(
        "ix_notice_open", table_name="notice", postgresql_where=sa.text("ended_at IS NULL")
    )
    op.drop_table("notice")
