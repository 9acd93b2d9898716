"""Health: what is not well, told to operators once when it begins and once when it ends.

`run` is called every hour. What it told is kept in table `notice`, written after the post took
the message: a crash in between repeats one message, and nothing is left untold.
"""

import logging
import statistics
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from pipeline import ledger, store
from pipeline.deliveries.post import opened
from pipeline.document import BROKEN, DETECTED, IDENTIFIED, NEW
from pipeline.errors import PostError, RefusedError
from pipeline.ledger import Entry
from pipeline.settings import Settings
from pipeline.silence import notify, report
from pipeline.silence.coverage import Unwatched, coverage, unchecked
from pipeline.silence.not_watched import not_watched
from pipeline.silence.report import Ended, Fault, Report
from pipeline.silence.state import WELL, Facts, State, state
from pipeline.store import failing, tally, undelivered
from pipeline.store.failing import Failed
from pipeline.tables import Notice

log = logging.getLogger(__name__)

PATIENCE = timedelta(minutes=30)  # a site that does not answer once is not worth a mail
DRIFT = 120  # seconds our clock may differ from a site's
LATE = timedelta(hours=1)  # work of a stage that waits longer is not being done
HEARTBEAT_AT = time(6, tzinfo=UTC)
HEARTBEAT = "heartbeat"  # subject of its notices, and name of the file outsiders watch
NOT_YET = "not checked yet"  # in a sign of life, of a source nobody has read
LAPSED = 3  # leases of one message that ran out, and operators are told
_LEDGER_SHOWN = 5  # entries named in a mail


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How everything is."""

    at: datetime
    sources: Sequence[tuple[Facts, State]]
    entries: Sequence[Entry]  # of the ledger
    drifts: Mapping[str, int]  # seconds, by source
    oldest: Mapping[str, datetime]  # since when the oldest work of a stage waits
    broken: Sequence[str]  # spool files that cannot be stored
    failed: Sequence[Failed] = ()  # texts that a stage goes on without, the longest first
    stuck: Sequence[tuple[str, datetime]] = ()  # messages whose senders die; key, since when
    pace: float = 1.0  # of time: a replay is faster

    def state_of(self, subject: str) -> str:
        """Return how a subject without a fault is."""
        return next((one.name for facts, one in self.sources if facts.source == subject), "ok")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a run found and told."""

    health: Health
    faults: tuple[Fault, ...]
    report: Report  # what changed; empty where nothing did
    told: bool  # operators know
    metrics: Mapping[str, float]


# What is not well


def faults(health: Health) -> list[Fault]:
    """Return everything that is not well, sources first."""
    return [
        *(_of_source(facts, one) for facts, one in health.sources if one.name not in WELL),
        *_of_clock(health),
        *_of_work(health),
        *_of_spool(health),
        *_of_texts(health),
        *_of_ledger(health),
        *_of_mail(health),
    ]


def _of_source(facts: Facts, one: State) -> Fault:
    return Fault(
        subject=facts.source,
        state=one.name,
        since=one.since,
        cause=one.cause,
        command=one.command,
        last_success=facts.last_success,
        last_page=facts.last_page,
    )


def _of_clock(health: Health) -> Iterator[Fault]:
    """Yield a fault when our clock is wrong, by most sites, or when some site's is."""
    off = {source: drift for source, drift in health.drifts.items() if abs(drift) > DRIFT}
    if not off:
        return
    middle = statistics.median(health.drifts.values())
    named = ", ".join(f"{source} {drift:+d} s" for source, drift in sorted(off.items()))
    whose = "our own clock" if abs(middle) > DRIFT else "the clock of a site"
    cause = f"{whose} is wrong by more than {DRIFT} s: {named}"
    yield Fault(subject="clock", state="drift", since=health.at, cause=cause, command="date -u")


def _of_work(health: Health) -> Iterator[Fault]:
    """Yield a fault for each stage whose work waits too long; addresses have their own pace."""
    commands = {"delivery": "veille lines", "spool": "veille status"}
    for stage, since in health.oldest.items():
        if stage != "address" and health.at - since > LATE:
            cause = f"the oldest work of stage {stage} waits since {since:%Y-%m-%d %H:%M} UTC"
            command = commands.get(stage, "veille ledger")
            yield Fault(
                subject=f"stage {stage}", state="late", since=since, cause=cause, command=command
            )


def _of_spool(health: Health) -> Iterator[Fault]:
    if health.broken:
        cause = f"the database refused {len(health.broken)} files, the first {health.broken[0]}"
        command = "ls $VEILLE_HOME/spool/broken"
        since = _key_moment(health.broken[0]) or health.at
        yield Fault(subject="spool", state="broken", since=since, cause=cause, command=command)


def _of_texts(health: Health) -> Iterator[Fault]:
    if health.failed:
        first, *others = health.failed
        cause = f"stage {first.stage} failed at {first.url}: {first.why}"
        cause += f"; and at {len(others)} texts more" if others else ""
        cause += "; stages go on without them, nobody is told of them"
        yield Fault(
            subject="texts", state="set aside", since=first.at, cause=cause, command="veille retry"
        )


def _of_ledger(health: Health) -> Iterator[Fault]:
    lost = ledger.unexplained(health.entries)
    if lost:
        named = [
            f"{one.stage} of {one.source or 'nobody'} {one.language}".strip()
            + f" {one.unexplained:+d}"
            for one in lost[:_LEDGER_SHOWN]
        ]
        more = f" and {len(lost) - _LEDGER_SHOWN} more" if len(lost) > _LEDGER_SHOWN else ""
        yield Fault(
            subject="ledger",
            state="unexplained",
            since=health.at,
            cause=f"in is not out and drops: {', '.join(named)}{more}",
            command="veille ledger",
        )


def _of_mail(health: Health) -> Iterator[Fault]:
    """Yield a fault where sending a message killed its sender again and again."""
    if health.stuck:
        key, since = health.stuck[0]
        more = f" and {len(health.stuck) - 1} more" if health.stuck[1:] else ""
        cause = f"its sender died, or hung, {LAPSED} times: message {key}{more}; others go first"
        yield Fault(
            subject="mail", state="stuck", since=since, cause=cause, command="veille lines"
        )


# What changed


def changes(health: Health, found: Sequence[Fault], told: Sequence[Notice]) -> Report:
    """Return what operators do not know yet; `told` are the notices that are open."""
    known = {one.subject: one for one in told}
    now = {one.subject for one in found}
    begun = []
    for one in found:
        before = known.get(one.subject)
        if before is None and _is_worth_a_mail(one, health):
            begun.append(one)
        elif before is not None and before.state != one.state:
            begun.append(replace(one, before=before.state))
    ended = [
        Ended(
            subject=one.subject, state=one.state, since=one.since, now=health.state_of(one.subject)
        )
        for one in told
        if one.subject not in now
    ]
    new = {one.subject for one in begun}
    return Report(
        kind="change",
        at=health.at,
        begun=tuple(begun),
        ended=tuple(ended),
        standing=_standing(found, told, new),
    )


def _is_worth_a_mail(one: Fault, health: Health) -> bool:
    return one.state != "unreachable" or health.at - one.since >= PATIENCE * health.pace


def _standing(
    found: Iterable[Fault], told: Iterable[Notice], new: Collection[str] = ()
) -> tuple[Fault, ...]:
    """Return the faults operators know of, with the beginning they were told."""
    known = {one.subject for one in told if one.subject not in new}
    return tuple(one for one in _not_well(found, told) if one.subject in known)


def _not_well(found: Iterable[Fault], told: Iterable[Notice]) -> tuple[Fault, ...]:
    """Return every fault, with the beginning operators were told where they know of it."""
    since = {one.subject: one.since for one in told}
    return tuple(replace(one, since=since.get(one.subject, one.since)) for one in found)


def is_heartbeat_due(last: datetime | None, now: datetime) -> bool:
    """Whether today's sign of life is still to be sent."""
    today = datetime.combine(now.astimezone(UTC), HEARTBEAT_AT)
    due = today if now >= today else today - timedelta(days=1)
    return last is None or last < due


def heartbeat(
    health: Health,
    standing: tuple[Fault, ...],
    *,
    new: int,
    outcomes: Mapping[str, int],
    unheard: Iterable[Unwatched],
) -> Report:
    """Return the daily sign of life: what silence rests on, and what stands."""
    waiting = unchecked(health.sources)
    named = {facts.source for facts in waiting}
    states = Counter(
        NOT_YET if facts.source in named else one.name for facts, one in health.sources
    )
    ended = ", ".join(f"{number} {name}" for name, number in sorted(outcomes.items())) or "none"
    return Report(
        kind="heartbeat",
        at=health.at,
        standing=standing,
        unchecked=len(waiting),
        checked=any(facts.last_success for facts, _ in health.sources),
        coverage="; ".join(coverage(health.sources, unheard, found=new, now=health.at)),
        figures={
            "Sources": ", ".join(f"{number} {name}" for name, number in sorted(states.items())),
            "Crawls in a day": ended,
            "Unexplained in the ledger": str(len(ledger.unexplained(health.entries))),
        },
    )


# Metrics


def metrics(health: Health, outcomes: Mapping[str, int]) -> dict[str, float]:
    """Return the numbers to be watched, by name: lags in seconds, states, outcomes of a day."""
    lags = {
        f"lag.{stage}": (health.at - since).total_seconds()
        for stage, since in health.oldest.items()
    }
    waiting = dict.fromkeys(f"lag.{stage}" for stage in ("spool", *tally.STAGES_WAITED_FOR))
    states = Counter(one.name for _, one in health.sources)
    return {
        **{name: max(0.0, lags.get(name, 0.0)) for name in waiting},
        **{f"sources.{name}": float(number) for name, number in sorted(states.items())},
        **{f"crawls.{name}": float(number) for name, number in sorted(outcomes.items())},
        "ledger.unexplained": float(len(ledger.unexplained(health.entries))),
    }


# Shells


def look(settings: Settings, session: Session, now: datetime, crawled: Collection[str]) -> Health:
    """Return how everything is now; `crawled` are the sources there is a spider of."""
    waiting = [
        moment
        for folder in (NEW, IDENTIFIED, DETECTED)
        for path in _files(settings.spool / folder)
        if (moment := _key_moment(path.name)) is not None
    ]
    with store.snapshot(settings.database) as (still, _):
        entries = ledger.entries(tally.counts(still))
    oldest = tally.oldest(session, now) | ({"spool": min(waiting)} if waiting else {})
    return Health(
        at=now,
        sources=[(one, state(one, now)) for one in tally.facts(session, now, crawled)],
        entries=entries,
        drifts=tally.clock_drifts(session, now - timedelta(days=1)),
        oldest=oldest,
        broken=[path.name for path in _files(settings.spool / BROKEN)],
        failed=failing.failed(session),
        stuck=[(one.key, one.created_at) for one in undelivered.lapsed(session, LAPSED)],
        pace=settings.pace,
    )


def run(
    settings: Settings,
    *,
    now: datetime,
    crawled: Collection[str],
    unheard: Iterable[Unwatched] | None = None,
) -> Ran:
    """Tell operators what changed, and once a day that we live; touch the file outsiders watch.

    `unheard` are the places not watched, by default those of not_watched.toml.
    Raise PostError when the post does not take the message: then nothing counts as told.
    """
    with store.sessions(settings.database).begin() as session:
        store.hold(session, "veille health")  # two at once would tell everything twice
        health = look(settings, session, now, crawled)
        found = faults(health)
        told = tally.open_notices(session)
        changed = changes(health, found, told)
        is_told = settings.has_operators and bool(changed.begun or changed.ended)
        if is_told:
            send(settings, changed)
            _note(session, changed, told)
        day = now - timedelta(days=1)
        outcomes = tally.outcomes(session, day)
        last = tally.last_notice(session, HEARTBEAT)
        if settings.has_operators and is_heartbeat_due(last, now):
            sign = heartbeat(
                health,
                _not_well(found, tally.open_notices(session)),
                new=tally.new_documents(session, day),
                outcomes=outcomes,
                unheard=not_watched() if unheard is None else unheard,
            )
            send(settings, sign)
            session.add(
                Notice(subject=HEARTBEAT, state="ok", since=now, told_at=now, ended_at=now)
            )
    alive = heartbeat_file(settings.home)
    alive.parent.mkdir(parents=True, exist_ok=True)
    alive.touch()
    log.info("%d not well, %d new, %d over", len(found), len(changed.begun), len(changed.ended))
    return Ran(
        health=health,
        faults=tuple(found),
        report=changed,
        told=is_told,
        metrics=metrics(health, outcomes),
    )


def send(settings: Settings, message: Report) -> None:
    """Hand a report over to every operator, by mail and by the services they named.

    Raise PostError when it cannot reach any of them now.
    """
    refused = []
    with opened(settings) as post:
        for operator in settings.operators:
            try:
                post.send(report.compose(message, sender=settings.sender, operator=operator))
            except RefusedError as error:  # one wrong address must not keep it from the others
                log.warning("an operator was not told: %s", error)
                refused.append(str(error))
    taken = notify.notify(settings.notify, *report.brief(message)) if settings.notify else 0
    if not taken and len(refused) == len(settings.operators):
        raise PostError(f"no operator could be told: {'; '.join(refused) or 'no service took it'}")


def heartbeat_file(home: Path) -> Path:
    """Return the file whose age tells outsiders, and the supervisor, whether health runs."""
    return home / "state" / HEARTBEAT


def _note(session: Session, changed: Report, told: Sequence[Notice]) -> None:
    """Keep what operators were told now."""
    over = {one.subject for one in changed.ended} | {one.subject for one in changed.begun}
    for notice in told:
        if notice.subject in over:
            notice.ended_at = changed.at
    session.flush()  # a subject has one open notice
    for one in changed.begun:
        session.add(
            Notice(subject=one.subject, state=one.state, since=one.since, told_at=changed.at)
        )
    session.flush()


def _files(folder: Path) -> list[Path]:
    """Return the spool files of a folder, the oldest first."""
    return sorted(folder.glob("*.jsonl"), key=lambda one: one.name.split(".")[1:2])


def _key_moment(name: str) -> datetime | None:
    """Return when the crawl of a spool file began; None for a name of another make."""
    stamp = name.split(".")[1] if name.count(".") > 1 else ""
    try:
        return datetime.strptime(stamp, "%Y%m%dT%H%M%S%fZ").replace(tzinfo=UTC)
    except ValueError:
        return None
