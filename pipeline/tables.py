"""The tables: one class per word of the design."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Interval,
    MetaData,
    String,
    UniqueConstraint,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP, TSVECTOR
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from pipeline.item import Moment, moment

Key = Annotated[int, mapped_column(primary_key=True)]
Instant = Annotated[datetime, mapped_column(TIMESTAMP(timezone=True))]
Created = Annotated[
    datetime, mapped_column(TIMESTAMP(timezone=True), server_default=func.clock_timestamp())
]
Several = Annotated[list[str], mapped_column(ARRAY(String), server_default="{}")]
SourceName = Annotated[str, mapped_column(ForeignKey("source.name"))]


class Base(DeclarativeBase):
    """Common ground: every constraint has a name."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Source(Base):
    """An outlet we follow: what its declaration says, and its state."""

    __tablename__ = "source"

    name: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(comment="official or press")
    tier: Mapped[int]
    party: Mapped[str | None] = mapped_column(comment="whom an official source speaks for")
    rights: Mapped[str] = mapped_column(comment="full, excerpt or link")
    timezone: Mapped[str]
    languages: Mapped[list[str]] = mapped_column(ARRAY(String))
    hosts: Mapped[list[str]] = mapped_column(ARRAY(String))
    crawled: Mapped[bool] = mapped_column(comment="false: only brought by hand")
    cadence: Mapped[timedelta] = mapped_column(Interval)
    paused: Mapped[bool] = mapped_column(server_default=text("false"))
    due_at: Mapped[Instant | None] = mapped_column(comment="null: at the next tick")
    paced: Mapped[bool] = mapped_column(
        server_default=text("false"), comment="an operator chose the cadence"
    )
    hurried: Mapped[int] = mapped_column(
        server_default=text("0"), comment="crawls to come sooner than its cadence, after a gap"
    )
    declared_at: Mapped[Created] = mapped_column(comment="for the first time, here")
    settled_at: Mapped[Instant | None] = mapped_column(
        comment="end of its first whole crawl; what was listed until then is not announced"
    )


class Crawl(Base):
    """One visit to a source, and how it ended."""

    __tablename__ = "crawl"
    __table_args__ = (Index("ix_crawl_source_id", "source", "id"),)

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(unique=True, comment="stem of its spool file")
    source: Mapped[SourceName]
    mode: Mapped[str] = mapped_column(comment="crawl, announce, fill, backfill or ingest")
    started_at: Mapped[Instant | None]
    ended_at: Mapped[Instant | None]
    outcome: Mapped[str | None] = mapped_column(comment="null: it died")
    reason: Mapped[str] = mapped_column(server_default="")
    counts: Mapped[dict[str, int]] = mapped_column(JSONB, server_default="{}")
    taken: Mapped[dict[str, dict[str, int]]] = mapped_column(
        JSONB, server_default="{}", comment="language -> what store made of it, for the ledger"
    )
    stored_at: Mapped[Created]


class Span(Base):
    """A stretch of a source's past that is read back: a gap to be filled, or days asked for."""

    __tablename__ = "span"
    __table_args__ = (
        CheckConstraint("mode IN ('fill', 'backfill')", name="mode_known"),
        CheckConstraint("state IN ('open', 'stuck', 'filled', 'closed')", name="state_known"),
        Index(
            "ix_span_gap",
            "source",
            "listing",
            unique=True,
            postgresql_where=text("mode = 'fill' AND closed_at IS NULL"),
        ),
        Index(
            "ix_span_days",
            "source",
            "listing",
            "since",
            "until",
            unique=True,
            postgresql_where=text("mode = 'backfill'"),
        ),
    )

    id: Mapped[Key]
    source: Mapped[SourceName]
    mode: Mapped[str] = mapped_column(comment="fill: announced; backfill: not")
    listing: Mapped[str] = mapped_column(comment="as declared: where a gap is, or what is walked")
    since: Mapped[Instant] = mapped_column(
        comment="of a gap: when nothing was missing last; else midnight of the first day"
    )
    until: Mapped[Instant] = mapped_column(
        comment="of a gap: when it was found, and all known is its other side; else exclusive"
    )
    cursor: Mapped[dict[str, Any]] = mapped_column(
        JSONB, server_default="{}", comment="where the walk goes on, as crawlers.walk has it"
    )  # Any: JSON
    state: Mapped[str] = mapped_column(
        comment="open; stuck: there is no way back, or it has ended; filled; closed by an operator"
    )
    why: Mapped[str] = mapped_column(comment="it is there, and why it is stuck or closed")
    pages: Mapped[int] = mapped_column(server_default=text("0"), comment="read so far")
    found: Mapped[int] = mapped_column(server_default=text("0"), comment="addresses, so far")
    created_at: Mapped[Created]
    closed_at: Mapped[Instant | None] = mapped_column(comment="filled, or closed by an operator")


class Document(Base):
    """One thing published once, at one address, by one source, in one language."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("source", "canonical"),
        Index("ix_document_source_edition", "source", "edition"),
        Index(
            "ix_document_source_moment", "source", text("COALESCE(published_at, first_seen_at)")
        ),
        Index(
            "ix_document_alternates",
            "alternates",
            postgresql_using="gin",
            postgresql_ops={"alternates": "jsonb_path_ops"},
        ),
        Index(
            "ix_document_withdrawn_todo", "id", postgresql_where=text("withdrawn_lined_by IS NULL")
        ),
        Index("ix_document_source_first_seen_at", "source", "first_seen_at"),
        Index(  # looked up for every page that is dropped
            "ix_document_withdrawn_page_id",
            "withdrawn_page_id",
            postgresql_where=text("withdrawn_page_id IS NOT NULL"),
        ),
        Index("ix_document_awaiting", "source", postgresql_where=text("awaits_id IS NOT NULL")),
    )

    id: Mapped[Key]
    source: Mapped[SourceName]
    canonical: Mapped[str] = mapped_column(comment="canonical address")
    address: Mapped[str] = mapped_column(comment="as the source writes it")
    language: Mapped[str] = mapped_column(comment="ISO 639-1, or und")
    confidence: Mapped[float] = mapped_column(comment="of the language, 0 to 1")
    genre: Mapped[str | None]
    edition: Mapped[str | None] = mapped_column(comment="id shared by language editions")
    alternates: Mapped[dict[str, str]] = mapped_column(JSONB, server_default="{}")
    published_at: Mapped[Instant | None] = mapped_column(index=True)
    published_precision: Mapped[str | None] = mapped_column(comment="minute or day")
    published_zone: Mapped[str | None]
    came: Mapped[str | None] = mapped_column(
        comment="how, where it was not fetched from its address: by mail, verified or not"
    )
    speaker: Mapped[str | None] = mapped_column(
        comment="whose words it is, as written by the operator who brought it; null: nobody said"
    )
    party: Mapped[str | None] = mapped_column(comment="whom that speaker speaks for, if said")
    said_at: Mapped[Instant | None] = mapped_column(comment="when that speaker spoke")
    said_precision: Mapped[str | None] = mapped_column(comment="minute or day")
    said_zone: Mapped[str | None]
    first_seen_at: Mapped[Instant]
    last_seen_at: Mapped[Instant]
    announced: Mapped[bool] = mapped_column(comment="false: backlog, backfill, first crawl")
    pending: Mapped[str | None] = mapped_column(
        comment="fingerprint of an earlier text that is served again; believed at the third fetch"
    )
    sightings: Mapped[int] = mapped_column(
        server_default=text("0"), comment="fetches in a row that brought the pending text"
    )
    flaps: Mapped[int] = mapped_column(
        server_default=text("0"),
        comment="times a pending text gave way to the current: so many fetches more it takes",
    )
    gone_at: Mapped[Instant | None] = mapped_column(
        comment="first answer 404 or 410 since its text was served last; null: it is served"
    )
    withdrawn_at: Mapped[Instant | None] = mapped_column(
        comment="second such answer, an hour later at least: withdrawn by its publisher"
    )
    withdrawn_page_id: Mapped[int | None] = mapped_column(
        ForeignKey("page.id"), comment="that answer, as evidence"
    )
    restored_at: Mapped[Instant | None] = mapped_column(
        comment="when it was served again after it had been withdrawn, the last time"
    )
    withdrawn_lined_by: Mapped[int | None] = mapped_column(
        server_default=text("1"),
        comment="version of stage that told of its going or return; null: to do",
    )
    held_until: Mapped[Instant | None] = mapped_column(
        comment="it may have moved here: what it carries is stated once that is known, or then"
    )
    awaits_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id"), comment="whose address has to answer first; null: none has to"
    )

    withheld_at: Mapped[Instant | None] = mapped_column(
        comment="we hide its text from then on; null: we do not"
    )
    erased_at: Mapped[Instant | None] = mapped_column(
        comment="its text is gone for good, here and in the archive; null: it is not"
    )

    withdrawn_page: Mapped["Page | None"] = relationship()


class Merged(Base):
    """A document that turned out to be another: its number leads there."""

    __tablename__ = "merged"

    document_id: Mapped[int] = mapped_column(
        primary_key=True,
        autoincrement=False,
        comment="the number it had; no document has it any more",
    )
    into_id: Mapped[int] = mapped_column(
        ForeignKey("document.id"), index=True, comment="the document that it is"
    )
    source: Mapped[SourceName]
    language: Mapped[str] = mapped_column(comment="ISO 639-1, or und")
    canonical: Mapped[str] = mapped_column(comment="by the rules of its day")
    address: Mapped[str] = mapped_column(comment="as the source wrote it")
    first_seen_at: Mapped[Instant]
    merged_at: Mapped[Instant]


class Address(Base):
    """A URL seen in a listing or feed, due until it ends as a document or a named drop."""

    __tablename__ = "address"
    __table_args__ = (
        UniqueConstraint("source", "url"),
        Index("ix_address_due", "source", "due_at", postgresql_where=text("due_at IS NOT NULL")),
        Index("ix_address_source_id", "source", "id"),  # what a crawl is told of, newest first
    )

    id: Mapped[Key]
    source: Mapped[SourceName]
    url: Mapped[str]
    listing: Mapped[str] = mapped_column(comment="where it was seen first")
    seen_at: Mapped[Instant]
    announced: Mapped[bool] = mapped_column(comment="whether what it leads to is news")
    backfilled: Mapped[bool] = mapped_column(
        server_default=text("false"),
        comment="a backfill saw it, and no listing we follow has shown it yet",
    )
    due_at: Mapped[Instant | None] = mapped_column(comment="next visit; null: none")
    attempts: Mapped[int] = mapped_column(server_default=text("0"), comment="since the last item")
    reason: Mapped[str | None] = mapped_column(comment="outcome of the last visit")
    detail: Mapped[str | None]
    tried_at: Mapped[Instant | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)

    document: Mapped[Document | None] = relationship()


class Page(Base):
    """The bytes at an address at a moment; the archive holds them."""

    __tablename__ = "page"
    __table_args__ = (
        UniqueConstraint("file", "offset"),
        Index(
            "ix_page_erase_todo",
            "id",
            postgresql_where=text("erased_for IS NOT NULL AND erased_at IS NULL"),
        ),
    )

    id: Mapped[Key]
    crawl_id: Mapped[int] = mapped_column(ForeignKey("crawl.id"), index=True)
    url: Mapped[str] = mapped_column(index=True)
    status: Mapped[int]
    digest: Mapped[str] = mapped_column(index=True, comment="SHA-256 of the body, hexadecimal")
    file: Mapped[str] = mapped_column(comment="WARC file, relative to the archive")
    offset: Mapped[int] = mapped_column(comment="bytes, of the record")
    length: Mapped[int] = mapped_column(comment="bytes, of the body")
    media_type: Mapped[str | None]
    role: Mapped[str] = mapped_column(comment="listing or document")
    fetched_at: Mapped[Instant]
    revisit: Mapped[bool] = mapped_column(
        server_default=text("false"), comment="its record refers to another that has the bytes"
    )
    erased_for: Mapped[int | None] = mapped_column(
        comment="the document, erased, whose words it shows: its bytes go; null: they stay"
    )
    erased_at: Mapped[Instant | None] = mapped_column(
        comment="when they went; the digest and the place of the record stay"
    )


class Revision(Base):
    """What a document said from a moment on."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("document_id", "number"),
        Index("ix_revision_state_todo", "id", postgresql_where=text("stated_by IS NULL")),
        Index("ix_revision_flag_todo", "id", postgresql_where=text("flagged_by IS NULL")),
        Index("ix_revision_quotation_todo", "id", postgresql_where=text("quoted_by IS NULL")),
        Index("ix_revision_line_todo", "id", postgresql_where=text("lined_by IS NULL")),
        Index("ix_revision_search_todo", "id", postgresql_where=text("searched_by IS NULL")),
        Index("ix_revision_offer_todo", "id", postgresql_where=text("offered_by IS NULL")),
    )

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    number: Mapped[int] = mapped_column(comment="1, 2, 3; an earlier text again is a new one")
    title: Mapped[str | None]
    body: Mapped[str] = mapped_column(comment="paragraphs separated by one blank line")
    sections: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)  # Any: JSON
    fingerprint: Mapped[str] = mapped_column(comment="SHA-256 of the normalised title and body")
    extraction: Mapped[str] = mapped_column(comment="declared or fallback")
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"), index=True)
    seen_at: Mapped[Instant]
    as_of: Mapped[Instant | None] = mapped_column(comment="publisher's own clock for this text")
    published_at: Mapped[Instant | None] = mapped_column(
        comment="as its page said then; null: it did not, or nobody kept it"
    )
    published_precision: Mapped[str | None] = mapped_column(comment="minute or day")
    published_zone: Mapped[str | None]
    confirmed_at: Mapped[Instant | None] = mapped_column(
        comment="when a second fetch said the same; a first revision needs none"
    )
    rebased_at: Mapped[Instant | None] = mapped_column(
        comment="when our own extractor, not the publisher, changed it"
    )
    stated_by: Mapped[int | None] = mapped_column(comment="version of stage; null: to do")
    flagged_by: Mapped[int | None] = mapped_column(comment="version of stage; null: to do")
    quoted_by: Mapped[int | None] = mapped_column(comment="version of stage; null: to do")
    lined_by: Mapped[int | None] = mapped_column(comment="version of stage; null: to do")
    searched_by: Mapped[int | None] = mapped_column(comment="version of stage; null: to do")
    offered_by: Mapped[int | None] = mapped_column(
        comment="version of stage that looks for quotations in it; null: to do"
    )
    raised: Mapped[int] = mapped_column(
        server_default=text("0"), comment="flags raised of it, for the ledger"
    )
    told: Mapped[int] = mapped_column(
        server_default=text("0"), comment="lines written that lead with it, for the ledger"
    )

    document: Mapped[Document] = relationship()
    page: Mapped[Page] = relationship()

    @property
    def published(self) -> Moment | None:
        """Return the moment its page gave it."""
        return moment(self.published_at, self.published_precision, self.published_zone)


class Searched(Base):
    """The current text of a document, as it is searched; without a row it is not found.

    Apart from `revision`, whose rows are written again by every stage: an index of words is dear.
    """

    __tablename__ = "searched"
    __table_args__ = (
        Index("ix_searched_words", "words", postgresql_using="gin"),
        Index("ix_searched_moment_document_id", "moment", "document_id"),  # the newest first
    )

    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True
    )
    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revision.id", ondelete="CASCADE"), unique=True
    )
    moment: Mapped[Instant] = mapped_column(comment="published, or else first seen")
    words: Mapped[str] = mapped_column(
        TSVECTOR, comment="stems by language, keys of names, source and language"
    )


class SetAside(Base):
    """A text that a stage failed at; the stage goes on without it until it is taken up again."""

    __tablename__ = "set_aside"

    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revision.id", ondelete="CASCADE"), primary_key=True
    )
    mark: Mapped[str] = mapped_column(
        primary_key=True, comment="of the stage, in table revision or quotation: quoted_by"
    )
    why: Mapped[str] = mapped_column(comment="kind and place of the failure, no word of the text")
    at: Mapped[Created]


class Statement(Base):
    """One act of speech by one or more speakers."""

    __tablename__ = "statement"
    __table_args__ = (
        Index("ix_statement_moment", text("COALESCE(said_at, published_at, created_at)")),
    )

    id: Mapped[Key]
    party: Mapped[str | None]
    institution: Mapped[str | None] = mapped_column(comment="who speaks where no turn says")
    speaker: Mapped[str | None] = mapped_column(
        comment="as written by the operator who brought it"
    )
    genre: Mapped[str | None]
    channel: Mapped[str | None] = mapped_column(comment="through which, where a text says so")
    said_at: Mapped[Instant | None]
    said_precision: Mapped[str | None] = mapped_column(comment="minute or day")
    said_zone: Mapped[str | None]
    published_at: Mapped[Instant | None] = mapped_column(
        comment="of its first text; of a report, where nothing else is known"
    )
    published_precision: Mapped[str | None]
    published_zone: Mapped[str | None]
    event_id: Mapped[int | None] = mapped_column(
        ForeignKey("event.id"), index=True, comment="where it was made, as far as a text says"
    )
    merged_into: Mapped[int | None] = mapped_column(
        ForeignKey("statement.id"), index=True, comment="the act of speech it turned out to be"
    )
    created_at: Mapped[Created]


class StatementSpeaker(Base):
    """Who made a statement, and whom they spoke for that day.

    A party's column holds what its speakers said: the unnamed and the unknown have none.
    """

    __tablename__ = "statement_speaker"

    statement_id: Mapped[int] = mapped_column(
        ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, comment="from 1, as a text names them")
    speaker: Mapped[str | None] = mapped_column(
        index=True, comment="id of people.toml; null: somebody it does not know"
    )
    name: Mapped[str]
    office: Mapped[str | None] = mapped_column(comment="held that day")
    party: Mapped[str | None] = mapped_column(index=True, comment="it speaks for")


class StatementLink(Base):
    """What a statement is to an earlier one."""

    __tablename__ = "statement_link"
    __table_args__ = (
        CheckConstraint("kind IN ('supersedes', 'corrects', 'repeats')", name="kind_known"),
    )

    later_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True)
    earlier_id: Mapped[int] = mapped_column(
        ForeignKey("statement.id"), primary_key=True, index=True
    )
    kind: Mapped[str]
    certainty: Mapped[str] = mapped_column(comment="sure or likely")
    reason: Mapped[str] = mapped_column(comment="why they were linked")


class Carriage(Base):
    """Which document carries which statement, and how."""

    __tablename__ = "carriage"
    __table_args__ = (
        UniqueConstraint("document_id", "section", "statement_id"),
        CheckConstraint(
            "role IN ('authoritative', 'edition', 'reprint', 'report')", name="role_known"
        ),
    )

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    section: Mapped[str] = mapped_column(comment="its anchor; empty: the whole")
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    role: Mapped[str]
    certainty: Mapped[str] = mapped_column(comment="sure or likely")
    reason: Mapped[str] = mapped_column(comment="why it was joined")


class Parted(Base):
    """A statement that a document does not carry, as an operator said; no stage joins them."""

    __tablename__ = "parted"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), primary_key=True)
    created_at: Mapped[Created]


class Event(Base):
    """What happened where statements were made: a call, a visit, a briefing, an interview."""

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('call', 'visit', 'briefing', 'interview', 'talks')", name="kind_known"
        ),
        Index("ix_event_kind_day", "kind", "day"),
    )

    id: Mapped[Key]
    kind: Mapped[str]
    day: Mapped[date] = mapped_column(comment="of the first statement known, where its source is")
    participants: Mapped[list[str]] = mapped_column(
        ARRAY(String), comment="ids of people.toml by which it is told from others"
    )
    created_at: Mapped[Created]


class Tie(Base):
    """What a document is to an earlier one."""

    __tablename__ = "tie"
    __table_args__ = (
        CheckConstraint("kind IN ('reprint', 'corrects', 'supersedes')", name="kind_known"),
    )

    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id"), primary_key=True, comment="the later one"
    )
    kind: Mapped[str] = mapped_column(
        comment="reprint or corrects, where no act of speech joins them; or supersedes"
    )
    earlier_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    reason: Mapped[str] = mapped_column(comment="why they were tied")


class Band(Base):
    """A key under which a text is found again; those of its earlier revisions stay.

    Thirty-three a document: nothing refers to them, and they refer to nothing.
    """

    __tablename__ = "band"

    key: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="of likeness.bands"
    )
    document_id: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="no key: its end leaves no trace"
    )


class Quotation(Base):
    """Words inside a revision attributed to speakers."""

    __tablename__ = "quotation"
    __table_args__ = (
        UniqueConstraint("revision_id", "start", "end"),
        CheckConstraint("kind IN ('direct', 'mixed', 'indirect')", name="kind_known"),
        Index("ix_quotation_trace_todo", "id", postgresql_where=text("traced_by IS NULL")),
        Index(
            "ix_quotation_speakers",
            "speakers",
            postgresql_using="gin",
            postgresql_ops={"speakers": "jsonb_path_ops"},
        ),
    )

    id: Mapped[Key]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"))
    start: Mapped[int] = mapped_column(comment="offset in the body, in characters")
    end: Mapped[int] = mapped_column(comment="exclusive")
    words: Mapped[str]
    kind: Mapped[str] = mapped_column(comment="direct, mixed or indirect: a reporter's wording")
    as_written: Mapped[str | None] = mapped_column(comment="the speaker's mention; null: unsure")
    speakers: Mapped[list[dict[str, Any]]] = mapped_column(
        JSONB, comment="id, name, office, party; empty: unsure, or unnamed"
    )  # Any: JSON
    channel: Mapped[str | None]
    cue: Mapped[str | None]
    confidence: Mapped[float] = mapped_column(comment="of the speaker, 0 to 1")
    rule: Mapped[str]
    embedded_in: Mapped[int | None] = mapped_column(
        comment="start of the quotation whose words it stands in"
    )
    via: Mapped[Several] = mapped_column(
        comment="outlets by whose report they came, the nearest first"
    )
    said_in: Mapped[str | None] = mapped_column(
        comment="ISO 639-1, as the text says, or the official words they are traced to"
    )
    carriage_id: Mapped[int | None] = mapped_column(
        ForeignKey("carriage.id", ondelete="SET NULL"),
        index=True,
        comment="of the statement they are part of; null: of none",
    )
    traced_by: Mapped[int | None] = mapped_column(comment="version of stage; null: to do")


class Trace(Base):
    """Whether the words of a quotation stand in official texts of its speakers, and where."""

    __tablename__ = "trace"
    __table_args__ = (
        CheckConstraint(
            "verdict IN ('verbatim', 'cut', 'differs', 'reworded', 'translated', 'not found')",
            name="verdict_known",
        ),
        CheckConstraint("(verdict = 'not found') = (revision_id IS NULL)", name="found_somewhere"),
    )

    quotation_id: Mapped[int] = mapped_column(
        ForeignKey("quotation.id", ondelete="CASCADE"), primary_key=True
    )
    verdict: Mapped[str] = mapped_column(
        comment="verbatim, cut, differs, reworded (reported speech), translated (likely, never "
        "sure) or not found"
    )
    revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("revision.id", ondelete="CASCADE"),
        index=True,
        comment="official words; null: not found",
    )
    score: Mapped[float] = mapped_column(comment="share of the words found, 0 to 1")
    pairs: Mapped[list[list[int]]] = mapped_column(
        JSONB, comment="start and end in the body it is quoted in, then in the official body"
    )
    differences: Mapped[list[dict[str, Any]]] = mapped_column(
        JSONB, comment="quoted, official, kinds"
    )  # Any: JSON
    searched: Mapped[dict[str, Any]] = mapped_column(
        JSONB, comment="since, until, texts, languages; each source with when it was read last"
    )  # Any: JSON
    traced_at: Mapped[Created]


class DossierText(Base):
    """A dossier as it was when it flagged something."""

    __tablename__ = "dossier"

    digest: Mapped[str] = mapped_column(primary_key=True, comment="SHA-256 of its text")
    slug: Mapped[str]
    text: Mapped[str]
    first_used_at: Mapped[Created]


class Flag(Base):
    """A revision (section) that matters to a dossier, and why."""

    __tablename__ = "flag"
    __table_args__ = (
        UniqueConstraint("revision_id", "section", "dossier", "digest"),
        CheckConstraint("grade IN ('core', 'mention')", name="grade_known"),
    )

    id: Mapped[Key]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    section: Mapped[str] = mapped_column(comment="its anchor; empty: the whole")
    dossier: Mapped[str]
    digest: Mapped[str] = mapped_column(ForeignKey("dossier.digest"))
    grade: Mapped[str]
    score: Mapped[float] = mapped_column(comment="0 to 1")
    evidence: Mapped[dict[str, Any]] = mapped_column(JSONB)  # Any: JSON
    created_at: Mapped[Created]


class Judgement(Base):
    """What an operator says of what we made of a text: whether it is on a dossier, and whose."""

    __tablename__ = "judgement"
    __table_args__ = (
        UniqueConstraint("revision_id", "dossier", "verdict"),
        CheckConstraint(
            "verdict IN ('relevant', 'not relevant', 'wrong speaker')", name="verdict_known"
        ),
    )

    id: Mapped[Key]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    dossier: Mapped[str]
    verdict: Mapped[str] = mapped_column(comment="relevant, not relevant, or wrong speaker")
    grade: Mapped[str | None] = mapped_column(
        comment="core or mention, as flagged when it was judged; null: not flagged"
    )
    note: Mapped[str | None] = mapped_column(comment="by whoever judged")
    created_at: Mapped[Created]


class Subscriber(Base):
    """A reader, and how they want to be told."""

    __tablename__ = "subscriber"
    __table_args__ = (
        CheckConstraint(
            "state IN ('pending', 'confirmed', 'paused', 'unsubscribed', 'suppressed')",
            name="state_known",
        ),
        CheckConstraint("rhythm IN ('at_once', 'hourly', 'daily', 'weekly')", name="rhythm_known"),
        CheckConstraint(
            "place_names IN ('paired', 'armenian', 'azerbaijani')", name="place_names_known"
        ),
    )

    id: Mapped[Key]
    address: Mapped[str] = mapped_column(unique=True)
    since: Mapped[Instant | None] = mapped_column(
        comment="what was seen before is not told; null: --announce"
    )
    created_at: Mapped[Created]
    state: Mapped[str] = mapped_column(
        server_default="confirmed", comment="only who is confirmed is told anything"
    )
    state_at: Mapped[Created]
    language: Mapped[str] = mapped_column(server_default="en", comment="of our own words")
    zone: Mapped[str] = mapped_column(server_default="UTC", comment="IANA; hours are of it")
    rhythm: Mapped[str] = mapped_column(server_default="at_once")
    hour: Mapped[int] = mapped_column(
        server_default=text("8"), comment="of a daily or weekly mail"
    )
    weekday: Mapped[int] = mapped_column(server_default=text("0"), comment="0 is Monday")
    quiet_from: Mapped[int | None] = mapped_column(comment="hour; null: no quiet hours")
    quiet_until: Mapped[int | None] = mapped_column(comment="hour, exclusive")
    discreet: Mapped[bool] = mapped_column(
        server_default=text("false"), comment="envelope and preview do not show the subject"
    )
    empty_digest: Mapped[bool] = mapped_column(
        server_default=text("false"), comment="a digest comes though there is nothing to tell"
    )
    place_names: Mapped[str] = mapped_column(
        server_default="paired", comment="in our own words: as which side's texts have them"
    )
    by_feed: Mapped[bool] = mapped_column(
        server_default=text("false"), comment="no mail tells them; they read a private feed"
    )
    timed_at: Mapped[Instant | None] = mapped_column(
        comment="when they last changed when they are told; null: never"
    )


class Subscription(Base):
    """What a reader asked for; an empty list means all."""

    __tablename__ = "subscription"
    __table_args__ = (
        UniqueConstraint("subscriber_id", "dossier"),
        CheckConstraint(
            "own_rhythm IN ('at_once', 'hourly', 'daily', 'weekly')", name="rhythm_known"
        ),
    )

    id: Mapped[Key]
    subscriber_id: Mapped[int] = mapped_column(ForeignKey("subscriber.id"))
    dossier: Mapped[str]
    grade: Mapped[str] = mapped_column(comment="least grade wanted: core or mention")
    sections: Mapped[Several] = mapped_column(comment="ids of the dossier's")
    parties: Mapped[Several]
    speakers: Mapped[Several] = mapped_column(comment="ids of people.toml")
    sources: Mapped[Several]
    languages: Mapped[Several] = mapped_column(comment="of the texts, ISO 639-1")
    press: Mapped[bool] = mapped_column(
        server_default=text("true"), comment="false: acts of speech only"
    )
    always: Mapped[Several] = mapped_column(comment="ids of speakers wanted whatever else is")
    own_rhythm: Mapped[str | None] = mapped_column(comment="null: as the subscriber's")
    created_at: Mapped[Created]


class Token(Base):
    """A link we mailed to a subscriber; what stands in the link is kept nowhere."""

    __tablename__ = "token"
    __table_args__ = (
        CheckConstraint(
            "purpose IN ('confirm', 'manage', 'unsubscribe', 'read', 'feed')", name="purpose_known"
        ),
    )

    digest: Mapped[str] = mapped_column(primary_key=True, comment="SHA-256, hexadecimal")
    subscriber_id: Mapped[int] = mapped_column(
        ForeignKey("subscriber.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[str] = mapped_column(comment="what its bearer may do")
    expires_at: Mapped[Instant] = mapped_column(index=True)
    created_at: Mapped[Created]


class Webhook(Base):
    """Where a reader is told by a call instead of a mail."""

    __tablename__ = "webhook"
    __table_args__ = (CheckConstraint("state IN ('on', 'paused', 'failed')", name="state_known"),)

    id: Mapped[Key]
    subscriber_id: Mapped[int] = mapped_column(
        ForeignKey("subscriber.id", ondelete="CASCADE"), unique=True
    )
    url: Mapped[str]
    secret: Mapped[str] = mapped_column(comment="signs what is posted; random, shown once")
    state: Mapped[str] = mapped_column(
        server_default="on", comment="unless it is on, mail tells its owner"
    )
    failing_since: Mapped[Instant | None] = mapped_column(comment="null: it took the last one")
    reason: Mapped[str | None] = mapped_column(comment="why it did not")
    created_at: Mapped[Created]


class Delivery(Base):
    """One message to one subscriber, made of lines; or the link they asked for."""

    __tablename__ = "delivery"
    __table_args__ = (
        Index(
            "ix_delivery_todo",
            "due_at",
            postgresql_where=text("sent_at IS NULL AND failed_at IS NULL"),
        ),
        UniqueConstraint("subscriber_id", "slot"),
        CheckConstraint(
            "kind IN ('alert', 'digest', 'confirm', 'manage', 'webhook')", name="kind_known"
        ),
    )

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(unique=True, comment="left part of its Message-ID")
    subscriber_id: Mapped[int] = mapped_column(ForeignKey("subscriber.id"), index=True)
    kind: Mapped[str] = mapped_column(
        server_default="alert", comment="alert and digest have lines; the others carry a link"
    )
    slot: Mapped[Instant | None] = mapped_column(
        comment="the hour a digest is of, or quiet hours end; one message each"
    )
    created_at: Mapped[Created]
    due_at: Mapped[Instant] = mapped_column(comment="next try")
    leased_until: Mapped[Instant | None] = mapped_column(comment="claimed by a sender till then")
    attempts: Mapped[int] = mapped_column(server_default=text("0"))
    lapsed: Mapped[int] = mapped_column(
        server_default=text("0"), comment="leases that ran out: their senders died, or hung"
    )
    sent_at: Mapped[Instant | None] = mapped_column(comment="stamped after the server's 250")
    failed_at: Mapped[Instant | None] = mapped_column(comment="refused for good")
    reason: Mapped[str | None] = mapped_column(comment="why the last try failed")


class Line(Base):
    """What one subscriber was told of one document, once."""

    __tablename__ = "line"
    __table_args__ = (
        UniqueConstraint("subscriber_id", "document_id", "kind", "revision_id"),
        CheckConstraint(
            "kind IN ('new', 'official', 'changed', 'withdrawn', 'correction')", name="kind_known"
        ),
        CheckConstraint("role IN ('lead', 'carrier')", name="role_known"),
    )

    id: Mapped[Key]
    subscriber_id: Mapped[int] = mapped_column(ForeignKey("subscriber.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    kind: Mapped[str]
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    role: Mapped[str]
    dossier: Mapped[str]
    delivery_id: Mapped[int] = mapped_column(ForeignKey("delivery.id"), index=True)
    irrelevant_at: Mapped[Instant | None] = mapped_column(
        comment="when its reader said that it is not about the dossier"
    )
    created_at: Mapped[Created]


class Bounce(Base):
    """A mail that came back for one of ours; taken once, however often it is read."""

    __tablename__ = "bounce"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('hard', 'soft', 'notice', 'auto_reply', 'challenge', 'complaint', "
            "'unsubscribe', 'unknown')",
            name="kind_known",
        ),
    )

    id: Mapped[Key]
    digest: Mapped[str] = mapped_column(unique=True, comment="SHA-256 of the mail, hexadecimal")
    kind: Mapped[str]
    status: Mapped[str | None] = mapped_column(comment="RFC 3463, such as 5.1.1")
    reason: Mapped[str | None] = mapped_column(comment="as it was said; null: none, or not ours")
    delivery_id: Mapped[int | None] = mapped_column(
        ForeignKey("delivery.id", ondelete="CASCADE"),
        index=True,
        comment="what it came back for; null: nothing of ours",
    )
    taken_at: Mapped[Created] = mapped_column(index=True)


class Withholding(Base):
    """What we hid of a document, showed again or erased: the public log."""

    __tablename__ = "withholding"
    __table_args__ = (
        CheckConstraint("kind IN ('withheld', 'shown again', 'erased')", name="kind_known"),
    )

    id: Mapped[Key]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    kind: Mapped[str]
    why: Mapped[str]
    digests: Mapped[Several] = mapped_column(comment="SHA-256 of the pages its texts are from")
    texts: Mapped[dict[str, Any] | None] = mapped_column(
        JSONB, comment="by number of revision: title, body, sections; null: not kept"
    )  # Any: JSON
    at: Mapped[Created]


class Notice(Base):
    """What operators were told: a state that is not well, until they were told it ended."""

    __tablename__ = "notice"
    __table_args__ = (
        Index("ix_notice_open", "subject", unique=True, postgresql_where=text("ended_at IS NULL")),
    )

    id: Mapped[Key]
    subject: Mapped[str] = mapped_column(comment="a source, or what is not well")
    state: Mapped[str]
    since: Mapped[Instant]
    told_at: Mapped[Instant]
    ended_at: Mapped[Instant | None] = mapped_column(comment="when its end, or change, was told")


class Held(Base):
    """What waits until an operator resumes it."""

    __tablename__ = "held"

    what: Mapped[str] = mapped_column(primary_key=True, comment="mail")
    since: Mapped[Created]
    reason: Mapped[str]
