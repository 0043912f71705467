"""Which attribution lies in which: parents follow from the spans.

A cue inside another's content makes a child. One who is cited ("X reported, citing Y, that …") shares the content of the
one who cites, so there the words of the cue decide.
"""

import re

from reportedly.extract.decode import Found
from reportedly.types import Span

CITING = re.compile(r"\b(?:citing|quoting|referring|reference|attribut\w+|relay\w+)\b", re.I)
AS_SAYING = re.compile(r"^as (?:\w+ ){0,2}\w+ing\b", re.I)


_NEAR = 20  # attributions on each side that are looked at: more do not fit into the reach of a cue


def parents(text: str, found: list[Found]) -> list[int | None]:
    """The index of each attribution's parent, or None. There are no loops: a parent holds more, or cites."""
    out: list[int | None] = [None] * len(found)
    for i in range(len(found)):
        out[i] = next((j for j in _holders(found, i) if not _reaches(out, j, i)), None)
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


def _holders(found: list[Found], i: int) -> list[int]:
    """Those whose content the cue lies in, the smallest first; not one that holds us only as much as we hold it."""
    holders = [(_size(b), j) for j, b in _near(found, i) if j != i and _inside(found[i].cue, b.contents)
               and not (_inside(b.cue, found[i].contents) and _size(b) <= _size(found[i]))]
    return [j for _, j in sorted(holders)]


def _citer(text: str, found: list[Found], i: int) -> int | None:
    """For a citing cue, the nearest attribution of the same content that does not cite: who cites it."""
    one = found[i]
    if not _cited(text, one.cue):
        return None
    best: tuple[int, int] | None = None
    for j, b in _near(found, i):
        if j == i or (_cited(text, b.cue) and b.cue > one.cue):
            continue
        shared = sum(max(0, min(s.end, t.end) - max(s.start, t.start)) for s in one.contents for t in b.contents)
        if 2 * shared >= min(_size(one), _size(b)) and not _inside(b.cue, one.contents):
            distance = abs(b.cue.start - one.cue.start)
            best = min(best or (distance, j), (distance, j))
    return best[1] if best else None


def _reaches(out: list[int | None], start: int, goal: int) -> bool:
    """Whether `goal` is `start` or one of its ancestors."""
    at: int | None = start
    while at is not None and at != goal:
        at = out[at]
    return at == goal
