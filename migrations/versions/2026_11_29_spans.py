"""stretches of the past to be read back, and sources that are hurried after a gap."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_29_spans"
down_revision: str | None = "2026_11_28_search"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

MODES = "crawl, announce, fill, backfill or ingest"
MODES_BEFORE = "crawl, announce, backfill or ingest"


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "span",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False, comment="fill: announced; backfill: not"),
        sa.Column(
            "listing",
            sa.String(),
            nullable=False,
            comment="as declared: where a gap is, or what is walked",
        ),
        sa.Column(
            "since",
            postgresql.TIMESTAMP(timezone=True),
            nullable=False,
            comment="of a gap: when nothing was missing last; else midnight of the first day",
        ),
        sa.Column(
            "until",
            postgresql.TIMESTAMP(timezone=True),
            nullable=False,
            comment="of a gap: when it was found, and all known is its other side; else exclusive",
        ),
        sa.Column(
            "cursor",
            postgresql.JSONB(),
            server_default="{}",
            nullable=False,
            comment="where the walk goes on, as crawlers.walk has it",
        ),
        sa.Column(
            "state",
            sa.String(),
            nullable=False,
            comment="open; stuck: there is no way back, or it has ended; filled; "
            "closed by an operator",
        ),
        sa.Column(
            "why",
            sa.String(),
            nullable=False,
            comment="it is there, and why it is stuck or closed",
        ),
        sa.Column(
            "pages",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="read so far",
        ),
        sa.Column(
            "found",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="addresses, so far",
        ),
        sa.Column(
            "created_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column(
            "closed_at",
            postgresql.TIMESTAMP(timezone=True),
            nullable=True,
            comment="filled, or closed by an operator",
        ),
        sa.CheckConstraint("mode IN ('fill', 'backfill')", name=op.f("ck_span_mode_known")),
        sa.CheckConstraint(
            "state IN ('open', 'stuck', 'filled', 'closed')", name=op.f("ck_span_state_known")
        ),
        sa.ForeignKeyConstraint(["source"], ["source.name"], name=op.f("fk_span_source_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_span")),
    )
    op.create_index(
        "ix_span_gap",
        "span",
        ["source", "listing"],
        unique=True,
        postgresql_where=sa.text("mode = 'fill' AND closed_at IS NULL"),
    )
    op.create_index(
        "ix_span_days",
        "span",
        ["source", "listing", "since", "until"],
        unique=True,
        postgresql_where=sa.text("mode = 'backfill'"),
    )
    op.add_column(
        "source",
        sa.Column(
            "paced",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="an operator chose the cadence",
        ),
    )
    op.add_column(
        "source",
        sa.Column(
            "hurried",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="crawls to come sooner than its cadence, after a gap",
        ),
    )
    op.add_column(
        "address",
        sa.Column(
            "backfilled",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment="a backfill saw it, and no listing we follow has shown it yet",
        ),
    )
    op.alter_column("crawl", "mode", existing_type=sa.String(), comment=MODES)


def downgrade() -> None:
    """Climb down."""
    op.alter_column("crawl", "mode", existing_type=sa.String(), comment=MODES_BEFORE)
    op.drop_column("address", "backfilled")
    op.drop_column("source", "hurried")
    op.drop_column("source", "paced")
    op.drop_table("span")
