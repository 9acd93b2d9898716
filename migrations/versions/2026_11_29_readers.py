"""how readers want to be told, what they choose, and the links they are mailed.

Whoever is there already stays confirmed, is told at once, and of everything they asked for.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_29_readers"
down_revision: str | None = "2026_11_29_spans"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

LISTS = {
    "sections": "ids of the dossier's",
    "parties": None,
    "speakers": "ids of people.toml",
    "sources": None,
    "languages": "of the texts, ISO 639-1",
}


def _instant(name: str, *, nullable: bool, comment: str | None = None) -> sa.Column[object]:
    default = None if nullable else sa.text("clock_timestamp()")
    kind = postgresql.TIMESTAMP(timezone=True)
    return sa.Column(name, kind, server_default=default, nullable=nullable, comment=comment)


def upgrade() -> None:
    """Climb."""
    told = "only who is confirmed is told anything"
    hidden = "envelope and preview do not show the subject"
    empty = "a digest comes though there is nothing to tell"
    hour = "of a daily or weekly mail"
    until = "hour, exclusive"
    for column in (
        sa.Column("state", sa.String(), server_default="confirmed", nullable=False, comment=told),
        _instant("state_at", nullable=False),
        sa.Column(
            "language",
            sa.String(),
            server_default="en",
            nullable=False,
            comment="of our own words",
        ),
        sa.Column(
            "zone",
            sa.String(),
            server_default="UTC",
            nullable=False,
            comment="IANA; hours are of it",
        ),
        sa.Column("rhythm", sa.String(), server_default="at_once", nullable=False),
        sa.Column("hour", sa.Integer(), server_default=sa.text("8"), nullable=False, comment=hour),
        sa.Column(
            "weekday",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="0 is Monday",
        ),
        sa.Column("quiet_from", sa.Integer(), comment="hour; null: no quiet hours"),
        sa.Column("quiet_until", sa.Integer(), comment=until),
        sa.Column(
            "discreet",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment=hidden,
        ),
        sa.Column(
            "empty_digest",
            sa.Boolean(),
            server_default=sa.text("false"),
            nullable=False,
            comment=empty,
        ),
    ):
        op.add_column("subscriber", column)
    op.create_check_constraint(
        op.f("ck_subscriber_state_known"),
        "subscriber",
        "state IN ('pending', 'confirmed', 'paused', 'unsubscribed', 'suppressed')",
    )
    op.create_check_constraint(
        op.f("ck_subscriber_rhythm_known"),
        "subscriber",
        "rhythm IN ('at_once', 'hourly', 'daily', 'weekly')",
    )
    for name, comment in LISTS.items():
        several = postgresql.ARRAY(sa.String())
        op.add_column(
            "subscription",
            sa.Column(name, several, server_default="{}", nullable=False, comment=comment),
        )
    op.add_column(
        "subscription",
        sa.Column(
            "press",
            sa.Boolean(),
            server_default=sa.text("true"),
            nullable=False,
            comment="false: acts of speech only",
        ),
    )
    op.create_table(
        "token",
        sa.Column("digest", sa.String(), nullable=False, comment="SHA-256, hexadecimal"),
        sa.Column("subscriber_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False, comment="what its bearer may do"),
        sa.Column("expires_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        _instant("created_at", nullable=False),
        sa.CheckConstraint(
            "purpose IN ('confirm', 'manage', 'unsubscribe')",
            name=op.f("ck_token_purpose_known"),
        ),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscriber.id"],
            name=op.f("fk_token_subscriber_id_subscriber"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_token")),
    )
    op.create_index(op.f("ix_token_subscriber_id"), "token", ["subscriber_id"])
    op.create_index(op.f("ix_token_expires_at"), "token", ["expires_at"])
    op.add_column(
        "delivery",
        sa.Column(
            "kind",
            sa.String(),
            server_default="alert",
            nullable=False,
            comment="confirm and manage carry a link, and no line",
        ),
    )
    op.add_column(
        "delivery",
        _instant(
            "slot",
            nullable=True,
            comment="the hour a digest is of, or quiet hours end; one message each",
        ),
    )
    op.create_check_constraint(
        op.f("ck_delivery_kind_known"),
        "delivery",
        "kind IN ('alert', 'digest', 'confirm', 'manage')",
    )
    op.create_unique_constraint(
        op.f("uq_delivery_subscriber_id_slot"), "delivery", ["subscriber_id", "slot"]
    )


def downgrade() -> None:
    """Climb down."""
    op.drop_constraint(op.f("uq_delivery_subscriber_id_slot"), "delivery")
    op.drop_constraint(op.f("ck_delivery_kind_known"), "delivery")
    op.drop_column("delivery", "slot")
    op.drop_column("delivery", "kind")
    op.drop_table("token")
    op.drop_column("subscription", "press")
    for name in reversed(LISTS):
        op.drop_column("subscription", name)
    op.drop_constraint(op.f("ck_subscriber_rhythm_known"), "subscriber")
    op.drop_constraint(op.f("ck_subscriber_state_known"), "subscriber")
    for name in (
        *("empty_digest", "discreet", "quiet_until", "quiet_from", "weekday", "hour"),
        *("rhythm", "zone", "language", "state_at", "state"),
    ):
        op.drop_column("subscriber", name)
