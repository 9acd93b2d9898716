"""The supervisor's own alarm: health is what raises alarms, so somebody must watch health."""

from datetime import datetime, timedelta

from pipeline.errors import PostError
from pipeline.settings import Settings
from pipeline.silence.health import heartbeat_file, send
from pipeline.silence.report import Ended, Fault, Report

STALE = timedelta(hours=3)  # without a run of health, which is hourly
AGAIN = timedelta(minutes=10)  # until an alarm the post did not take is tried again
SUBJECT = "health"


class DeadMan:
    """Watches the file that health touches; it needs neither the database nor Airflow."""

    def __init__(self, settings: Settings, began: datetime) -> None:
        self.settings = settings
        self.began = began  # before our own beginning nobody was to touch it
        self.raised: datetime | None = None  # since when health was stale, once that was told
        self.tried: datetime | None = None

    def look(self, now: datetime) -> list[str]:
        """Return what is worth seeing on the screen, having told operators of it."""
        last = self._last_run()
        stale = now - last > STALE
        if stale == (self.raised is not None):
            return []
        if self.tried is not None and now - self.tried < AGAIN:
            return []
        self.tried = now
        since = last if stale else self.raised or last
        event = (
            f"health has not run since {since:%Y-%m-%d %H:%M} UTC"
            if stale
            else "health runs again"
        )
        if not self.settings.has_operators:
            self._settle(since, stale=stale)
            return [f"{event}; nobody is told: VEILLE_OPERATORS is not set"]
        try:
            send(self.settings, _report(now, since, stale=stale))
        except PostError as error:
            return [f"{event}; operators cannot be told now: {error}"]
        self._settle(since, stale=stale)
        return [f"{event}; operators are told"]

    def _settle(self, since: datetime, *, stale: bool) -> None:
        self.raised, self.tried = (since if stale else None), None

    def _last_run(self) -> datetime:
        try:
            touched = heartbeat_file(self.settings.home).stat().st_mtime
        except FileNotFoundError:
            return self.began
        return max(self.began, datetime.fromtimestamp(touched, self.began.tzinfo))


def _report(now: datetime, since: datetime, *, stale: bool) -> Report:
    if not stale:
        over = Ended(subject=SUBJECT, state="stale", since=since, now="ok")
        return Report(kind="change", at=now, ended=(over,))
    fault = Fault(
        subject=SUBJECT,
        state="stale",
        since=since,
        cause="the DAG health does not run to its end, so that nothing else raises an alarm: "
        "database, scheduler or the post may be down (told by the supervisor)",
        command="veille status",
    )
    return Report(kind="change", at=now, begun=(fault,))
