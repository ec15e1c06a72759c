"""Tables, indexes, full text and tallies, as ordered migrations. The comments travel with the file.

A released migration is never edited: a change is a new one, and `connect.VERSION` goes up by one. After an upgrade
everything derived (tallies, full text) is made anew by today's rules, so a migration may leave it empty.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlite_utils.migrations import Migrations

from statements.scales import Form, SourceKind

if TYPE_CHECKING:
    from sqlite_utils import Database

migrations = Migrations("communique")

COLLECTED = """
CREATE TABLE counters (
    -- harvest: the number of the latest transaction that brought or changed statements;
    -- identity: the same in a database and its copies, different in any other
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE stances (
    -- What a statement does, most hostile first; score on the conflict-cooperation scale (Goldstein 1992)
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    score REAL NOT NULL
);

CREATE TABLE forms (
    -- How the words reach the reader
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE kinds (
    -- Who publishes: an official's own site, an agency, the press
    key INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

CREATE TABLE sources (
    -- What feeds.yaml names, and what is known of it between polls. Times are ISO 8601 in UTC
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    body_hash TEXT,
    due_at TEXT,
    last_polled_at TEXT,
    last_success_at TEXT,
    last_full_at TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    last_error TEXT,
    error_kind TEXT,
    status INTEGER,
    moved_to TEXT,
    moved_count INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0,
    running_since TEXT,
    last_new_at TEXT      -- when it last brought a new article
);

CREATE TABLE actors (
    -- Everybody who ever spoke
    key INTEGER PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,  -- the registry's id, or ~name for a speaker it does not know
    name TEXT NOT NULL
);

CREATE TABLE readings (
    -- Versions of the rules and tables that statements were read with
    key INTEGER PRIMARY KEY,
    version TEXT NOT NULL UNIQUE
);

CREATE TABLE articles (
    -- One item of a source; its texts are in revisions
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source INTEGER NOT NULL REFERENCES sources (key),
    kind INTEGER NOT NULL REFERENCES kinds (key),
    origin_actor TEXT,    -- for a primary source: the registry id of whoever speaks through it
    origin_country TEXT,
    url TEXT,
    author TEXT,
    language TEXT,
    title TEXT NOT NULL,
    published_at TEXT,    -- as the feed says; NULL where it gives no usable date
    first_seen_at TEXT NOT NULL,
    dated INTEGER NOT NULL,   -- seconds since 1970: publication, never after first sight
    revision INTEGER NOT NULL,    -- the newest
    text_hash TEXT NOT NULL,
    reading INTEGER NOT NULL REFERENCES readings (key),
    error TEXT            -- why its text could not be read
);
CREATE INDEX articles_by_source ON articles (source, dated);
CREATE INDEX articles_by_reading ON articles (reading);
CREATE INDEX articles_unreadable ON articles (source) WHERE error IS NOT NULL;

CREATE TABLE forgotten (
    -- Articles that were removed for their age: not taken in again while a feed still carries them
    id TEXT PRIMARY KEY,
    text_hash TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE revisions (
    -- Every state of an article's text, as first seen; 1 is the first
    key INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (key),
    number INTEGER NOT NULL,
    seen_at TEXT NOT NULL,
    title TEXT NOT NULL,
    text NOT NULL,        -- as it is, or packed by zlib (a blob) once it is old
    UNIQUE (article, number)
);

CREATE TABLE statements (
    -- Who said what kind of thing when: small rows, to be scanned; the words are in wordings.
    -- key = seconds since 1970 * 256 + a number, so the order of keys is the order in time
    key INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles (key),
    source INTEGER NOT NULL REFERENCES sources (key),
    kind INTEGER NOT NULL REFERENCES kinds (key),
    arrived INTEGER NOT NULL, -- the number of the transaction that brought it
    same INTEGER REFERENCES statements (key), -- the line that stands for this one: same words, other article
    country TEXT,             -- the side spoken for: ISO 3166-1 alpha-2 or a body's code
    actor INTEGER NOT NULL REFERENCES actors (key),
    official INTEGER NOT NULL,    -- 1: speaks for a state, an international body or an armed group
    stance INTEGER NOT NULL REFERENCES stances (key),
    form INTEGER NOT NULL REFERENCES forms (key),
    language TEXT
);
CREATE INDEX statements_by_arrival ON statements (arrived);
CREATE INDEX statements_by_article ON statements (article);
CREATE INDEX statements_by_source ON statements (source);
CREATE INDEX statements_by_country ON statements (country);
CREATE INDEX statements_by_actor ON statements (actor);
CREATE INDEX statements_by_stance ON statements (stance, key DESC);
CREATE INDEX statements_same ON statements (same) WHERE same IS NOT NULL;

CREATE TABLE wordings (
    -- The words of each statement, and where in the article they stand
    key INTEGER PRIMARY KEY REFERENCES statements (key),
    id TEXT NOT NULL UNIQUE,  -- stable when the article is read again
    text TEXT NOT NULL,
    speaker TEXT NOT NULL,    -- the best name the article gives
    role TEXT,
    confidence REAL NOT NULL,
    also INTEGER NOT NULL DEFAULT 0,  -- how many further articles carry it
    revision INTEGER NOT NULL,        -- of the article, that the offsets in detail refer to
    detail TEXT NOT NULL      -- JSON: offsets (characters of the revision's text), targets, rules
);

CREATE TABLE targets (
    -- To or about whom: ISO code, body's code, name, and the registry's id where there is one
    target TEXT NOT NULL,
    key INTEGER NOT NULL REFERENCES statements (key),
    PRIMARY KEY (target, key)
) WITHOUT ROWID;
CREATE INDEX targets_by_key ON targets (key);

CREATE TABLE fingerprints (
    -- What same statements have in common (statements/sameness.py), by day (days since 1970, UTC)
    day INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,
    key INTEGER NOT NULL REFERENCES statements (key),
    PRIMARY KEY (day, fingerprint, key)
) WITHOUT ROWID;

CREATE TABLE tallies (
    -- Lines per day (days since 1970, UTC), kept by the writer; facet is all, country, actor or stance
    facet TEXT NOT NULL,
    value NOT NULL,
    official INTEGER NOT NULL,
    day INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    PRIMARY KEY (facet, value, official, day)
) WITHOUT ROWID;

CREATE TABLE totals (
    -- Lines of all days, kept by the writer; country is '' for none
    country TEXT NOT NULL,
    actor INTEGER NOT NULL REFERENCES actors (key),
    official INTEGER NOT NULL,
    stance INTEGER NOT NULL REFERENCES stances (key),
    lines INTEGER NOT NULL,
    PRIMARY KEY (country, actor, official, stance)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE wordings_text USING fts5 (
    -- Full text by wordings.key; facets holds words such as xcru (country RU), see store/fulltext.py
    text, speaker, title, facets,
    content='', columnsize=0, prefix='2 3', tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mc'"
);

CREATE TABLE lease (
    -- Who polls: at most one row
    only INTEGER PRIMARY KEY CHECK (only = 1),
    host TEXT NOT NULL,
    process INTEGER NOT NULL,
    token TEXT NOT NULL,
    since TEXT NOT NULL,
    beat_at TEXT NOT NULL
);

CREATE VIEW statements_full AS
    -- One row per statement, in words, for people
    SELECT wordings.id, strftime('%Y-%m-%dT%H:%M:%SZ', articles.dated, 'unixepoch') AS dated,
        statements.country, actors.name AS actor, substr(actors.handle, 1, 1) <> '~' AS registered,
        wordings.speaker, wordings.role, statements.official, stances.name AS stance, stances.score,
        forms.name AS form, wordings.text,
        (SELECT group_concat(value ->> 0, ' ') FROM json_each(wordings.detail, '$.targets')) AS targets,
        sources.id AS source, kinds.name AS kind, statements.language, articles.title, articles.url,
        articles.id AS article_id, wordings.confidence, wordings.also, wordings.detail
    FROM statements
    JOIN wordings ON wordings.key = statements.key
    JOIN articles ON articles.key = statements.article
    JOIN actors ON actors.key = statements.actor
    JOIN stances ON stances.key = statements.stance
    JOIN forms ON forms.key = statements.form
    JOIN sources ON sources.key = statements.source
    JOIN kinds ON kinds.key = statements.kind;

CREATE VIEW articles_full AS
    -- One row per article with its newest text
    SELECT articles.id, sources.id AS source, kinds.name AS kind, articles.url, articles.author,
        articles.language, articles.title, articles.published_at, articles.first_seen_at, articles.revision,
        revisions.text, readings.version AS reading_version, articles.error
    FROM articles
    JOIN sources ON sources.key = articles.source
    JOIN kinds ON kinds.key = articles.kind
    JOIN readings ON readings.key = articles.reading
    JOIN revisions ON revisions.article = articles.key AND revisions.number = articles.revision;
"""

MARKS = """
CREATE TABLE marks (
    -- The reader's own: read, starred, note, corrected stance. NULL: not so
    key INTEGER PRIMARY KEY,          -- of the statement in this database
    statement_id TEXT NOT NULL UNIQUE,
    read_at TEXT,
    starred_at TEXT,
    note TEXT,
    stance INTEGER REFERENCES stances (key),
    changed_at TEXT NOT NULL
);
CREATE INDEX marks_starred ON marks (starred_at) WHERE starred_at IS NOT NULL;
CREATE INDEX marks_noted ON marks (key) WHERE note IS NOT NULL;
CREATE INDEX marks_corrected ON marks (stance) WHERE stance IS NOT NULL;

CREATE TABLE tags (
    -- The reader's own tags
    tag TEXT NOT NULL,
    key INTEGER NOT NULL,
    statement_id TEXT NOT NULL,
    PRIMARY KEY (tag, key)
) WITHOUT ROWID;
CREATE INDEX tags_by_key ON tags (key);

CREATE TABLE read_days (
    -- Lines read, per day (days since 1970, UTC)
    official INTEGER NOT NULL,
    day INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    PRIMARY KEY (official, day)
) WITHOUT ROWID;

CREATE TABLE read_totals (
    -- Lines read, as in totals
    country TEXT NOT NULL,
    actor INTEGER NOT NULL,
    official INTEGER NOT NULL,
    stance INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    PRIMARY KEY (country, actor, official, stance)
) WITHOUT ROWID;
"""

SECOND = """
DROP TABLE tallies;
CREATE TABLE tallies (
    -- Lines per day (days since 1970, UTC), kept by the writer; facet is all, country, actor, stance or side
    -- (country:actor). The day stands before the value, so that one poll touches few pages
    facet TEXT NOT NULL,
    day INTEGER NOT NULL,
    value NOT NULL,
    official INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    PRIMARY KEY (facet, day, value, official)
) WITHOUT ROWID;

CREATE INDEX revisions_plain ON revisions (key) WHERE typeof(text) = 'text';

DROP TABLE wordings_text;
CREATE VIRTUAL TABLE wordings_text USING fts5 (
    -- Full text by wordings.key; facets holds words such as xcru (country RU), see store/fulltext.py
    text, speaker, title, facets,
    content='', columnsize=0, prefix='1 2 3', tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mc'"
);
INSERT INTO wordings_text (wordings_text, rank) VALUES ('automerge', 8);

DROP VIEW statements_full;
CREATE VIEW statements_full AS
    -- One row per statement, in words, for people; the newest first. Order by key rather than by dated
    SELECT statements.key, wordings.id, strftime('%Y-%m-%dT%H:%M:%SZ', articles.dated, 'unixepoch') AS dated,
        statements.country, actors.name AS actor, substr(actors.handle, 1, 1) <> '~' AS registered,
        wordings.speaker, wordings.role, statements.official, stances.name AS stance, stances.score,
        forms.name AS form, wordings.text,
        (SELECT group_concat(value ->> 0, ' ') FROM json_each(wordings.detail, '$.targets')) AS targets,
        sources.id AS source, kinds.name AS kind, statements.language, articles.title, articles.url,
        articles.id AS article_id, wordings.confidence, wordings.also, wordings.detail
    FROM statements
    JOIN wordings ON wordings.key = statements.key
    JOIN articles ON articles.key = statements.article
    JOIN actors ON actors.key = statements.actor
    JOIN stances ON stances.key = statements.stance
    JOIN forms ON forms.key = statements.form
    JOIN sources ON sources.key = statements.source
    JOIN kinds ON kinds.key = statements.kind
    ORDER BY statements.key DESC;
"""

FIRST_STANCES = (
    ("threaten", -6), ("demand", -5), ("reject", -4), ("warn", -3), ("accuse", -3), ("condemn", -2), ("deny", -1),
    ("comment", 0), ("appeal", 2), ("talks", 2.5), ("praise", 3.5), ("offer", 4),
)  # fmt: skip


def single_statements(script: str) -> Iterator[str]:
    """The statements of an SQL script; `executescript` would commit the transaction it runs in."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""


@migrations()
def m001_first(db: Database) -> None:
    """What is collected, and the reader's marks apart from it."""
    _run(db, COLLECTED)
    _run(db, MARKS)
    for key, (name, score) in enumerate(FIRST_STANCES, start=1):
        db.execute("INSERT INTO stances VALUES (?, ?, ?)", (key, name, score))
    for table, names in (("forms", Form), ("kinds", SourceKind)):
        for key, name in enumerate(names, start=1):
            db.execute(f"INSERT INTO {table} VALUES (?, ?)", (key, str(name)))  # noqa: S608 - two names, both above
    db.execute("INSERT INTO counters VALUES ('harvest', 0), ('identity', random())")


@migrations()
def m002_days_and_prefixes(db: Database) -> None:
    """Tallies by day, one-letter prefixes. What is derived is empty then: `connect` has it made anew."""
    _run(db, SECOND)


def _run(db: Database, script: str) -> None:
    for statement in single_statements(script):
        db.execute(statement)
