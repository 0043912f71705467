"""What was added comes back to the letter; reports are found by id, name, or the beginning of the id."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings

from ledger.samples import EXTRACTOR, extractions, story, telling
from reportedly.codec import decode_extraction, encode_extraction
from reportedly.errors import LedgerError
from reportedly.ledger import Ledger
from reportedly.types import Extraction, Hop, Link, Span


@pytest.fixture
def versions() -> Iterator[int]:
    return count()


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(extractions())
def test_an_extraction_comes_back_as_it_was(ledger: Ledger, versions: Iterator[int], extraction: Extraction) -> None:
    named = replace(extraction, report=replace(extraction.report, byline=f"{extraction.report.byline}{next(versions)}"))
    assert ledger.add(named, extractor=EXTRACTOR)
    back = ledger.extraction(named.report.id)
    assert back == named
    assert decode_extraction(encode_extraction(back)) == named
    listed = [row.statement for row in ledger.statements() if row.report.id == named.report.id]
    assert tuple(listed) == named.statements


def test_every_field_comes_back(ledger: Ledger) -> None:
    plain = telling("Donate! [He]person [told]cue Reuters [rates will fall]content.", outlet="Herald", title="Rates",
                    published="2024-06-27")
    he = plain.statements[0].chain[0]
    hop = Hop("Li Wei", "person", he.span, he.cue, "predict", "Reuters", "Q42", None, None, "“He” is Li Wei")
    unnamed = Hop(None, "unknown", None, hop.cue, "believe")
    full = Extraction(
        replace(plain.report, url="https://x.org/a", byline="A. Lee", language="en", links=(Link("https://y.org", Span(2, 5)),),
                skipped=(Span(0, 7), Span(8, 9))),
        plain.attributions,
        (replace(plain.statements[0], chain=(hop, unnamed)), replace(plain.statements[0], id="s2", attribution=None)))
    assert ledger.add(full, extractor=EXTRACTOR)
    assert ledger.extraction(full.report.name) == full


def test_a_report_is_found_by_id_name_and_beginning(ledger: Ledger) -> None:
    for extraction in story():
        ledger.add(extraction, extractor=EXTRACTOR)
    for extraction in story():
        report = extraction.report
        assert ledger.extraction(report.id) == ledger.extraction(report.name) == ledger.extraction(report.id[:10]) == extraction


@pytest.mark.parametrize("key", ["", "no such", "%", "r%", "_", "'", "\0", "\udcff"])
def test_a_report_that_is_not_there_is_one_line(ledger: Ledger, key: str) -> None:
    ledger.add(story()[0], extractor=EXTRACTOR)
    with pytest.raises(LedgerError, match="there is no report"):
        ledger.extraction(key)


def test_a_beginning_that_fits_several_names_them(ledger: Ledger) -> None:
    for extraction in story():
        ledger.add(extraction, extractor=EXTRACTOR)
    with pytest.raises(LedgerError, match="'r' fits 3 reports") as caught:
        ledger.extraction("r")
    assert all(extraction.report.id in str(caught.value) for extraction in story())


def test_a_name_whose_content_changed_is_the_newest(ledger: Ledger) -> None:
    old = telling("[Li]person [said]cue [rates will fall]content.", "a.txt")
    new = telling("[Li]person [said]cue [rates will rise]content.", "a.txt")
    ledger.add(old, extractor=EXTRACTOR)
    ledger.add(new, extractor=EXTRACTOR)
    assert ledger.extraction("a.txt") == new
    assert ledger.extraction(old.report.id) == old
