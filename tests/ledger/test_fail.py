"""Failures: recorded once, current until the same name succeeds."""

from dataclasses import replace
from pathlib import Path

from ledger.samples import EXTRACTOR, contents, telling
from reportedly.ledger import Ledger
from reportedly.types import Failure

EMPTY = Failure("a.txt", "a.txt is empty", "0" * 64)


def test_a_failure_is_recorded_once(ledger: Ledger, path: Path) -> None:
    ledger.fail(EMPTY)
    before = contents(path)
    ledger.fail(EMPTY)
    assert contents(path) == before
    ledger.fail(Failure("a.txt", "a.txt is not text"))
    ledger.fail(Failure("b.txt", "b.txt is empty"))
    assert ledger.failures() == [EMPTY, Failure("a.txt", "a.txt is not text"), Failure("b.txt", "b.txt is empty")]


def test_a_later_success_ends_it_and_it_may_come_back(ledger: Ledger, path: Path) -> None:
    ledger.fail(EMPTY)
    ledger.fail(Failure("b.txt", "b.txt is empty"))
    extraction = telling("[Li]person [said]cue [rates will fall]content.", "a.txt")
    assert ledger.add(extraction, extractor=EXTRACTOR)
    assert [failure.name for failure in ledger.failures()] == ["b.txt"]
    ledger.fail(EMPTY)
    assert [failure.name for failure in ledger.failures()] == ["b.txt", "a.txt"]
    assert not ledger.add(extraction, extractor=EXTRACTOR)  # there already, and yet a success
    assert [failure.name for failure in ledger.failures()] == ["b.txt"]
    ledger.fail(EMPTY)
    ledger.recover("a.txt")
    ledger.recover("a.txt")
    assert [failure.name for failure in ledger.failures()] == ["b.txt"]
    assert len(contents(path)["failure"]) == 4


def test_a_name_that_no_database_keeps_can_fail_and_recover(ledger: Ledger) -> None:
    odd = replace(EMPTY, name="caf\udce9\0.txt", reason="no such \udce9")
    ledger.fail(odd)
    assert ledger.failures() == [Failure("caf\\udce9 .txt", "no such \\udce9", odd.sha256)]
    ledger.recover(odd.name)
    assert ledger.failures() == []
