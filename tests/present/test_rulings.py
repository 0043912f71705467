"""From a claim and a wish to a judgement: what it is about, what it says; and from judgements to words."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from present.harbour import ADRIA, CRANE, DUNE, ECHO, QUAY, SABLE, claim_with, desk_over, fill
from reportedly.errors import LedgerError, ManifestError
from reportedly.ledger import Ledger, open_ledger
from reportedly.link import mark
from reportedly.present import rulings
from reportedly.present.rulings import Ruling
from reportedly.types import Claim, Extraction, Judgement, Mark, Span


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("harbour") / "reportedly.db"
    fill(path)
    return path


@pytest.fixture
def store(harbour: Path, tmp_path: Path) -> Iterator[Ledger]:
    shutil.copy(harbour, tmp_path / "reportedly.db")
    with open_ledger(tmp_path / "reportedly.db") as opened:
        yield opened


def crane(store: Ledger) -> Claim:
    return claim_with(store, CRANE)


def of(one: Extraction, n: int = 0) -> Mark:
    return mark(one.report.id, one.statements[n])


def judged(store: Ledger, *ruled: Ruling, who: str = "Kim", note: str | None = None) -> list[Judgement]:
    desk = desk_over(store)
    return [desk.judge(r.kind, who, about=r.about, name=r.name, value=r.value, note=note) for r in ruled]


def words(entry: rulings.Entry) -> str:
    return "".join(f"“{part}”" if quoted else part for part, quoted in entry.parts)


def test_what_each_is_about(store: Ledger) -> None:
    claim, gone = crane(store), claim_with(store, "was taken down")
    assert rulings.accept(claim) == Ruling("accept", (of(SABLE),))
    assert rulings.edge(store, "reject", claim, "adria.html", SABLE.report.id) == Ruling("reject", (of(ADRIA),), value=SABLE.report.id)
    assert rulings.edge(store, "accept", claim, "quay.html", "source:Far Gazette") == Ruling("accept", (of(QUAY),), value="source:Far Gazette")
    assert rulings.merge(claim, gone).about == (of(SABLE), of(ADRIA), of(ECHO), of(QUAY), of(QUAY, 1), of(DUNE))
    assert rulings.date(store, "quay.html", "2025-02-01") == Ruling("date", (Mark(QUAY.report.id, 0, 0),), value="2025-02-01")
    assert rulings.source("Ana Brkic", "b") == Ruling("source", name="Ana Brkic", value="B")
    assert rulings.grade(claim, "2") == Ruling("grade", (of(SABLE),), value="2")
    assert rulings.outcome(claim, "happened") == Ruling("outcome", (of(SABLE),), value="happened")


def test_a_report_that_tells_it_twice_is_split_and_rejected_twice(store: Ledger) -> None:
    rest = (of(SABLE), of(ADRIA), of(ECHO))
    assert rulings.split(store, crane(store), "quay.html") == (Ruling("split", (of(QUAY), *rest)), Ruling("split", (of(QUAY, 1), *rest)))
    assert rulings.reject(store, crane(store), "quay.html") == (Ruling("reject", (of(QUAY),)), Ruling("reject", (of(QUAY, 1),)))
    assert rulings.reject(store, crane(store), "quay.html", "s2") == (Ruling("reject", (of(QUAY, 1),)),)


def test_a_span_is_corrected(store: Ledger) -> None:
    right = Span(0, 12)
    assert rulings.span(store, "quay.html", "s1", right) == Ruling("span", (of(QUAY),), value="0-12")
    for start, end in ((5, 5), (9, 3), (-1, 4), (0, 10**6)):
        with pytest.raises(ManifestError, match="no characters"):
            rulings.span(store, "quay.html", "s1", Span(start, end))
    with pytest.raises(ManifestError, match="already"):
        rulings.span(store, "quay.html", "s1", QUAY.statements[0].spans[0])
    with pytest.raises(ManifestError, match="'s9' is no statement"):
        rulings.span(store, "quay.html", "s9", right)


def test_what_cannot_be_ruled(store: Ledger) -> None:
    claim = crane(store)
    wrong = (
        (lambda: rulings.edge(store, "reject", claim, "dune.html", "sable.html"), "'dune.html' does not tell"),
        (lambda: rulings.edge(store, "accept", claim, "sable.html", "sable.html"), "itself"),
        (lambda: rulings.edge(store, "accept", claim, "sable.html", "source: "), "no name"),
        (lambda: rulings.merge(claim, claim), "one claim"),
        (lambda: rulings.split(store, claim_with(store, "potatoes"), "ledger.html"), "nothing but"),
        (lambda: rulings.reject(store, claim, "quay.html", "s9"), "is no statement of"),
        (lambda: rulings.date(store, "quay.html", "soon"), "no date"),
        (lambda: rulings.source("X", "AB"), "no grade"),
        (lambda: rulings.grade(claim, "7"), "no grade"),
        (lambda: rulings.outcome(claim, "perhaps"), "take one of"),
        (lambda: rulings.withdraw([], "j1"), "fits 0"),
        (lambda: rulings.noted("n" * 2001), "2,000 are kept"))
    for attempt, expected in wrong:
        with pytest.raises(ManifestError, match=expected):
            attempt()
    with pytest.raises(LedgerError, match="there is no report"):
        rulings.split(store, claim, "nobody.html")


def test_a_note_is_stripped() -> None:
    assert (rulings.noted(" why \n"), rulings.noted("  "), rulings.noted(None)) == ("why", None, None)


def test_what_is_no_statement_is_in_no_claim_of_others_and_no_forecast(store: Ledger) -> None:
    before = crane(store)
    made = judged(store, *rulings.reject(store, before, "quay.html"))
    alone = [c for c in store.claims() if c.first.id == QUAY.report.id]
    assert len(crane_of(store, SABLE).tellings) == 3
    assert [(len(c.tellings), c.window, c.outcome) for c in alone] == [(1, None, None)] * 2
    assert [j.kind for j in rulings.accepted(alone[0], store.judgements())] == ["reject"]
    for one in made:
        judged(store, rulings.withdraw(store.judgements(), one.id))
    assert crane(store) == before


def crane_of(store: Ledger, one: Extraction) -> Claim:
    return store.claim(f"{one.report.id}/s1")


def test_what_is_no_statement_is_no_outcome(store: Ledger) -> None:
    assert crane(store).outcome == "happened"
    (made,) = judged(store, *rulings.reject(store, claim_with(store, "was taken down"), "dune.html"))
    assert (crane(store).outcome, crane(store).related) == ("pending", ())
    judged(store, rulings.withdraw(store.judgements(), made.id))
    assert crane(store).outcome == "happened"


def test_a_true_date_reaches_the_forecasts_that_it_bears_on(store: Ledger) -> None:
    """What was really published before the forecast is no outcome of it."""
    (made,) = judged(store, rulings.date(store, "dune.html", "2025-02-01"))
    assert (crane(store).outcome, crane(store).related) == ("pending", ())
    judged(store, rulings.withdraw(store.judgements(), made.id))
    assert crane(store).outcome == "happened"
    judged(store, rulings.date(store, "dune.html", "2025-06-20"))
    assert [r.published for r in crane(store).related] == ["2025-06-20"]


def test_who_accepts_a_claim(store: Ledger) -> None:
    (made,) = judged(store, rulings.accept(crane(store)), note="read it")
    judged(store, rulings.accept(claim_with(store, "potatoes")))
    (found,) = rulings.accepted(crane(store), store.judgements())
    assert (found.who, found.note) == ("Kim", "read it")
    judged(store, rulings.withdraw(store.judgements(), made.id))
    assert rulings.accepted(crane(store), store.judgements()) == []


def test_the_history_of_a_claim(store: Ledger) -> None:
    claim = crane(store)
    (first,) = judged(store, rulings.grade(claim, "3"), note="one source")
    judged(store, rulings.withdraw(store.judgements(), first.id), who="Lee")
    judged(store, rulings.date(store, "quay.html", "2025-03-05"), rulings.outcome(claim_with(store, "potatoes"), "happened"),
           rulings.source("Ana Brkic", "B"))
    found = rulings.history(store, crane(store))
    assert [(e.judgement.kind, e.stands) for e in found] == [("date", True), ("withdraw", True), ("grade", False)]
    assert words(found[2]) == f"graded “{CRANE}”: 3, possibly true"
    assert words(found[1]) == f"withdrew: graded “{CRANE}”: 3, possibly true"
    assert words(found[0]) == "dated Quaysider: 2025-03-05"


def test_what_was_corrected_of_a_report(store: Ledger) -> None:
    judged(store, rulings.date(store, "quay.html", "2025-03-05"), rulings.span(store, "quay.html", "s1", Span(0, 5)),
           rulings.grade(crane(store), "3"), rulings.date(store, "dune.html", "2025-06-20"))
    judged(store, rulings.withdraw(store.judgements(), store.judgements()[0].id))
    found = rulings.corrections(store, QUAY.report.id)
    assert [(e.judgement.kind, e.stands) for e in found] == [("withdraw", True), ("span", True), ("date", False)]


def test_every_kind_is_said_in_words(store: Ledger) -> None:
    claim, gone = crane(store), claim_with(store, "was taken down")
    judged(store, rulings.accept(claim), rulings.edge(store, "reject", claim, "adria.html", "sable.html"),
           rulings.edge(store, "accept", claim, "adria.html", "source:Far Gazette"), rulings.merge(claim, gone),
           rulings.source("Ana Brkic", "B"), rulings.outcome(claim, "did_not_happen"), rulings.span(store, "quay.html", "s1", Span(0, 5)),
           *rulings.split(store, claim, "echo.html"), *rulings.reject(store, claim, "quay.html", "s2"))
    every = store.judgements()
    assert [words(e) for e in rulings.entries(store, every, every)] == [
        f"accepted as read rightly: “{CRANE}”", "refused an edge: Adria Wire does not have it from Sable TV",
        "accepted an edge: Adria Wire has it from Far Gazette", f"merged “{CRANE}” with “{gone.text}”", "graded Ana Brkic: B, usually reliable",
        f"settled “{CRANE}”: did not happen", f"corrected the span of “{CRANE}” to “Mayor”", f"took Island Echo out of a claim: “{CRANE}”",
        f"called no statement, in Quaysider: “{CRANE}”"]
    assert all(e.stands for e in rulings.entries(store, every, every))
