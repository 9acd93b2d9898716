"""What Airflow finds in dags/, and what becomes of one run of each; a process of its own.

Airflow reads its environment at its first import, so no test imports this; and each question
imports only what it needs, so that what a DAG file itself imports can be told.
"""

import json
import os
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Told = dict[str, Any]  # Any: JSON


def parsed(folder: str) -> Iterator[Told]:
    """Yield what each DAG declares, or the errors that kept files from being parsed."""
    from airflow.dag_processing.dagbag import DagBag  # noqa: PLC0415  see above

    bag = DagBag(folder, bundle_name="dags-folder")
    yield {"errors": bag.import_errors}
    for name, dag in bag.dags.items():
        yield {
            "dag": name,
            "file": dag.fileloc,
            "doc": dag.doc_md,
            "max_active_runs": dag.max_active_runs,
            "catchup": dag.catchup,
            "form": dag.params.dump(),
            "offered": {name: one.schema.get("enum") for name, one in dag.params.items()},
            "timetable": type(dag.timetable).__name__,
            "tasks": {task.task_id: _declared(task) for task in dag.tasks},
        }


def _declared(task: Any) -> Told:  # noqa: ANN401  an operator, or a mapped one
    mapped = getattr(task, "op_kwargs_expand_input", None)
    return {
        "retries": task.retries,
        "rule": str(task.trigger_rule.value),
        "next": sorted(task.downstream_task_ids),
        "mapped": _mapped(mapped.value) if mapped else None,
        "named": task.partial_kwargs["map_index_template"] if mapped else None,
        "outlets": [asset.name for asset in task.outlets],
    }


def _mapped(arguments: dict[str, Any]) -> dict[str, str]:  # Any: what a task is expanded over
    """Return the task each argument comes from."""
    return {name: one.operator.task_id for name, one in arguments.items()}


def imported(folder: str) -> Iterator[Told]:
    """Yield the modules that parsing each file imports beyond Airflow's own SDK."""
    import airflow.sdk  # noqa: F401, PLC0415  see above

    for path in sorted(Path(folder).glob("*.py")):
        before = set(sys.modules)
        runpy.run_path(str(path))
        yield {"file": path.name, "modules": sorted(set(sys.modules) - before)}


def run(folder: str) -> Iterator[Told]:
    """Run DAGs once, those of DAGS or all in the order they wake each other; yield how it went."""
    dags = _dags(folder)
    every = "collect flag alert digest health housekeeping"
    for name in os.environ.get("DAGS", every).split():
        run = dags[name].test()
        yield _ended(name, run) | {"events": _events(run.run_id)}


def backfill(folder: str) -> Iterator[Told]:
    """Run the DAG that is started by hand, as its form says; yield how its task ended."""
    dags = _dags(folder)
    yield _ended("backfill", dags["backfill"].test(run_conf=json.loads(os.environ["FORM"])))


def _dags(folder: str) -> Any:  # noqa: ANN401  DAGs by name
    """Return the DAGs of a folder, known to a metadata database."""
    from airflow.dag_processing.bundles.manager import DagBundlesManager  # noqa: PLC0415
    from airflow.dag_processing.dagbag import DagBag, sync_bag_to_db  # noqa: PLC0415
    from airflow.utils.db import initdb  # noqa: PLC0415

    initdb()
    DagBundlesManager().sync_bundles_to_db()
    bag = DagBag(folder, bundle_name="dags-folder")
    sync_bag_to_db(bag, "dags-folder", None)
    return bag.dags


def _ended(name: str, ended: Any) -> Told:  # noqa: ANN401  a DAG run
    tasks = ended.get_task_instances()
    return {
        "dag": name,
        "state": str(ended.state),
        "tasks": {(one.rendered_map_index or one.task_id): str(one.state) for one in tasks},
        "said": {
            one.task_id: one.xcom_pull(one.task_id, map_indexes=one.map_index) for one in tasks
        },
    }


def _events(run: str) -> list[str]:
    """Return the tasks of a run that said that an asset has changed, in order."""
    from airflow.models.asset import AssetEvent  # noqa: PLC0415  see above
    from airflow.utils.session import create_session  # noqa: PLC0415  likewise
    from sqlalchemy import select  # noqa: PLC0415  likewise

    task = select(AssetEvent.source_task_id).where(AssetEvent.source_run_id == run)
    with create_session() as session:
        return [str(one) for one in session.scalars(task.order_by(AssetEvent.id))]


if __name__ == "__main__":
    questions = {"parsed": parsed, "imported": imported, "run": run, "backfill": backfill}
    question = questions[sys.argv[1]]
    told = list(question(sys.argv[2]))
    sys.stdout.write(f"\n{json.dumps(told)}\n")  # Airflow logs to the same place; ours is last
