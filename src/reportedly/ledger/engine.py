"""A path or URL -> a SQLAlchemy engine whose transactions hold what the ledger promises.

SQLite's own transactions are used, not its Python driver's: reads BEGIN, writes BEGIN IMMEDIATE, so that a writer waits for
another at the beginning and never fails in the middle. With REPORTEDLY_TRACE_SQL=1 each statement that runs is logged.
"""

import logging
import os
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from reportedly.errors import LedgerError, NotALedger
from reportedly.ledger.dialect import SQLITE_PRAGMAS

TRACE = "REPORTEDLY_TRACE_SQL"
SQL_LOG = logging.getLogger("reportedly.ledger.sql")
KEPT = 16  # connections
_MAGIC = b"SQLite format 3\0"


def ledger_url(where: str | Path) -> URL:
    """The URL of a ledger given as a path, or as sqlite:///PATH or postgresql://…."""
    if isinstance(where, Path) or "://" not in where:
        url = URL.create("sqlite", database=str(where))
    else:
        try:
            url = make_url(where)
        except (ArgumentError, ValueError):
            raise LedgerError(f"{where!r} is no ledger's URL: give a file, or postgresql://USER@HOST/DATABASE") from None
    backend = url.get_backend_name()
    if backend in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise LedgerError(f"{backend!r} is no database that keeps a ledger: give a file, or postgresql://USER@HOST/DATABASE")
    if url.database in {None, "", ":memory:"}:
        raise LedgerError("a ledger needs a file: memory forgets what was acknowledged")
    return url


def shown(url: URL) -> str:
    """The ledger's name in messages: a path, or a URL without its password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def check_file(path: Path, *, create: bool) -> None:
    """Refuse what can be seen to be no ledger's file, before anything touches it."""
    if "\0" in str(path):
        raise LedgerError(f"{str(path)!r} cannot be opened: no file's name has a null character")
    try:
        if path.is_dir():
            raise NotALedger(f"{path} is a folder: a ledger is a file, such as {path / 'reportedly.db'}")
        if not path.exists():
            if not create:
                raise LedgerError(f"there is no ledger at {path}: make one with `reportedly add`, or name another with --ledger")
            if not path.parent.is_dir():
                raise LedgerError(f"{path} cannot be made: {path.parent} is no folder")
            return
        with path.open("rb") as file:
            begins = file.read(len(_MAGIC))
    except OSError as problem:
        raise LedgerError(f"{path} cannot be opened: {problem.strerror}") from None
    if begins and begins != _MAGIC:
        raise NotALedger(f"{path} is not a ledger but a file of another kind: name another with --ledger")


def make_engine(url: URL, wait: float) -> Engine:
    """An engine for this ledger; a lock of another writer is waited for `wait` seconds. Nothing is opened yet."""
    sqlite = url.get_backend_name() == "sqlite"
    options: dict[str, Any] = {"timeout": wait} if sqlite else {"options": f"-c lock_timeout={int(wait * 1000)}"}
    try:
        # As many connections as there are listings being read at once; some are kept, with what they have in memory.
        engine = create_engine(url, connect_args=options, pool_size=KEPT, max_overflow=-1)
    except (ImportError, NoSuchModuleError):
        raise LedgerError("a ledger on PostgreSQL needs its driver: pip install 'psycopg[binary]'") from None
    if sqlite:
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    if os.environ.get(TRACE) == "1":
        _trace(engine)
    return engine


def use_write_ahead_log(engine: Engine, wait: float) -> None:
    """On SQLite readers and a writer do not block one another then. The file remembers it; a busy moment is waited out."""
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        until = time.monotonic() + wait
        while True:
            try:
                if cursor.execute("PRAGMA journal_mode=WAL").fetchone()[0] == "wal":
                    return
            except Exception as problem:  # the driver's own error, for SQLAlchemy is not in between
                if getattr(problem, "sqlite_errorname", "") != "SQLITE_BUSY" or time.monotonic() > until:
                    raise
            if time.monotonic() > until:
                return
            time.sleep(0.02)
    finally:
        raw.close()


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are ours to begin
    for pragma in SQLITE_PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("ledger_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _trace(engine: Engine) -> None:
    if not SQL_LOG.handlers:
        handler = logging.StreamHandler()  # stderr
        handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
        SQL_LOG.addHandler(handler)
    SQL_LOG.setLevel(logging.DEBUG)

    def before(_c: Any, _cursor: Any, sql: str, values: Any, _context: Any, many: bool) -> None:  # noqa: FBT001
        what = f"{len(values)} rows" if many else repr(values)
        SQL_LOG.debug("%s  <- %s", " ".join(sql.split()), what if len(what) <= 200 else what[:200] + "…")

    event.listen(engine, "before_cursor_execute", before)
