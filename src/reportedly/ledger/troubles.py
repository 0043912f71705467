"""The database's errors -> one clear line each: what was wrong, where, and what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from reportedly.errors import LedgerBusy, LedgerError, NotALedger

_BUSY = "{where} is being written by another program: try again when it has finished"
_FULL = "the disk is full: this was not kept in {where}, all that was there is; free some room and run it again"
_BROKEN = "{where} cannot be written or read ({detail}): what was acknowledged is kept; look to the disk and run it again"
_LINES: dict[str, tuple[type[LedgerError], str]] = {  # SQLite's names of errors, and PostgreSQL's codes
    "SQLITE_BUSY": (LedgerBusy, _BUSY),
    "SQLITE_LOCKED": (LedgerBusy, _BUSY),
    "55P03": (LedgerBusy, _BUSY),
    "SQLITE_FULL": (LedgerError, _FULL),
    "53100": (LedgerError, _FULL),
    "SQLITE_IOERR": (LedgerError, _BROKEN),
    "SQLITE_NOTADB": (NotALedger, "{where} is not a ledger but a file of another kind: name another with --ledger"),
    "SQLITE_CORRUPT": (LedgerError, "{where} is damaged ({detail}): restore it from a copy, or try `sqlite3 FILE .recover`"),
    "SQLITE_CANTOPEN": (LedgerError, "{where} cannot be opened: are its folder and file there, and may you write to them?"),
    "SQLITE_READONLY": (LedgerError, "{where} may not be written: change its permissions, or name another with --ledger"),
    "SQLITE_CONSTRAINT": (LedgerError, "what was to be kept in {where} does not hold together ({detail})"),
}


@contextmanager
def plainly(where: str) -> Iterator[None]:
    """Run what is inside; the database's errors come out as `LedgerError`s that name the ledger."""
    try:
        yield
    except UnicodeEncodeError as problem:
        raise LedgerError(f"not kept in {where}: its text holds what is no character ({problem.reason})") from problem
    except (SQLAlchemyError, sqlite3.Error) as problem:
        raise _plain(problem, where) from problem


def _plain(problem: SQLAlchemyError | sqlite3.Error, where: str) -> LedgerError:
    cause = problem.orig if isinstance(problem, DBAPIError) and problem.orig else problem
    lines = str(cause).strip().splitlines() or [type(problem).__name__]
    if isinstance(cause, UnicodeEncodeError):
        return LedgerError(f"not kept in {where}: its text holds what is no character ({cause.reason})")
    code = str(getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None) or "")
    for known, (kind, line) in _LINES.items():
        if code.startswith(known):
            return kind(line.format(where=where, detail=lines[0]))
    return LedgerError(f"{where}: {lines[0]}")
