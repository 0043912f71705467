"""A text and the stretches of it that mean something, in; the text in lines of pieces, with those stretches opened and closed, out.

Every character comes out once, in its place. Stretches nest: the longer outside; of two on the same words the one given first. Where two
cross, the one within is closed and opened again, as it is at the end of each line, so that what is written from it is always well formed.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

DEEPEST = 24  # stretches within one another; real reports have up to eight. What lies deeper is not marked until another one ends
_LINE = re.compile(r"\S[^\r\n]*")
_Key = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `[start, end)` of a text, and what they are. A lower `layer` always lies outside of a higher one."""

    start: int
    end: int
    kind: str
    id: str = ""
    layer: int = 1
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words, or the place where a stretch opens or closes.

    `edge`: it begins or ends here, and is not only interrupted. `depth`: how many others of its kind are open around it.
    """

    does: Literal["words", "open", "close"]
    words: str = ""
    stretch: Stretch | None = None
    edge: bool = False
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text in pieces, or what stands between two lines (`gap`), which is nothing but white space."""

    start: int
    end: int
    pieces: tuple[Piece, ...]
    gap: bool = False


def marked(text: str, stretches: Iterable[Stretch]) -> list[Line]:
    """The lines of a text and the gaps between them; what of a stretch lies outside of the text or in a gap is left out."""
    spans = [found.span() for found in _LINE.finditer(text)]
    sweep = _Sweep(text, _clipped(stretches, spans))
    lines, at = list[Line](), 0
    for start, end in spans:
        if start > at:
            lines.append(Line(at, start, (Piece("words", text[at:start]),), gap=True))
        lines.append(Line(start, end, tuple(sweep.line(start, end))))
        at = end
    if at < len(text):
        lines.append(Line(at, len(text), (Piece("words", text[at:]),), gap=True))
    return lines


def _clipped(stretches: Iterable[Stretch], lines: Sequence[tuple[int, int]]) -> list[Stretch]:
    """Stretches that begin and end within a line, those of no words left out."""
    starts, ends = [start for start, _ in lines], [end for _, end in lines]
    kept = []
    for s in stretches:
        first, last = bisect_right(ends, s.start), bisect_left(starts, s.end) - 1
        if first <= last:
            start, end = max(s.start, starts[first]), min(s.end, ends[last])
            if start < end:
                kept.append(Stretch(start, end, s.kind, s.id, s.layer, s.anchor))
    return kept


class _Sweep:
    """Goes through a text once, from change to change. `_active` are the stretches of this place by their keys, the outermost first."""

    def __init__(self, text: str, stretches: Sequence[Stretch]) -> None:
        self._text = text
        self._of: dict[_Key, Stretch] = {(s.layer, s.start, -s.end, n): s for n, s in enumerate(stretches)}
        self._starting, self._ending = defaultdict[int, list[_Key]](list), defaultdict[int, list[_Key]](list)
        for key, s in self._of.items():
            self._starting[s.start].append(key)
            self._ending[s.end].append(key)
        self._changes = sorted(self._starting.keys() | self._ending.keys())
        self._next = 0
        self._active: list[_Key] = []
        self._open: list[Stretch] = []

    def line(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of one line; nothing is open before and after it. Lines are asked for in their order."""
        at = start
        for place in self._places(start, end):
            if place > at:
                yield Piece("words", self._text[at:place])
                at = place
            changed = self._change(place)
            kept = 0 if place in {start, end} else changed
            yield from self._close(kept, place)
            if place < end:
                yield from self._reopen(kept, place)

    def _places(self, start: int, end: int) -> Iterator[int]:
        yield start
        while self._next < len(self._changes) and self._changes[self._next] <= end:
            if start < self._changes[self._next] < end:
                yield self._changes[self._next]
            self._next += 1
        yield end

    def _change(self, place: int) -> int:
        """What ends here leaves, what starts here comes in; gives how many of the outermost stay as they were."""
        kept = len(self._active)
        for key in self._ending.get(place, ()):
            at = bisect_left(self._active, key)
            del self._active[at]
            kept = min(kept, at)
        for key in self._starting.get(place, ()):
            kept = min(kept, bisect_left(self._active, key))
            insort(self._active, key)
        return kept

    def _close(self, kept: int, place: int) -> Iterator[Piece]:
        while len(self._open) > kept:
            closed = self._open.pop()
            yield Piece("close", stretch=closed, edge=closed.end == place, depth=self._depth(closed))

    def _reopen(self, kept: int, place: int) -> Iterator[Piece]:
        for key in self._active[kept:DEEPEST]:
            opened = self._of[key]
            yield Piece("open", stretch=opened, edge=opened.start == place, depth=self._depth(opened))
            self._open.append(opened)

    def _depth(self, stretch: Stretch) -> int:
        return sum(other.kind == stretch.kind for other in self._open)
