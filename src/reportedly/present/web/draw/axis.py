"""Moments -> places on a line of time that stays readable: long gaps are broken, and said to be; ticks stand at round moments."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from reportedly.present.phrases import plural

BREAK = 64.0  # wide, in the units of the drawing: room for "214 days"
MOST_BREAKS = 4
TICK, LETTER = 84.0, 6.4  # from one tick's label to the next at least; a letter of it
HOUR, DAY = 3600.0, 86400.0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STEPS = (HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY)
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000)


@dataclass(frozen=True)
class Tick:
    """A round moment on the line."""

    x: float
    words: str


@dataclass(frozen=True)
class Gap:
    """Where time is left out, and how much."""

    x: float
    width: float
    words: str


@dataclass(frozen=True)
class Axis:
    """Moments (seconds since 1970, UTC) at `places`, in between in proportion."""

    moments: tuple[float, ...]
    places: tuple[float, ...]
    ticks: tuple[Tick, ...]
    gaps: tuple[Gap, ...]

    def __call__(self, moment: float) -> float:
        """Where a moment lies; what lies outside is at the nearest end."""
        i = bisect_right(self.moments, moment) - 1
        if i < 0 or i + 1 == len(self.moments):
            return self.places[max(i, 0)]
        part = (moment - self.moments[i]) / (self.moments[i + 1] - self.moments[i])
        return round(self.places[i] + part * (self.places[i + 1] - self.places[i]), 1)


def seconds(published: str | None) -> float | None:
    """Seconds since 1970 of an ISO 8601 date or time, in UTC where no zone is told; None for what is no date."""
    try:
        found = datetime.fromisoformat(published or "")
        return (found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def axis(moments: Sequence[float], left: float, width: float) -> Axis:
    """A line from `left`, `width` wide. A gap longer than all the time beside it, breaks left out, is broken."""
    known = sorted(set(moments))
    if not known:
        return Axis((0.0,), (left,), (), ())
    gaps = [b - a for a, b in pairwise(known)]
    broken = _broken(gaps)
    told = sum(g for i, g in enumerate(gaps) if i not in broken)
    scale = (width - BREAK * len(broken)) / told if told else 0.0
    places = [left]
    for i, gap in enumerate(gaps):
        places.append(round(places[-1] + (BREAK if i in broken else gap * scale), 1))
    left_out = tuple(Gap(places[i], BREAK, _long(gaps[i])) for i in sorted(broken))
    whole = Axis(tuple(known), tuple(places), (), left_out)
    return Axis(whole.moments, whole.places, tuple(_ticks(whole, broken, scale)), left_out)


def _broken(gaps: Sequence[float]) -> set[int]:
    rest = sum(gaps)
    found: set[int] = set()
    for i in sorted(range(len(gaps)), key=lambda i: -gaps[i])[:MOST_BREAKS]:
        rest -= gaps[i]
        if gaps[i] <= rest or not rest:
            break
        found.add(i)
    return found


def _long(gap: float) -> str:
    return plural(round(gap / DAY), "day") if gap >= DAY else plural(max(1, round(gap / HOUR)), "hour")


def _ticks(line: Axis, broken: set[int], scale: float) -> Iterator[Tick]:
    """Round moments of each stretch without a break; where there is none, its beginning."""
    step = next((s for s in _STEPS if s * scale >= TICK), None)
    months = next((m for m in _MONTHS if m * 30 * DAY * scale >= TICK), _MONTHS[-1])
    free, year = float("-inf"), 0
    for first, final in _stretches(line.moments, broken):
        round_ones = list(_months(first, final, months) if step is None else _every(first, final, step))
        lead = not round_ones or line(round_ones[0]) - line(first) > 1.5 * TICK
        for moment in [first, *round_ones] if lead else round_ones:
            x = line(moment)
            if x < free:
                continue
            tick = Tick(x, _words(moment, hour=step is not None, year=_date(moment).year != year))
            yield tick
            free, year = x + max(TICK - 1, LETTER * len(tick.words) + 8), _date(moment).year


def _stretches(moments: Sequence[float], broken: set[int]) -> Iterator[tuple[float, float]]:
    begin = 0
    for i in [*sorted(broken), len(moments) - 1]:
        yield moments[begin], moments[i]
        begin = i + 1


def _every(first: float, final: float, step: float) -> Iterator[float]:
    at = -(-first // step) * step
    while at <= final:
        yield at
        at += step


def _months(first: float, final: float, step: int) -> Iterator[float]:
    begin = _date(first)
    month = begin.year * 12 + begin.month - 1
    month += -month % step
    while 12 <= month < 120_000 and (at := (datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC) - _EPOCH).total_seconds()) <= final:
        if at >= first:
            yield at
        month += step


def _words(moment: float, *, hour: bool, year: bool) -> str:
    """`6 Oct`; with its year where that is new, and its hour where it is not the day's beginning."""
    found = _date(moment)
    within = f" {found:%H:%M}" if hour and (found.hour, found.minute) != (0, 0) else ""
    return f"{found.day} {found:%b}{f' {found.year}' if year else ''}{within}"


def _date(moment: float) -> datetime:
    return _EPOCH + timedelta(seconds=moment)
