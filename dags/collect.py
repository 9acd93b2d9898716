"""Collect: crawl the sources that are due; what a crawl brought is stored as soon as it has ended.

One failing source is one red square whose log opens with the reason; the others go on, and wait
for no slow site. What a dead crawl left is deduplicated, its language detected and stored behind
them all. Where no source is due, the one square is skipped.
"""

from typing import Any

from airflow.sdk import Asset, AssetAlias, DeltaTriggerTimetable, TriggerRule, dag, task

from pipeline.settings import current

DOCUMENTS = Asset("veille://documents")
NEWS = AssetAlias("news")  # of a crawl that has some: one that has none wakes nobody


@dag(schedule=DeltaTriggerTimetable(current().tick), max_active_runs=1, doc_md=__doc__)
def collect() -> None:
    @task
    def due() -> list[str]:
        from datetime import UTC, datetime

        from crawlers.catalog import names
        from pipeline import source

        return source.due(current(), names(), now=datetime.now(UTC))

    @task(
        map_index_template="{{ task.op_kwargs['source'] }}",
        retries=0,
        max_active_tis_per_dag=4,
        outlets=[NEWS],
    )
    def crawl(source: str, outlet_events: Any = None) -> str:  # noqa: ANN401  Airflow's own
        from datetime import UTC, datetime

        from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

        from crawlers import reread, run
        from pipeline import document
        from pipeline import source as sources

        visit = sources.run_if_due(current(), source, run.crawl, now=datetime.now(UTC))
        if visit is None:
            raise AirflowSkipException(f"{source} was crawled meanwhile, or paused")
        if document.has_news(document.take_over(current(), reread.items)):
            outlet_events[NEWS].add(DOCUMENTS)
        if visit.failed:
            raise AirflowFailException(f"{source}: {visit.outcome}: {visit.reason}")
        return f"{visit.outcome}: {visit.reason}"

    @task(trigger_rule=TriggerRule.ALL_DONE)
    def deduplicate() -> dict[str, int]:
        from pipeline import document

        return document.deduplicate(current())

    @task
    def detect_language() -> dict[str, int]:
        from pipeline import document

        return document.detect_language(current())

    @task(outlets=[DOCUMENTS])
    def store() -> dict[str, int]:
        from crawlers import reread
        from pipeline import document

        return document.store_files(current(), reread.items)

    crawl.expand(source=due()) >> deduplicate() >> detect_language() >> store()


collect()
