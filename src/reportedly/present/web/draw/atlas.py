"""world.json -> outlines of countries and disputed areas, and what of them lies within a window.

Made by resources/generate_map.py from Natural Earth; its head tells the form. Coordinates here are hundredths of a degree, whole numbers, so
that what two neighbours share is the same to the last digit. The world goes round: a window may reach beyond 180 degrees on either side.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

GRID = 100  # steps in a degree
ROUND = 360 * GRID
CHUNK = 32  # points of a ring that are looked at together
_DIGITS = {c: n for n, c in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")}
Spot = tuple[float, float]  # east, north


@dataclass(frozen=True, slots=True)
class Unit:
    """A country without what is disputed, or (`who` says who holds it and who claims it) a disputed area. `at`: where its name goes."""

    name: str
    iso: str
    who: str
    at: Spot


@dataclass(frozen=True, slots=True)
class Window:
    """What is looked at: bounds in hundredths of a degree."""

    west: float
    south: float
    east: float
    north: float

    def moved(self, steps: float) -> "Window":
        """The window, further east."""
        return Window(self.west + steps, self.south, self.east + steps, self.north)

    def holds(self, box: "Window") -> bool:
        """Whether all of a box lies within."""
        return self.west <= box.west and box.east <= self.east and self.south <= box.south and box.north <= self.north

    def beside(self, box: "Window") -> bool:
        """Whether a box lies wholly on one side."""
        return box.east < self.west or box.west > self.east or box.north < self.south or box.south > self.north


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed line and the box around it; `chunks`: its points some at a time, each lot with its box."""

    unit: int
    box: Window
    chunks: tuple[tuple[Window, tuple[Spot, ...]], ...]

    def within(self, window: Window) -> list[Spot]:
        """The ring cut to a window (Sutherland and Hodgman 1974); empty where nothing of it is in it."""
        if window.beside(self.box):
            return []
        if window.holds(self.box):
            return [p for _, points in self.chunks for p in points]
        # Of points that lie all on one side the first and the last do: what is cut off is the same.
        points = [p for box, chunk in self.chunks for p in ((chunk[0], chunk[-1]) if window.beside(box) else chunk)]
        for axis, bound, side in ((0, window.west, 1), (0, window.east, -1), (1, window.south, 1), (1, window.north, -1)):
            points = _cut(points, axis, bound, side)
        return points


def _cut(points: list[Spot], axis: int, bound: float, side: int) -> list[Spot]:
    """A ring cut along a line: what lies above it (`side` 1) or below it (-1) stays."""
    out: list[Spot] = []
    if not points:
        return out
    before = points[-1]
    was = (before[axis] - bound) * side >= 0
    for point in points:
        here = (point[axis] - bound) * side >= 0
        if here != was:
            share = (bound - before[axis]) / (point[axis] - before[axis])
            across = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            out.append((bound, across) if axis == 0 else (across, bound))
        if here:
            out.append(point)
        before, was = point, here
    return out


@cache
def _world() -> Any:
    return json.loads(files("reportedly.present.web.draw").joinpath("world.json").read_text(encoding="utf-8"))


@cache
def units() -> tuple[Unit, ...]:
    """Countries, then disputed areas."""
    return tuple(Unit(u["name"], u["iso"], u.get("who", ""), (u["at"][0] * GRID, u["at"][1] * GRID)) for u in _world()["units"])


@cache
def rings(level: int) -> tuple[Ring, ...]:
    """The outlines: level 0 for the whole world, 1 for a part of it."""
    found = _world()["levels"][level]
    arcs = [_line(words) for words in found["arcs"]]
    return tuple(_ring(unit, [p for n in numbers for p in (arcs[n] if n >= 0 else arcs[-n - 1][::-1])[:-1]])
                 for unit, *numbers in found["rings"])


def _ring(unit: int, points: list[Spot]) -> Ring:
    chunks = [tuple(points[n:n + CHUNK + 1]) for n in range(0, len(points), CHUNK)]
    return Ring(unit, _box(points), tuple((_box(chunk), chunk[:CHUNK]) for chunk in chunks))


def _box(points: Sequence[Spot]) -> Window:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Window(min(xs), min(ys), max(xs), max(ys))


def _line(words: str) -> list[Spot]:
    """An arc's points from its letters: steps east and north, each from the point before."""
    x, y = 0, 0
    out: list[Spot] = []
    steps = _numbers(words)
    for east in steps:
        x, y = x + east, y + next(steps)
        out.append((x, y))
    return out


def _numbers(words: str) -> Iterator[int]:
    """Numbers in base 32, the last digit first; a letter of 32 or more says that one more follows; the lowest bit is the sign."""
    number, place = 0, 0
    for digit in map(_DIGITS.__getitem__, words):
        number += (digit & 31) << place
        place += 5
        if digit < 32:
            yield number // 2 if number % 2 == 0 else -(number + 1) // 2
            number, place = 0, 0


def turns(window: Window) -> Iterable[float]:
    """How far the world has to be moved east so that it fills a window, once for each time that it goes round."""
    return [n * ROUND for n in (-2, -1, 0, 1, 2) if -180 * GRID + n * ROUND < window.east and 192 * GRID + n * ROUND > window.west]
