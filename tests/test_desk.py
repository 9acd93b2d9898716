"""A batch of texts: asked about at once, and joined as if each came alone."""

import pytest
from asked import queries
from sqlalchemy import select
from sqlalchemy.orm import Session
from test_reporting import (
    CIVILNET,
    NEWS,
    OFFICIAL,
    OTHER_WORDS,
    ROAD,
    STATE,
    WORDS,
    article,
    blinken,
    lavrov,
)
from visits import Visit, after, rows, stored

from pipeline import stages, statement, store
from pipeline.settings import Settings
from pipeline.tables import Carriage, Quotation, Statement

pytestmark = pytest.mark.server

FEW = 25  # questions
STORY = (  # who published what, one after the other
    (CIVILNET, article(blinken(WORDS), lavrov(OTHER_WORDS))),
    (NEWS, article(f"Antony Blinken said: “{WORDS}.”", about=ROAD)),
    (STATE, OFFICIAL),
    (STATE, OFFICIAL.replace("Statement by", "Remarks by")),
    (CIVILNET, OFFICIAL),
    (NEWS, article(blinken(WORDS), about=ROAD)),
    (NEWS, article(lavrov(OTHER_WORDS), title="Prisoners")),
    (STATE, OFFICIAL.replace(WORDS, OTHER_WORDS)),
)


def tell(house: Settings, *told: tuple[tuple[str, str], str]) -> None:
    """Let some texts be published one after the other, each at an address of its own."""
    for number, ((source, url), page) in enumerate(told):
        with Visit(house, source) as visit:
            visit.reads(url.format(number), page)
    stored(house)
    stages.keep_quotations(house)


def carried(session: Session) -> list[tuple[object, ...]]:
    """Return what every document carries and by which words, statements numbered anew."""
    ids = session.scalars(select(Statement.id).order_by(Statement.id))
    number = {one: at for at, one in enumerate(ids)}
    words: dict[int, list[str]] = {}
    for one in session.scalars(select(Quotation).order_by(Quotation.id)):
        words.setdefault(one.carriage_id or 0, []).append(one.words)
    return [
        (one.document_id, number[one.statement_id], one.role, one.reason, words.get(one.id))
        for one in session.scalars(select(Carriage).order_by(Carriage.id))
    ]


def test_texts_of_one_batch_are_joined_as_if_each_came_alone(
    house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(house, *STORY)
    with store.sessions(house.database)() as session:
        assert statement.run(session, statement.BATCH, after(0))["revisions"] == len(STORY)
        session.flush()
        together = carried(session)
        session.rollback()
    monkeypatch.setattr(statement, "BATCH", 1)
    stages.join_statements(house, after(0))
    with store.sessions(house.database)() as session:
        assert carried(session) == together
    assert {role for _, _, role, *_ in together} == {"authoritative", "reprint", "report"}


@pytest.mark.parametrize("texts", [3, 12])
def test_more_texts_are_not_more_questions(house: Settings, texts: int) -> None:
    said = [f"We agreed on point {at} of {at * 31} points" for at in range(texts)]
    official = [(STATE, f"Statement by Antony Blinken\n\n{one} with all of them.") for one in said]
    press = [(CIVILNET, article(blinken(one), title=f"News {at}")) for at, one in enumerate(said)]
    tell(house, *official, *press)
    with queries(house) as asked:
        counts = stages.join_statements(house)
    assert counts["statements"] == texts
    assert asked["SELECT"] <= FEW


def test_numbers_of_statements_follow_each_other(house: Settings) -> None:
    for number in (1, 2, 3):
        with Visit(house, STATE[0], hours=number) as visit:
            visit.reads(STATE[1].format(number), f"Number {number}\n\n{number} {OTHER_WORDS}.")
        stored(house)
        stages.join_statements(house)
    ids = [one.id for one in rows(house, Statement)]
    assert ids == list(range(ids[0], ids[0] + 3))
