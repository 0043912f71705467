"""The same code on PostgreSQL, where one is at hand: REPORTEDLY_TEST_POSTGRES=postgresql://USER@HOST/EMPTY_DATABASE."""

import os

import pytest

from ledger.samples import EXTRACTOR, story
from reportedly.errors import LedgerError
from reportedly.ledger import Wanted, open_ledger
from reportedly.types import Failure

URL = os.environ.get("REPORTEDLY_TEST_POSTGRES", "")
pytestmark = pytest.mark.skipif(not URL, reason="REPORTEDLY_TEST_POSTGRES names no database")


def test_the_ledger_serves_postgresql() -> None:
    with open_ledger(URL) as ledger:
        for extraction in story():
            ledger.add(extraction, extractor=EXTRACTOR)
            assert not ledger.add(extraction, extractor=EXTRACTOR)
            assert ledger.extraction(extraction.report.name) == extraction
            assert ledger.has(extraction.report.sha256, "", EXTRACTOR)
        assert [row.report.name for row in ledger.statements("chosun")] == ["chosun.html", "denial.html"]
        assert [row.report.name for row in ledger.statements('"will go" troop*', Wanted(source="official"))] == ["chosun.html"]
        assert [row.name for row in ledger.reports("it's said")] == []
        assert [row.via for row in ledger.sources("tv chosun")] == [(("The Daily", 2),)]
        for query in (None, "chosun"):
            assert ledger.count_reports(query) == len(ledger.report_rows(query)) > 0
            assert ledger.count_statements(query) == len(list(ledger.statements(query, limit=9)))
        assert (ledger.claim_rows("chosun"), ledger.claim_facets("chosun"), ledger.place_rows(), ledger.source_rows()) == ([], {}, [], [])
        assert [row.report.name for row in ledger.said("tv chosun")] == ["chosun.html", "denial.html"]
        assert len(ledger.editions(story()[0].report.id)) == 1
        ledger.fail(Failure("a", "b"))
        assert ledger.failures() == [Failure("a", "b")]
        ledger.recover("a")
        assert ledger.failures() == []
        for query in ("\\", "'", ":* & | !", "a:b", "<->", "\0", "\udcff", '"'):
            assert list(ledger.statements(query)) == []
        with pytest.raises(LedgerError, match="never edited or deleted"), ledger._writing() as connection:
            connection.exec_driver_sql("DELETE FROM statement")
