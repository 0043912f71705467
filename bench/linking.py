"""How the time of linking grows: invented reports (stories.py) are put into a ledger and linked, up to 10,000. docs/speed.md has what it prints.

    python bench/linking.py [--reports N] [--ledger FILE] [--plot FILE]

At each size: seconds of the clock and of the processor since the beginning, and what adding one more report takes, by the clock. Nothing is
extracted, and the time to put reports into the ledger is not counted.
"""

import argparse
import math
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from stories import reports

from reportedly.ledger import Ledger, open_ledger
from reportedly.pipeline import Linking
from reportedly.types import Extraction

SIZES = (80, 160, 400, 800, 1600, 4000, 8000, 10000)  # reports, of some 12 statements
ONE_MORE = 20  # reports that are added and linked one by one


@dataclass(frozen=True)
class Measured:
    """What was measured at one size. `wall`, `processor`: seconds to link all up to here. `median`, `worst`: seconds of the clock for one more,
    by a `Linking` that has nothing in memory at first.
    """

    reports: int
    statements: int
    wall: float
    processor: float
    median: float
    worst: float


def measure(store: Ledger, sizes: tuple[int, ...]) -> Iterator[Measured]:
    """Fill the ledger size by size, and link."""
    linking, news = Linking(), reports()
    told = done = 0
    wall = processor = 0.0
    for size in sizes:
        step = list(islice(news, size - done))
        for extraction in step:
            store.add(extraction, extractor="invented")
        began, busy = time.perf_counter(), time.process_time()
        linking.link(store)
        wall, processor = wall + time.perf_counter() - began, processor + time.process_time() - busy
        done, told = size, told + sum(len(e.statements) for e in step)
        counted = told
        more, afresh = list(islice(news, ONE_MORE)), Linking()
        seconds = [_one_more(store, afresh, extraction) for extraction in more]
        done, told = done + len(more), told + sum(len(e.statements) for e in more)
        yield Measured(size, counted, wall, processor, statistics.median(seconds), max(seconds))


def _one_more(store: Ledger, linking: Linking, extraction: Extraction) -> float:
    store.add(extraction, extractor="invented")
    began = time.perf_counter()
    linking.link(store)
    return time.perf_counter() - began


def growth(points: Sequence[tuple[int, float]]) -> str:
    """An SVG of seconds by statements, both logarithmic, and n log n through the first point."""
    ideal = [(n, points[0][1] * n * math.log(n) / (points[0][0] * math.log(points[0][0]))) for n, _ in points]
    left, right = math.floor(math.log10(points[0][0])), math.ceil(math.log10(points[-1][0]))
    low = math.floor(math.log10(points[0][1]))
    high = math.ceil(math.log10(max(s for line in (points, ideal) for _, s in line)))

    def at(n: float, seconds: float) -> tuple[float, float]:
        return 70 + 430 * (math.log10(n) - left) / (right - left), 260 - 240 * (math.log10(seconds) - low) / (high - low)

    def line(those: Sequence[tuple[int, float]]) -> str:
        return " ".join(f"{x:.0f},{y:.0f}" for x, y in (at(*p) for p in those))

    parts = [('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 520 310" font-family="sans-serif" font-size="12" role="img" '
             'aria-label="Seconds to link, by statements, both logarithmic, beside n log n">'), '<rect width="520" height="310" fill="#fff"/>']
    for power in range(left, right + 1):
        x, _ = at(10 ** power, 10 ** low)
        parts.append(f'<path d="M{x:.0f} 20V260" stroke="#ddd"/><text x="{x:.0f}" y="278" text-anchor="middle">{10 ** power:,}</text>')
    for power in range(low, high + 1):
        _, y = at(10 ** left, 10 ** power)
        parts.append(f'<path d="M70 {y:.0f}H500" stroke="#ddd"/><text x="64" y="{y + 4:.0f}" text-anchor="end">{10 ** power:,} s</text>')
    parts += [f'<polyline fill="none" stroke="#666" stroke-dasharray="5 4" points="{line(ideal)}"/>',
              f'<polyline fill="none" stroke="#0b57d0" stroke-width="2" points="{line(points)}"/>',
              *(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3.5" fill="#0b57d0"/>' for x, y in (at(*p) for p in points)),
              '<text x="90" y="40" fill="#0b57d0">measured, seconds of the processor</text>',
              '<text x="90" y="58" fill="#555">n log n from the first point (dashed)</text>',
              '<text x="285" y="302" text-anchor="middle">statements in the ledger</text>', "</svg>"]
    return "\n".join(parts) + "\n"


def main() -> None:
    """Print what was measured, a line a size, as it comes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=SIZES[-1], help="go as far as this")
    parser.add_argument("--ledger", type=Path, help="keep the ledger there")
    parser.add_argument("--plot", type=Path, help="write the plot as SVG")
    wanted = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as scratch, open_ledger(wanted.ledger or Path(scratch) / "speed.db") as store:
        print(f"{'reports':>8}{'statements':>12}{'clock':>9}{'processor':>11}{'a report':>10}{'one more':>10}{'worst':>8}{'load':>7}")
        for m in measure(store, (*(s for s in SIZES if s < wanted.reports), wanted.reports)):
            found.append(m)
            each, median, worst = (f"{1000 * seconds:.0f} ms" for seconds in (m.wall / m.reports, m.median, m.worst))
            print(f"{m.reports:8}{m.statements:12}{m.wall:7.0f} s{m.processor:9.0f} s{each:>10}{median:>10}{worst:>8}{os.getloadavg()[0]:7.1f}",
                  flush=True)
    if wanted.plot:
        wanted.plot.write_text(growth([(m.statements, m.processor) for m in found]), encoding="utf-8")


if __name__ == "__main__":
    main()
