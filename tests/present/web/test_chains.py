"""The drawings of a claim, as geometry: nothing overlaps, every edge ends at its boxes, and odd claims are drawn too."""

import math
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.present.web.draw import chains, timeline
from reportedly.present.web.draw.axis import axis, seconds
from reportedly.present.web.draw.chains import Graph, Node
from reportedly.present.web.draw.scale import scale
from reportedly.types import Claim, Drift, EdgeKind, Origin, Origins, Parent, Related, Role, Span, Statement, Teller, Telling


def edge(to: str | None, kind: EdgeKind = "cites", source: str | None = None, also: tuple[EdgeKind, ...] = ()) -> Parent:
    return Parent(to, source, kind, 0.9, "names it", also)


def told(id_: str, at: str | None, *parents: Parent, outlet: str | None = None, role: Role = "telling") -> Telling:
    said = Statement("s1", "the crane fell", (Span(0, 14),), None, ())
    return Telling(Teller(id_, f"{id_}.html", outlet or f"Outlet {id_}", at), said, parents, role)


def made(*tellings: Telling, ends: Sequence[Origin] = (), drift: Sequence[Drift] = (), related: Sequence[Related] = (),
         window: tuple[str | None, str | None] | None = None) -> Claim:
    return Claim("c1", "the crane fell", "forecast" if window else "assertion", tellings,
                 Origins(1, 2, 1.4, 1, 2, circular=False, ends=tuple(ends)), tuple(drift), window, related=tuple(related))


def drawn(claim: Claim) -> Graph:
    return chains.chains(claim, lambda r: f"#t-{r}", lambda r, n: f"#e-{r}-{n}")


def box(graph: Graph, key: str) -> Node:
    return next(n for n in graph.nodes if n.key == key)


def whole(graph: Graph) -> None:
    """What must hold of every drawing."""
    numbers = [x for line in graph.lines for point in line.points for x in point]
    numbers += [x for n in graph.nodes for x in (n.x, n.y, n.width, n.height)] + [graph.width, graph.height] + [t.x for t in graph.ticks]
    assert all(math.isfinite(x) for x in numbers)
    assert all(n.x >= 0 and n.x + n.width <= graph.width and n.y >= 0 and n.y + n.height <= graph.height for n in graph.nodes)
    for a, b in combinations(graph.nodes, 2):
        assert a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y, (a, b)
    for line in graph.lines:
        assert on_edge(line.points[0], box(graph, line.parent))
        assert on_edge(line.points[-1], box(graph, line.child))
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(line.points)), "across or down"
        assert re.fullmatch(r"M-?[\d.]+,-?[\d.]+([HV]-?[\d.]+)+", line.path)
    for one, other in pairwise(sorted(graph.ticks, key=lambda t: t.x)):
        assert other.x - one.x >= 60, "labels of ticks do not overlap"
    assert len(graph.nodes) <= chains.MOST


def on_edge(point: tuple[float, float], node: Node) -> bool:
    x, y = point
    inside = node.x - 0.1 <= x <= node.x + node.width + 0.1 and node.y - 0.1 <= y <= node.y + node.height + 0.1
    at_side = min(abs(x - node.x), abs(x - node.x - node.width), abs(y - node.y), abs(y - node.y - node.height)) < 0.1
    return inside and at_side


CASCADE = made(
    told("a", "2025-03-01T08:00:00Z"), told("b", "2025-03-01T12:00:00Z", edge("a")),
    told("c", "2025-03-02", edge("b", "reuses")), told("d", "2025-03-02T09:00:00+02:00", edge("a", also=("reuses",)), edge("b", "reuses")),
    told("e", "2025-03-03", edge("a", "shares_source", "a clerk")), told("f", "2025-03-04", edge(None, source="Far Gazette"), role="denial"),
    ends=(Origin("a clerk (to Outlet a)", "anonymous", established=False, reports=("a", "e"), detail="Outlet a heard it"),
          Origin("Ana Brkic", "person", established=True, reports=("f",), detail="Far Gazette has it from Ana Brkic")),
    drift=(Drift("certainty", "hardened", "c", "b", "may fall", "will fall", "a hedge was lost"),))


def test_who_has_it_from_whom() -> None:
    graph = drawn(CASCADE)
    whole(graph)
    styles = {(line.parent, line.child): line.style for line in graph.lines}
    assert styles == {("end:0", "a"): "heard", ("end:1", "source:Far Gazette"): "heard", ("source:Far Gazette", "f"): "cites",
                      ("a", "b"): "cites", ("b", "c"): "uncredited", ("a", "d"): "credited", ("b", "d"): "uncredited", ("a", "e"): "shares"}
    assert box(graph, "f").role == "denial"
    assert {n.key for n in graph.nodes if n.established} == {"end:1"}
    [hardened] = next(line for line in graph.lines if line.child == "c").changes
    assert (hardened.sign, hardened.words, hardened.worst, hardened.title) == ("▲", "certainty hardened", True, "“may fall” → “will fall”")


def test_a_box_begins_at_its_time_and_every_link_leads_somewhere() -> None:
    graph = drawn(CASCADE)
    xs = [box(graph, key).x for key in "abcdef"]
    assert xs[0] < xs[1] < xs[2] < xs[4] < xs[5]
    assert xs[2] < xs[3], "07:00 UTC is later than midnight"
    assert {n.href for n in graph.nodes} == {*(f"#t-{key}" for key in "abcdef"), "#o-0", "#o-1", "#e-f-0"}
    assert {line.href for line in graph.lines} == {"#o-0", "#o-1", "#e-b-0", "#e-c-0", "#e-d-0", "#e-d-1", "#e-e-0", "#e-f-0"}


def test_no_line_runs_through_a_box() -> None:
    graph = drawn(CASCADE)
    for line in graph.lines:
        for node in graph.nodes:
            if node.key not in {line.parent, line.child}:
                assert not any(crosses(a, b, node) for a, b in pairwise(line.points)), (line, node)


def crosses(a: tuple[float, float], b: tuple[float, float], node: Node) -> bool:
    return (min(a[0], b[0]) < node.x + node.width and max(a[0], b[0]) > node.x
            and min(a[1], b[1]) < node.y + node.height and max(a[1], b[1]) > node.y)


@pytest.mark.parametrize("dates", [
    [None, None, None], ["2025-03-01"] * 3, ["no day", "2025-03-01", "0001-01-01T00:00:00+14:00"], ["9999-12-31", "0001-01-01", "2025-13-45"],
    ["2025-03-01", "2024-03-01", None], ["2025-03-01T00:00:00.000001", "2025-03-01", "2025-03-01T00:00:01"]])
def test_missing_equal_and_odd_dates(dates: list[str | None]) -> None:
    a, b, c = dates
    whole(drawn(made(told("a", a), told("b", b, edge("a")), told("c", c, edge("b", "reuses"), edge("a")))))


def test_rings_and_a_report_that_cites_itself() -> None:
    graph = drawn(made(told("a", "2025-03-01", edge("c")), told("b", "2025-03-02", edge("a"), edge("b")), told("c", "2025-03-03", edge("b")),
                       told("d", "2025-03-04", edge("c"))))
    whole(graph)
    assert {(line.parent, line.child) for line in graph.lines} == {("c", "a"), ("a", "b"), ("b", "b"), ("b", "c"), ("c", "d")}


def test_names_of_ten_thousand_letters_are_cut() -> None:
    name = "W" * 10_000
    graph = drawn(made(told("a", "2025-03-01", edge(None, source=name), outlet=name),
                       ends=[Origin(name + "x", "person", established=True, reports=("a",), detail=name)]))
    whole(graph)
    assert max(len(n.name) for n in graph.nodes) <= 20
    assert max(len(n.title) for n in graph.nodes) < 300
    assert graph.width < 1500


def test_a_claim_of_nobody_here_and_edges_to_nobody() -> None:
    whole(drawn(made(told("a", "2025-03-01", edge("gone"), edge(None)))))


def test_many_tellings_fold_and_say_how_many() -> None:
    graph = drawn(big(200))
    whole(graph)
    assert graph.reports == 200
    assert graph.shown < 60
    assert sum(n.more for n in graph.nodes) > 0
    assert {"r0", "r199"} <= {n.key for n in graph.nodes}, "the first, and a denial, are drawn"
    assert {n.key for n in graph.nodes if n.role == "denial"} == {"r199"}


def big(many: int) -> Claim:
    """A cascade: each report cites or copies an earlier one; one in ten hears a named source itself; the last denies it."""
    chance = random.Random(7)  # noqa: S311 - a made claim
    tellings = [told("r0", "2025-03-01T08:00:00Z")]
    ends = [Origin("a clerk (to Outlet r0)", "anonymous", established=False, reports=("r0",), detail="heard it")]
    for n in range(1, many):
        parents = [edge(f"r{chance.randrange(n) // 3}", chance.choice(["cites", "reuses"]))]
        if n % 10 == 0:
            parents = []
            ends.append(Origin(f"Mayor {n}", "person", established=True, reports=(f"r{n}",), detail="has it from a mayor"))
        at = f"2025-03-{1 + n * 20 // many:02}T{n % 24:02}:00:00Z"
        tellings.append(told(f"r{n}", at, *parents, role="denial" if n == many - 1 else "telling"))
    return made(*tellings, ends=ends)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.one_of(st.none(), st.dates().map(str), st.text(max_size=12)), st.lists(st.integers(0, 11), max_size=3)),
                min_size=1, max_size=12))
def test_any_claim_can_be_drawn(rows: list[tuple[str | None, list[int]]]) -> None:
    claim = made(*(told(f"r{n}", at, *(edge(f"r{p}", ("cites", "reuses", "shares_source")[p % 3]) for p in dict.fromkeys(parents)))
                   for n, (at, parents) in enumerate(rows)),
                 ends=[Origin("a clerk", "anonymous", established=False, reports=("r0", "r1"), detail="")])
    whole(drawn(claim))
    events = timeline.events(claim, lambda r: f"#t-{r}")
    line = timeline.timeline(events, ("2025-03-01", None), "2025-04-01")
    assert line is None or all(math.isfinite(m.x) and 0 <= m.x <= line.width for m in line.marks)
    assert sum(len(some) for _, _, some in timeline.days(events)) == len(rows)


def test_a_long_gap_is_broken_and_said_to_be() -> None:
    graph = drawn(made(told("a", "2025-03-01"), told("b", "2025-03-02", edge("a")), told("c", "2025-03-03", edge("a")),
                       told("d", "2025-10-03", edge("a"))))
    whole(graph)
    assert [gap.words for gap in graph.gaps] == ["214 days"]
    assert box(graph, "b").x - box(graph, "a").x > 100, "the days before the gap stay apart"
    assert not drawn(CASCADE).gaps


def test_ticks_stand_at_round_moments() -> None:
    line = axis([seconds("2025-03-01T07:00") or 0, seconds("2025-03-05T19:00") or 0], 0, 560)
    assert [t.words for t in line.ticks] == ["2 Mar 2025", "3 Mar", "4 Mar", "5 Mar"]
    months = axis([seconds("2024-11-20") or 0, seconds("2025-06-03") or 0], 0, 600)
    assert [t.words for t in months.ticks] == ["1 Dec 2024", "1 Jan 2025", "1 Feb", "1 Mar", "1 Apr", "1 May", "1 Jun"]


def test_the_timeline_has_its_rows_window_and_today() -> None:
    outcome = Related("c2", "outcome", "the crane was taken down", "r9", 0.9, "", published="2025-06-09")
    claim = replace(CASCADE, related=(outcome,), window=("2025-06-01", "2025-07-01"))
    found = timeline.events(claim, lambda r: f"#t-{r}")
    assert [e.kind for e in found] == ["first", "telling", "telling", "telling", "telling", "denial", "outcome"]
    line = timeline.timeline(found, claim.window, "2025-06-20")
    assert line is not None
    assert [name for name, _ in line.rows] == ["Told", "Denied", "Came of it", "Window"]
    assert line.band is not None
    assert line.band.words == "window: 2025-06-01 to 2025-06-30"
    assert line.today is not None
    assert line.band.x < line.today < line.band.x + line.band.width
    assert line.gaps
    assert timeline.timeline([], None, "2025-06-20") is None


def test_timeline_marks_that_would_cover_one_another_are_one() -> None:
    claim = big(100)
    line = timeline.timeline(timeline.events(claim, lambda r: f"#t-{r}"), None, "2025-06-20")
    assert line is not None
    told_row = [m for m in line.marks if m.kind in {"first", "telling"}]
    assert all(b.x - a.x >= timeline.NEAR for a, b in pairwise(told_row))
    assert sum(m.count for m in line.marks) == 100


@pytest.mark.parametrize(("origins", "labels"), [(Origins(1, 2, 2.81, 2, 3, circular=False, ends=()), "01234"),
                                                 (Origins(0, 0, 0.0, 0, 0, circular=True, ends=()), "012")])
def test_the_scale_of_origins(origins: Origins, labels: str) -> None:
    found = scale(origins)
    assert "".join(n.words for n in found.numbers) == labels
    assert found.established <= found.possible <= found.width
    assert found.low <= found.expected <= found.high


def test_a_long_scale_has_fewer_labels() -> None:
    found = scale(Origins(3, 180, 90.0, 80, 100, circular=False, ends=()))
    assert len(found.numbers) < 20
    assert found.width < 600
