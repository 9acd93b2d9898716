"""reported speech, traced: a verdict for what says the same in other words."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "2026_12_01_reworded"
down_revision: str | None = "2026_12_01_merged"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BEFORE = "verbatim, cut, differs, translated (likely, never sure) or not found"
AFTER = (
    "verbatim, cut, differs, reworded (reported speech), translated (likely, never sure) or "
    "not found"
)
NEVER = "direct, mixed or indirect: never shown as verbatim"
REPORTERS = "direct, mixed or indirect: a reporter's wording"


def upgrade() -> None:
    """Climb."""
    _known("'verbatim', 'cut', 'differs', 'reworded', 'translated', 'not found'")
    _comment("trace", "verdict", BEFORE, AFTER)
    _comment("quotation", "kind", NEVER, REPORTERS)


def downgrade() -> None:
    """Climb down; what the code of the day before does not know is to be traced again."""
    op.execute(
        "UPDATE quotation SET traced_by = NULL WHERE id IN "
        "(SELECT quotation_id FROM trace WHERE verdict = 'reworded')"
    )
    op.execute("DELETE FROM trace WHERE verdict = 'reworded'")
    _known("'verbatim', 'cut', 'differs', 'translated', 'not found'")
    _comment("trace", "verdict", AFTER, BEFORE)
    _comment("quotation", "kind", REPORTERS, NEVER)


def _known(verdicts: str) -> None:
    op.drop_constraint(op.f("ck_trace_verdict_known"), "trace", type_="check")
    op.create_check_constraint(op.f("ck_trace_verdict_known"), "trace", f"verdict IN ({verdicts})")


def _comment(table: str, column: str, old: str, new: str) -> None:
    op.alter_column(
        table,
        column,
        existing_type=sa.String(),
        existing_nullable=False,
        existing_comment=old,
        comment=new,
    )
