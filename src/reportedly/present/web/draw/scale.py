"""How many origins, on a line of whole numbers: what is established to what is possible, what is expected, and its 90 % interval."""

from dataclasses import dataclass

from reportedly.types import Origins

STEP, LEFT, MOST = 40.0, 16.0, 12  # between two numbers; before the first; numbers that are labelled


@dataclass(frozen=True)
class Number:
    """A labelled number of the line."""

    x: float
    words: str


@dataclass(frozen=True)
class Scale:
    """Where each lies, from the left, in the units of the drawing."""

    width: float
    numbers: tuple[Number, ...]
    established: float
    possible: float
    expected: float
    low: float
    high: float


def scale(origins: Origins) -> Scale:
    """The line runs from 0 to one beyond the highest number there is."""
    top = max(origins.possible, origins.high, round(origins.expected + 0.5), 1) + 1
    step = STEP * min(1.0, MOST / top)
    every = max(1, round(STEP / step))

    def at(number: float) -> float:
        return round(LEFT + number * step, 1)

    numbers = tuple(Number(at(n), str(n)) for n in range(0, top + 1, every))
    return Scale(at(top) + LEFT, numbers, at(origins.established), at(origins.possible), at(origins.expected), at(origins.low), at(origins.high))
