"""webhooks: where a reader is told by a call instead of a mail."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_30_webhooks"
down_revision: str | None = "2026_11_30_feeds"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BEFORE = "kind IN ('alert', 'digest', 'confirm', 'manage')"
SINCE = "kind IN ('alert', 'digest', 'confirm', 'manage', 'webhook')"


def _instant(name: str, comment: str) -> sa.Column[object]:
    return sa.Column(name, postgresql.TIMESTAMP(timezone=True), nullable=True, comment=comment)


def upgrade() -> None:
    """Climb."""
    signs = "signs what is posted; random, shown once"
    on = "unless it is on, mail tells its owner"
    op.create_table(
        "webhook",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscriber_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False, comment=signs),
        sa.Column("state", sa.String(), server_default="on", nullable=False, comment=on),
        _instant("failing_since", "null: it took the last one"),
        sa.Column("reason", sa.String(), nullable=True, comment="why it did not"),
        sa.Column(
            "created_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "state IN ('on', 'paused', 'failed')", name=op.f("ck_webhook_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscriber.id"],
            name=op.f("fk_webhook_subscriber_id_subscriber"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook")),
        sa.UniqueConstraint("subscriber_id", name=op.f("uq_webhook_subscriber_id")),
    )
    _kinds(SINCE, "alert and digest have lines; the others carry a link")


def downgrade() -> None:
    """Climb down: what tells of a webhook is not sent."""
    op.execute("DELETE FROM delivery WHERE kind = 'webhook'")
    _kinds(BEFORE, "confirm and manage carry a link, and no line")
    op.drop_table("webhook")


def _kinds(known: str, comment: str) -> None:
    op.drop_constraint(op.f("ck_delivery_kind_known"), "delivery", type_="check")
    op.create_check_constraint(op.f("ck_delivery_kind_known"), "delivery", known)
    op.alter_column("delivery", "kind", comment=comment)
