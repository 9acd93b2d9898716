"""The stages that drain their work: what Airflow, the command line and tests call alike."""

import logging
from collections import Counter
from collections.abc import Collection
from datetime import UTC, datetime

from pipeline import delivery, document, dossier, flag, line, quoting, search, statement, store
from pipeline.carriages import embedding
from pipeline.deliveries import webhook
from pipeline.deliveries.post import opened
from pipeline.draining import drained
from pipeline.mails import digest
from pipeline.revisions import withdrawal
from pipeline.revisions.rebase import Reread
from pipeline.settings import Settings
from pipeline.subscriptions import invitation
from pipeline.traces import tracing

log = logging.getLogger(__name__)


def after_crawl(settings: Settings, reread: Reread) -> Counter[str]:
    """Take what lies in the spool all the way to the post; return what came of it."""
    counts = document.take_over(settings, reread)
    told = keep_quotations, join_statements, raise_flags, write_lines, send
    for stage in (*told, make_searchable, trace_quotations):  # nobody waits for the last two
        counts += stage(settings)
    return counts


def join_statements(settings: Settings, now: datetime | None = None) -> Counter[str]:
    """Join every revision not looked at yet to its statements; they are made of quotations.

    `now` is the clock's unless somebody simulates another.
    """
    keep_quotations(settings)
    moment = now or datetime.now(UTC)
    folder = settings.embeddings
    model = embedding.load(folder) if folder is not None else None
    return drained(
        settings,
        lambda session, limit: statement.run(session, limit, moment, model),
        statement.BATCH,
    )


def raise_flags(settings: Settings) -> Counter[str]:
    """Flag every revision not looked at yet."""
    dossiers = dossier.all_dossiers()
    return drained(settings, lambda session, limit: flag.run(session, limit, dossiers), flag.BATCH)


def keep_quotations(settings: Settings) -> Counter[str]:
    """Keep what every revision not read yet quotes."""
    return drained(settings, quoting.run, quoting.BATCH)


def make_searchable(settings: Settings) -> Counter[str]:
    """Make every revision not looked at yet what is searched of its document."""
    return drained(settings, search.run, search.BATCH)


def trace_quotations(settings: Settings) -> Counter[str]:
    """Look for what the press quotes in the official texts of whom it quotes."""
    now = datetime.now(UTC)
    return drained(
        settings,
        lambda session, limit: tracing.run(session, limit, now),
        tracing.BATCH,
        unit="quotations",
    )


def write_lines(settings: Settings) -> Counter[str]:
    """Write every line that is due."""
    now = datetime.now(UTC)
    told = drained(settings, lambda session, limit: line.run(session, limit, now), line.BATCH)
    return told + drained(
        settings,
        lambda session, limit: withdrawal.tell(session, limit, now),
        withdrawal.BATCH,
        unit="documents",
    )


def send_links(settings: Settings) -> Counter[str]:
    """Mail the links that readers asked for, as `send` does: they look at their mail now."""
    return send(settings, invitation.LINKS)


def make_digests(settings: Settings) -> Counter[str]:
    """Make the digests that are due and have nothing to tell, for those who want them."""
    with store.sessions(settings.database).begin() as session:
        return digest.run(session, datetime.now(UTC))


def send(settings: Settings, kinds: Collection[str] = ()) -> Counter[str]:
    """Send every message that is due, unless mail is held; raise PostError when the post fails."""
    sessions = store.sessions(settings.database)
    with sessions() as session:
        if (held := store.held_mail(session)) is not None:
            log.warning("mail is held: %s; `veille mail resume` lets it go", held.reason)
            return Counter(held=store.count_due(session, datetime.now(UTC)))
    posted = Counter[str]() if kinds else webhook.run(sessions, private=settings.webhooks == "any")
    with opened(settings) as post:
        sent = delivery.run(
            sessions,
            post,
            sender=settings.sender,
            returns=settings.returns,
            web_url=settings.web_url,
            kinds=kinds,
        )
    sent.update(posted)
    return sent
