"""What was acknowledged is there: after a kill, a Ctrl-C, a full disk, and beside another writer."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from ledger.samples import EXTRACTOR, contents, story, telling
from reportedly.errors import LedgerBusy, LedgerError
from reportedly.ledger import Ledger, open_ledger
from reportedly.types import Extraction, Failure

WRITER = """
import sys
sys.path[:0] = {path!r}
from ledger.test_survive import numbered
from reportedly.ledger import open_ledger
with open_ledger({ledger!r}) as ledger:
    for number in range({start}, {stop}):
        ledger.add(numbered(number), extractor="e")
        print(number, flush=True)
"""


def numbered(number: int) -> Extraction:
    return telling(f"[Li]person [said]cue [rate {number} will fall]content. " + "And so on. " * 50, f"{number}.txt")


def writing(path: Path, start: int, stop: int) -> subprocess.Popen[str]:
    code = WRITER.format(path=sys.path, ledger=str(path), start=start, stop=stop)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def whole(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.execute("INSERT INTO statement_words(statement_words, rank) VALUES ('integrity-check', 1)")
    connection.close()


def test_what_was_acknowledged_survives_a_kill(path: Path) -> None:
    process = writing(path, 0, 2000)
    assert process.stdout is not None
    acknowledged = [int(process.stdout.readline()) for _ in range(20)]
    process.kill()
    acknowledged += [int(line) for line in process.communicate()[0].splitlines()]
    whole(path)
    with open_ledger(path, create=False) as ledger:
        for number in acknowledged:
            assert ledger.extraction(f"{number}.txt") == numbered(number)
        assert len(list(ledger.reports())) in {len(acknowledged), len(acknowledged) + 1}
        assert ledger.add(numbered(2000), extractor="e")


def test_ctrl_c_at_any_step_leaves_nothing_half_written(ledger: Ledger, path: Path) -> None:
    ledger.add(story()[0], extractor=EXTRACTOR)
    ledger.fail(Failure("money.html", "was empty"))
    before = contents(path)
    steps = 0
    stop_at = 1

    def interrupt(*_: Any) -> None:
        nonlocal steps
        steps += 1
        if steps == stop_at:
            raise KeyboardInterrupt

    event.listen(ledger._engine, "before_cursor_execute", interrupt)
    while True:
        steps = 0
        try:
            assert ledger.add(story()[1], extractor=EXTRACTOR)
            break
        except KeyboardInterrupt:
            event.remove(ledger._engine, "before_cursor_execute", interrupt)
            assert contents(path) == before
            assert len(list(ledger.statements())) == 1
            event.listen(ledger._engine, "before_cursor_execute", interrupt)
            stop_at += 1
    assert stop_at > 10
    event.remove(ledger._engine, "before_cursor_execute", interrupt)
    assert len(list(ledger.statements())) == 2
    assert ledger.failures() == []
    whole(path)


def test_ctrl_c_of_a_whole_program(path: Path) -> None:
    process = writing(path, 0, 2000)
    assert process.stdout is not None
    acknowledged = [int(process.stdout.readline()) for _ in range(5)]
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    acknowledged += [int(line) for line in out.splitlines()]
    assert "KeyboardInterrupt" in err
    whole(path)
    with open_ledger(path, create=False) as ledger:
        names = {row.name for row in ledger.reports()}
        assert {f"{number}.txt" for number in acknowledged} <= names
        assert len(names) <= len(acknowledged) + 1


def test_a_full_disk_is_one_line_and_earlier_reports_are_intact(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add(numbered(0), extractor="e")
        with ledger._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    with open_ledger(path) as ledger:
        event.listen(ledger._engine, "connect", lambda connection, _: connection.execute(f"PRAGMA max_page_count={pages + 8}"))
        ledger._engine.dispose()
        kept, line = 1, ""
        while not line and kept < 1000:
            try:
                ledger.add(numbered(kept), extractor="e")
                kept += 1
            except LedgerError as problem:
                line = str(problem)
        assert line.startswith("the disk is full: ")
        assert "\n" not in line
        assert kept > 1
        assert len(list(ledger.reports())) == kept
    whole(path)
    with open_ledger(path) as ledger:
        assert ledger.extraction("0.txt") == numbered(0)
        assert ledger.add(numbered(kept), extractor="e")


def test_a_disk_that_takes_no_more_while_the_log_is_written(path: Path) -> None:
    open_ledger(path).close()
    acknowledged = limited(path, 400_000)
    whole(path)
    with open_ledger(path) as ledger:
        assert acknowledged
        assert len(list(ledger.reports())) == len(acknowledged)


def test_a_disk_that_does_not_take_a_new_ledger(path: Path) -> None:
    for size in (0, 1000, 50_000):
        assert limited(path, size) == []
    open_ledger(path).close()
    whole(path)


def limited(path: Path, size: int) -> list[int]:
    """What a writer acknowledged whose files may have no more than `size` bytes; it ends in one clear line."""
    code = f"import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n{WRITER}".format(
        path=sys.path, ledger=str(path), start=0, stop=2000)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("reportedly.errors.LedgerError:")
    assert "cannot be written" in last or "disk is full" in last
    return [int(line) for line in done.stdout.splitlines()]


def test_two_writers_at_once_both_succeed(path: Path) -> None:
    processes = [writing(path, 0, 40), writing(path, 20, 60)]
    for process in processes:
        assert process.communicate()[1] == ""
        assert process.returncode == 0
    whole(path)
    with open_ledger(path) as ledger:
        assert sorted(int(row.name[:-4]) for row in ledger.reports()) == list(range(60))


def test_two_threads_on_one_ledger(ledger: Ledger, path: Path) -> None:
    added: list[bool] = []

    def work() -> None:
        added.extend([ledger.add(numbered(number), extractor="e") for number in range(15)])

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (added.count(True), added.count(False)) == (15, 30)
    whole(path)


def test_a_writer_that_holds_on_is_waited_for_and_then_named(ledger: Ledger, path: Path) -> None:
    ledger.add(story()[0], extractor=EXTRACTOR)
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    with open_ledger(path, wait=0.2) as impatient:
        before = time.monotonic()
        with pytest.raises(LedgerBusy, match=r"reportedly\.db is being written by another program: try again") as caught:
            impatient.add(story()[1], extractor=EXTRACTOR)
        assert "\n" not in str(caught.value)
        assert 0.15 < time.monotonic() - before < 10
        assert len(list(impatient.statements("troops"))) == 1  # reading goes on meanwhile
    threading.Timer(0.3, other.execute, ("COMMIT",)).start()
    assert ledger.add(story()[1], extractor=EXTRACTOR)
    other.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_ledger_that_may_not_be_written(ledger: Ledger, path: Path) -> None:
    ledger.close()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with pytest.raises(LedgerError, match=r"may not be written|cannot be opened"), open_ledger(path) as locked:
            locked.add(story()[0], extractor=EXTRACTOR)
    finally:
        path.parent.chmod(0o755)
