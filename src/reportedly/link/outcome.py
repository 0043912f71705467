"""Forecasts: the window in which a claim is to come about, and what later statements say came of it. Proposed; a person decides."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from reportedly.link.when import moment
from reportedly.types import Outcome, Polarity, Related, Statement, Teller

Window = tuple[str | None, str | None]
_AHEAD = frozenset({"forecast", "intention"})
_UNITS = {"day": 1, "week": 7, "month": 30.4, "year": 365.25}
SURE = 0.5  # probability from which a statement is proposed as the outcome whenever it is told
PERHAPS = 0.35  # … from which it is if it is told when that is due
SURER = 0.75  # where the window opens with the report itself: much that is like it happens in so long a time
AFTER = 14  # days after the window closes in which what came of it is told
_CALLED_OFF = re.compile(r"\b(?:postponed?|put off|called off|cancel+ed|scrapped|shelved|abandoned|dropped|suspended|delayed)\b", re.I)
_LASTS = re.compile(r"\bfor\b|\blast|\bover\b", re.I)


def window(tellings: Sequence[tuple[Teller, Statement]]) -> Window | None:
    """The window of a claim about the future: that of the first telling that gives one. [start, end), ISO 8601 days; None is open."""
    ahead = [(t, s) for t, s in tellings if s.mode in _AHEAD or s.mode == "demand"]
    if not ahead or tellings[0][1].mode not in {*_AHEAD, "estimate", "assessment", "assertion"}:
        return None
    if sum(s.mode in _AHEAD for _, s in tellings) * 2 < len(tellings):
        return None
    for teller, statement in ahead:
        day = (teller.published or "")[:10] if moment(teller.published) else ""
        for time in statement.times:
            start, end = _day(time.start), _end(time.end)
            if day and ((start or end or "9") < day and (end is None or end <= day)):
                continue  # a time that is past is not when it is to happen
            if start is None and end is not None:
                start = day or None
            if start and end is None:
                end = _lasting(start, statement)
            return start, end
    return None


def _day(iso: str | None) -> str | None:
    return iso[:10] if iso else None


def _end(iso: str | None) -> str | None:
    """The day before which it ends: what ends at nine ends before the next day."""
    return _later(iso[:10], 1) if iso and iso[11:16] not in {"", "00:00"} else _day(iso)


def _lasting(start: str, statement: Statement) -> str | None:
    """The end of what begins then and lasts six months."""
    spans = [(q.high, q.unit) for q in statement.quantities if q.unit in _UNITS and q.high and q.high < 1000]
    if not spans or not _LASTS.search(statement.text):
        return None
    try:
        begins = date.fromisoformat(start)
        many, unit = spans[0]
        if unit in {"month", "year"} and many == int(many or 0):
            months = begins.month - 1 + int(many or 0) * (12 if unit == "year" else 1)
            return date(begins.year + months // 12, months % 12 + 1, min(begins.day, 28) if begins.day > 28 else begins.day).isoformat()
        return (begins + timedelta(days=round((many or 0) * _UNITS[unit or "day"]))).isoformat()
    except (ValueError, OverflowError):
        return None


def outcome(when: Window | None, tellings: Sequence[tuple[Teller, Statement]], later: Sequence[Related]) -> Outcome | None:
    """What later reports say came of it; before the window opens nothing can be said. `tellings`: of the claim, the first first."""
    if when is None:
        return None
    first_told = (tellings[0][0].published or "")[:10]
    opens, closes = when[0] or first_told, when[1]
    stated = when[0] is not None and when[0] > first_told  # the window's beginning was told, not filled in
    told: set[Polarity] = set()
    for teller, statement in tellings if stated else ():
        if (teller.published or "")[:10] < opens:
            continue
        if statement.polarity in {"denied", "absent"} or (statement.mode == "assertion" and statement.chain):
            told.add("affirmed" if statement.polarity == "affirmed" else "denied")
    for one in later:
        day = (one.published or "")[:10]
        if one.kind != "outcome" or one.polarity is None or day < opens:
            continue
        sure = one.probability >= (SURE if stated or one.polarity != "affirmed" else SURER)
        in_time = one.probability >= PERHAPS and (stated or day > _later(first_told, 1)) and (closes is None or day <= _later(closes, AFTER))
        if sure or in_time:
            late = closes is not None and one.when is not None and one.when[:10] >= closes
            told.add("denied" if late or _CALLED_OFF.search(one.text) else one.polarity)
    happened, failed = "affirmed" in told, "denied" in told
    if happened and failed:
        return "contested"
    return "happened" if happened else "did_not_happen" if failed else "pending"


def _later(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day[:10]) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def due(when: Window | None, result: Outcome | None, today: str) -> str | None:
    """pending, due or overdue on a day: due from the day the window opens, overdue once it has closed without an outcome."""
    if when is None or result not in {None, "pending"}:
        return None
    if when[1] is not None and today >= when[1]:
        return "overdue"
    return "due" if when[0] is not None and today >= when[0] else "pending"
