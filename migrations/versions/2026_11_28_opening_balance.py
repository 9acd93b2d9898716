"""opening balance: what was stored before the ledger counted is taken as it stands."""

from collections.abc import Sequence

from alembic import op

revision: str = "2026_11_28_opening"
down_revision: str | None = "2026_11_27_notices"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

FLAGS_AND_LINES = """
UPDATE revision SET
    raised = (SELECT count(*) FROM flag WHERE flag.revision_id = revision.id),
    told = (SELECT count(*) FROM line
            WHERE line.revision_id = revision.id AND line.role = 'lead')
"""
FIRST_CRAWLS = """
WITH found AS (
    SELECT source, '' AS language, 'addresses' AS what, count(*) AS number
    FROM address GROUP BY source
    UNION ALL
    SELECT source, language, 'documents', count(*) FROM document GROUP BY source, language
    UNION ALL
    SELECT source, language, 'revisions', count(*)
    FROM document JOIN revision ON revision.document_id = document.id GROUP BY source, language
), by_language AS (
    SELECT source, language, jsonb_object_agg(what, number) AS numbers
    FROM found GROUP BY source, language
), by_source AS (
    SELECT source, jsonb_object_agg(language, numbers) AS numbers
    FROM by_language GROUP BY source
)
UPDATE crawl SET taken = by_source.numbers FROM by_source
WHERE crawl.id = (SELECT min(id) FROM crawl AS first WHERE first.source = by_source.source)
"""


def upgrade() -> None:
    """Climb."""
    op.execute(FLAGS_AND_LINES)
    op.execute(FIRST_CRAWLS)


def downgrade() -> None:
    """Climb down: the columns go with the migration before."""
