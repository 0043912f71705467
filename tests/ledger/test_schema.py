"""The migrations make what `schema.py` says, on both dialects."""

import sqlite3
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from ledger.samples import contents
from reportedly.ledger import Ledger, migrations
from reportedly.ledger.dialect import APPEND_ONLY, APPEND_ONLY_ONCE, FULL_TEXT, insert_new, matches
from reportedly.ledger.migrate import VERSION_TABLE, migration_sql
from reportedly.ledger.schema import INDEXES, metadata, source, statement
from reportedly.ledger.search import terms


def test_the_migrations_make_the_schema(ledger: Ledger) -> None:
    def ours(_object: object, name: str | None, kind: str, _reflected: object, _compared: object) -> bool:
        return kind != "table" or not (name or "").partition("_words")[1]

    with ledger._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "include_object": ours,
                                                               "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_list_of_revisions_is_the_folder() -> None:
    script = ScriptDirectory(str(Path(migrations.__file__).parent))
    assert tuple(reversed([step.revision for step in script.walk_revisions()])) == migrations.REVISIONS


def test_tables_are_strict_of_text_and_integers_and_append_only(ledger: Ledger, path: Path) -> None:
    connection = sqlite3.connect(path)
    facts = {*contents(path)} - {VERSION_TABLE}
    assert facts == set(metadata.tables)
    for table in facts:
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        assert "STRICT" in sql[sql.rindex(")"):]
        if table in INDEXES:
            continue
        assert {row[2] for row in connection.execute(f"PRAGMA table_info({table})")} <= {"TEXT", "INTEGER"}
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,))
        assert {f"{table}_no_update", f"{table}_no_delete"} <= {row[0] for row in found}
    connection.close()


def test_both_dialects_have_every_ddl() -> None:
    assert set(FULL_TEXT) == set(APPEND_ONLY) == set(APPEND_ONLY_ONCE) == {"sqlite", "postgresql"}


def test_the_schema_compiles_for_postgresql() -> None:
    sql = migration_sql("postgresql")
    for table in metadata.sorted_tables:
        assert f"CREATE TABLE {table.name} (" in str(CreateTable(table).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]
        assert f"CREATE TABLE {table.name} (" in sql
        assert (f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name}\n" in sql) == (table.name not in INDEXES)
    for line in ("words tsvector GENERATED ALWAYS AS (to_tsvector('simple'", "USING gin (words)", "CREATE VIEW newest",
                 "n SERIAL NOT NULL", "DEFERRABLE INITIALLY DEFERRED", "RAISE EXCEPTION"):
        assert line in sql
    assert not any(word in sql for word in ("STRICT", "fts5", "RAISE(ABORT"))


def test_clauses_compile_for_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    assert str(insert_new("postgresql", source).compile(dialect=dialect)).endswith("ON CONFLICT DO NOTHING")
    clause = matches("postgresql", statement, terms("it's \\ \"two words\" go*")).compile(dialect=dialect)
    assert "statement.words @@ to_tsquery('simple', " in str(clause)
    assert list(clause.params.values()) == ["'it''s' & 'two words' & 'go':*"]
    assert list(matches("postgresql", statement, terms("a\\b")).compile(dialect=dialect).params.values()) == ["'a\\\\b'"]
