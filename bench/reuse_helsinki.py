"""Shared text among the 612 real reports of `shared/data/helsinki`: which pairs meet by their keys, which share text, and in what time.

    python bench/reuse_helsinki.py PATH-TO/helsinki [--every] [--show N]

`--every` measures all pairs (minutes) and says how many of those that share text the keys find. `--show N` prints N pairs, drawn with a
fixed seed, with the runs they share: to be looked through by eye.
"""

import argparse
import csv
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from reportedly.link.reuse import Shared, shared, sketch
from reportedly.link.running import running

EXTENTS = ("whole", "part", "passage", "phrase", None)


def texts(folder: Path) -> list[tuple[str, str]]:
    """Outlet and text of each report; paragraphs are parted by ` ### ` in the file."""
    csv.field_size_limit(10**9)
    with (folder / "helsinki_articles.csv").open(encoding="utf-8", newline="") as file:
        return [(row["publisher"], row["text"].replace(" ### ", "\n\n")) for row in csv.DictReader(file)]


def meeting(keys: list[tuple[int, ...]]) -> set[tuple[int, int]]:
    """The pairs with a key in common."""
    holders = defaultdict[int, list[int]](list)
    for number, own in enumerate(keys):
        for key in own:
            holders[key].append(number)
    return {pair for held in holders.values() for pair in combinations(held, 2)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--extent", choices=[e for e in EXTENTS if e])
    wanted = parser.parse_args()
    reports = texts(wanted.folder)
    start = time.perf_counter()
    keys = [sketch(text) for _, text in reports]
    print(f"{len(reports)} reports, {sum(map(len, keys)) / len(keys):.1f} keys each, {time.perf_counter() - start:.2f} s to sketch")
    met = meeting(keys)
    read = [running(text) for _, text in reports]
    start = time.perf_counter()
    found = {pair: shared(read[pair[0]], read[pair[1]]) for pair in sorted(met)}
    spent = time.perf_counter() - start
    print(f"{len(met)} pairs meet of {len(reports) * (len(reports) - 1) // 2}; measured in {spent:.1f} s, {1000 * spent / len(met):.2f} ms each")
    print("of them:", tally(found.values()))
    if wanted.every:
        start = time.perf_counter()
        every = {pair: shared(read[pair[0]], read[pair[1]]) for pair in combinations(range(len(reports)), 2)}
        print(f"all pairs ({time.perf_counter() - start:.0f} s):", tally(every.values()))
        for extent in EXTENTS[:-1]:
            there = [pair for pair, value in every.items() if value and value.extent == extent]
            print(f"  {extent}: keys find {sum(pair in met for pair in there)} of {len(there)}")
        found = every
    shown = [(pair, value) for pair, value in found.items() if value and wanted.extent in (None, value.extent)]
    for (one, other), value in random.Random(7).sample(shown, min(wanted.show, len(shown))):
        print(f"\n== {one} {reports[one][0]} / {other} {reports[other][0]}: {value.extent}; {value.detail}")
        for run in value.runs:
            print(f"   {run.words:4d}  {' '.join(reports[one][1][run.a.start:run.a.end].split())[:260]}")


def tally(values: Iterable[Shared | None]) -> str:
    """How many of each extent, in a line."""
    counts = Counter(value.extent if value else None for value in values)
    return ", ".join(f"{counts[extent]} {extent or 'nothing'}" for extent in EXTENTS)


if __name__ == "__main__":
    main()
