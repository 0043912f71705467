"""What stands around a point in time: bounds (*by*, *since*, *as early as*), parts (*late*, *the first half of*), ranges (*from … to*)."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from reportedly.resolve.times import counted, words
from reportedly.resolve.times.arithmetic import DAY, Stretch, half, nth_weekday, one_day, shift, third, unit
from reportedly.resolve.times.points import Script, find
from reportedly.resolve.times.setting import Rule, Setting, Tense, said
from reportedly.resolve.times.words import template

Side = Literal["from", "through", "before", "after"]


@dataclass(frozen=True, slots=True)
class Point:
    """A point in time with the part of it that is meant. `start`, `end`: characters of the text."""

    start: int
    end: int
    rule: Rule
    match: re.Match[str]
    part: re.Match[str] | None

    @property
    def floats(self) -> bool:
        """Whether the words leave the year (or the week) open."""
        return self.rule.floats and not any(said(self.match, group) for group in ("year", "ofyear", "which", "week", "way"))

    def read(self, at: Setting) -> Stretch | None:
        """The days that are meant."""
        try:
            found = self.rule.meaning(self.match, at)
            return _part_of(found, self.part) if found and self.part else found
        except (ValueError, OverflowError):  # before the year 1 or after 9999
            return None


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression as found: a point or a range, and its bound. `core`: without the words of the bound."""

    start: int
    end: int
    first: Point
    last: Point | None = None
    bound: Side | None = None
    duration: re.Match[str] | None = None
    offset: re.Match[str] | None = None

    @property
    def core(self) -> tuple[int, int]:
        """The characters of the points themselves."""
        return self.first.start, (self.last or self.first).end

    def read(self, at: Setting) -> tuple[Stretch, Stretch] | None:
        """The days that are meant, and those of the point alone, which later expressions count from."""
        try:
            if self.last:
                whole = _range(self.first, self.last, at)
                return (whole, whole) if whole else None
            point = self.first.read(at)
            if point is None:
                return None
            if self.duration:
                return (found, found) if (found := _lasting(point, self.duration)) else None
            if self.offset:
                return (found, found) if (found := _at_distance(point, self.offset)) else None
            return _bounded(point, self.bound), point
        except (ValueError, OverflowError):
            return None


# ---- parts -----------------------------------------------------------------------------------------------------------
_PART = template(
    r"(?:(?:the )?(?:(?P<early>early(?: (?:part|days|weeks|months|hours) of| (?:in|on))?|earlier in|beginning of|(?:very )?start of)"
    r"|(?P<mid>mid(?:-| |dle of |point of |way through )|middle (?:part )?of)"
    r"|(?P<late>late(?: (?:part of|in|on))?|latter part of|later in|(?:tail |very )?end of|close of|final (?:days|weeks|months) of"
    r"|last (?:days|weeks|months) of|end-|end(?= (?:month|year|week|quarter)\b)))"
    r"|the (?P<half>first|second|latter|last|other) half of"
    r"|the (?P<quarter>first|second|third|fourth|last|final)(?: |-)quarter of"
    r"|(?:the )?(?P<which><ordinal>|last|final) (?:(?P<n><n>) )?(?P<piece>(?:week|day|month|weekend|half-year)s?|(?:Mon|Tues|Wednes|Thurs"
    r"|Fri|Satur|Sun)day) (?:of|in)"
    r"|(?:the )?(?:night|morning|evening|afternoon|day|early hours) of(?: the)?|(?:the )?(?P<dayof>start|beginning|end) of)(?:(?<=[ -])| )")
_STARTS = re.compile(r"(?:start|beginning) of")
_ENDS = re.compile(r"(?:end of|close of|end-|end$)")


def _part_of(whole: Stretch, m: re.Match[str]) -> Stretch | None:
    if whole.start is None or whole.end is None:
        return whole
    words_said = m[0].strip()
    if m["early"]:
        edge = _STARTS.search(words_said)
        found = third(whole, "early").because(f"{words_said}: the first third; {whole.detail}")
        return replace(found, edge="start", grain=whole.grain) if edge else found
    if m["mid"]:
        return third(whole, "mid").because(f"the middle third; {whole.detail}")
    if m["late"]:
        edge = _ENDS.search(words_said)
        found = third(whole, "late").because(f"{words_said}: the last third; {whole.detail}")
        return replace(found, edge="end", grain=whole.grain) if edge else found
    if m["half"]:
        return half(whole, m["half"] not in ("first",)).because(f"{words_said}; {whole.detail}")
    if m["quarter"]:
        number = words.ordinal(m["quarter"]) if m["quarter"] not in ("last", "final") else 4
        return unit(shift(whole.start, "quarter", number - 1), "quarter", f"{words_said}; {whole.detail}")
    if m["which"]:
        return _piece_of(whole, m)
    return whole


def _piece_of(whole: Stretch, m: re.Match[str]) -> Stretch | None:
    """The first week of May, the last Friday of the month, the first three months of the year."""
    if whole.start is None or whole.end is None:
        return None
    which, piece = words.ordinal(m["which"]), m["piece"]
    count = words.number(m["n"]) if m["n"] else 1
    if piece.endswith("day") and piece != "day":
        day = nth_weekday(whole, words.weekday(piece), which)
        return one_day(day, f"that weekday of it; {whole.detail}") if day else None
    if piece.startswith("weekend"):
        day = nth_weekday(whole, 5, which)
        return unit(day, "weekend", f"that weekend of it; {whole.detail}") if day else None
    grain, _ = words.unit_of(piece)
    if grain == "week" and count == 1 and whole.grain != "week":  # a week belongs to the month or year that its Thursday lies in
        thursday = nth_weekday(whole, 3, which)
        return unit(thursday, "week", f"that week of it; {whole.detail}") if thursday else None
    if which < 0:
        start, end = shift(whole.end, grain, -count), whole.end
    else:
        start = shift(whole.start, grain, (which - 1) * count)
        end = shift(start, grain, count)
    return Stretch(start, end, grain, f"counted within it; {whole.detail}") if whole.start <= start < whole.end else None


# ---- bounds ----------------------------------------------------------------------------------------------------------
_BOUNDS: tuple[tuple[Side, re.Pattern[str]], ...] = (
    ("from", template(r"(?:(?:until|till) at least|at least (?:until|till|through)|not (?:until|before|earlier than)|no (?:earlier"
                      r"|sooner) than|as early as|as soon as"
                      r"|(?:starting|beginning|commencing)(?: (?:from|on|in|as early as|as soon as))?|effective(?: (?:from|on))?"
                      r"|with effect from|as from|on or after"
                      r"|(?:ever )?since(?: (?:at least|as early as|about|around))?|dating (?:back )?to|going back to|as far back as"
                      r"|from(?: (?:as early as|as soon as))?) ")),
    ("through", template(r"(?:(?:by )?(?:no|not) later than|by(?: (?:around|about|roughly|at least|at the latest))?|on or before"
                         r"|at the latest by|(?:up )?(?:until|till|through)|up to"
                         r"|as late as|through to|lasting until) ")),
    ("before", template(r"(?:before|prior to|ahead of|earlier than|any time before) ")),
    ("after", template(r"(?:after|beyond|later than) ")),
)
_CLOCK = template(r"(?:(?:about|around|just after|just before|shortly after|shortly before) )?<clock>,?(?: on)? ")
_TAIL_FROM = re.compile(r",?\s?(?:onwards?|at the earliest|and onwards|(?:or later|or after|and beyond|and after|and later)(?!\s+\w))(?![\w])")
_TAIL_THROUGH = re.compile(r",?\s(?:at the latest|or (?:earlier|sooner|before)(?!\s+\w)|if not (?:sooner|earlier))(?![\w])")
_DURATION = template(r"(?:(?:in|over|for|during|within) )?(?:the (?:(?P<n><n>)[ -])?|(?P<bare>[0-9]{1,2}|two|three|six|nine"
                     r"|twelve)[ -](?=month)|(?P<long><n>) (?=<unit>s? (?:starting|beginning)))(?P<unit>day|week|month|quarter|year"
                     r"|decade)s?(?: period)?"
                     r" (?P<way>to|through|ending|ended|up to|from|starting(?: from)?|beginning)(?: on| in)? ")
_OFFSET = template(r"(?:(?:about|around|just|only|some) )?(?P<n><n>) (?P<unit><unit>)s? (?P<way>before|after|from|following) ")
_POSSESSIVE = re.compile(r"'s?\b(?!\s+(?:start|beginning|end)\b)|(?<=s)'(?=\s)|\s+(?:attack|vote|election|summit|meeting|talks|strike|raid"
                         r"|deadline|game|match)\b")


def _bounded(point: Stretch, bound: Side | None) -> Stretch:
    start, end, edge = point.start, point.end, point.edge
    if bound is None:
        return point
    if edge == "start" and start:  # the start of June is its first day, the end its last
        end = start + DAY
    if edge == "end" and end and bound == "from":
        start = end - DAY
    if bound == "from":
        return Stretch(start, None, point.grain, f"from its start on; {point.detail}")
    if bound == "through":
        return Stretch(None, end, point.grain, f"up to the day after its last; {point.detail}")
    if bound == "before":
        return Stretch(None, end if edge == "end" else start, point.grain, f"up to its {edge or 'start'}; {point.detail}")
    return Stretch(end, None, point.grain, f"from the day after its last; {point.detail}")


def _lasting(point: Stretch, m: re.Match[str]) -> Stretch | None:
    """In the year from 6 June, the three months to June."""
    grain, size = words.unit_of(m["unit"])
    count = size * words.number(m["n"] or m["bare"] or m["long"] or "one")
    if m["way"] not in ("to", "through", "ending", "ended", "up to"):
        return Stretch(point.start, shift(point.start, grain, count), point.grain, f"so long from its start;"
                                                                                   f" {point.detail}") if point.start else None
    return Stretch(shift(point.end, grain, -count), point.end, point.grain, f"so long up to its end; {point.detail}") if point.end else None


def _at_distance(point: Stretch, m: re.Match[str]) -> Stretch | None:
    """Three days before 5 May, two weeks from tomorrow."""
    grain, size = words.unit_of(m["unit"])
    count = size * words.number(m["n"]) * (-1 if m["way"] == "before" else 1)
    day = point.start if count < 0 or point.grain != "day" or point.end is None else point.end - DAY
    return one_day(shift(day, grain, count), f"that far from {day}; {point.detail}") if day else None


def _range(first: Point, last: Point, at: Setting) -> Stretch | None:
    """From the start of the first to the end of the last; where one leaves its year open, it lies beside the other."""
    def near(day: date | None, tense: Tense) -> Setting:
        return replace(at, published=day or at.published, tense=tense)

    a = b = None
    if first.floats and last.floats and at.tense == "future":
        a = first.read(at)
        b = last.read(near(a.start, "future")) if a else None
    elif first.floats:
        b = last.read(at if not last.floats else replace(at, tense=at.tense or "past"))
        a = first.read(near(b.start, "past")) if b else None
    else:
        a = first.read(at)
        b = last.read(near(a.start, "future")) if a and last.floats else last.read(at)
    if a is None or b is None or a.start is None or b.end is None or b.end <= a.start:
        return None
    end = b.start + DAY if b.edge == "start" and b.start else b.end
    return Stretch(a.start, end, b.grain, f"from the start of the first to the end of the last; {b.detail}")


# ---- finding -----------------------------------------------------------------------------------------------------------
_BETWEEN = template(r"between (?:about |around )?")
_FROM = template(r"from (?:about |around )?")
_TO = re.compile(r"\s(?:to|until|till|through|up to)(?: about| around)?\s|\s?-\s?")
_NOW = Rule("now", "name", r"now(?!\w)", lambda _, at: Stretch(at.published, at.published, "day", "publication") if at.published else None)
_AND = re.compile(r"\sand\s")


def point_at(text: Script, at: int) -> Point | None:
    """A point in time that starts there, with its part; a clock time before it is left out."""
    start = at
    part = _PART.match(text.plain, at)
    if part and part.end() > at:
        found = find(text, part.end())
        bare = counted.BARE_UNIT.match(text.plain, part.end())
        if bare and (found is None or bare.end() > found[1].end()):
            found = (counted.BARE_UNIT, bare)
        if found:
            return Point(start, found[1].end(), *found, part)
    clock = _CLOCK.match(text.plain, at)
    found = find(text, clock.end() if clock else at)
    return Point(start, found[1].end(), *found, None) if found else None


def _end_at(text: Script, at: int) -> Point | None:
    """An end of a range: a point, or *now*."""
    now = _NOW.match(text.plain, at)
    return Point(at, now.end(), _NOW, now, None) if now else point_at(text, at)


def _may_join(first: Point, last: Point) -> bool:
    """Whether *A to B* without *from* is a range: both on the calendar, or of one kind."""
    calendar = ("day", "date", "month", "year", "quarter", "season", "now")
    if first.rule.name == last.rule.name or last.rule.name in ("now", "relative day"):
        return True
    return all(p.rule.name not in _COMPARED and any(word in p.rule.name for word in calendar) for p in (first, last))


def expression_at(text: Script, at: int) -> Expression | None:
    """The time expression that starts there: bound, range or point."""
    for opening, joint in ((_BETWEEN, _AND), (_FROM, _TO)):
        m = opening.match(text.plain, at)
        if m and (first := _end_at(text, m.end())) and (joined := joint.match(text.plain, first.end)) and (last := _end_at(text, joined.end())):
            return Expression(at, last.end, first, last)
    m = _DURATION.match(text.plain, at)
    if m and (point := point_at(text, m.end())) and not find(text, at):
        return Expression(at, point.end, point, duration=m)
    m = _OFFSET.match(text.plain, at)
    if m and (point := point_at(text, m.end())) and not _POSSESSIVE.match(text.plain, point.end) and not find(text, at) and (
            m["way"] != "from" or point.rule.name == "relative day"):
        return Expression(at, point.end, point, offset=m)
    for side, pattern in _BOUNDS:
        m = pattern.match(text.plain, at)
        if m and (point := point_at(text, m.end())):
            return _with_bound(text, at, point, side)
    point = point_at(text, at)
    if point is None:
        return None
    joined = _TO.match(text.plain, point.end)
    if joined and (last := _end_at(text, joined.end())) and _may_join(point, last):
        return Expression(at, last.end, point, last)
    return _with_bound(text, at, point, None)


_COMPARED = ("so long earlier or later", "so long before or after", "ago", "the same period", "the same unit",
             "the following unit", "relative day", "named unit", "rolling unit", "rolling units")


def _with_bound(text: Script, at: int, point: Point, side: Side | None) -> Expression:
    if tail := _TAIL_FROM.match(text.plain, point.end):
        return Expression(at, tail.end(), point, bound="from")
    if tail := _TAIL_THROUGH.match(text.plain, point.end):
        return Expression(at, tail.end(), point, bound="through")
    opening = text.plain[at:point.start].strip()
    joined = opening == "from" and point.rule.name in ("years joined", "days of a month")
    compared = opening == "from" and point.part is None and point.rule.name in _COMPARED  # down from last year
    event = point.part is None and side is not None and _POSSESSIVE.match(text.plain, point.end)  # before Sunday's vote: an event
    if side is None or joined or compared or event:
        return Expression(point.start, point.end, point)
    return Expression(at, point.end, point, bound=side)
