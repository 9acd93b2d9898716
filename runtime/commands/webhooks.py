"""veille webhooks: who is told by a call to an address of theirs; add, pause, resume, remove."""

from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from pipeline import store
from pipeline.deliveries import callback
from pipeline.errors import CallError
from pipeline.store import hooks, readers
from pipeline.tables import Webhook
from runtime.commands.listings import AS_JSON, show
from runtime.database import opened


@click.group()
def webhooks() -> None:
    """Who is told by signed JSON at an address of theirs, instead of by mail."""


@webhooks.command("list")
@AS_JSON
def listed(*, as_json: bool) -> None:
    """Every webhook, its owner, and how it does."""
    with store.sessions(opened().database)() as session:
        rows: list[store.Row] = [
            {
                "owner": owner.address,
                "address": hook.url,
                "state": hook.state,
                "failing since": hook.failing_since,
                "reason": hook.reason,
            }
            for hook, owner in hooks.webhooks(session)
        ]
    show(rows, as_json=as_json)


@webhooks.command()
@click.argument("owner")
@click.argument("url")
def add(owner: str, url: str) -> None:
    """Tell OWNER, a subscriber, at URL from now on; says the secret that signs, once.

    Each POST carries Veille-Timestamp, Veille-Signature (sha256=HMAC of the timestamp, a full stop
    and the body) and Idempotency-Key. Who is there already gets a new secret.
    """
    settings = opened()
    callback.checked(url, private=settings.webhooks == "any")
    with store.sessions(settings.database).begin() as session:
        one = readers.reader_at(session, owner.strip())
        if one is None:
            raise CallError(f"{owner}: no such subscriber; `veille subscribers add` makes one")
        secret = hooks.keep(session, one.id, url)
    click.echo(f"{owner} is told at {url}; the secret, shown once: {secret}")


@webhooks.command()
@click.argument("owner")
def pause(owner: str) -> None:
    """Tell OWNER by mail until it is resumed."""
    _set(owner, "paused")


@webhooks.command()
@click.argument("owner")
def resume(owner: str) -> None:
    """Tell OWNER at their address again, also after it failed."""
    _set(owner, "on")


@webhooks.command()
@click.argument("owner")
def remove(owner: str) -> None:
    """Tell OWNER by mail from now on, and forget address and secret."""
    with store.sessions(opened().database).begin() as session:
        session.delete(_known(session, owner))
    click.echo(f"{owner} is told by mail")


def _set(owner: str, state: str) -> None:
    with store.sessions(opened().database).begin() as session:
        hook = _known(session, owner)
        hook.state, hook.failing_since, hook.reason = state, None, None
        hooks.put_off(session, hook.subscriber_id, datetime.now(UTC), datetime.now(UTC))
    click.echo(f"the webhook of {owner} is {state}")


def _known(session: Session, owner: str) -> Webhook:
    one = readers.reader_at(session, owner.strip())
    hook = hooks.webhook_of(session, one.id) if one is not None else None
    if hook is None:
        raise CallError(f"{owner} has no webhook; `veille webhooks list` shows all")
    return hook
