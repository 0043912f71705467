"""Opening: what is made, what is refused in one line, and what a refusal leaves untouched."""

import logging
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.samples import EXTRACTOR, story
from reportedly.errors import LedgerBusy, LedgerError, NewerLedger, NotALedger
from reportedly.ledger import Ledger, open_ledger
from reportedly.ledger.engine import SQL_LOG, ledger_url, shown


def refused(where: str | Path, kind: type[LedgerError], line: str, *, create: bool = True) -> None:
    with pytest.raises(LedgerError, match=line) as caught:
        open_ledger(where, create=create, wait=0.2)
    assert type(caught.value) is kind
    assert "\n" not in str(caught.value)


def test_a_ledger_is_made_and_opened_again(path: Path) -> None:
    for where in (path, str(path), f"sqlite:///{path}"):
        with open_ledger(where) as ledger:
            ledger.add(story()[0], extractor=EXTRACTOR)
    with open_ledger(path, create=False) as ledger:
        assert len(list(ledger.reports())) == 1
    assert not path.with_name(path.name + "-wal").exists()


def test_connections_hold_what_is_promised(ledger: Ledger) -> None:
    with ledger._engine.connect() as connection:
        def pragma(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()

        assert (pragma("journal_mode"), pragma("foreign_keys"), pragma("synchronous")) == ("wal", 1, 2)
        assert pragma("busy_timeout") == 30_000


def test_a_newer_ledger_says_to_upgrade(ledger: Ledger, path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("UPDATE reportedly_version SET version_num = 'v0999'")
    connection.commit()
    connection.close()
    refused(path, NewerLedger, r"reportedly\.db was written by a newer reportedly .*v0999.*upgrade")


@pytest.mark.parametrize("data", [b"hello\n", b"SQLite", b"<html>" * 2000, bytes(5000), b"\x89PNG" + bytes(600)])
def test_a_file_of_another_kind(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    refused(path, NotALedger, "is not a ledger but a file of another kind")
    assert path.read_bytes() == data


def test_a_torn_sqlite_file(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    refused(path, NotALedger, "is not a ledger but a file of another kind")


def test_another_programs_database_is_left_as_it_is(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipe (name)")
    connection.close()
    before = path.read_bytes()
    refused(path, NotALedger, "another program's database")
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_ledger_only_if_asked(path: Path) -> None:
    path.touch()
    refused(path, NotALedger, "is empty, and no ledger yet", create=False)
    open_ledger(path).close()


def test_what_cannot_be_opened(tmp_path: Path, path: Path) -> None:
    refused(path, LedgerError, "there is no ledger at", create=False)
    assert not path.exists()
    refused(tmp_path, NotALedger, "is a folder")
    refused(tmp_path / "no" / "such.db", LedgerError, "is no folder")
    (tmp_path / "file").touch()
    refused(tmp_path / "file" / "a.db", LedgerError, "cannot be")
    refused("/proc/reportedly.db", LedgerError, "cannot be opened")
    refused("a\0b", LedgerError, "cannot be")
    refused(str(tmp_path / ("x" * 300)), LedgerError, "cannot be opened")


@pytest.mark.parametrize(("url", "line"), [
    ("mysql://x/y", "'mysql' is no database that keeps a ledger"), ("sqlite://", "needs a file"),
    ("http://x.org", "is no database"), ("://", "is no"), ("sqlite:///:memory:", "needs a file"),
    (":memory:", "needs a file"), ("", "needs a file"),
])
def test_urls_that_are_no_ledgers(url: str, line: str) -> None:
    refused(url, LedgerError, line)


def test_a_password_is_not_shown() -> None:
    url = ledger_url("postgresql://me:secret@host/db")
    assert url.drivername == "postgresql+psycopg"
    assert shown(url) == "postgresql+psycopg://me:***@host/db"


def test_a_ledger_locked_whole(ledger: Ledger, path: Path) -> None:
    ledger.close()
    other = sqlite3.connect(path)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    refused(path, LedgerBusy, "is being written by another program")
    other.close()


def test_several_may_make_the_same_ledger_at_once(path: Path) -> None:
    code = f"from reportedly.ledger import open_ledger; open_ledger({str(path)!r}).close()"
    started = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(4)]
    assert [process.communicate()[1] for process in started] == [b""] * 4
    with open_ledger(path, create=False) as ledger:
        assert list(ledger.reports()) == []


def test_sql_is_traced_when_asked(path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, SQL_LOG.name)
    with open_ledger(path) as ledger:
        ledger.add(story()[0], extractor=EXTRACTOR)
    assert caplog.messages == []
    monkeypatch.setenv("REPORTEDLY_TRACE_SQL", "1")
    with open_ledger(path) as ledger:
        list(ledger.statements("troops"))
    assert any("statement_words MATCH" in line and "troops" in line for line in caplog.messages)


def test_the_trace_goes_to_stderr(path: Path) -> None:
    code = f"from reportedly.ledger import open_ledger; list(open_ledger({str(path)!r}).reports())"
    traced = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                            env={"REPORTEDLY_TRACE_SQL": "1", "PYTHONPATH": ":".join(sys.path)})
    assert traced.stdout == ""
    assert "FROM newest JOIN report" in traced.stderr
