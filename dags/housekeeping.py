"""Housekeeping: once a day, drop what is kept for a time only.

Listings stay 30 days, stored spool files 14, Airflow's own rows and logs 30; the pages of
documents stay for good. `veille housekeeping` does the same by hand.
"""

from datetime import timedelta

from airflow.sdk import DeltaTriggerTimetable, TriggerRule, dag, task

from pipeline.settings import current


@dag(schedule=DeltaTriggerTimetable(timedelta(days=1)), max_active_runs=1, doc_md=__doc__)
def housekeeping() -> None:
    @task
    def kept() -> dict[str, int]:
        from datetime import UTC, datetime

        from pipeline import housekeeping

        return housekeeping.run(current(), datetime.now(UTC))

    @task(trigger_rule=TriggerRule.ALL_DONE)
    def airflows() -> str:
        import subprocess
        import sys

        command = [sys.executable, "-P", "-m", "runtime.retention"]
        return subprocess.check_output(command, text=True)  # noqa: S603  our own program

    kept() >> airflows()


housekeeping()
