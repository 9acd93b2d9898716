"""Backfill: bring in what a source published on some days; nobody is told of it.

Started by hand, with a form. A run reads so many articles at most, politely; the same days asked
for again go on from there, or are found done. `veille backfill` does the same.
"""

from datetime import timedelta

from airflow.sdk import Asset, Param, dag, task

from crawlers.catalog import reaching_back
from pipeline.settings import current


@dag(
    schedule=None,
    max_active_runs=1,
    doc_md=__doc__,
    params={
        "source": Param(
            type="string",
            enum=list(reaching_back()),
            title="Source",
            description="Those with a way back: pages of listings, or a declared archive. "
            "What others published is brought by hand: veille ingest.",
        ),
        "from": Param("2023-05-01", type="string", format="date", title="First day"),
        "to": Param("2023-05-31", type="string", format="date", title="Last day"),
        "limit": Param(500, type="integer", minimum=1, title="Articles, at most"),
    },
)
def backfill() -> None:
    @task(
        execution_timeout=timedelta(minutes=90),  # beyond the hour a run takes at most
        outlets=[Asset("veille://documents")],
    )
    def read_back(params: dict[str, str | int] | None = None) -> str:
        from datetime import UTC, date, datetime

        from airflow.sdk.exceptions import AirflowFailException

        from crawlers import catalog, reread, run
        from pipeline import backfill as past
        from pipeline.errors import CallError

        asked = params or {}
        source = str(asked["source"])
        first, last = (date.fromisoformat(str(asked[name])) for name in ("from", "to"))
        languages = catalog.declarations()[source].languages
        today = datetime.now(UTC).date()
        try:
            wanted, lacking = past.wanted(
                source, first, last, catalog.ways(source), languages, today
            )
        except CallError as error:
            raise AirflowFailException(str(error)) from error
        came = past.run(current(), wanted, run.crawl, reread.items, limit=int(asked["limit"]))
        if came.stuck:
            raise AirflowFailException(f"{source}: {came}; {'; '.join(came.stuck)}")
        return f"{source}: {came}. {lacking}".strip()

    read_back()


backfill()
