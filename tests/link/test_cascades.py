"""The simulator of bench/: its truth, that linking sees none of it, and that what is measured has not broken."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

cascades, spread = import_module("cascades"), import_module("spread")  # scripts, no package

RESULTS = [cascades.linked(seed) for seed in range(1000, 1024)]


def test_a_seed_gives_one_cascade() -> None:
    one, other = (list(spread.Cascade(5).reports()) for _ in range(2))
    assert [e for _, e in one] == [e for _, e in other]


@pytest.mark.parametrize("result", RESULTS[:12], ids=lambda r: str(r.cascade.size))
def test_the_truth_is_a_forest(result: Any) -> None:
    nodes = result.cascade.nodes
    assert all(parent < i for i, node in enumerate(nodes) for parent in node.parents)
    assert all(node.origins == set().union(*(nodes[p].origins for p in node.parents)) for node in nodes if node.parents)
    assert 1 <= result.cascade.truth <= len(result.cascade.starts)


def test_statements_and_sources_stand_where_they_are_said_to() -> None:
    for result in RESULTS[:6]:
        for one in result.tellings:
            text = one.digest.report.text
            for statement in one.statements:
                assert text[slice(*statement.spans[0])] == statement.text
                assert all(hop.span and text[slice(*hop.span)].casefold() == (hop.name or "").casefold() for hop in statement.chain)


def test_every_telling_has_its_evidence() -> None:
    for result in RESULTS:
        assert {way for way, _, _ in result.chances} <= {*cascades.HIDDEN, *cascades.ODDS}


def test_a_few_cascades_measure_about_as_many_do() -> None:
    found = cascades.measure(RESULTS)
    assert found["cascades, expected within 0.5 of the true origins"] >= 60
    assert found["cascades, 90 % interval holds the true origins"] >= 85
    assert found["cascades, calibration error of edges"] <= 0.1


def test_calibration_error() -> None:
    edges = [cascades.Edge("words", 0.9, right) for right in (True, True, False, False)] + [cascades.Edge("link", 0.5, right=True)] * 4
    assert cascades.calibration_error(edges) == pytest.approx((0.4 + 0.5) / 2)
    assert cascades.plotted(edges).count("<circle") == 2
