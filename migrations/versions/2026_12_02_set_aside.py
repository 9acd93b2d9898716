"""texts that a stage failed at, and goes on without."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_12_02_set_aside"
down_revision: str | None = "2026_12_01_as_typed"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "set_aside",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column(
            "mark",
            sa.String(),
            nullable=False,
            comment="of the stage, in table revision or quotation: quoted_by",
        ),
        sa.Column(
            "why",
            sa.String(),
            nullable=False,
            comment="kind and place of the failure, no word of the text",
        ),
        sa.Column(
            "at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
            name=op.f("fk_set_aside_revision_id_revision"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("revision_id", "mark", name=op.f("pk_set_aside")),
    )


def downgrade() -> None:
    """Climb down: what was set aside is to do again."""
    op.drop_table("set_aside")
