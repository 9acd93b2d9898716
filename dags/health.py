"""Health: tell operators what changed, every hour; once a day, that Veille lives.

Touches state/heartbeat, which the supervisor and external dead-man switches watch.
"""

from datetime import timedelta

from airflow.sdk import DeltaTriggerTimetable, dag, task

from pipeline.settings import current


@dag(
    schedule=DeltaTriggerTimetable(timedelta(hours=1) * current().pace),
    max_active_runs=1,
    doc_md=__doc__,
)
def health() -> None:
    @task
    def tell() -> dict[str, float]:
        from datetime import UTC, datetime

        from airflow.sdk.observability import stats

        from crawlers.catalog import names
        from pipeline.silence import health as stage

        ran = stage.run(current(), now=datetime.now(UTC), crawled=names())
        for name, value in ran.metrics.items():
            stats.gauge(f"veille.{name}", value)
        return dict(ran.metrics)

    tell()


health()
