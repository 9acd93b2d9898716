"""Bounces: read what came back of our mail, so that the next goes to nobody who is gone.

Reads where VEILLE_BOUNCES says, every five minutes, and changes nothing there. Who is gone is
suppressed, who complains or asks to leave has left; an out-of-office reply changes nothing.
"""

from datetime import timedelta

from airflow.sdk import DeltaTriggerTimetable, dag, task

from pipeline.settings import current


@dag(schedule=DeltaTriggerTimetable(timedelta(minutes=5)), max_active_runs=1, doc_md=__doc__)
def bounces() -> None:
    @task
    def taken() -> dict[str, int]:
        from datetime import UTC, datetime

        from crawlers import run
        from pipeline.deliveries import returned

        return returned.run(current(), run.mails, datetime.now(UTC))

    taken()


bounces()
