"""what operators say of our verdicts."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "2026_11_30_judgements"
down_revision: str | None = "2026_11_30_answers"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """Climb."""
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column(
            "verdict",
            sa.String(),
            nullable=False,
            comment="relevant, not relevant, or wrong speaker",
        ),
        sa.Column(
            "grade",
            sa.String(),
            nullable=True,
            comment="core or mention, as flagged when it was judged; null: not flagged",
        ),
        sa.Column("note", sa.String(), nullable=True, comment="by whoever judged"),
        sa.Column(
            "created_at",
            postgresql.TIMESTAMP(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "verdict IN ('relevant', 'not relevant', 'wrong speaker')",
            name=op.f("ck_judgement_verdict_known"),
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revision.id"], name=op.f("fk_judgement_revision_id_revision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
        sa.UniqueConstraint(
            "revision_id",
            "dossier",
            "verdict",
            name=op.f("uq_judgement_revision_id_dossier_verdict"),
        ),
    )


def downgrade() -> None:
    """Climb down."""
    op.drop_table("judgement")
