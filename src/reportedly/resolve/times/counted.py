"""Times that are counted: from the day of publication (*last week*, *within days*) or from a time told before (*a week earlier*)."""

import re
from dataclasses import replace
from datetime import date

from reportedly.resolve.times import words
from reportedly.resolve.times.arithmetic import DAY, Stretch, moved, one_day, shift, third, unit
from reportedly.resolve.times.days import month_and_day
from reportedly.resolve.times.setting import Rule, Setting, coarse, follows, nearest, said, year_of
from reportedly.resolve.times.units import step
from reportedly.types import Grain

_COMPARED = re.compile(r"\b(?:compared|than|against|from|versus|up|down)\b[^.;]{0,40}$")


def _unit_near(m: re.Match[str], at: Setting) -> Stretch | None:
    """Last month, this week, next year: the whole calendar unit."""
    grain, count = words.unit_of(m["unit"])
    move = step(m["which"])
    if at.published is None or move is None:
        return None
    if grain == "day":
        return None
    return unit(shift(unit(at.published, grain).start or at.published, grain, move * count), grain, f"{m['which']} {grain}: the calendar unit")


def _unit_beside(m: re.Match[str], at: Setting) -> Stretch | None:
    """The week after next, the week before last."""
    grain, _ = words.unit_of(m["unit"])
    return unit(shift(at.published, grain, 2 if m["which"].startswith("after") else -2), grain, "two units off") if at.published else None


def _numbered_week(m: re.Match[str], at: Setting) -> Stretch | None:
    year = year_of(m) or (at.published.year if at.published else None)
    return unit(date.fromisocalendar(year, int(m["number"]), 1), "week", f"a week of {year} by number (ISO 8601)") if year else None


def _unit_rolling(m: re.Match[str], at: Setting) -> Stretch | None:
    """Over the past month, in the coming year: counted from the day of publication, not by the calendar."""
    if at.published is None:
        return None
    grain, size = words.unit_of(m["unit"])
    count = (words.number(m["n"]) if said(m, "n") else 1) * size
    back = m["way"] in ("last", "past", "previous", "preceding")
    return _rolled(at.published, grain, -count if back else count)


def _rolled(today: date, grain: Grain, count: int) -> Stretch | None:
    if grain in ("minute", "hour"):
        if abs(count) < 24 or grain == "minute":
            return None
        grain, count = "day", -(-abs(count) // 24) * (1 if count > 0 else -1)
    if grain == "quarter":  # companies and statisticians count whole ones
        base = unit(today, "quarter").start or today
        first, last = (count, 0) if count < 0 else (1, count + 1)
        return Stretch(shift(base, grain, first), shift(base, grain, last), grain, "whole quarters beside that of publication")
    there = shift(today, grain, count)
    return Stretch(min(there, today), max(there, today), grain, f"counted from the day of publication, {today}")


def _vague(m: re.Match[str], at: Setting) -> Stretch | None:
    """In the coming weeks, within days, over the past few months: one end is the day of publication, the other is left open."""
    if at.published is None:
        return None
    grain, _ = words.unit_of(m["unit"])
    way = said(m, "way")
    if way in ("last", "past", "previous", "preceding"):
        return Stretch(None, at.published, grain, "up to the day of publication; its beginning is vague")
    return Stretch(at.published, None, grain, "from the day of publication; its end is vague")


def _within_vague(m: re.Match[str], at: Setting) -> Stretch | None:
    """Within days: from the day of publication. With a past verb it is how long something took."""
    return None if at.tense == "past" else _vague(m, at)


def _within(m: re.Match[str], at: Setting) -> Stretch | None:
    """Within two weeks: from the day of publication. With a past verb it is how long something took, no time."""
    if at.published is None or at.tense == "past":
        return None
    grain, size = words.unit_of(m["unit"])
    return _rolled(at.published, grain, words.number(m["n"] or "one") * size)


def _another(m: re.Match[str], at: Setting) -> Stretch | None:
    found = _within(m, at)
    return found.because("so much longer, from the day of publication") if found else None


def _at_distance(m: re.Match[str], at: Setting) -> Stretch | None:
    """Two days ago, in three weeks (with a future verb): the day or the calendar unit at that distance."""
    if at.published is None:
        return None
    ago = said(m, "ago")
    if re.search(r"(?:a|one) +year +ago", m[0]) and _COMPARED.search(m.string[max(0, m.start() - 60):m.start()]):
        anchor = at.anchor
        if anchor and coarse(anchor.grain) < coarse("year"):
            return moved(anchor, "year", -1, f"compared with the same time a year before {anchor.start}")
    if not ago and at.tense != "future":
        return None
    grain, size = words.unit_of(m["unit"])
    count = words.number(m["n"]) * size * (-1 if ago else 1)
    return unit(shift(at.published, grain, count), "day" if grain == "week" else grain, f"that many units from {at.published}")


def _the_unit(m: re.Match[str], at: Setting) -> Stretch | None:
    """The year, the month, the week (after *the end of*): the current one."""
    grain, _ = words.unit_of(m["unit"])
    return unit(at.published, grain, f"the {grain} of publication") if at.published else None


def _weekend(_: re.Match[str], at: Setting) -> Stretch | None:
    if at.published is None:
        return None
    this = unit(at.published, "weekend")
    before = unit(at.published - 7 * DAY, "weekend")
    after = unit(at.published + 7 * DAY, "weekend")
    return nearest([before, this, after], Setting(at.published, at.tense or "past"), "weekend")


def _named_weekend(m: re.Match[str], at: Setting) -> Stretch | None:
    day = month_and_day(m, at)
    if day is None or day.start is None:
        return None
    what = m["what"]
    if what == "weekend":
        return unit(day.start + (2 if day.start.weekday() == 4 else 0) * DAY, "weekend", "the weekend of that day")
    if what == "week ending":
        return Stretch(day.start - 6 * DAY, day.start + DAY, "week", "the seven days up to that day")
    if what == "week of":
        return unit(day.start, "week", "the week of that day")
    return Stretch(day.start, day.start + 7 * DAY, "week", "the seven days from that day")


def _same(m: re.Match[str], at: Setting) -> Stretch | None:
    """The same day, that month: the unit of the time told before."""
    if at.anchor is None or at.anchor.start is None:
        return None
    grain, _ = words.unit_of(m["unit"])
    return unit(at.anchor.start, grain, f"the same {grain} as the time told before")


def _same_day(_: re.Match[str], at: Setting) -> Stretch | None:
    return one_day(at.anchor.start, "the same day as the time told before") if at.anchor and at.anchor.start else None


def _next_daytime(m: re.Match[str], at: Setting) -> Stretch | None:
    base = at.anchor.start if at.anchor else None
    return one_day(base + (-1 if m["way"] == "previous" else 1) * DAY, f"the day beside {base}, told before") if base else None


def _so_far(m: re.Match[str], at: Setting) -> Stretch | None:
    whole = _the_unit(m, at)
    return Stretch(whole.start, at.published, whole.grain, "from the start of the unit to the day of publication") if whole else None


def _earlier_or_later(m: re.Match[str], at: Setting) -> Stretch | None:
    """Earlier this week: up to the day of publication; later this month: from it. Where nothing is left, the whole unit."""
    whole, today = _the_unit(m, at), at.published
    if whole is None or whole.start is None or whole.end is None or today is None:
        return None
    if m["way"] == "earlier":
        return Stretch(whole.start, today, whole.grain, "the unit up to the day of publication") if whole.start < today else whole
    return Stretch(today, whole.end, whole.grain, "the unit from the day of publication")


def _unit_end(m: re.Match[str], at: Setting) -> Stretch | None:
    whole = _the_unit(m, at)
    return replace(third(whole, "late"), grain=whole.grain, edge="end") if whole else None


def _same_period(m: re.Match[str], at: Setting) -> Stretch | None:
    """The same period last year, the same month a year earlier: the time told before, moved."""
    anchor = at.anchor
    if m["unit"] not in ("period", "time", "point", "stage") and anchor is None and at.published:
        anchor = unit(at.published, words.unit_of(m["unit"])[0])
    if anchor is None or anchor.start is None:
        return None
    if m["year"]:
        return moved(anchor, "year", int(m["year"]) - anchor.start.year, "the same period of another year")
    return moved(anchor, "year", -1, "the same period a year before")


def _from_anchor(m: re.Match[str], at: Setting) -> Stretch | None:
    """A week earlier, two days later, the following month: counted from the time told before, else from the day of publication."""
    grain, size = words.unit_of(m["unit"])
    count = (words.number(m["n"]) if said(m, "n") else 1) * size
    way = m["way"].replace("afterwards", "later")
    count = -count if way in ("earlier", "before", "previous", "preceding", "prior") else count
    if at.anchor is None or at.anchor.start is None:
        if at.published is None or way in ("before", "after") or (not said(m, "n") and grain == "day"):
            return None
        return unit(shift(at.published, grain, count), "day" if grain == "week" and said(m, "n") else grain, f"no time is told before:"
                                                                                                             f" counted from {at.published}")
    if count > 0 and at.tense == "past" and at.published and shift(at.anchor.start, grain, count) > at.published:
        return None  # told as past, yet after the report: the time meant is another
    if said(m, "n") and coarse(grain) >= coarse(at.anchor.grain):
        return moved(at.anchor, grain, count, f"counted from the time told before, {at.anchor.start}")
    if said(m, "n"):
        last = at.anchor.end - DAY if at.anchor.end and count > 0 else at.anchor.start
        return unit(shift(last, grain, count), grain, f"counted from the time told before, {last}")
    return unit(shift(at.anchor.start, grain, count), grain, f"the {grain} beside that of the time told before, {at.anchor.start}")


# What may follow *the day before* where it stands alone; *the day before the vote* is an event.
_ENDS = re.compile(r"\s*(?:$|[.,;:)”\"'!?-]|(?:and|or|but|when|that|in|at|on|with|by|as|for|near|from|to|while|because|citing|had|was|were"
                   r"|said|has)\b)")


def _alone(m: re.Match[str], _: str) -> bool:
    return bool(_ENDS.match(m.string, m.end()))


_OVER = r"(?:(?:over|in|within|during|for|throughout|across|through) )?"
_UNITS = r"(?P<unit>hour|<unit>)s?(?![\w-])"
_ABOUT = r"(?:(?:about|around|nearly|almost|roughly|some|just|only) )?"
_LONG_UNIT = r"(?P<unit>week|month|quarter|year|decade|century)(?!\w)"
_WEEK_OF = r"(?:the )?(?P<what>weekend|week (?:of|beginning|starting|commencing|ending))(?: of| on)? (?:the )?"

RULES: tuple[Rule, ...] = (
    Rule("named unit", "unit", r"(?:the )?(?P<which>this past|this coming|current|(?<!the[ ])this|(?<!the[ ])last|(?<!the[ ])next"
                               r"|(?<!the[ ])(?:previous|past)) "
         r"(?:calendar |fiscal |financial )?(?P<unit><unit>)(?!\w|-long|-old)", _unit_near, fits=lambda m, _: m["unit"] not in ("day", "night")),
    Rule("named quarter", "unit", r"the (?P<which>last|past|previous|next|coming|following) (?P<unit>quarter)(?!\w)", _unit_near),
    Rule("unit beside", "unit", r"the (?P<unit>week|weekend|month|year) (?P<which>after next|before last)(?!\w)", _unit_beside),
    Rule("numbered week", "unit", r"(?:(?<=in[ ])|(?<=the[ ]))(?:calendar )?week (?P<number>[0-9]{1,2})(?: of (?P<year><yyyy>))?(?!\w)",
         _numbered_week),
    Rule("rolling unit", "unit", _OVER + r"the (?P<way>last|past|next|coming) (?P<unit><unit>)(?![\w-])", _unit_rolling,
         fits=lambda m, _: m["unit"] not in ("day", "night", "weekend", "quarter")),
    Rule("rolling units", "unit", _OVER + r"(?:(?:the|these) )?(?P<way>last|past|previous|preceding|next|coming|upcoming"
                                          r"|following) (?P<n><n>) " + _UNITS,
         _unit_rolling, fits=lambda m, _: m["unit"] != "night" and m["n"] not in ("a", "an")),
    Rule("rolling units, the number first", "unit", _OVER + r"(?:the )?(?P<n><n>) (?P<way>last|past|previous|next|coming|upcoming"
                                                            r"|following) " + _UNITS,
         _unit_rolling, fits=lambda m, _: m[0].endswith("s")),
    Rule("vague units", "unit", _OVER + r"(?:the )?(?P<way>last|past|next|coming|upcoming)(?: (?:few|several))? (?P<unit>hour|day|week|month"
                                        r"|year|decade)s(?![\w-])", _vague),
    Rule("vague units to come", "unit", r"(?:in|over|within|during) the (?:few |several )?(?P<unit>day|week|month|year)s (?P<way>ahead"
                                        r"|to come)", _vague),
    Rule("within a vague time", "unit", r"within (?:a few |a matter of |the space of )?(?P<unit>hour|day|week|month"
                                        r"|year)s(?![\w'])", _within_vague),
    Rule("within", "unit", r"within (?:the )?(?P<n><n>) (?P<unit>hour|<unit>)s?(?![\w'-]| of\b)", _within),
    Rule("so much longer", "unit", r"for (?:another|a further|at least another|up to another"
                                   r"|an additional) (?:(?P<n><n>) )?" + _UNITS, _another),
    Rule("ago", "unit", r"(?:(?:more than|over) )?" + _ABOUT + r"(?P<n><n>) (?P<unit><unit>)s? (?P<ago>ago)", _at_distance),
    Rule("in so long", "unit", r"in " + _ABOUT + r"(?P<n><n>) (?P<unit><unit>)s?(?:'s?)?(?: time)?(?![\w-])", _at_distance),
    Rule("from now", "unit", r"(?P<n><n>) (?P<unit><unit>)s? (?:from now|hence)", lambda m, at: _at_distance(m, replace(at, tense="future"))),
    Rule("weekend", "unit", r"(?:at |over |during )?the weekend(?!\w| of [0-9a-z])", _weekend),
    Rule("weekend or week of a day", "month", _WEEK_OF + r"(?P<dd><dd>)(?: of)? (?P<month><month>)(?:,?"
                                                         r" (?P<year><yyyy>))?", _named_weekend, floats=True),
    Rule("weekend or week of a day, the month first", "month", _WEEK_OF + r"(?P<month><month>) (?P<dd><dd>)(?:,?"
                                                                          r" (?P<year><yyyy>))?", _named_weekend, floats=True),
    Rule("the same unit", "unit", r"(?:the same|that(?: same)?|the very same) (?P<unit>day|night|weekend|week|month|quarter|year"
                                  r"|decade)(?!\w|'?s? time)", _same),
    Rule("the same daytime", "name", r"(?:later |earlier )?(?:the same|that) (?:morning|afternoon|evening)(?!\w)", _same_day),
    Rule("the same period", "unit", r"the (?:same|corresponding|year-earlier|year-ago) (?P<unit>period|time|month|week|quarter|day|weekend"
                                    r"|point|stage) "
         r"(?:(?:of |in )?last year|a year (?:earlier|ago|before)|the (?:previous|year) (?:year|before)|(?:of "
         r"|in )?(?P<year><yyyy>))", _same_period),
    Rule("so long earlier or later", "unit", _ABOUT + r"(?P<n><n>) (?P<unit><unit>)s? (?P<way>earlier|later|afterwards)(?!\w"
                                                      r"| than\b)", _from_anchor),
    Rule("so long before or after", "unit", _ABOUT + r"(?P<n><n>) (?P<unit><unit>)s? (?P<way>before|after"
                                                     r"|prior)(?!\w)", _from_anchor, fits=_alone),
    Rule("the day before", "unit", r"the (?P<unit>day|night|week|month|year) (?P<way>before|after|earlier)(?!\w)", _from_anchor, fits=_alone),
    Rule("the following unit", "unit", r"(?:on )?the (?P<way>following|next|previous|preceding|prior) (?P<unit>day|night|week|weekend|month"
                                       r"|quarter|year|decade)(?!\w)",
         _from_anchor, fits=lambda m, _: m["way"] != "next" or m["unit"] == "day"),
    Rule("the following morning", "name", r"the (?P<way>following|next|previous) (?:morning|afternoon|evening)(?!\w)", _next_daytime),
    Rule("so far this unit", "unit", r"so far this " + _LONG_UNIT, _so_far),
    Rule("year to date", "unit", r"(?:the )?(?P<unit>year|month|quarter)[ -]to[ -]date(?!\w)", _so_far),
    Rule("earlier or later this unit", "unit", r"(?P<way>earlier|later) (?:on )?(?:in )?(?:this|the) " + _LONG_UNIT, _earlier_or_later),
    Rule("end of unit", "unit", r"(?:the )?(?P<unit>year|month|week|quarter)(?:'s)?[ -]end(?!\w)", _unit_end,
         fits=lambda m, _: follows(m, "by|at|before|until|till|beyond|from|since|to|and|the")),
)

# Only after a part or an edge: the end of the year, early in the month.
BARE_UNIT = Rule("the unit", "unit", r"(?:(?:the|this|that|the current|each) )?" + _LONG_UNIT, _the_unit)
