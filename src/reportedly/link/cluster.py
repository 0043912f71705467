"""Probabilities of pairs -> claims: average-link clustering under what people have ruled.

Groups are joined in order of how like they are, ties by their ids, so the order in which statements came does not matter. Likeness
of two groups is the mean of the roots of their pairs' probabilities, so that one unlucky pair does not outweigh three good ones;
a pair that is surely unlike counts against it. A pair of which nothing is known counts as 0.
"""

import heapq
import math
from collections.abc import Collection, Iterable, Mapping

Pair = tuple[str, str]

# left out by case (training/match.py, 32 invented cases): 0.1 F1 .885, precision .939, 18 look-alikes merged of 115; 0.2 .876, .968, 13;
# 0.3 .864, .986, 10; 0.4 .831, .985, 7. On real reports of one hot story 0.2 ties what one speaker said of one matter (docs/labels.md)
JOIN = 0.3
UNLIKE = 0.05  # a pair less probable than this speaks against joining; swept 0-0.1 on cases left out
AGAINST = 1.0  # as much as so many sure pairs speak for it


def cluster(ids: Iterable[str], likeness: Mapping[Pair, float], together: Collection[Pair] = (), apart: Collection[Pair] = (),
            join: float = JOIN) -> tuple[tuple[str, ...], ...]:
    """Groups of ids, each sorted, the groups by their first id.

    `likeness`: the probability of a pair, in either order. `together` and `apart` always hold; where they clash (a with b, b with c,
    a apart from c), `together` does. `join`: from which likeness on groups are joined.
    """
    group = {i: i for i in sorted(set(ids))}
    members: dict[str, list[str]] = {i: [i] for i in group}
    for a, b in sorted(_ordered(p) for p in together):
        if a in group and b in group and group[a] != group[b]:
            _merge(group, members, group[a], group[b])
    barred: dict[str, set[str]] = {g: set() for g in members}
    for a, b in apart:
        if a in group and b in group and group[a] != group[b]:
            barred[group[a]].add(group[b])
            barred[group[b]].add(group[a])
    sums: dict[str, dict[str, float]] = {g: {} for g in members}
    for (a, b), value in sorted((_ordered(pair), value) for pair, value in likeness.items()):
        if a in group and b in group and group[a] != group[b]:
            ga, gb = group[a], group[b]
            sums[ga][gb] = sums[ga].get(gb, 0.0) + (math.sqrt(value) if value >= UNLIKE else -AGAINST)
            sums[gb][ga] = sums[ga][gb]
    _agglomerate(group, members, barred, sums, math.sqrt(join))
    return tuple(sorted(tuple(sorted(m)) for m in members.values()))


def _agglomerate(group: dict[str, str], members: dict[str, list[str]], barred: dict[str, set[str]], sums: dict[str, dict[str, float]],
                 join: float) -> None:
    """Join the likest two groups until none are like enough. The heap holds what each pair was worth when it was last looked at."""
    def worth(a: str, b: str) -> float:
        return sums[a][b] / (len(members[a]) * len(members[b]))

    heap = [(-worth(a, b), a, b) for a in sums for b in sums[a] if a < b and b not in barred[a] and worth(a, b) >= join]
    heapq.heapify(heap)
    while heap:
        value, a, b = heapq.heappop(heap)
        if a not in members or b not in members or b not in sums[a] or b in barred[a] or worth(a, b) != -value:
            continue
        kept, gone = min(a, b), max(a, b)
        _merge(group, members, kept, gone)
        for other in barred.pop(gone):
            barred[other].discard(gone)
            barred[other].add(kept)
            barred[kept].add(other)
        for other, total in sums.pop(gone).items():
            del sums[other][gone]
            if other != kept:
                sums[kept][other] = sums[other][kept] = sums[kept].get(other, 0.0) + total
        for other in sums[kept]:
            if other not in barred[kept] and worth(kept, other) >= join:
                heapq.heappush(heap, (-worth(kept, other), min(kept, other), max(kept, other)))


def _merge(group: dict[str, str], members: dict[str, list[str]], a: str, b: str) -> None:
    kept, gone = min(a, b), max(a, b)
    for i in members[gone]:
        group[i] = kept
    members[kept].extend(members.pop(gone))


def _ordered(pair: Pair) -> Pair:
    return pair if pair[0] <= pair[1] else (pair[1], pair[0])
