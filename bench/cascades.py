"""How well origins and edges are estimated, on simulated cascades with known truth (spread.py). docs/origins.md publishes what it prints.

    python bench/cascades.py [--fit] [--seeds N] [--plot FILE]

The reports of a cascade are handed to lineage and origins as the tellings of one claim; nothing of the truth reaches them. What is measured
are seeds by which no constant was chosen; `--fit` takes those by which the ones in link/lineage.py and link/origins.py were, and prints rates.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from spread import Cascade

from reportedly.link.digest import digest
from reportedly.link.lineage import Lineage, Told, lineage, told
from reportedly.link.origins import HIDDEN, ODDS, origins, ways
from reportedly.link.outlets import same_outlet
from reportedly.link.reuse import shared
from reportedly.link.when import hours
from reportedly.types import Origins, Parent

FITTED = range(1, 600, 2)  # seeds by which constants were chosen
UNSEEN = (*range(0, 600, 2), *range(600, 1200))
BINS = 10


@dataclass(frozen=True)
class Edge:
    """An edge that was found: how it is known, the probability given, and whether it is true."""

    evidence: str
    given: float
    right: bool


@dataclass(frozen=True)
class Result:
    """What was made of one cascade. `places`: where among the cascade's nodes each report is."""

    cascade: Cascade
    tellings: tuple[Told, ...]
    lines: Lineage
    origins: Origins
    places: Mapping[str, int]

    @property
    def error(self) -> float:
        """Expected origins less true ones."""
        return self.origins.expected - self.cascade.truth

    @property
    def held(self) -> bool:
        """Whether the interval holds the truth."""
        return self.origins.low <= self.cascade.truth <= self.origins.high

    @property
    def edges(self) -> list[Edge]:
        """Every edge with its truth."""
        tellers = {t.id: t.digest.teller for t in self.tellings}
        return [Edge(_evidence(p, late=p.report is not None and (hours(tellers[p.report], tellers[one]) or 0) < 0), p.probability,
                     self.is_true(one, p))
                for one, parents in self.lines.parents.items() for p in parents]

    def is_true(self, one: str, parent: Parent) -> bool:
        """Whether it is a true parent, or for a shared source a report that goes back to the same origin."""
        nodes = self.cascade.nodes
        child = nodes[self.places[one]]
        if parent.report is None:
            return any(not nodes[i].here and same_outlet(nodes[i].outlet, parent.source or "") for i in child.parents)
        at = self.places[parent.report]
        return at in child.parents or (parent.kind == "shares_source" and bool(nodes[at].origins & child.origins))

    @property
    def chances(self) -> list[tuple[str, float, bool]]:
        """For each telling, and each outlet cited that is not here: its evidence, how many times, whether it began an origin."""
        nodes, found = self.cascade.nodes, ways(self.tellings, self.lines)
        first = self.cascade.firsts
        names = {f"source:{node.outlet.casefold()}": i for i, node in enumerate(nodes) if not node.here}
        rows = []
        for who, (way, times) in found.items():
            at = self.places[who] if who in self.places else names.get(who, -1)
            nameless = at >= 0 and not any(f"source:{nodes[p].outlet.casefold()}" in found for p in nodes[at].parents if not nodes[p].here)
            began = at in first or (nameless and any(p in first for p in nodes[at].parents if not nodes[p].here))
            rows.append((way, times, began))
        return rows


def linked(seed: int) -> Result:
    """Draw a cascade and link it, as `Linker.claim` does but for drift and outcome."""
    cascade = Cascade(seed)
    written = list(cascade.reports())
    digests = [digest(extraction, _no_vectors) for _, extraction in written]
    texts = {(a.report.id, b.report.id): found for a, b in combinations(digests, 2) if (found := shared(a.running, b.running)) is not None}
    tellings = told([(d, s) for d in digests for s in d.statements])
    lines = lineage(tellings, texts, {})
    return Result(cascade, tellings, lines, origins(tellings, lines, {}), {extraction.report.id: i for i, extraction in written})


def _no_vectors(texts: Sequence[str]) -> np.ndarray:
    """Lineage and origins do not look at vectors."""
    return np.zeros((len(texts), 384), np.float32)


_EVIDENCE = (("told by its source", "told"), ("is named as", "words"), ("source line", "source line"), ("in its sentence links", "link"),
             ("it links to", "elsewhere"), ("takes back", "own"), ("corrects", "own"))


def _evidence(parent: Parent, *, late: bool) -> str:
    """By what an edge is known: the keys of `lineage.SURE`, `copied` by how much, `shared`."""
    if parent.kind == "reuses":
        return "copied, whole" if parent.detail.startswith("100 ") else "copied, in part"
    if parent.kind == "shares_source":
        return "shared"
    kind = next((kind for words, kind in _EVIDENCE if words in parent.detail), "credit")
    return "outside" if parent.report is None and kind != "source line" else "later" if late else kind


def calibration_error(edges: Sequence[Edge]) -> float:
    """Expected calibration error: the mean distance of probability and share of right ones in ten bins, by how many there are in each."""
    return sum(len(some) * abs(_mean(e.given for e in some) - _mean(e.right for e in some)) for some in _binned(edges)) / len(edges)


def _binned(edges: Sequence[Edge]) -> list[list[Edge]]:
    bins: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        bins[min(int(edge.given * BINS), BINS - 1)].append(edge)
    return [bins[i] for i in sorted(bins)]


def _mean(values: Iterable[float]) -> float:
    return float(np.mean(list(values)))


def measure(results: Sequence[Result] | None = None) -> dict[str, float]:
    """The three numbers that have floors, in percent but for the error, and how far expected is from the truth on average."""
    results = results or [linked(seed) for seed in UNSEEN]
    return {"cascades, expected within 0.5 of the true origins": 100 * _mean(abs(r.error) <= 0.5 for r in results),
            "cascades, 90 % interval holds the true origins": 100 * _mean(r.held for r in results),
            "cascades, calibration error of edges": calibration_error([e for r in results for e in r.edges])}


def plotted(edges: Sequence[Edge]) -> str:
    """The reliability plot as SVG: a dot for each bin, the larger the more edges; on the line it would be calibrated."""
    side, edge = 320, 40
    whole = side + 2 * edge
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" font-family="sans-serif" font-size="12">',
             '<title>Reliability of the probabilities of edges on simulated cascades</title>',
             f'<rect width="{whole}" height="{whole}" fill="#fff"/>',
             f'<path d="M{edge} {edge}v{side}h{side}" fill="none" stroke="#444"/>',
             f'<path d="M{edge} {edge + side}L{edge + side} {edge}" stroke="#999" stroke-dasharray="4"/>']
    for tenth in range(0, 11, 2):
        at = side * tenth / 10
        parts.append(f'<text x="{edge + at:.0f}" y="{edge + side + 16}" text-anchor="middle">{tenth / 10}</text>')
        parts.append(f'<text x="{edge - 6}" y="{edge + side - at + 4:.0f}" text-anchor="end">{tenth / 10}</text>')
    for some in _binned(edges):
        given, right = _mean(e.given for e in some), _mean(e.right for e in some)
        size = 3 + 12 * (len(some) / len(edges)) ** 0.5
        x, y = edge + side * given, edge + side * (1 - right)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="#1f6feb" fill-opacity="0.7">'
                     f'<title>{len(some)} edges: given {given:.2f}, right {right:.2f}</title></circle>')
    parts += [f'<text x="{edge + side / 2}" y="{2 * edge + side - 6}" text-anchor="middle">probability given</text>',
              f'<text x="{edge}" y="{edge - 14}">share of edges that are right</text>', '</svg>']
    return "\n".join(parts) + "\n"


def fitted(results: Sequence[Result]) -> None:
    """Print by evidence: how many, the share that is an origin's first, and what HIDDEN or ODDS should be and is."""
    rows: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for result in results:
        for way, times, began in result.chances:
            rows[way].append((times, began))
    print(f"{'evidence':26}{'n':>6}{'first':>8}{'hidden':>8}{'odds':>8}   is")
    for way, seen in sorted(rows.items(), key=lambda row: -len(row[1])):
        times, began = np.array([t or 1 for t, _ in seen], float), np.array([b for _, b in seen], float)
        grid = np.exp(np.linspace(-6, 4, 400))[:, None]
        best = float(grid[np.argmax((began * -np.log1p(grid * times) + (1 - began) * -np.log1p(1 / (grid * times))).sum(1)), 0])
        print(f"{way:26}{len(seen):6}{began.mean():8.3f}{best / (1 + best):8.3f}{best:8.2f}   {HIDDEN.get(way, ODDS.get(way))}")


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="take the odd seeds")
    parser.add_argument("--seeds", type=int, help="only so many")
    parser.add_argument("--plot", type=Path, help="write the reliability plot as SVG")
    wanted = parser.parse_args()
    results = [linked(seed) for seed in (FITTED if wanted.fit else UNSEEN)[:wanted.seeds]]
    if wanted.fit:
        fitted(results)
    for name, value in measure(results).items():
        print(f"{name:52} {value:8.3f}")
    edges = [e for r in results for e in r.edges]
    print(f"\n{'evidence of an edge':26}{'n':>6}{'right':>8}{'given':>8}")
    for kind in sorted({e.evidence for e in edges}, key=lambda kind: -sum(e.evidence == kind for e in edges)):
        some = [e for e in edges if e.evidence == kind]
        print(f"{kind:26}{len(some):6}{_mean(e.right for e in some):8.3f}{_mean(e.given for e in some):8.3f}")
    if wanted.plot:
        wanted.plot.write_text(plotted(edges), encoding="utf-8")


if __name__ == "__main__":
    main()
