"""Alert: write one line per subscriber and act of speech, then send the mails that are due.

Runs when something was flagged, or every two minutes: unfinished rows decide what there is to do,
and what waited to be told together goes soon after its time.
"""

from datetime import timedelta

from airflow.sdk import Asset, AssetOrTimeSchedule, DeltaTriggerTimetable, dag, task

from pipeline.settings import current


@dag(
    schedule=AssetOrTimeSchedule(
        timetable=DeltaTriggerTimetable(timedelta(minutes=2)), assets=[Asset("veille://flags")]
    ),
    max_active_runs=1,
    doc_md=__doc__,
)
def alert() -> None:
    @task
    def lines() -> dict[str, int]:
        from pipeline import stages

        return stages.write_lines(current())

    @task(trigger_rule="all_done")
    def deliveries() -> dict[str, int]:
        from pipeline import stages

        return stages.send(current())

    lines() >> deliveries()


alert()
