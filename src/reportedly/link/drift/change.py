"""What one facet of a telling changed, before it is put down as a `Drift`; and the words that several facets read."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportedly.link.terms import STOP, fold, stem
from reportedly.types import Direction, Statement

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NOT_CLAUSE = re.compile(r"(?:, |… |\()(?:and |but )?not\b[^,.;…)]*")
LIKE = 0.6  # of the words that it shares with the telling most like it
_LONGEST = 1500  # characters of a statement that are compared: beyond it nothing is a single proposition


@dataclass(frozen=True, slots=True)
class Change:
    """One change: `before` as the parent's `against` has it, `after` as `statement` has it, and a sentence that says so."""

    direction: Direction
    before: str
    after: str
    detail: str
    statement: Statement
    against: Statement


def wording(statement: Statement) -> str:
    """The text of a statement without what it sets right: 278 people (not more than 300) were on board."""
    return _NOT_CLAUSE.sub("", statement.text[:_LONGEST])


@lru_cache(maxsize=16384)
def stems(text: str) -> frozenset[str]:
    """The stems of a text's words that tell something."""
    return frozenset(stem(f) for w in _WORD.findall(text[:_LONGEST]) if (f := fold(w)) not in STOP)


def against_all(statement: Statement, parent: Sequence[Statement],
                compare: Callable[[Statement, Statement], Change | bool | None]) -> Change | None:
    """The change of a statement if it differs from every telling that says something of the facet.

    `compare` gives the change, True where the two agree, None where one of them does not say. A change is against one of the tellings that
    are most like it: another one may be of something else that the report tells beside it.
    """
    found: Change | None = None
    mine, most = stems(statement.text), 0
    for other in nearest(statement, parent):
        shared = len(mine & stems(other.text))
        most = max(most, shared)
        change = compare(statement, other)
        if change is True:
            return None
        if found is None and isinstance(change, Change) and shared >= LIKE * most:
            found = change
    return found


def nearest(statement: Statement, others: Iterable[Statement]) -> list[Statement]:
    """The tellings in the order of how many words they share with a statement, the most first."""
    mine = stems(statement.text)
    return sorted(others, key=lambda s: (-len(mine & stems(s.text)), s.spans[0].start if s.spans else 0, s.id))


def one_each(changes: Iterable[Change | None]) -> list[Change]:
    """The first change in each direction."""
    first: dict[Direction, Change] = {}
    for change in changes:
        if change is not None:
            first.setdefault(change.direction, change)
    return list(first.values())
