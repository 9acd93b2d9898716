"""events: what happened where statements were made."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_29_events"
down_revision: str | None = "2026_11_29_parted"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column(
            "day",
            sa.Date(),
            nullable=False,
            comment="of the first statement known, where its source is",
        ),
        sa.Column(
            "participants",
            postgresql.ARRAY(sa.String()),
            nullable=False,
            comment="ids of people.toml by which it is told from others",
        ),
        sa.Column(
            "created_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "kind IN ('call', 'visit', 'briefing', 'interview', 'talks')",
            name=op.f("ck_event_kind_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index("ix_event_kind_day", "event", ["kind", "day"])
    op.add_column(
        "statement",
        sa.Column(
            "event_id",
            sa.Integer(),
            nullable=True,
            comment="where it was made, as far as a text says",
        ),
    )
    op.create_foreign_key(
        op.f("fk_statement_event_id_event"), "statement", "event", ["event_id"], ["id"]
    )
    op.create_index(op.f("ix_statement_event_id"), "statement", ["event_id"])


def downgrade() -> None:
    """Climb down."""
    op.drop_index(op.f("ix_statement_event_id"), table_name="statement")
    op.drop_constraint(op.f("fk_statement_event_id_event"), "statement", type_="foreignkey")
    op.drop_column("statement", "event_id")
    op.drop_table("event")
