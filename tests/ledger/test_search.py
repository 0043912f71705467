"""Full text: what is found by which words, and that nothing a person types is an error."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ledger.samples import EXTRACTOR, reports_of, story, telling
from reportedly.ledger import Ledger, Wanted, open_ledger
from reportedly.ledger.search import Term, terms


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    for extraction in story():
        ledger.add(extraction, extractor=EXTRACTOR)
    return ledger


def found(ledger: Ledger, query: str | None, source: str | None = None) -> list[str]:
    return [row.statement.text for row in ledger.statements(query, Wanted(source=source))]


TROOPS, PAID, TALKS = "troops will go", "the U.S. has paid 115 million", "any talks about brigades"


@pytest.mark.parametrize(("query", "texts"), [
    (None, [PAID, TROOPS, TALKS]),  # newest report first, the undated last
    ("", [PAID, TROOPS, TALKS]),
    ("troops", [TROOPS]),
    ("TROOPS go", [TROOPS]),
    ("troops paid", []),
    ('"will go"', [TROOPS]),
    ('"go will"', []),
    ("“will go”", [TROOPS]),
    ("brigad*", [TALKS]),
    ("brigad", []),
    ('"about brig"*', [TALKS]),
    ("U.S.", [PAID]),
    ("Chosun", [TROOPS, TALKS]),  # a source
    ("chosun seoul", [TALKS]),
    ("Donetsk", [TROOPS]),  # the report's title
    ("daily talks", [TALKS]),  # the report's outlet, with the statement's own word
    ("troops OR paid", []),  # no word is an operator
    ("NOT troops", []),
    ("text:troops", []),
    ("-troops", [TROOPS]),
    ("troops)", [TROOPS]),
    ("troo^ps", []),
    ('"troops', [TROOPS]),
    ("***", []),
    ('""', []),
])
def test_statements_are_found(told: Ledger, query: str | None, texts: list[str]) -> None:
    assert found(told, query) == texts


@pytest.mark.parametrize(("source", "texts"), [
    ("TV Chosun", [TROOPS, TALKS]), ("tv chosun", [TROOPS, TALKS]), ("Chosun", [TROOPS, TALKS]), ("official", [TROOPS]),
    ("chos", []), ("hos", []), ("%", []), ("", []), ("Chosun TV", []), ("the pentagon", [PAID]),
])
def test_statements_of_a_source(told: Ledger, source: str, texts: list[str]) -> None:
    assert found(told, None, source) == texts


def test_query_source_and_limit_together(told: Ledger) -> None:
    assert found(told, "daily", "seoul") == [TALKS]
    assert [row.statement.text for row in told.statements("chosun", limit=1)] == [TROOPS]
    assert list(told.statements(limit=0)) == []


def test_a_row_has_its_report_and_the_whole_statement(told: Ledger) -> None:
    extraction = story()[0]
    row = next(told.statements("troops"))
    assert row.statement == extraction.statements[0]
    assert (row.report.id, row.report.name, row.report.outlet, row.report.title, row.report.published) == (
        extraction.report.id, "chosun.html", "The Daily", "Troops to Donetsk", "2024-06-27")


@pytest.mark.parametrize(("query", "names"), [
    ("citing", ["chosun.html"]), ("citing pentagon", []), ("Herald", ["money.html"]), ("denial.html", ["denial.html"]),
    ("said", ["money.html", "chosun.html", "denial.html"]), ("donetsk", ["chosun.html"]),
])
def test_reports_are_found(told: Ledger, query: str, names: list[str]) -> None:
    assert reports_of(told, query) == names


def test_letters_of_every_kind(ledger: Ledger) -> None:
    marked = "[Łukasz Müller]person [said]cue [Київ and Cafe\u0301s are open — 東京]content."
    ledger.add(telling(marked, outlet="Straße"), extractor=EXTRACTOR)
    for query in ("київ", "cafés", "cafes", "müller", "MULLER", "東京", "straße"):
        assert len(found(ledger, query)) == 1, query
    assert found(ledger, None, "ŁUKASZ MÜLLER") == found(ledger, None)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.text(), st.text(st.sampled_from('ab "*()-+^:{}\\\'ANDORT\0“\udcff'))))
@example("a " * 20_000)
@example('"' + "a " * 20_000 + '"')
@example("x" * 1_000_000)
@example("%" * 60_000)
@example("_ " * 60_000)
def test_any_text_may_be_searched_for(told: Ledger, query: str) -> None:
    assert len(list(told.statements(query))) <= 3
    assert len(list(told.reports(query))) <= 3
    assert len(list(told.sources(query))) <= 4
    assert len(list(told.statements(None, Wanted(source=query)))) <= 3


def test_terms() -> None:
    assert terms('north "Donetsk Oblast" deploy* — "a b"* “so” *') == (
        Term("north", prefix=False), Term("Donetsk Oblast", prefix=False), Term("deploy", prefix=True), Term("a b", prefix=True),
        Term("so", prefix=False))


def test_a_listing_may_be_left_and_the_ledger_written_meanwhile(told: Ledger) -> None:
    listings = [told.statements() for _ in range(20)]
    for listing in listings:
        next(listing)
    assert told.add(telling("[Li]person [said]cue [rates will fall]content."), extractor=EXTRACTOR)
    assert [len(list(listing)) for listing in listings] == [2] * 20
    assert len(list(told.statements())) == 4


def test_many_statements_come_in_order(ledger: Ledger) -> None:
    marked = "[Li]person [said]cue " + " ".join(f"[number {number} is up]content" for number in range(1234))
    extraction = telling(marked)
    ledger.add(extraction, extractor=EXTRACTOR)
    assert [row.statement for row in ledger.statements()] == list(extraction.statements)
    assert ledger.extraction("a.txt") == extraction
    with open_ledger(ledger.name, create=False) as again:
        assert len(list(again.statements("number", Wanted(source="li")))) == 1234
