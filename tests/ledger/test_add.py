"""Adding: once, superseding, resuming, and never editing."""

import itertools
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from ledger.samples import EXTRACTOR, contents, extractions, reports_of, rows, story, telling
from reportedly.errors import LedgerError
from reportedly.ledger import Ledger, given_key, open_ledger
from reportedly.types import Extraction, Span


def test_add_is_true_once(ledger: Ledger) -> None:
    for extraction in story():
        assert ledger.add(extraction, extractor=EXTRACTOR)
        assert not ledger.add(extraction, extractor=EXTRACTOR)
    assert reports_of(ledger) == ["money.html", "chosun.html", "denial.html"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(extractions())
def test_adding_twice_changes_nothing(ledger: Ledger, path: Path, extraction: Extraction) -> None:
    ledger.add(extraction, extractor=EXTRACTOR)
    before = contents(path)
    assert not ledger.add(extraction, extractor=EXTRACTOR)
    assert contents(path) == before


def test_another_order_gives_the_same_rows(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate(itertools.permutations(story())):
        path = tmp_path / f"{number}.db"
        with open_ledger(path) as ledger:
            for extraction in order:
                assert ledger.add(extraction, extractor=EXTRACTOR)
        found.append(contents(path))
    assert len(found[0]["statement"]) == 3
    assert all(one == found[0] for one in found)


def test_a_newer_extractor_supersedes_and_the_older_reading_is_kept(ledger: Ledger, path: Path) -> None:
    first = telling("[Li]person [said]cue [rates will fall]content.")
    second = replace(first, statements=(replace(first.statements[0], text="rates will fall."),))
    assert ledger.add(first, extractor="model 1")
    assert ledger.add(second, extractor="model 2")
    assert ledger.extraction(first.report.id) == second
    assert [row.statement.text for row in ledger.statements()] == ["rates will fall."]
    assert next(ledger.sources()).statements == 1
    assert len(rows(path, "statement")) == 2
    assert len(rows(path, "report")) == 1
    assert not ledger.add(first, extractor="model 1")
    assert ledger.extraction(first.report.id) == second


def test_a_corrected_date_supersedes(ledger: Ledger) -> None:
    undated = telling("[Li]person [said]cue [rates will fall]content.", outlet="Herald")
    dated = replace(undated, report=replace(undated.report, published="2024-06-27"))
    assert ledger.add(undated, extractor=EXTRACTOR)
    assert ledger.add(dated, extractor=EXTRACTOR)
    assert ledger.extraction(undated.report.id) == dated
    assert [row.published for row in ledger.reports()] == ["2024-06-27"]


def test_a_copy_under_another_name_is_the_same_report(ledger: Ledger, path: Path) -> None:
    extraction = telling("[Li]person [said]cue [rates will fall]content.", "a.txt")
    copy = replace(extraction, report=replace(extraction.report, name="copy.txt"))
    assert ledger.add(extraction, extractor=EXTRACTOR)
    assert not ledger.add(copy, extractor=EXTRACTOR)
    assert len(rows(path, "extraction")) == 1
    assert ledger.extraction("copy.txt") == extraction


def test_has_knows_bytes_with_what_was_given_beside_them(ledger: Ledger) -> None:
    report = (extraction := story()[0]).report
    herald = given_key(outlet="Herald", published=None)
    assert not ledger.has(report.sha256, herald, EXTRACTOR)
    ledger.add(extraction, extractor=EXTRACTOR, given=herald)
    assert ledger.has(report.sha256, given_key(published=None, outlet="Herald"), EXTRACTOR)
    assert not ledger.has(report.sha256, given_key(outlet="Courier"), EXTRACTOR)
    assert not ledger.has(report.sha256, given_key(), EXTRACTOR)
    assert not ledger.has(report.sha256, herald, "another model")
    assert not ledger.has("0" * 64, herald, EXTRACTOR)


def test_other_bytes_of_the_same_report_are_known_from_then_on(ledger: Ledger) -> None:
    extraction = story()[0]
    other = replace(extraction, report=replace(extraction.report, sha256="f" * 64))
    ledger.add(extraction, extractor=EXTRACTOR)
    assert not ledger.add(other, extractor=EXTRACTOR)
    assert ledger.has("f" * 64, "", EXTRACTOR)


def test_every_span_is_stored_with_its_words_and_their_surroundings(ledger: Ledger, path: Path) -> None:
    extraction = telling("It was in the far north, in a small town, that [Li]person [said]cue [rates — will fall]content."
                         " So it was told.")
    ledger.add(extraction, extractor=EXTRACTOR)
    text = extraction.report.text
    found = rows(path, "span")
    assert {row[4] for row in found} == {"Li", "said", "rates — will fall"}
    for _, of, start, end, exact, prefix, suffix in found:
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert of == extraction.report.id
        assert (exact, prefix, suffix) == (text[start:end], text[max(0, start - 32):start], text[end:end + 32])


@pytest.mark.parametrize("table", ["report", "span", "extraction", "attribution", "statement", "hop", "source", "arrival"])
def test_rows_are_never_edited_or_deleted(ledger: Ledger, path: Path, table: str) -> None:
    ledger.add(story()[0], extractor=EXTRACTOR)
    connection = sqlite3.connect(path)
    column = rows_columns(connection, table)
    for change in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):  # noqa: S608
        with pytest.raises(sqlite3.IntegrityError, match=f"rows of {table} are never edited or deleted"):
            connection.execute(change)
    connection.close()


def rows_columns(connection: sqlite3.Connection, table: str) -> str:
    return str(connection.execute(f"PRAGMA table_info({table})").fetchall()[-1][1])


@pytest.mark.parametrize(("problem", "line"), [
    ("span", "the span 3–4000 lies outside report"),
    ("id", "UNIQUE constraint failed: attribution.id"),
    ("parent", "FOREIGN KEY constraint failed"),
    ("character", "holds what is no character"),
])
def test_what_does_not_hold_together_is_refused_whole(ledger: Ledger, path: Path, problem: str, line: str) -> None:
    good = story()[0]
    first = good.attributions[0]
    bad = {
        "span": replace(good, attributions=(replace(first, cue=Span(3, 4000)),)),
        "id": replace(good, attributions=(*good.attributions, first)),
        "parent": replace(good, attributions=(replace(first, parent="a99"), *good.attributions[1:])),
        "character": replace(good, report=replace(good.report, text=good.report.text + "\udcff")),
    }[problem]
    before = contents(path)
    with pytest.raises(LedgerError, match=line) as caught:
        ledger.add(bad, extractor=EXTRACTOR)
    assert "\n" not in str(caught.value)
    assert contents(path) == before
    assert ledger.add(good, extractor=EXTRACTOR)
