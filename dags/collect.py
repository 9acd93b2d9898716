"""Collect: crawl the sources that are due, then deduplicate, detect the language, store.

One failing source is one red square whose log opens with the reason; the others go on, and
what a dead crawl left is stored all the same. Where no source is due, the one square is skipped.
"""

from airflow.sdk import Asset, DeltaTriggerTimetable, TriggerRule, dag, task

from pipeline.settings import current


@dag(schedule=DeltaTriggerTimetable(current().tick), max_active_runs=1, doc_md=__doc__)
def collect() -> None:
    @task
    def due() -> list[str]:
        from datetime import UTC, datetime

        from crawlers.catalog import names
        from pipeline import source

        return source.due(current(), names(), now=datetime.now(UTC))

    @task(map_index_template="{{ task.op_kwargs['source'] }}", retries=0, max_active_tis_per_dag=4)
    def crawl(source: str) -> str:
        from datetime import UTC, datetime

        from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

        from crawlers import run
        from pipeline import source as sources

        visit = sources.run_if_due(current(), source, run.crawl, now=datetime.now(UTC))
        if visit is None:
            raise AirflowSkipException(f"{source} was crawled meanwhile, or paused")
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

    @task(outlets=[Asset("veille://documents")])
    def store() -> dict[str, int]:
        from crawlers import reread
        from pipeline import document

        return document.store_files(current(), reread.items)

    crawl.expand(source=due()) >> deduplicate() >> detect_language() >> store()


collect()
