"""Forecasts -> a calendar line: the window of each as a bar over the months, arrows where a side is open, and today's line."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.present.phrases import Window, window_words
from reportedly.present.web.draw.axis import Axis, Gap, Tick, axis, seconds

LEFT, WIDE, RIGHT = 40.0, 1000.0, 90.0  # room for arrows on both sides of the line, and for the last tick's label
TOP, ROW, BAR = 46.0, 44.0, 12.0
HEAD = 14.0  # an arrow's head, long
SHORTEST = 6.0  # a bar of a day can still be seen and hit
LABEL = 62  # characters of a claim's words over its bar
WORDS = 480.0  # wide, as such a label is at most


@dataclass(frozen=True)
class Planned:
    """A forecast to be drawn: where it leads, its words, its window, and how urgent it is (phrases.urgency)."""

    href: str
    text: str
    window: Window
    urgency: str


@dataclass(frozen=True)
class Bar:
    """A forecast's row: `shape` is the bar's outline, `x`, `y` where its words begin, `words` the window in words."""

    planned: Planned
    x: float
    y: float
    shape: str
    label: str
    words: str


@dataclass(frozen=True)
class Calendar:
    """The drawing; `today` is where today's line stands."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    gaps: tuple[Gap, ...]
    today: float | None


def calendar(planned: Sequence[Planned], today: str) -> Calendar | None:
    """Draw the forecasts whose window has a beginning or an end, in the order given; None where none has."""
    ends = [(p, seconds(p.window[0]), seconds(p.window[1])) for p in planned]
    drawn = [(p, start, end) for p, start, end in ends if start is not None or end is not None]
    now = seconds(today)
    if not drawn:
        return None
    line = axis([at for _, start, end in drawn for at in (start, end, now) if at is not None], LEFT, WIDE)
    bars = tuple(_bar(p, start, end, line, TOP + ROW * n) for n, (p, start, end) in enumerate(drawn))
    return Calendar(LEFT + WIDE + RIGHT, TOP + ROW * len(bars) + 10, bars, line.ticks, line.gaps, None if now is None else line(now))


def _bar(planned: Planned, start: float | None, end: float | None, line: Axis, top: float) -> Bar:
    left = 0.0 if start is None else line(start)
    right = LEFT + WIDE + RIGHT if end is None else line(end)
    if start is not None and end is not None:
        right = max(right, left + SHORTEST)
    label = " ".join(planned.text.split())
    label = label if len(label) <= LABEL else label[:LABEL - 1].rstrip() + "…"
    shape = _outline(left, right, top + 20, open_start=start is None, open_end=end is None)
    return Bar(planned, max(2.0, min(left, LEFT + WIDE + RIGHT - WORDS)), top + 14, shape, label, window_words(planned.window))


def _outline(left: float, right: float, y: float, *, open_start: bool, open_end: bool) -> str:
    """A bar, with an arrow's head on each side that is open."""
    middle, low = y + BAR / 2, y + BAR
    begin = [(left + HEAD, low), (left + HEAD, low + 4), (left, middle), (left + HEAD, y - 4), (left + HEAD, y)] if open_start else [
        (left, low), (left, y)]
    final = [(right - HEAD, y), (right - HEAD, y - 4), (right, middle), (right - HEAD, low + 4), (right - HEAD, low)] if open_end else [
        (right, y), (right, low)]
    points = [*begin, *final]
    return "M" + "L".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in points) + "Z"
