"""Statements are found by their facets, each alone and together; what an older version found has none."""

from dataclasses import replace

import pytest

from ledger.samples import EXTRACTOR, telling
from reportedly.ledger import Ledger, Wanted
from reportedly.types import Actor, Certainty, Place, Span, Time

PIER, FERRY, OLD = "the pier will fall", "the ferry was sold", "the port is shut"


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    found = telling(f"[Inge Dahl]person [said]cue [{PIER}]content. [Oslo]government [said]cue [{FERRY}]content. "
                    f"[Oslo]government [said]cue [{OLD}]content.")
    pier, ferry, old = found.statements
    at = Span(0, 4)
    words = found.report.text[0:4]
    pier = replace(pier, mode="forecast", polarity="affirmed", certainty=Certainty(1.0),
                   times=(Time(at, words, "2025-05-01", None, "month"),), places=(Place(at, words, "Port Sarn", 7, "GE", 1.5, 2.5, "city"),),
                   actors=(Actor(at, "Inge Dahl", "person"),))
    ferry = replace(ferry, mode="assertion", polarity="denied", certainty=Certainty(-3.0), times=(Time(at, words, None, "2025-01-01", "day"),),
                    actors=(Actor(at, "Oslo", "government", "Q20"),), places=(Place(at, words, "Oslo", 8, "NO", 1.5, 2.5, "city"),))
    ledger.add(replace(found, statements=(pier, ferry, old)), extractor=EXTRACTOR)
    return ledger


@pytest.mark.parametrize(("wanted", "texts"), [
    (Wanted(), [PIER, FERRY, OLD]),
    (Wanted(mode="forecast"), [PIER]),
    (Wanted(polarity="denied"), [FERRY]),
    (Wanted(level="hedged"), [PIER]),
    (Wanted(level="excluded"), [FERRY]),
    (Wanted(level="certain"), []),
    (Wanted(kind="person"), [PIER, FERRY, OLD]),  # in these samples every later chain goes through her
    (Wanted(source="oslo", kind="person"), []),
    (Wanted(actor="dahl"), [PIER]),
    (Wanted(actor="Q20"), [FERRY]),
    (Wanted(place="sarn"), [PIER]),
    (Wanted(place="NO"), [FERRY]),
    (Wanted(place="sa"), []),
    (Wanted(start="2026-01-01"), [PIER]),
    (Wanted(end="2025-05-01"), [FERRY]),
    (Wanted(start="2025-01-01", end="2025-02-01"), []),
    (Wanted(start="2024-12-31", end="2025-05-02"), [PIER, FERRY]),
    (Wanted(mode="forecast", place="NO"), []),
])
def test_wanted(told: Ledger, wanted: Wanted, texts: list[str]) -> None:
    assert [row.statement.text for row in told.statements(None, wanted)] == texts


@pytest.mark.parametrize("words", ["", "'", "\0", "%", "\udcff", "x" * 100_000])
def test_no_words_are_an_error(told: Ledger, words: str) -> None:
    assert list(told.statements(None, Wanted(source=words))) == []
    assert list(told.statements(None, Wanted(actor=words))) == []
    assert list(told.statements(None, Wanted(place=words))) == []
