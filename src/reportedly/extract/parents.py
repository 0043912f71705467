"""Which attribution lies in which: parents follow from the spans.

A cue inside another's content makes a child. One who is cited ("X reported, citing Y, that …") shares the content of the
one who cites, so there the words of the cue decide.
"""

import re

from reportedly.extract.decode import Found
from reportedly.types import Span

CITING = re.compile(r"\b(?:citing|quoting|referring|reference|attribut\w+|relay\w+)\b", re.I)
AS_SAYING = re.compile(r"^as (?:\w+ ){0,2}\w+ing\b", re.I)


_NEAR = 48  # attributions on each side that are looked at: more do not fit into the reach of a cue


def parents(text: str, found: list[Found]) -> list[int | None]:
    """The index of each attribution's parent, or None. There are no loops: a parent holds more, or cites."""
    out = [_holder(found, i) for i in range(len(found))]
    for i, one in enumerate(found):
        if out[i] is None or _cited(text, one.cue):
            other = _citer(text, found, i)
            if other is not None and not _reaches(out, other, i):
                out[i] = other
    for i, one in enumerate(found):
        held = out[i]
        if held is None or _cited(text, one.cue):
            continue
        cited = [j for j, b in _near(found, i) if out[j] == held and j != i and _cited(text, b.cue)
                 and _inside(one.cue, b.contents) and not _reaches(out, j, i)]
        if cited:  # what the one cited says lies under him, not beside him
            out[i] = cited[-1]
    return out


def _near(found: list[Found], i: int) -> list[tuple[int, Found]]:
    first = max(0, i - _NEAR)
    return list(enumerate(found[first:i + _NEAR + 1], first))


def _cited(text: str, cue: Span) -> bool:
    words = text[cue.start:cue.end]
    return bool(CITING.search(words) or AS_SAYING.match(words))


def _inside(cue: Span, contents: tuple[Span, ...]) -> bool:
    return any(s.start <= cue.start and cue.end <= s.end for s in contents)


def _size(one: Found) -> int:
    return sum(s.end - s.start for s in one.contents)


def _holder(found: list[Found], i: int) -> int | None:
    """The smallest other content that the cue lies in; not one that the other's cue lies in turn in ours."""
    holders = [(_size(b), j) for j, b in _near(found, i) if j != i and _inside(found[i].cue, b.contents)
               and not (_inside(b.cue, found[i].contents) and _size(b) <= _size(found[i]))]
    return min(holders)[1] if holders else None


def _citer(text: str, found: list[Found], i: int) -> int | None:
    """For a citing cue, the nearest attribution of the same content that does not cite: who cites it."""
    one = found[i]
    if not _cited(text, one.cue):
        return None
    mine = {c for s in one.contents for c in range(*s)}
    best: tuple[int, int] | None = None
    for j, b in _near(found, i):
        if j == i or (_cited(text, b.cue) and b.cue > one.cue):
            continue
        theirs = {c for s in b.contents for c in range(*s)}
        if len(mine & theirs) >= 0.5 * min(len(mine), len(theirs)) and not _inside(b.cue, one.contents):
            distance = abs(b.cue.start - one.cue.start)
            best = min(best or (distance, j), (distance, j))
    return best[1] if best else None


def _reaches(out: list[int | None], start: int, goal: int) -> bool:
    """Whether `goal` is `start` or one of its ancestors."""
    at: int | None = start
    for _ in range(2 * _NEAR):
        if at is None:
            return False
        if at == goal:
            return True
        at = out[at]
    return True
