"""Whether a run is well: Airflow says so, and the public pages answer."""

import json
import urllib.request

from runtime.record import Record

_DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # loopback has no proxy


def _is_healthy(port: int) -> bool:
    """Whether Airflow answers and calls its database, scheduler and dag-processor healthy."""
    try:
        with _DIRECT.open(f"http://127.0.0.1:{port}/api/v2/monitor/health", timeout=5) as answer:
            said = json.load(answer)
        return all(
            said[part]["status"] == "healthy"
            for part in ("metadatabase", "scheduler", "dag_processor")
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _answers(port: int) -> bool:
    """Whether the public pages answer, and their database does."""
    try:
        with _DIRECT.open(f"http://127.0.0.1:{port}/health", timeout=5) as answer:
            return bool(answer.read() == b"ok")
    except OSError:
        return False


def is_well(run: Record) -> bool:
    """Whether Airflow and the public pages of a run are."""
    return _is_healthy(run.port) and _answers(run.web)
