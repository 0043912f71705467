"""Calendar arithmetic on half-open stretches of days: the unit that holds a day, a shift by so many units, a part of a stretch.

Nothing here reads text. Weeks start on Monday; winter is the one that begins on 1 December of its year.
"""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from reportedly.types import Grain

DAY = timedelta(days=1)
MONTHS = {"month": 1, "quarter": 3, "season": 12, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS = {"minute": 0, "hour": 0, "day": 1, "week": 7, "weekend": 7}
FIRST_MONTH = {"winter": 12, "spring": 3, "summer": 6, "autumn": 9, "fall": 9}

Edge = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days `[start, end)`; None is open. `edge`: only the first or the last moment of a unit is meant (*the end of June*)."""

    start: date | None
    end: date | None
    grain: Grain
    detail: str
    edge: Edge | None = None

    def because(self, detail: str) -> "Stretch":
        """The same days with another reason."""
        return replace(self, detail=detail)


def one_day(day: date, detail: str) -> Stretch:
    """That day."""
    return Stretch(day, day + DAY, "day", detail)


def shift(day: date, grain: Grain, count: int) -> date:
    """The same day so many units later (earlier if negative); the last of the month where that month is shorter."""
    if grain in DAYS:
        return day + count * DAYS[grain] * DAY
    months = day.year * 12 + day.month - 1 + count * MONTHS[grain]
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def unit(day: date, grain: Grain, detail: str = "") -> Stretch:
    """The whole calendar unit that holds the day; for a weekend that of its week, for a season the one that it lies in."""
    match grain:
        case "week":
            start = day - day.weekday() * DAY
        case "weekend":
            saturday = day + (5 - day.weekday()) * DAY
            return Stretch(saturday, saturday + 2 * DAY, grain, detail)
        case "month":
            start = day.replace(day=1)
        case "quarter" | "half":
            size = MONTHS[grain]
            start = date(day.year, (day.month - 1) // size * size + 1, 1)
        case "season":
            start = shift(date(day.year, day.month // 3 * 3 or 12, 1), "year", 0 if day.month >= 3 else -1)
            return Stretch(start, shift(start, "month", 3), grain, detail)
        case "year":
            start = date(day.year, 1, 1)
        case "decade":
            start = date(day.year // 10 * 10 or 1, 1, 1)
        case "century":
            start = date((day.year - 1) // 100 * 100 + 1, 1, 1)
        case _:
            return Stretch(day, day + DAY, "day", detail)
    return Stretch(start, shift(start, grain, 1), grain, detail)


def season(year: int, name: str, detail: str) -> Stretch:
    """The season that begins in that year: winter on 1 December, spring on 1 March, summer on 1 June, autumn on 1 September."""
    start = date(year, FIRST_MONTH[name], 1)
    return Stretch(start, shift(start, "month", 3), "season", detail)


def moved(stretch: Stretch, grain: Grain, count: int, detail: str) -> Stretch:
    """The stretch so many units later, as long as before: a year before March is that March."""
    start = shift(stretch.start, grain, count) if stretch.start else None
    end = shift(stretch.end, grain, count) if stretch.end else None
    return Stretch(start, end, stretch.grain, detail)


# Thirds: of a month in days, as in the conventions (late May is 21 to the end); of longer units in months, by analogy.
def third(whole: Stretch, which: Literal["early", "mid", "late"]) -> Stretch:
    """The early, middle or late part of a week, month, quarter, season, half, year, decade or century; a day stays whole."""
    start, end = whole.start, whole.end
    if start is None or end is None or whole.grain in ("day", "weekend", "hour", "minute"):
        return whole
    if whole.grain == "week":  # Monday to Wednesday, Tuesday to Thursday, Thursday to Sunday
        first, last = {"early": (0, 3), "mid": (1, 4), "late": (3, 7)}[which]
        return Stretch(start + first * DAY, start + last * DAY, "day", whole.detail)
    if whole.grain == "month":
        cuts = (start, start + 10 * DAY, start + 20 * DAY, end)
        grain: Grain = "day"
    else:
        months = (end.year - start.year) * 12 + end.month - start.month
        cuts = (start, shift(start, "month", months // 3), shift(start, "month", months - months // 3), end)
        grain = "month" if months <= 12 else "year"
    n = ("early", "mid", "late").index(which)
    return Stretch(cuts[n], cuts[n + 1], grain, whole.detail)


def half(whole: Stretch, second: bool) -> Stretch:  # noqa: FBT001
    """The first or second half: of a month 1 to 15 and 16 to the end; of a year six months; of anything else by days or months."""
    start, end = whole.start, whole.end
    if start is None or end is None:
        return whole
    if whole.grain == "month":
        middle: date = start + 15 * DAY
        grain: Grain = "month"
    elif whole.grain in ("year", "decade", "century"):
        months = (end.year - start.year) * 12 + end.month - start.month
        middle, grain = shift(start, "month", months // 2), "half" if whole.grain == "year" else "year"
    else:
        middle, grain = start + ((end - start).days + 1) // 2 * DAY, "day"
    return Stretch(middle, end, grain, whole.detail) if second else Stretch(start, middle, grain, whole.detail)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(within: Stretch, weekday: int, which: int) -> date | None:
    """The first (1), second … or last (−1) such weekday of a stretch; None where there is none."""
    if within.start is None or within.end is None:
        return None
    if which < 0:
        last = within.end - DAY
        day = last - (last.weekday() - weekday) % 7 * DAY
    else:
        day = within.start + ((weekday - within.start.weekday()) % 7 + 7 * (which - 1)) * DAY
    return day if within.start <= day < within.end else None
