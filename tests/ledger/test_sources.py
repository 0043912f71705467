"""Sources: how often, where, and on whose word."""

from ledger.samples import EXTRACTOR, story, telling
from reportedly.ledger import Ledger, SourceRow


def test_sources_with_those_who_carried_them(ledger: Ledger) -> None:
    for extraction in story():
        ledger.add(extraction, extractor=EXTRACTOR)
    anonymous = story()[0].report.id
    assert list(ledger.sources()) == [
        SourceRow("TV Chosun", "outlet", 2, 2, 1, (("The Daily", 2),)),
        SourceRow("Seoul", "government", 1, 1, 1, (("TV Chosun", 1),)),
        SourceRow("The Pentagon", "government", 1, 1, 1, (("Herald", 1),)),
        SourceRow("a government official", "anonymous", 1, 1, 1, (("TV Chosun", 1),), anonymous),
    ]
    assert [row.name for row in ledger.sources("pent*")] == ["The Pentagon"]
    assert [row.name for row in ledger.sources("government official")] == ["a government official"]
    assert list(ledger.sources("gov")) == []


def test_carriers_come_most_frequent_first(ledger: Ledger) -> None:
    for number, outlet in enumerate(["Herald", "Herald", "Courier", None]):
        marked = f"[Li]person [said]cue [rate {number}]content and [more]content."
        ledger.add(telling(marked, f"{number}.txt", outlet=outlet), extractor=EXTRACTOR)
    assert list(ledger.sources()) == [SourceRow("Li", "person", 8, 4, 2, (("Herald", 4), ("3.txt", 2), ("Courier", 2)))]


def test_the_anonymous_of_two_reports_are_never_one(ledger: Ledger) -> None:
    for number in range(2):
        marked = f"[An official]anonymous [said]cue [rate {number}]content; [Li]person [said]cue [no]content."
        ledger.add(telling(marked, f"{number}.txt"), extractor=EXTRACTOR)
    found = [(row.name, row.statements, row.report is None) for row in ledger.sources()]
    assert found == [("An official", 2, False), ("An official", 2, False), ("Li", 2, True)]


def test_the_same_name_of_two_kinds_is_two_sources(ledger: Ledger) -> None:
    ledger.add(telling("[Washington]government [said]cue [yes]content.", "1.txt"), extractor=EXTRACTOR)
    ledger.add(telling("[Washington]person [said]cue [no]content.", "2.txt"), extractor=EXTRACTOR)
    assert [(row.name, row.kind) for row in ledger.sources()] == [("Washington", "government"), ("Washington", "person")]
