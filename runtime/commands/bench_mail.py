"""veille bench mail and kills: what readers are told, how fast, and whatever is killed."""

from dataclasses import asdict

import click

from pipeline.errors import CrawlError
from runtime.bench import kills as killing
from runtime.bench import letterbox, mailing, scratch
from runtime.commands.table import figures, shown


@click.command()
@click.option("--readers", type=click.IntRange(1), default=1000, show_default=True)
@click.option("--texts", type=click.IntRange(1), default=100, show_default=True)
@click.option("--together", type=click.IntRange(1), default=10, show_default=True)
def mail(*, readers: int, texts: int, together: int) -> None:
    """Tell readers with overlapping choices of texts, by SMTP on loopback: all, and none twice.

    So many texts come together, then six minutes pass. Seconds and CPU are of rendering and
    sending alone, the server is another process. Exit 1 when a line is missing, unexpected or
    told twice.
    """
    with scratch.server() as (home, url):
        own = scratch.database(url, "mailed")
        with letterbox.letterbox(home / "taken") as box:
            ours = mailing.house(home / "house", own, box.port)
            found = mailing.measured(
                ours,
                box,
                people=readers,
                texts=texts,
                together=together,
                say=lambda words: click.echo(words, err=True),
            )
    _show(found)
    if found.missing or found.unexpected or found.twice:
        raise CrawlError("not exactly the expected lines")
    click.echo(
        f"{found.mails / found.seconds:.1f} mails a second; {found.cpu / found.mails * 1000:.1f} "
        f"ms of CPU a mail, {found.mails / found.cpu:.1f} a second and core"
    )


@click.command()
@click.option("--kills", "number", type=click.IntRange(1), default=100, show_default=True)
@click.option("--readers", type=click.IntRange(1), default=200, show_default=True)
def kills(*, number: int, readers: int) -> None:
    """Kill the sender at random points: is anything lost, or told twice?

    At some of them the mail server is killed too, or hangs, answers 421, or the database is
    restarted. A message may come again, under its Message-ID, once for each sender that died.
    Exit 1 when one is lost, a line is told in two messages, or more come again.
    """
    with scratch.server() as (home, url):
        own = scratch.database(url, "killed")
        with letterbox.letterbox(home / "taken") as box:
            ours = mailing.house(home / "house", own, box.port)
            found = killing.survived(
                ours,
                home,
                box,
                kills=number,
                people=readers,
                say=lambda words: click.echo(words, err=True),
            )
    click.echo(f"{found.kills} senders killed, {found.working} of them at work")
    click.echo(", ".join(f"{name}: {times}" for name, times in sorted(found.faults.items())))
    click.echo(f"{found.messages} messages, {found.lost} lost, {found.repeats} came again")
    _show(found.mailed)
    if not found.is_well:
        raise CrawlError("lost, told twice, or repeated more than once a death")


def _show(found: mailing.Mailed) -> None:
    names = ("mails", "lines", "expected", "missing", "unexpected", "twice")
    table = figures([], names)
    values = asdict(found)
    table.add_row(*(str(values[name]) for name in names))
    shown(table)
