"""Whether a telling has the time of what it came from: *as early as September* → *in September*, *Friday* → *Saturday*.

A time left out, or added where none was told, is no drift; nor is a day for an hour of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from reportedly.link.drift.change import Change, against_all, one_each, wording
from reportedly.types import Direction, Statement, Time

LONG, SLACK = 60, 4  # days: two years from the day of this report and of that one are the same
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY = re.compile(r"\b(" + "|".join(_DAYS) + r")\b", re.I)
_SAYING = re.compile(r"\b(?:said|told|announced|reported|wrote|added|stated|published|confirmed|declared)\b[^,;.…]{0,40}$", re.I)
_OPEN_END = re.compile(
    r"\b(?:since|from|as early as|as soon as|not before)(?: (?:the|early|late|about|around|last|dawn on|dusk on|noon on|"
    r"midnight on)){0,2} $", re.I)
_LEAD = re.compile(r"^(?:on|in|at|during) ", re.I)
_YEAR_OF = re.compile(r"\b(?:the|its|a|this) (?:\w+ )?\d{4}$", re.I)
_NOUN = re.compile(r" (?!and\b|or\b|to\b|in\b|on\b|at\b|by\b|with\b|when\b|after\b|for\b|from\b|but\b)[a-z]{3,}")
_SUB_DAY = frozenset({"minute", "hour"})
_DATED = re.compile(r"\b(?:start|beginning|first|turn|outset) of\b", re.I)
_DURATION_FROM = re.compile(r"^(?:[\w-]+ ){0,3}(?:days?|weeks?|months?|years?) (?:from|after|starting)\b", re.I)
_LAST_SPAN = re.compile(r"^last (?:\w+ )?(?:days|weeks|months|years)\b", re.I)
_OTHER_QUARTER = re.compile(r"\b(?:march|june|september|december|first|second|third|fourth) quarter\b", re.I)
_GRAINS = ("minute", "hour", "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class Window:
    """Days `[start, end)` since year 1, ends open at ±inf; `coarse`: place of its grain, a day's is 2; `text` as it stands."""

    start: float
    end: float
    coarse: int
    text: str
    day: str | None


def changes(child: Sequence[Statement], parent: Sequence[Statement]) -> list[Change]:
    """Narrowed, widened, changed."""
    return one_each(against_all(s, parent, _compare) for s in child)


def windows(statement: Statement) -> list[Window]:
    """When it is, was or will be; not when somebody said so, and without a coarser time that holds a finer one beside it."""
    text = wording(statement)
    if _OTHER_QUARTER.search(text):
        return []
    found = []
    for told in statement.times[:8]:
        at = text.find(told.text)
        before = text[:at] if at >= 0 else ""
        if at < 0 or _attributive(before, told.text, text[at + len(told.text):]) or _SAYING.search(before):
            continue
        if statement.mode == "forecast" and _LAST_SPAN.match(told.text):
            continue  # will last six months: no time that is over
        window = _window(told, before)
        if window is not None:
            found.append(window)
    return [w for w in found if not any(o is not w and o.coarse < w.coarse and w.start <= o.start and o.end <= w.end for o in found)]


def _attributive(before: str, time: str, after: str) -> bool:
    """A time that names another thing: the 2016 election; Monday's meeting."""
    if after.startswith(("'s", "’s")):
        return True
    return time[-4:].isdigit() and bool(_YEAR_OF.search(before[-6:] + time[-20:])) and bool(_NOUN.match(after))


def _window(told: Time, before: str) -> Window | None:
    start, end = _day(told.start, -inf), _day(told.end, inf)
    if start == -inf and end == inf:
        return None
    if start > -inf and (_DURATION_FROM.match(told.text) or (_OPEN_END.search(before[-30:]) and told.grain not in _SUB_DAY)):
        end = inf
    weekday = _WEEKDAY.search(told.text)
    coarse = 2 if _DATED.search(told.text) else max(2, _GRAINS.index(told.grain))
    lead = re.search(r"\b(?:by|on|in|from|since|before|until|after|at) (?:the )?$", before)  # as it stands in the text
    return Window(start, end, coarse, (lead[0] if lead else "") + told.text, weekday[1].lower() if weekday else None)


def _day(iso: str | None, otherwise: float) -> float:
    try:
        return float(date.fromisoformat(iso[:10]).toordinal()) if iso else otherwise
    except ValueError:
        return otherwise


def _compare(child: Statement, parent: Statement) -> Change | bool | None:
    mine, theirs = windows(child), windows(parent)
    if not mine or not theirs:
        return None
    future = "forecast" in (child.mode, parent.mode) or "intention" in (child.mode, parent.mode)
    for window in mine:
        verdicts = [(_verdict(t, window, future=future), t) for t in theirs]
        differ = [(v, t) for v, t in verdicts if v is not None]
        if len(differ) == len(verdicts):
            verdict, was = min(differ, key=lambda d: (d[0] == "changed", _between(d[1], window), d[1].text))
            return Change(verdict, was.text, window.text, f"‘{was.text}’ became ‘{window.text}’: {_WHAT[verdict]}.", child, parent)
    return True


def _between(a: Window, b: Window) -> float:
    """Days from one beginning to the other, or between the ends where a beginning is open."""
    return abs(a.start - b.start) if -inf not in (a.start, b.start) else abs(a.end - b.end) if inf not in (a.end, b.end) else inf


_WHAT: dict[Direction, str] = {"narrowed": "a narrower time than was told", "widened": "a vaguer time than was told", "changed": "another time"}


def _verdict(before: Window, after: Window, *, future: bool) -> Direction | None:
    """The direction, or None where they are the same."""
    if before.day and before.day == after.day:  # one weekday, told days apart: the same day, whatever it was resolved to
        after = _shifted(after, before)
    if before.start == after.start and before.end == after.end:
        if before.coarse == after.coarse or (before.end < inf and before.start > -inf):
            return None
        return "widened" if after.coarse > before.coarse else "narrowed"
    if not future and -inf in (before.start, after.start) and before.end == after.end:
        return None  # 300 came by September; 300 came from January to August
    if _about_same(before, after) or _core(before.text) == _core(after.text):
        return None  # the same words: in April, whichever year it was resolved to
    if before.start <= after.start and after.end <= before.end:
        return "narrowed"
    if after.start <= before.start and before.end <= after.end:
        return "widened"
    return "changed"


def _shifted(after: Window, before: Window) -> Window:
    """The window moved by whole weeks onto the other."""
    ends = [(a, b) for a, b in ((after.start, before.start), (after.end, before.end)) if abs(a) < inf and abs(b) < inf]
    by = round((ends[0][1] - ends[0][0]) / 7) * 7 if ends else 0
    return Window(after.start + by, after.end + by, after.coarse, after.text, after.day)


def _core(text: str) -> str:
    """The words of a time without what leads it in."""
    return _LEAD.sub("", text).casefold()


def _about_same(before: Window, after: Window) -> bool:
    if before.start == after.start == -inf and abs(before.end - after.end) <= 1:
        return True  # before 10 June, by 10 June
    long = min(before.end - before.start, after.end - after.start)
    return LONG <= long < inf and abs(before.start - after.start) <= SLACK and abs(before.end - after.end) <= SLACK
