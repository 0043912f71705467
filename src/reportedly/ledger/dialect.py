"""Everything that differs between SQLite and PostgreSQL, and nothing else: full text, append-only triggers, upserts.

In: a dialect's name, "sqlite" or "postgresql". Out: DDL for the migrations, and clauses for the queries. The DDL below belongs
to migration v0001 and stays as it is; a later migration brings its own beside it.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, literal_column, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.dml import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite.dml import Insert as SqliteInsert

from reportedly.ledger.search import Term

FULL_TEXT = {
    "sqlite": (
        """CREATE VIRTUAL TABLE report_words USING fts5(name, title, outlet, byline, text,
           content='report', content_rowid='n', tokenize='unicode61 remove_diacritics 2')""",
        """CREATE TRIGGER report_words_insert AFTER INSERT ON report BEGIN
           INSERT INTO report_words(rowid, name, title, outlet, byline, text)
           VALUES (new.n, new.name, new.title, new.outlet, new.byline, new.text); END""",
        """CREATE VIRTUAL TABLE statement_words USING fts5(text, found_by,
           content='statement', content_rowid='n', tokenize='unicode61 remove_diacritics 2')""",
        """CREATE TRIGGER statement_words_insert AFTER INSERT ON statement BEGIN
           INSERT INTO statement_words(rowid, text, found_by) VALUES (new.n, new.text, new.found_by); END""",
    ),
    "postgresql": (  # a tsvector holds at most 1 MB: of the longest texts the beginning is searched
        """ALTER TABLE report ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple',
           name || ' ' || coalesce(title, '') || ' ' || coalesce(outlet, '') || ' ' || coalesce(byline, '') || ' ' ||
           left(text, 250000))) STORED""",
        "CREATE INDEX report_words ON report USING gin (words)",
        """ALTER TABLE statement ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple',
           left(text, 250000) || ' ' || left(found_by, 250000))) STORED""",
        "CREATE INDEX statement_words ON statement USING gin (words)",
    ),
}

APPEND_ONLY_ONCE: dict[str, tuple[str, ...]] = {
    "sqlite": (),
    "postgresql": (
        """CREATE FUNCTION reportedly_append_only() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN RAISE EXCEPTION 'rows of % are never edited or deleted', TG_TABLE_NAME; END $$""",
    ),
}

APPEND_ONLY = {
    "sqlite": (
        """CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN
           SELECT RAISE(ABORT, 'rows of {table} are never edited or deleted'); END""",
        """CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN
           SELECT RAISE(ABORT, 'rows of {table} are never edited or deleted'); END""",
    ),
    "postgresql": (
        """CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
           FOR EACH STATEMENT EXECUTE FUNCTION reportedly_append_only()""",
    ),
}

# 16 MB of pages for each connection: with the 2 MB that are usual, sorting 50,000 statements took 0.66 s instead of 0.17 s.
SQLITE_PRAGMAS = ("PRAGMA foreign_keys=ON", "PRAGMA synchronous=FULL", "PRAGMA cache_size=-16384")

_MATCH = {
    "sqlite": "{table}.n IN (SELECT rowid FROM {table}_words WHERE {table}_words MATCH :words)",
    "postgresql": "{table}.words @@ to_tsquery('simple', :words)",
}


def append_only_ddl(dialect: str, tables: Iterable[str]) -> tuple[str, ...]:
    """DDL that forbids UPDATE and DELETE on these tables."""
    return APPEND_ONLY_ONCE[dialect] + tuple(ddl.format(table=table) for table in tables for ddl in APPEND_ONLY[dialect])


def insert_new(dialect: str, table: Table) -> SqliteInsert | PostgresInsert:
    """An INSERT that passes over rows whose key is there already."""
    if dialect == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()


def passed(dialect: str, column: Any) -> ColumnElement[Any]:
    """The column, by which SQLite then looks no row up: it goes through the rows instead, which is faster where most of them fit."""
    return literal_column(f"+{column.table.name}.{column.name}", column.type) if dialect == "sqlite" else column


def matches(dialect: str, table: Table, terms: tuple[Term, ...]) -> ColumnElement[bool]:
    """The clause "this row of `report` or `statement` has all these terms"."""
    words = " AND ".join(map(_fts5, terms)) if dialect == "sqlite" else " & ".join(map(_tsquery, terms))
    clause: ColumnElement[bool] = text(_MATCH[dialect].format(table=table.name)).bindparams(  # type: ignore[assignment]
        bindparam("words", words, unique=True))
    return clause


def _fts5(term: Term) -> str:
    """FTS5 reads a quoted string as a phrase: no word in it is an operator. A term has no quotation mark in it."""
    return f'"{term.text}"' + (" *" if term.prefix else "")


def _tsquery(term: Term) -> str:
    """A quoted string in a tsquery is a phrase, too."""
    return "'" + term.text.replace("\\", "\\\\").replace("'", "''") + "'" + (":*" if term.prefix else "")
