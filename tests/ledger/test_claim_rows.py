"""Lists of claims: rows that say what the whole claim says, narrowed, ordered, counted, and kept no longer than they hold."""

from dataclasses import replace
from threading import Thread

import pytest

from ledger.samples import EXTRACTOR
from ledger.test_linked import FIRST, SECOND, add, claim_of, keep
from link.story import by, own, report
from reportedly.codec import encode_claim
from reportedly.ledger import ClaimRow, Ledger, WantedClaims
from reportedly.types import Claim, Drift, Judgement, Origin, Origins

CRANE, TRAMS = claim_of(FIRST, SECOND), claim_of(FIRST, only="Trams")
ORDERS = ("need", "retold", "newest", "oldest")
ANYTHING = ["", "x", "%", "\0", "\ud800", "'; DROP TABLE claim; --", "c" * 10_000]


def kept(ledger: Ledger, *claims: Claim) -> None:
    add(ledger, FIRST, SECOND)
    keep(ledger, *claims)


def texts(rows: list[ClaimRow]) -> list[str]:
    return ["crane" if "crane" in row.text else "trams" for row in rows]


def test_a_row_says_what_the_claim_says(ledger: Ledger) -> None:
    drift = (Drift("quantity", "raised", SECOND.report.id, FIRST.report.id, "two", "three", "more"),
             Drift("certainty", "hardened", SECOND.report.id, FIRST.report.id, "may", "will", "surer"))
    ends = (Origin("Ana Brkic", "person", established=True, reports=(SECOND.report.id,), detail="named"),
            Origin("a clerk", "anonymous", established=False, reports=(FIRST.report.id,), detail=""))
    whole = replace(CRANE, drift=drift, origins=Origins(1, 2, 1.5, 1, 2, circular=True, ends=ends), grade=2, suggested=3)
    kept(ledger, whole)
    (row,), head = ledger.claim_rows(), encode_claim(whole)
    assert (row.id, row.text, row.mode, row.statements, row.reports, row.outlets) == tuple(
        head[name] for name in ("id", "text", "mode", "statements", "reports", "outlets"))
    assert (row.first.outlet, row.first.name, row.latest, row.told) == ("Sable TV", "sable.html", "2025-03-02", ("2025-03-01", "2025-03-02"))
    assert (row.established, row.possible, row.expected, row.low, row.high) == (1, 2, 1.5, 1, 2)
    assert row.names == (("Ana Brkic", True), ("a clerk", False))
    assert (row.window, row.outcome, row.settled, row.grade, row.suggested) == (("2025-06-01", "2025-07-01"), "pending", None, 2, 3)
    assert (row.circular, row.hardened, row.denied, row.corrected, row.drifts) == (True, True, False, False, 2)
    assert row.worst == ("Island Echo", "certainty", "hardened", "may", "will")


def test_what_has_nothing_to_show_has_a_row_too(ledger: Ledger) -> None:
    bare = report(None, "[It rained].", own(), at=None, name="bare.txt")
    add(ledger, bare)
    keep(ledger, claim_of(bare, only=""))
    (row,) = ledger.claim_rows()
    assert (row.first.name, row.first.outlet, row.told, row.latest) == ("bare.txt", None, (), None)
    assert (row.window, row.worst, row.need) == (None, None, 0)
    assert ledger.claim_facets()["outlet"] == [("bare.txt", 1)]
    assert [r.id for r in ledger.claim_rows(None, WantedClaims(outlet="bare.txt"))] == [row.id]


@pytest.mark.parametrize("order", ORDERS)
def test_pages_of_any_order_hold_each_claim_once(ledger: Ledger, order: str) -> None:
    kept(ledger, CRANE, TRAMS)
    pages = [ledger.claim_rows(order=order, offset=n, limit=1) for n in range(3)]
    assert sorted(texts([row for page in pages for row in page])) == ["crane", "trams"]
    assert pages[2] == []


def test_what_needs_a_look_comes_first(ledger: Ledger) -> None:
    kept(ledger, TRAMS, CRANE)
    assert [texts(ledger.claim_rows(order=order)) for order in ("need", "retold", "newest")] == [["crane", "trams"]] * 3
    two = replace(CRANE, id="cb", origins=replace(CRANE.origins, established=2), tellings=CRANE.tellings)
    with ledger.linking() as linked:
        linked.replace_claims([CRANE.id], [two])
    row = ledger.claim_rows(None, WantedClaims(retold=2))[0]
    assert row.need == 1.0  # two outlets on two origins


def test_a_retold_forecast_rises_when_its_time_comes(ledger: Ledger) -> None:
    many = [report(f"Outlet {n}", "We saw [the bridge fall].", own(), at="2025-03-01", name=f"{n}.html") for n in range(3)]
    add(ledger, FIRST, SECOND, *many)
    keep(ledger, CRANE, claim_of(*many, only="bridge", origins=replace(CRANE.origins, established=1)))
    for today, first in (("2025-05-01", "bridge"), ("2025-06-15", "crane"), ("2025-07-01", "crane")):
        assert first in ledger.claim_rows(None, WantedClaims(today=today))[0].text, today


FACETS = [
    ("outlet", "Island Echo", 1), ("outlet", "island echo", 1), ("outlet", "Sable TV", 2), ("source", "Ana Brkic", 1), ("source", "Ana", 0),
    ("source", "A clerk", 0), ("kind", "person", 1), ("kind", "government", 0), ("mode", "forecast", 1), ("month", "2025-03", 2),
    ("month", "2025-04", 0), ("level", "excluded", 0), ("grade", 2, 0), ("actor", "Nobody", 0), ("place", "Nowhere", 0), ("state", "due", 1)]


@pytest.mark.parametrize(("kind", "value", "count"), FACETS)
def test_rows_counts_and_facets_are_of_the_same_claims(ledger: Ledger, kind: str, value: str | int, count: int) -> None:
    kept(ledger, CRANE, TRAMS)
    wanted = WantedClaims(today="2025-06-15", **{kind: value})  # type: ignore[arg-type]
    assert len(ledger.claim_rows(None, wanted)) == ledger.count_claims(None, wanted) == count
    assert sum(number for _, number in ledger.claim_facets(None, wanted).get("mode", [])) == count


def test_facets_are_counted_the_most_frequent_first(ledger: Ledger) -> None:
    kept(ledger, CRANE, TRAMS)
    found = ledger.claim_facets(None, WantedClaims(today="2025-06-15"))
    assert found["outlet"] == [("Sable TV", 2), ("Island Echo", 1)]
    assert found["source"] == [("Ana Brkic", 1)]
    assert found["state"] == [("due", 1), ("pending", 1)]
    assert found["month"] == [("2025-03", 2)]
    assert ledger.claim_facets("brkic")["outlet"] == [("Island Echo", 1), ("Sable TV", 1)]
    assert ledger.claim_facets(None, WantedClaims(), most=1)["outlet"] == [("Sable TV", 2)]
    assert ledger.claim_facets("nobody") == {}


@pytest.mark.parametrize("words", ANYTHING)
def test_nothing_that_is_asked_is_an_error(ledger: Ledger, words: str) -> None:
    kept(ledger, CRANE, TRAMS)
    everything = WantedClaims(outlet=words, state=words, source=words, actor=words, place=words, month=words, since=words, today=words)
    assert ledger.claim_rows(words, everything, order=words) == []
    assert (ledger.count_claims(words, everything), ledger.claim_facets(words, everything), ledger.claim_tag(words)) == (0, {}, "")
    assert ledger.claims_by_statement(words) == {}
    assert sum(ledger.count_forecasts(words).values()) >= 0


def test_few_of_many_claims_are_found_as_all_of_few(ledger: Ledger) -> None:
    others = [report("Sable TV", f"We saw [lamp {n} burn].", own(), at="2025-03-01", name=f"{n}.html") for n in range(12)]
    add(ledger, FIRST, SECOND, *others)
    keep(ledger, CRANE, TRAMS, *(claim_of(one, only="lamp") for one in others))
    for query, wanted, count in (("crane", WantedClaims(), 1), ("lamp", WantedClaims(), 12), (None, WantedClaims(outlet="Sable TV"), 14),
                                 (None, WantedClaims(kind="person"), 1), ("lamp", WantedClaims(mode="assertion"), 12)):
        assert len(ledger.claim_rows(query, wanted)) == ledger.count_claims(query, wanted) == count
        assert sum(number for _, number in ledger.claim_facets(query, wanted)["month"]) == count


def test_forecasts_by_state(ledger: Ledger) -> None:
    settled = replace(CRANE, id="cs", tellings=CRANE.tellings[:1], settled="Kim", outcome="happened")
    kept(ledger, replace(CRANE, tellings=CRANE.tellings[1:]), TRAMS)
    keep(ledger, settled)
    for today, state in (("2025-05-01", "pending"), ("2025-06-01", "due"), ("2025-07-01", "overdue")):
        assert ledger.count_forecasts(today) == {"overdue": 0, "due": 0, "pending": 0, "proposed": 0, "settled": 1} | {
            state: 1, **({"pending": 0} if state != "pending" else {})}
        assert [row.id for row in ledger.forecast_rows(today)] == [CRANE.id, "cs"]
        assert [row.id for row in ledger.forecast_rows(today, state=state)] == [CRANE.id]
        assert [row.id for row in ledger.forecast_rows(today, state="settled")] == ["cs"]
    assert ledger.forecast_rows("2025-07-01", offset=2) == []


def test_statements_lead_to_their_claims(ledger: Ledger) -> None:
    kept(ledger, CRANE, TRAMS)
    assert {id_: row.id for id_, row in ledger.claims_by_statement(FIRST.report.id).items()} == {"s1": CRANE.id, "s2": TRAMS.id}


def test_a_tag_changes_with_the_claim_alone(ledger: Ledger) -> None:
    kept(ledger, CRANE, TRAMS)
    crane, trams = ledger.claim_tag(CRANE.id), ledger.claim_tag(TRAMS.id)
    with ledger.linking() as linked:
        assert linked.claim_tag(CRANE.id) == crane
        linked.replace_claims([CRANE.id], [replace(CRANE, grade=2)])
        assert linked.claim_tag(CRANE.id) not in {crane, ""}
    assert ledger.claim_tag(TRAMS.id) == trams


def test_the_version_changes_with_what_is_shown_and_no_answer_outlives_it(ledger: Ledger) -> None:
    versions = [ledger.version()]

    def changed() -> bool:
        versions.append(ledger.version())
        return versions[-1] not in versions[:-1]

    assert not changed()
    add(ledger, FIRST)
    assert changed()
    ledger.add(FIRST, extractor=EXTRACTOR)
    assert not changed()
    assert (ledger.count_claims(), ledger.claim_facets(), ledger.count_statements()) == (0, {}, 2)
    keep(ledger, TRAMS)
    assert changed()
    assert (ledger.count_claims(), ledger.claim_facets()["outlet"]) == (1, [("Sable TV", 1)])
    with ledger.linking() as linked:
        linked.add_judgement(Judgement("j1", "grade", "Kim", "2025-03-01"))
    assert changed()


def test_many_may_ask_at_once(ledger: Ledger) -> None:
    kept(ledger, CRANE, TRAMS)
    found: list[int] = []

    def ask() -> None:
        found.extend(len(ledger.claim_facets(query)["outlet"]) for query in ("crane", None, "crane"))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2] * 24


def test_sources_without_a_name_are_no_facet(ledger: Ledger) -> None:
    one = report("Sable TV", "An official said [the quay is closed].", by(("An official", "anonymous")), name="q.html")
    add(ledger, one)
    keep(ledger, claim_of(one, only="quay"))
    assert "source" not in ledger.claim_facets()
    assert ledger.claim_facets()["kind"] == [("anonymous", 1)]
