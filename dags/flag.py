"""Flag: keep what is quoted, join what is new to its statements, flag it with why, make it found.

Last, what the press quotes is looked for in the official texts of whom it quotes.
Runs when documents were stored, or every five minutes: unfinished rows decide what there is to do.
"""

from datetime import timedelta

from airflow.sdk import Asset, AssetOrTimeSchedule, DeltaTriggerTimetable, dag, task

from pipeline.settings import current


@dag(
    schedule=AssetOrTimeSchedule(
        timetable=DeltaTriggerTimetable(timedelta(minutes=5)), assets=[Asset("veille://documents")]
    ),
    max_active_runs=1,
    doc_md=__doc__,
)
def flag() -> None:
    @task
    def quotations() -> dict[str, int]:
        from pipeline import stages

        return stages.keep_quotations(current())

    @task
    def statements() -> dict[str, int]:
        from pipeline import stages

        return stages.join_statements(current())

    @task(outlets=[Asset("veille://flags")])
    def flags() -> dict[str, int]:
        from pipeline import stages

        return stages.raise_flags(current())

    @task
    def searchable() -> dict[str, int]:
        from pipeline import stages

        return stages.make_searchable(current())

    @task
    def traces() -> dict[str, int]:
        from pipeline import stages

        return stages.trace_quotations(current())

    quotations() >> statements() >> flags() >> searchable() >> traces()


flag()
