"""Digest: send the mails of an hour, a day or a week, each at its hour in its reader's zone.

Zones differ by quarters of an hour, so it runs at every quarter. What there is to tell was laid
into them by `alert`; here come those that have nothing to tell, for readers who want them.
"""

from airflow.sdk import CronTriggerTimetable, dag, task

from pipeline.settings import current


@dag(
    schedule=CronTriggerTimetable("*/15 * * * *", timezone="UTC"),
    max_active_runs=1,
    doc_md=__doc__,
)
def digest() -> None:
    @task
    def digests() -> dict[str, int]:
        from pipeline import stages

        return stages.make_digests(current())

    @task(trigger_rule="all_done")
    def deliveries() -> dict[str, int]:
        from pipeline import stages

        return stages.send(current())

    digests() >> deliveries()


digest()
