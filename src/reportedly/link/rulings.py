"""Judgements -> what they mean for linking: which tellings belong together or apart, which edges hold, which dates are true.

Replaying the same judgements gives the same rulings; of two on one thing the later holds; what was withdrawn does not count.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.types import Judgement, Mark, Outcome, Statement

Pair = tuple[Mark, Mark]


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people ruled. Edges are (telling, parent), a parent being a report's id or `source:name`. `rejected`: what is no statement."""

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()
    edges: dict[tuple[Mark, str], bool] = field(default_factory=dict)
    dates: dict[str, str] = field(default_factory=dict)
    outcomes: dict[Mark, Outcome] = field(default_factory=dict)
    grades: dict[Mark, int] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    rejected: frozenset[Mark] = frozenset()


def rulings(judgements: Sequence[Judgement]) -> Rulings:  # noqa: C901 - a line a kind
    """Replay judgements in the order in which they were made."""
    pairs: dict[frozenset[Mark], tuple[bool, Pair]] = {}
    found = Rulings()
    rejected: set[Mark] = set()
    for j in standing(judgements):
        if j.kind in {"merge", "split"} and len(j.about) >= 2:
            if j.kind == "merge":
                rejected.difference_update(j.about)
            for other in j.about[1:]:
                pairs[frozenset({j.about[0], other})] = (j.kind == "merge", (j.about[0], other))
        elif j.kind in {"accept", "reject"} and j.about and j.value:
            for edge in [e for e in found.edges if (e[0], e[1].casefold()) == (j.about[0], j.value.casefold())]:
                del found.edges[edge]
            found.edges[j.about[0], j.value] = j.kind == "accept"
        elif j.kind == "accept":
            rejected.difference_update(j.about[:1])
        elif j.kind == "reject" and j.about:
            rejected.add(j.about[0])
            _take_out(pairs, j.about[0])
        elif j.kind == "date" and j.about and j.value:
            found.dates[j.about[0].report] = j.value
        elif j.kind == "source" and j.name and j.value:
            found.sources[j.name.casefold()] = j.value
        elif j.kind == "grade" and j.about and j.value:
            found.grades[j.about[0]] = int(j.value)
        elif j.kind == "outcome" and j.about and j.value:
            found.outcomes[j.about[0]] = j.value  # type: ignore[assignment]
    return Rulings(frozenset(p for so, p in pairs.values() if so), frozenset(p for so, p in pairs.values() if not so), found.edges, found.dates,
                   found.outcomes, found.grades, found.sources, frozenset(rejected))


def _take_out(pairs: dict[frozenset[Mark], tuple[bool, Pair]], out: Mark) -> None:
    """Join it with nothing; those that were joined by way of it stay joined."""
    keys = [key for key, (together, _) in pairs.items() if together and out in key]
    joined = [next(iter(key - {out})) for key in keys if len(key) == 2]
    for key in keys:
        del pairs[key]
    for other in joined[1:]:
        pairs.setdefault(frozenset({joined[0], other}), (True, (joined[0], other)))


def standing(judgements: Sequence[Judgement], kind: str | None = None) -> list[Judgement]:
    """The judgements, of one kind or of all, that none made later withdraws; a withdrawal may be withdrawn itself."""
    gone: set[str | None] = set()
    kept: list[Judgement] = []
    for j in reversed(judgements):
        if j.id in gone:
            continue
        kept.append(j)
        if j.kind == "withdraw":
            gone.add(j.value)
    return [j for j in reversed(kept) if kind in {None, j.kind}]


def meant(mark: Mark, statements: Sequence[Statement]) -> Statement | None:
    """The statement that a mark means: the one that shares the most of its characters."""
    def shared(statement: Statement) -> int:
        return sum(max(0, min(span.end, mark.end) - max(span.start, mark.start)) for span in statement.spans)

    best = max(statements, key=shared, default=None)
    return best if best is not None and shared(best) > 0 else None


def mark(report: str, statement: Statement) -> Mark:
    """The mark of a statement."""
    return Mark(report, statement.spans[0].start, statement.spans[-1].end)
