"""What linking keeps: digests, keys, pairs, shared text and claims, in one transaction, and the questions that claims answer."""

from dataclasses import replace
from pathlib import Path

import pytest

from ledger.samples import EXTRACTOR, telling
from link.story import by, own, report, told_by
from reportedly.errors import LedgerError
from reportedly.ledger import Ledger, WantedClaims, open_ledger
from reportedly.types import Claim, Extraction, Judgement, Mark, Origins

FIRST = report("Sable TV", "A clerk said [the crane goes in June]. [Trams stop].",
               by("A clerk", mode="forecast", times=(("2025-06-01", "2025-07-01"),)), own(), at="2025-03-01", name="sable.html")
SECOND = report("Island Echo", "Mayor Ana Brkic said [the crane goes in June].", by(("Ana Brkic", "person"), mode="forecast"), at="2025-03-02",
                name="echo.html")
LINKER = "link 0"


def claim_of(*reports: Extraction, only: str = "crane", **changes: object) -> Claim:
    return replace(told_by(*reports, only=only).claim, **changes)  # type: ignore[arg-type]


def add(ledger: Ledger, *reports: Extraction) -> list[tuple[str, str]]:
    """Add reports; (report, extraction) of each that waits to be linked."""
    for one in reports:
        ledger.add(one, extractor=EXTRACTOR)
    with ledger.linking() as linked:
        return linked.waiting(LINKER)


def keep(ledger: Ledger, *claims: Claim) -> None:
    with ledger.linking() as linked:
        linked.replace_claims((), claims)


def test_reports_wait_until_they_are_linked(ledger: Ledger) -> None:
    waiting = add(ledger, FIRST, SECOND)
    assert [report_ for report_, _ in waiting] == [FIRST.report.id, SECOND.report.id] == ledger.unlinked(LINKER)
    with ledger.linking() as linked:
        assert linked.extraction(waiting[0][1]) == FIRST
        linked.put_digest(FIRST, waiting[0][1], LINKER, b"\1\2", {7, 9})
        assert linked.waiting(LINKER, 5) == waiting[1:]
        assert linked.waiting("link 1", 1) == waiting[:1]  # another linker has linked nothing yet
    assert ledger.unlinked(LINKER) == [SECOND.report.id]


def test_what_is_read_again_waits_again(ledger: Ledger) -> None:
    ((_, id_),) = add(ledger, FIRST)
    with ledger.linking() as linked:
        linked.put_digest(FIRST, id_, LINKER, b"", ())
    ledger.add(replace(FIRST, report=replace(FIRST.report, outlet="Sable")), extractor=EXTRACTOR)
    assert ledger.unlinked(LINKER) == [FIRST.report.id]


def test_digests_come_back_as_they_went(ledger: Ledger) -> None:
    ((_, id_),) = add(ledger, FIRST)
    with ledger.linking() as linked:
        linked.put_digest(FIRST, id_, LINKER, b"\0\xff", {2**63 - 1, 0})
        (row,) = linked.digests([FIRST.report.id, "r0"])
        assert (row.extraction.report, row.extraction.statements, row.vectors) == (FIRST.report, FIRST.statements, b"\0\xff")
        assert linked.meeting({0}) == linked.meeting({2**63 - 1, 5}) == {FIRST.report.id}
        assert linked.meeting({5}) == linked.meeting(set()) == set()


def test_very_many_keys_are_asked_in_batches(ledger: Ledger) -> None:
    ((_, id_),) = add(ledger, FIRST)
    with ledger.linking() as linked:
        linked.put_digest(FIRST, id_, LINKER, b"", set(range(5000)))
        assert linked.meeting(set(range(4999, 20_000))) == {FIRST.report.id}
        assert list(linked.digests([f"r{n}" for n in range(3000)])) == []


def test_pairs_are_found_from_either_end_and_kept_once(ledger: Ledger) -> None:
    row = ("ra/s1", "rb/s1", "same", 0.75, "alike")
    with ledger.linking() as linked:
        linked.put_pairs([row, ("ra/s1", "rb/s1", "outcome", 0.5, "came of it")])
        linked.put_pairs([(*row[:3], 0.1, "other")])
        assert sorted(linked.pairs(["rb/s1"])) == [("ra/s1", "rb/s1", "outcome", 0.5, "came of it"), row]
        assert {tuple(p) for p in linked.pairs(["ra/s1", "rb/s1"])} == {tuple(p) for p in linked.pairs(["ra/s1"])}
        assert linked.pairs(["ra/s"]) == []


def test_what_bears_on_a_report_is_found_by_what_was_linked_of_it(ledger: Ledger) -> None:
    add(ledger, FIRST, SECOND)
    keep(ledger, claim_of(FIRST, SECOND))
    a, b = FIRST.report.id, SECOND.report.id
    with ledger.linking() as linked:
        linked.put_pairs([(f"{a}/s1", f"{b}/s1", "outcome", 0.5, "came of it"), (f"{a}/s1", "rx/s1", "same", 0.9, "alike"),
                          (f"{a}/s1", "ry/s1", "rival", 0.9, "another number")])
        assert linked.bearing_on([a]) == {f"{b}/s1", "ry/s1"}
        assert linked.bearing_on([b]) == {f"{a}/s1"}
        assert linked.bearing_on(["r"]) == linked.bearing_on([]) == set()


def test_shared_text_of_those_that_are_asked(ledger: Ledger) -> None:
    with ledger.linking() as linked:
        linked.put_shared([("ra", "rb", "[1]"), ("ra", "rc", "[2]")])
        linked.put_shared([("ra", "rb", "[3]")])
        assert linked.shared(["ra", "rb"]) == [("ra", "rb", "[1]")]
        assert linked.shared(["rb", "rc"]) == []


def test_forgetting_a_report_drops_what_was_linked_of_it_and_no_more(ledger: Ledger) -> None:
    waiting = add(ledger, FIRST, SECOND)
    keep(ledger, claim_of(FIRST, SECOND), claim_of(FIRST, only="Trams"))
    a, b = FIRST.report.id, SECOND.report.id
    with ledger.linking() as linked:
        for (_, id_), one, key in zip(waiting, (FIRST, SECOND), (1, 2), strict=True):
            linked.put_digest(one, id_, LINKER, b"", {key})
        linked.put_pairs([(f"{a}/s1", f"{b}/s1", "same", 1.0, ""), (f"{a}x/s1", f"{b}/s1", "same", 1.0, "")])
        linked.put_shared([(a, b, "[]")])
        assert linked.forget([a]) == {claim_of(FIRST, SECOND).id, claim_of(FIRST, only="Trams").id}
        assert linked.meeting({1, 2}) == {b}
        assert [p.one for p in linked.pairs([f"{b}/s1"])] == [f"{a}x/s1"]
        assert linked.shared([a, b]) == []
        assert linked.claims_of("report", [a]) == {}
        assert [r for r, _ in linked.waiting(LINKER)] == [a]


def test_a_transaction_happens_wholly_or_not_at_all(ledger: Ledger) -> None:
    waiting = add(ledger, FIRST)

    def half() -> None:
        with ledger.linking() as linked:
            linked.put_digest(FIRST, waiting[0][1], LINKER, b"", {1})
            linked.replace_claims((), [claim_of(FIRST)])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        half()
    assert ledger.unlinked(LINKER) == [FIRST.report.id]
    assert list(ledger.claims()) == []


def test_claims_come_back_as_they_went_and_are_replaced(ledger: Ledger) -> None:
    add(ledger, FIRST, SECOND)
    both, trams = claim_of(FIRST, SECOND), claim_of(FIRST, only="Trams")
    keep(ledger, both, trams)
    assert list(ledger.claims()) == [both, trams]
    assert ledger.claim(both.id) == ledger.claim(both.id[:6]) == ledger.claim(f"{SECOND.report.id}/s1") == both
    with ledger.linking() as linked:
        assert linked.claims_of("key", [f"{FIRST.report.id}/s1"]) == {both.id: {f"{FIRST.report.id}/s1", f"{SECOND.report.id}/s1"}}
        linked.replace_claims([both.id], [claim_of(FIRST, grade=2)])
    assert {c.id: c.grade for c in ledger.claims()} == {both.id: 2, trams.id: None}
    assert len(ledger.claim(both.id).tellings) == 1


@pytest.mark.parametrize("key", ["", "c", "x", "c%", "c_", "%", "\0", "\ud800", "c" * 10_000, "'; DROP TABLE claim; --"])
def test_keys_of_no_claim_or_of_several(ledger: Ledger, key: str) -> None:
    add(ledger, FIRST, SECOND)
    keep(ledger, claim_of(FIRST, SECOND), claim_of(FIRST, only="Trams"))
    with pytest.raises(LedgerError, match="fits 2 claims" if key == "c" else "there is no claim"):
        ledger.claim(key)


def test_the_most_retold_on_the_fewest_origins_come_first(ledger: Ledger) -> None:
    add(ledger, FIRST, SECOND)
    one, many = claim_of(FIRST, only="Trams"), claim_of(FIRST, SECOND)
    keep(ledger, one, replace(many, origins=Origins(2, 2, 2.0, 2, 2, circular=False, ends=())))
    assert [c.id for c in ledger.claims()] == [many.id, one.id]
    assert [c.id for c in ledger.claims(limit=1)] == [many.id]


@pytest.mark.parametrize(("wanted", "found"), [
    (WantedClaims(outlet="island echo"), ["crane"]), (WantedClaims(outlet="Island"), []), (WantedClaims(mode="forecast"), ["crane"]),
    (WantedClaims(retold=2), ["crane"]), (WantedClaims(state="denied"), []), (WantedClaims(since="2025-03-02"), []),
    (WantedClaims(until="2025-03-02"), ["crane", "trams"]), (WantedClaims(outcome="pending"), ["crane"]),
    (WantedClaims(state="pending", today="2025-03-01"), ["crane"]), (WantedClaims(state="due", today="2025-06-01"), ["crane"]),
    (WantedClaims(state="due", today="2025-07-01"), []), (WantedClaims(state="overdue", today="2025-07-01"), ["crane"]),
    (WantedClaims(state="nonsense"), []), (WantedClaims(outlet="\ud800"), [])])
def test_claims_can_be_narrowed(ledger: Ledger, wanted: WantedClaims, found: list[str]) -> None:
    add(ledger, FIRST, SECOND)
    names = {claim_of(FIRST, SECOND).id: "crane", claim_of(FIRST, only="Trams").id: "trams"}
    keep(ledger, claim_of(FIRST, SECOND), claim_of(FIRST, only="Trams"))
    assert sorted(names[c.id] for c in ledger.claims(None, wanted)) == found


@pytest.mark.parametrize(("query", "found"),
                         [("crane", 1), ("brkic", 1), ("trams", 1), ("Sable", 2), ('"goes in"', 1), ("   ", 2), ("!?", 0), ("nobody", 0),
                                              ("tra*", 1), ("\ud800", 0), ("a OR b", 0)])
def test_claims_are_found_by_words(ledger: Ledger, query: str, found: int) -> None:
    add(ledger, FIRST, SECOND)
    keep(ledger, claim_of(FIRST, SECOND), claim_of(FIRST, only="Trams"))
    assert len(list(ledger.claims(query))) == found


def test_forecasts_and_claims_of_a_source(ledger: Ledger) -> None:
    add(ledger, FIRST, SECOND)
    crane, trams = claim_of(FIRST, SECOND), claim_of(FIRST, only="Trams")
    keep(ledger, crane, trams)
    assert list(ledger.forecasts()) == [crane]
    assert list(ledger.claims_from("brkic")) == [crane]
    assert {c.id for c in ledger.claims_from("Sable TV")} == {crane.id, trams.id}
    assert list(ledger.claims_from("Brk")) == list(ledger.claims_from("%")) == []


def test_judgements_are_appended_in_order_and_never_edited(ledger: Ledger, path: Path) -> None:
    said = [Judgement(f"j{9 - n}", "merge", "Kim", f"2025-03-0{n + 1}", (Mark("ra", 0, 5), Mark("rb", 1, 2)), None, None,
                      "why\n😀") for n in range(3)]
    with ledger.linking() as linked:
        for one in said:
            linked.add_judgement(one)
        assert linked.judgements() == said
    assert ledger.judgements() == said
    with pytest.raises(LedgerError), ledger.linking() as linked:
        linked.add_judgement(said[0])
    with open_ledger(path) as again:
        assert again.judgements() == said


def test_hostile_text_is_kept_to_the_letter(ledger: Ledger) -> None:
    odd = report("Ev\x1b\u202eil\n", "[Pri\x07ces 😀 fell], we hear.", own(), at="2025", title="\u2066")
    add(ledger, odd)
    keep(ledger, claim_of(odd, only=""))
    assert list(ledger.claims()) == [claim_of(odd, only="")]


def test_reports_that_were_marked_by_others_go_through(ledger: Ledger) -> None:
    one = telling("[TV Chosun]outlet [reported]cue that [troops will go]content.", outlet="The Daily")
    add(ledger, one)
    keep(ledger, claim_of(one, only="troops"))
    assert ledger.claim(f"{one.report.id}/s1").text == "troops will go"
