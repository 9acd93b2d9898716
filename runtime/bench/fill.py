"""Rows of a house that is years old, generated straight into its database.

Per document: its address, three pages, one revision; every second a statement, every tenth a
flag, every fiftieth told by mail; and two crawls that brought nothing. Nothing is left to do.
"""

import psycopg

from runtime.address import conninfo

# {sources}: an array of names; {n}: how many documents
_ROWS = (
    """INSERT INTO crawl (id, key, source, mode, started_at, ended_at, outcome, counts, stored_at)
    SELECT i, 'generated.' || i, ({sources})[1 + i % {s}], 'crawl', {seen}, {seen}, 'quiet',
           '{{"listings": 4}}', {seen} FROM generate_series(1, 2 * {n}) i""",
    """INSERT INTO page (id, crawl_id, url, status, digest, file, "offset", length, media_type,
                          role, fetched_at, revisit)
    SELECT i, 1 + i % (2 * {n}), {url}, 200, encode(sha256(i::text::bytea), 'hex'),
           'generated/2020/01/' || i || '.warc.gz', 0, 60000, 'text/html', 'document', {seen},
           i > {n} FROM generate_series(1, 3 * {n}) i""",
    """INSERT INTO document (id, source, canonical, address, language, confidence, first_seen_at,
                              last_seen_at, announced, alternates)
    SELECT i, ({sources})[1 + i % {s}], {url}, {url}, 'en', 1, {seen}, {seen}, true, '{{}}'
    FROM generate_series(1, {n}) i""",
    """INSERT INTO address (id, source, url, listing, seen_at, announced, reason, document_id)
    SELECT i, ({sources})[1 + i % {s}], {url}, 'https://generated.example/', {seen}, true, 'same',
           i FROM generate_series(1, {n}) i""",
    """INSERT INTO revision (id, document_id, number, title, body, sections, fingerprint,
                              extraction, page_id, seen_at, stated_by, flagged_by, quoted_by,
                              lined_by, searched_by, offered_by)
    SELECT i, i, 1, 'Document ' || i, repeat(md5(i::text) || ' ', 60), '[]',
           encode(sha256(i::text::bytea), 'hex'), 'declared', i, {seen}, 1, 1, 1, 1, 1, 1
    FROM generate_series(1, {n}) i""",
    """INSERT INTO statement (id, party, institution, created_at)
    SELECT i, 'armenia', 'Ministry', {seen} FROM generate_series(1, {n} / 2) i""",
    """INSERT INTO carriage (id, document_id, section, statement_id, role, certainty, reason)
    SELECT i, 2 * i, '', i, 'authoritative', 'sure', 'generated'
    FROM generate_series(1, {n} / 2) i""",
    "INSERT INTO dossier (digest, slug, text) VALUES ('generated', 'generated', '')",
    """INSERT INTO flag (id, revision_id, section, dossier, digest, grade, score, evidence)
    SELECT i, 10 * i, '', 'generated', 'generated', 'core', 1, '{{}}'
    FROM generate_series(1, {n} / 10) i""",
    "INSERT INTO subscriber (id, address) VALUES (1, 'reader@generated.example')",
    """INSERT INTO delivery (id, key, subscriber_id, created_at, due_at, sent_at)
    SELECT i, 'generated.' || i, 1, {seen}, {seen}, {seen} FROM generate_series(1, {n} / 50) i""",
    """INSERT INTO line (id, subscriber_id, document_id, kind, revision_id, role, dossier,
                          delivery_id)
    SELECT i, 1, 50 * i, 'new', 50 * i, 'lead', 'generated', i
    FROM generate_series(1, {n} / 50) i""",
)
_COUNTED = (
    *("crawl", "page", "document", "address", "revision", "statement", "carriage", "flag"),
    *("subscriber", "delivery", "line"),
)
_SEEN = "now() - interval '3 years' + i * interval '1 second'"
_URL = "'https://generated.example/' || 1 + i % {n}"


def fill(url: str, sources: list[str], documents: int) -> None:
    """Generate documents of these sources into an empty database, vacuumed and analysed."""
    names = f"ARRAY[{', '.join(repr(name) for name in sources)}]"
    given = {"sources": names, "s": len(sources), "n": documents, "seen": _SEEN}
    given["url"] = _URL.format(n=documents)
    with psycopg.connect(conninfo(url), autocommit=True) as connection:
        for rows in _ROWS:
            connection.execute(rows.format(**given).encode())
        for table in _COUNTED:
            serial = f"pg_get_serial_sequence('{table}', 'id')"
            reset = f"SELECT setval({serial}, (SELECT max(id) FROM {table}))"  # noqa: S608  ours
            connection.execute(reset.encode())
        connection.execute("VACUUM ANALYZE")
