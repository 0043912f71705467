"""Leafing through the ledger: reports, statements, sources and places by pages, and how a report came."""

from dataclasses import replace

import pytest

from ledger.samples import EXTRACTOR, story
from ledger.test_linked import FIRST, SECOND, add, claim_of, keep
from link.story import by, report
from reportedly.errors import LedgerError, NotInLedger
from reportedly.ledger import Ledger, Wanted
from reportedly.types import Extraction, Place, Span

ANYTHING = ["", " ", "x" * 10_000, "%", "_", "\0", "\ud800", "a OR b", "'; DROP TABLE report; --"]


def with_place(one: Extraction, *places: Place) -> Extraction:
    return replace(one, statements=(replace(one.statements[0], places=places), *one.statements[1:]))


def test_reports_by_pages_newest_first(ledger: Ledger) -> None:
    add(ledger, *story())
    names = ["money.html", "chosun.html", "denial.html"]  # the last has no date
    assert [row.name for row in ledger.report_rows()] == names == [row.name for row in ledger.reports()]
    assert [ledger.report_rows(offset=n, limit=1)[0].name for n in range(3)] == names
    assert ledger.report_rows(offset=3) == []
    for query, outlet, found in (("chosun", None, 2), (None, "the daily", 2), ("donetsk", "The Daily", 1), (None, "Daily", 0), ("!?", None, 0)):
        assert len(ledger.report_rows(query, outlet=outlet)) == ledger.count_reports(query, outlet=outlet) == found


def test_an_older_edition_is_in_no_page(ledger: Ledger) -> None:
    old = story()[0]
    add(ledger, old, replace(old, report=replace(old.report, title="Corrected")))
    assert [row.title for row in ledger.report_rows()] == ["Corrected"]
    assert (ledger.count_reports(), ledger.count_statements(), len(list(ledger.statements(limit=5)))) == (1, 1, 1)


@pytest.mark.parametrize("wanted", [Wanted(), Wanted(kind="person"), Wanted(mode="forecast"), Wanted(source="clerk")])
@pytest.mark.parametrize("query", [None, "crane", "trams", "nobody"])
def test_pages_of_statements_are_the_whole_list(ledger: Ledger, monkeypatch: pytest.MonkeyPatch, query: str | None, wanted: Wanted) -> None:
    add(ledger, FIRST, SECOND, *story())
    whole = list(ledger.statements(query, wanted))
    assert ledger.count_statements(query, wanted) == len(whole)
    for many in (1000, 0):  # whether what fits is sorted, or the reports are gone through in their order
        monkeypatch.setattr("reportedly.ledger.store.MANY", many)
        assert [row for n in range(len(whole) + 1) for row in ledger.statements(query, wanted, limit=1, offset=n)] == whole
        assert list(ledger.statements(query, wanted, limit=50)) == whole


def test_sources_that_stand_behind_the_most_claims_come_first(ledger: Ledger) -> None:
    third = report("Island Echo", "Mayor Ana Brkic said [the quay is shut]; Ivo Lind said [rain is near].", by(("Ana Brkic", "person")),
                   by(("Ivo Lind", "person")), at="2025-03-04", name="third.html")
    add(ledger, FIRST, SECOND, third)
    keep(ledger, claim_of(FIRST, SECOND), claim_of(third, only="quay"), claim_of(third, only="rain"))
    assert [(row.name, row.kinds, row.claims) for row in ledger.source_rows()] == [
        ("Ana Brkic", ("person",), 2), ("Ivo Lind", ("person",), 1)]
    for query, kind, found in (("brk*", None, 1), ("ivo lind", "person", 1), (None, "outlet", 0), ("!?", None, 0), (None, None, 2)):
        assert len(ledger.source_rows(query, kind=kind)) == ledger.count_sources(query, kind=kind) == found
    assert ledger.source_rows(offset=1, limit=1)[0].name == "Ivo Lind"


def test_a_source_by_its_name_whatever_the_case(ledger: Ledger) -> None:
    third = report("Harbour Post", "Ana Brkic said [the quay is shut].", by(("Ana Brkic", "person")), at="2025-04-04", name="third.html")
    add(ledger, FIRST, SECOND, third)
    keep(ledger, claim_of(FIRST, SECOND), claim_of(third, only="quay"))
    found = ledger.source("ana BRKIC")
    assert (found.name, found.kinds, found.statements, found.published) == ("Ana Brkic", ("person",), 2, 0)
    assert found.months == (("2025-03", 1), ("2025-04", 1))
    assert dict(found.cited_by) == dict(found.via) == {"Island Echo": 1, "Harbour Post": 1}
    said = ledger.said("ana brkic")
    assert [(row.report.name, row.claim.text if row.claim else None) for row in said] == [
        ("third.html", "the quay is shut"), ("echo.html", "the crane goes in June")]
    assert [row.report.name for row in ledger.said("Ana Brkic", offset=1, limit=1)] == ["echo.html"]
    assert ledger.source("sable tv").published == 1


def test_names_of_one_entity_are_aliases(ledger: Ledger) -> None:
    two = [report("Sable TV", f"{name} said [{words}].", by((name, "person")), name=f"{words}.html")
           for name, words in (("Ana Brkic", "boats left"), ("A. Brkic", "boats came"))]
    known = [replace(one, statements=tuple(replace(s, chain=tuple(replace(h, entity="Q1") for h in s.chain)) for s in one.statements))
             for one in two]
    add(ledger, *known)
    found = ledger.source("Ana Brkic")
    assert (found.aliases, found.entities) == (("A. Brkic",), ("Q1",))


def test_nobody_is_found_under_no_name(ledger: Ledger) -> None:
    add(ledger, FIRST, SECOND)
    for name in (*ANYTHING, "A clerk"):  # one report's clerk is nobody's page
        with pytest.raises(NotInLedger):
            ledger.source(name)
        assert ledger.said(name) == []


def test_places_with_how_often_they_are_named(ledger: Ledger) -> None:
    here = Place(Span(0, 1), "h", "Port Vell", 7, "XK", 41.5, -2.25, "city", "occupied", "Somebody", "")
    nowhere = Place(Span(0, 1), "n", "Nowhere", None, None, None, None, None, None, None, "")
    first, second = with_place(FIRST, here, replace(here, span=Span(1, 2)), nowhere), with_place(SECOND, here)
    add(ledger, first, second)
    keep(ledger, claim_of(first, second))
    port, none = ledger.place_rows()
    assert (port.name, port.geonames, port.country, port.latitude, port.longitude, port.precision) == ("Port Vell", 7, "XK", 41.5, -2.25, "city")
    assert (port.control, port.by, port.statements, port.reports, port.claims) == ("occupied", "Somebody", 2, 2, 1)
    assert (none.name, none.latitude, none.statements) == ("Nowhere", None, 1)
    assert [row.name for row in ledger.place_rows("vell")] == [row.name for row in ledger.place_rows("xk")] == ["Port Vell"]
    assert len(ledger.place_rows("vel")) == 1  # a word may be unfinished, as when it is being typed
    assert ledger.place_rows("ell") == ledger.place_rows("ports") == []


def test_how_a_report_came_and_what_it_was_before(ledger: Ledger) -> None:
    address = "https://sable.example/crane"
    first = report("Sable TV", "A clerk said [the crane goes in June].", by("A clerk"), url=address, name="one.html")
    later = report("Sable TV", "A clerk said [the crane goes in July].", by("A clerk"), url=address, name="two.html")
    for one, given in ((first, ""), (replace(first, report=replace(first.report, title="Crane")), "title"), (later, "later")):
        ledger.add(one, extractor=EXTRACTOR, given=given)
    rows = ledger.editions(first.report.id)
    assert {(row.report, row.title, row.same_text) for row in rows} == {
        (first.report.id, None, True), (first.report.id, "Crane", True), (later.report.id, None, False)}
    assert all(row.url == address and row.extractor == EXTRACTOR and row.at for row in rows)
    assert {ledger.edition(row.extraction).report.text for row in rows} == {first.report.text, later.report.text}
    with pytest.raises(NotInLedger):
        ledger.edition("nothing")


def test_without_an_address_the_name_tells_of_earlier_versions(ledger: Ledger) -> None:
    old = report("Sable TV", "A clerk said [the crane goes in June].", by("A clerk"), name="same.html")
    new = report("Sable TV", "A clerk said [the crane stays].", by("A clerk"), name="same.html")
    other = report("Sable TV", "A clerk said [all is well].", by("A clerk"), name="other.html")
    add(ledger, *(replace(one, report=replace(one.report, sha256=one.report.id)) for one in (old, new, other)))
    assert {row.report for row in ledger.editions(new.report.id)} == {old.report.id, new.report.id}


def test_shared_text_is_told_from_either_side(ledger: Ledger) -> None:
    add(ledger, FIRST, SECOND)
    one, other = sorted((FIRST.report.id, SECOND.report.id))
    with ledger.linking() as linked:
        linked.put_shared([(one, other, "packed")])
    for mine, theirs in ((one, other), (other, one)):
        ((row, seen_from, data),) = ledger.shared_with(mine)
        assert (row.id, seen_from, data) == (theirs, one, "packed")


def test_a_report_without_what_was_found_in_it(ledger: Ledger) -> None:
    add(ledger, FIRST)
    assert ledger.report(FIRST.report.id) == ledger.report("sable.html") == ledger.report(FIRST.report.id[:6]) == FIRST.report
    with pytest.raises(NotInLedger):
        ledger.report("nothing")


@pytest.mark.parametrize("words", ANYTHING)
def test_nothing_that_is_asked_breaks(ledger: Ledger, words: str) -> None:
    add(ledger, FIRST, SECOND)
    keep(ledger, claim_of(FIRST, SECOND))
    assert len(ledger.report_rows(words, outlet=words)) == ledger.count_reports(words, outlet=words) == 0
    assert len(ledger.source_rows(words)) == ledger.count_sources(words) <= 1
    assert (ledger.source_rows(words, kind=words), ledger.count_sources(None, kind=words)) == ([], 0)
    assert (ledger.place_rows(words), ledger.editions(words), ledger.shared_with(words)) == ([], [], [])
    wanted = Wanted(words, words, words, words, words, words, words, words, words)  # type: ignore[arg-type]
    assert (list(ledger.statements(words, wanted, limit=5)), ledger.count_statements(words, wanted)) == ([], 0)
    for ask in (ledger.edition, ledger.report):
        with pytest.raises(LedgerError):
            ask(words)
