"""reading links: a token may let its bearer read, and nothing else.

Links that are out there already lead where they did; those mailed from now on read too.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "2026_11_30_reading_links"
down_revision: str | None = "2026_11_30_rhythms"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KNOWN = "purpose IN ('confirm', 'manage', 'unsubscribe')"
READS = "purpose IN ('confirm', 'manage', 'unsubscribe', 'read')"


def upgrade() -> None:
    """Climb."""
    op.drop_constraint(op.f("ck_token_purpose_known"), "token", type_="check")
    op.create_check_constraint(op.f("ck_token_purpose_known"), "token", READS)


def downgrade() -> None:
    """Climb down: whoever was mailed a link to read has to ask for a new one."""
    op.execute("DELETE FROM token WHERE purpose = 'read'")
    op.drop_constraint(op.f("ck_token_purpose_known"), "token", type_="check")
    op.create_check_constraint(op.f("ck_token_purpose_known"), "token", KNOWN)
