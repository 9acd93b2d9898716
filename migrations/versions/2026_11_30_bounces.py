"""mails that came back."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_30_bounces"
down_revision: str | None = "2026_11_30_revision_moments"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KINDS = (
    "hard",
    "soft",
    "notice",
    "auto_reply",
    "challenge",
    "complaint",
    "unsubscribe",
    "unknown",
)


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "bounce",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "digest", sa.String(), nullable=False, comment="SHA-256 of the mail, hexadecimal"
        ),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=True, comment="RFC 3463, such as 5.1.1"),
        sa.Column(
            "reason", sa.String(), nullable=True, comment="as it was said; null: none, or not ours"
        ),
        sa.Column(
            "delivery_id",
            sa.Integer(),
            nullable=True,
            comment="what it came back for; null: nothing of ours",
        ),
        sa.Column(
            "taken_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            f"kind IN ({', '.join(repr(one) for one in KINDS)})",
            name=op.f("ck_bounce_kind_known"),
        ),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["delivery.id"],
            name=op.f("fk_bounce_delivery_id_delivery"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bounce")),
        sa.UniqueConstraint("digest", name=op.f("uq_bounce_digest")),
    )
    op.create_index(op.f("ix_bounce_delivery_id"), "bounce", ["delivery_id"])
    op.create_index(op.f("ix_bounce_taken_at"), "bounce", ["taken_at"])


def downgrade() -> None:
    """Climb down."""
    op.drop_table("bounce")
