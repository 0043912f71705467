"""Which statements of two reports are one claim, and which bear on one another: with a matcher that counts common words."""

import pytest

from link.story import Words, by, digested, own, report
from reportedly.link.pairs import KEPT, Pair, pairs
from reportedly.types import Extraction


def found(a: Extraction, b: Extraction) -> list[Pair]:
    one = digested(a)
    return pairs(one, one if a is b else digested(b), Words(), None)


CRANE = report("Sable TV", "[The crane at berth four will go in June]. [Nobody was hurt].", own("forecast"), own(), at="2025-03-01")
SAME = report("Island Echo", "[The crane at berth four will go in June].", own("forecast"), at="2025-03-02")
CAME = report("Quaysider", "[The crane at berth four did go in June].", own(), at="2025-06-09")


def test_pairs_by_their_keys_in_order() -> None:
    (pair,) = found(CRANE, SAME)
    assert pair.one < pair.other
    assert pair.one in {"/".join((e.report.id, "s1")) for e in (CRANE, SAME)}
    assert (pair.kind, pair.probability > 0.5, bool(pair.detail)) == ("same", True, True)


def test_they_are_the_same_from_either_side() -> None:
    assert found(CRANE, SAME) == found(SAME, CRANE)
    assert found(CRANE, CAME) == found(CAME, CRANE)


def test_a_report_with_itself() -> None:
    twice = report("Sable TV", "[The crane will go]. [The crane will go].", own(), own())
    assert len(found(twice, twice)) == 1
    assert found(SAME, SAME) == []


def test_what_came_of_a_forecast() -> None:
    assert "outcome" in {p.kind for p in found(CRANE, CAME)}


def test_nothing_came_of_it_before_it_was_said() -> None:
    earlier = report("Quaysider", "[The crane at berth four did go in June].", own(), at="2025-02-09")
    assert [p.kind for p in found(CRANE, earlier) if p.kind == "outcome"] == []


def test_two_sides_figures_stand_side_by_side() -> None:
    ours = report("Sable TV", "[60 soldiers died at the dam], Kyiv said.", by(("Kyiv", "government"), numbers=((60, 60, "soldier"),)))
    theirs = report("Island Echo", "[9 soldiers died at the dam], Moscow said.", by(("Moscow", "government"), numbers=((9, 9, "soldier"),)))
    assert {"rival", "apart"} <= {p.kind for p in found(ours, theirs)}


def test_what_is_not_alike_is_forgotten() -> None:
    other = report("Island Echo", "[Seed potatoes are dear].", own())
    assert found(CRANE, other) == []
    assert KEPT > 0


@pytest.mark.parametrize("empty", [report("Sable TV", "Nothing."), report(None, "", at=None)])
def test_reports_without_statements(empty: Extraction) -> None:
    assert found(empty, CRANE) == found(CRANE, empty) == []
